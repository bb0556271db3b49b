"""Notes of odd bytes through a real vault: whatever is decided, every byte outside the span stays.

What a decision may change is known from how a line was made, not from the program.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vault.edits import Accept
from vault.outcomes import Decision
from vault.vault import Vault

BOM = b"\xef\xbb\xbf"
_ODD = (
    b"", b"caf\xe9", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x00",
    b"a\x0bb", b"a\x0cb", b"a\x1cb\x1eb", "\u0085".encode(), "a\u2028b".encode(),
    "a\u2029b".encode(), b"lone\rcr", "é e\u0301 日本語 👩\u200d👧".encode(), b"\xe2\x80",
    b"\ttabs\t", b"  two  ", BOM, b"\x1b[2J", b"`code`", b"[[Note|alias]]", b"50% %s {0}",
)  # fmt: skip
_TEXT_ENDS = ("\u2028".encode(), "\u2029".encode(), b"\r")
"""Where the text of a task ends for Obsidian: a tag behind them is none."""
_OTHER = (
    b"# Heading", b"## Two", b"Words.", b"- a bullet", b"> quoted", b"---", b"*Source: [[x]]*",
    b"- [ ] A real task", b"- [x] Done", b"\t- [-] no", b"- [?] proposed to nobody", b" \t ",
)  # fmt: skip
_OPENERS = (b"- ", b"* ", b"+ ", b"\t- ", b"  * ", b"> - ", b"1. ", b"> > - ", b"23) ")
_LATER = (b"", b"", b" #task", b" #auto", b" #task #auto", " ⏫ #task".encode(), b" #b/c", b" ^b-1")
_ENDS = (b"\n", b"\n", b"\n", b"\r\n", b"\r\n", b"\r\r\n")
_HEADS = (b"", b"", BOM, b"---\ntitle: T\n---\n", b"\xef\xbb\xbf---\r\ntitle: T\r\n---\r\n")


@dataclass(frozen=True, slots=True)
class OddNote:
    """A note's bytes now, and by line number (0-based) what each proposal is once accepted."""

    data: bytes
    accepted: dict[int, bytes]

    def with_accepted(self, numbers: Iterable[int]) -> bytes:
        """The note in which these lines alone are accepted."""
        lines = self.data.split(b"\n")
        for number in numbers:
            lines[number] = self.accepted[number]
        return b"\n".join(lines)


def odd_note(dice: random.Random) -> OddNote:
    """Up to 12 lines, half of them proposals; any line end, a last one or none."""
    parts: list[tuple[bytes, bytes | None]] = []
    for number in range(dice.randint(1, 12)):
        end = dice.choice(_ENDS)
        line, accepted = _proposal(dice, number) if dice.random() < 0.5 else (_other(dice), None)
        parts.append((line + end, None if accepted is None else accepted + end))
    head = dice.choice(_HEADS)
    if dice.random() < 0.4:
        parts[-1] = _without_line_feed(parts[-1])
    first = head.count(b"\n")
    mark = b"" if first else head
    accepted_lines = {}
    for number, (_, accepted) in enumerate(parts, first):
        if accepted is not None:
            whole = mark + accepted if number == 0 else accepted
            accepted_lines[number] = whole.removesuffix(b"\n")
    return OddNote(head + b"".join(before for before, _ in parts), accepted_lines)


def _proposal(dice: random.Random, number: int) -> tuple[bytes, bytes]:
    """A line and what accepting makes of it: another symbol, and the tag gone."""
    opener, later = dice.choice(_OPENERS), dice.choice(_LATER)
    words = b"[%s] %s " + b"task %d " % number + dice.choice(_ODD)
    first = dice.choice(_ODD)
    before = opener + words.replace(b"%s", b"?", 1).replace(b"%s", first, 1)
    tag = b" #proposed"
    kept = tag if any(end in before for end in _TEXT_ENDS) else b""
    return before + tag + later, opener + b"[ ]" + before[len(opener) + 3 :] + kept + later


def _other(dice: random.Random) -> bytes:
    return dice.choice(_OTHER) + dice.choice(_ODD)


def _without_line_feed(part: tuple[bytes, bytes | None]) -> tuple[bytes, bytes | None]:
    before, accepted = part
    return before[:-1], None if accepted is None else accepted[:-1]


@dataclass(slots=True)
class SpanCount:
    """What came of a vault of odd notes."""

    notes: int = 0
    decided: int = 0
    refused: int = 0
    differing: int = 0
    """Notes with another byte than the spans' after the decisions."""
    not_undone: int = 0
    """Notes with another byte than before once all was taken back."""

    def add(self, other: "SpanCount") -> None:
        """Count another vault's."""
        self.notes += other.notes
        self.decided += other.decided
        self.refused += other.refused
        self.differing += other.differing
        self.not_undone += other.not_undone


def decide_odd_notes(folder: Path, seed: int, notes: int) -> SpanCount:
    """Write so many odd notes, accept about two in three proposals of each, take all back."""
    dice = random.Random(seed)
    made = {f"{number}.md": odd_note(dice) for number in range(notes)}
    for name, note in made.items():
        (folder / name).write_bytes(note.data)
    vault = Vault(str(folder), today=lambda: date(2026, 11, 22), state=str(folder / ".state"))
    vault.load()
    chosen = [one for one in vault.tasks() if one.proposed and dice.random() < 0.7]
    chosen = [one for one in chosen if one.at.number in made[one.path].accepted]
    applied = vault.apply([Decision(found, Accept()) for found in chosen])
    failed = {outcome.task_id for outcome in applied.failures}
    numbers: dict[str, list[int]] = {name: [] for name in made}
    for found in chosen:
        if found.id not in failed:
            numbers[found.path].append(found.at.number)
    count = SpanCount(notes, applied.written, len(failed))
    for name, note in made.items():
        count.differing += (folder / name).read_bytes() != note.with_accepted(numbers[name])
    vault.undo()
    vault.close()
    for name, note in made.items():
        count.not_undone += (folder / name).read_bytes() != note.data
    return count

"""Whether a change is still in its note after others have saved it, judged by the note's bytes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from parsers.blocks import Blocks, read_blocks
from parsers.lines import hash_lines, shown_lines, split_lines
from vault.errors import ConflictError
from vault.identity import Sought, locate
from vault.steps import Change


class Fate(Enum):
    """What became of a change."""

    STANDS = "stands"
    """As decided, or in a line that others have edited as well."""
    BACK = "back"
    """The lines stand again exactly as before the change, and can be found for certain."""
    LOST = "lost"
    """They are gone, or something else was made of them."""


class Verdict(Struct, frozen=True):
    """A change and what became of it."""

    change: Change
    before: Sought
    """The lines before the change, as they are to be looked for."""
    fate: Fate
    now: str
    """For people: what stands there now; empty when it cannot be told, or nothing does."""


class NoteNow:
    """A note's bytes, looked at as far as is needed."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.lines = split_lines(data)
        self.hashes = hash_lines(self.lines)
        self.counts = Counter(raw.removesuffix(b"\r") for raw in self.lines)
        """How often each line stands there, without the CR at its end."""

    @cached_property
    def blocks(self) -> Blocks:
        """Where no task can be."""
        return read_blocks(self._data, self.lines)


def judge(changes: Sequence[Change], note: NoteNow | None) -> list[Verdict]:
    """A verdict for each change of one write; `note` is None when it is gone."""
    pairs = zip(changes, lines_before(changes), strict=True)
    if note is None:
        return [Verdict(change, before, Fate.LOST, "") for change, before in pairs]
    return [_verdict(change, before, note) for change, before in pairs]


def lines_before(changes: Sequence[Change]) -> Iterator[Sought]:
    """For each change of one write, in any order, its lines of before as they stood then.

    Where lines beside it were changed by the same write, the neighbours are the new ones.
    """
    ordered = sorted(changes, key=lambda change: change.after.number)
    hashes: list[int] = []
    shift = end = 0
    numbers: dict[int, int] = {}
    for change in ordered:
        after = change.after
        numbers[id(change)] = after.number + shift
        hashes += (*after.note_hashes[end : after.number], *hash_lines(change.before))
        end = after.number + len(after.lines)
        shift += len(change.before) - len(after.lines)
    if ordered:
        hashes += ordered[0].after.note_hashes[end:]
    note_hashes = tuple(hashes)
    for change in changes:
        number = numbers[id(change)]
        yield replace(change.after, lines=change.before, number=number, note_hashes=note_hashes)


def is_superseded(change: Change, newer: Sequence[Change]) -> bool:
    """Whether this program itself has since changed, or taken back, what the change wrote.

    `newer` are the changes of later writes of the same note.
    """
    return any(_follows(later, change) for later in newer)


def _follows(later: Change, change: Change) -> bool:
    if not change.after.lines:
        return bool(set(change.before) & set(later.after.lines))
    if not set(later.before) & set(change.after.lines):
        return False
    one_of_twins = len(change.after.lines) == 1 and _then(change, change.after.lines[0]) > 1
    known = later.task_id > 0 and change.task_id > 0
    return not (one_of_twins and known and later.task_id != change.task_id)


def _verdict(change: Change, before: Sought, note: NoteNow) -> Verdict:
    if _stands(change, note):
        return Verdict(change, before, Fate.STANDS, shown_lines(change.after.lines))
    if _is_back(change, before, note):
        return Verdict(change, before, Fate.BACK, shown_lines(change.before))
    now = _now(change, note)
    return Verdict(change, before, Fate.STANDS if _carries(change, now) else Fate.LOST, now)


def _stands(change: Change, note: NoteNow) -> bool:
    after = change.after
    if note.hashes == after.note_hashes:
        return True
    if not after.lines:
        return any(_count(note, raw) <= _then(change, raw) for raw in change.before)
    if all(_count(note, raw) >= _then(change, raw) for raw in after.lines):
        return True
    return _is_found(after, note)


def _is_back(change: Change, before: Sought, note: NoteNow) -> bool:
    """A line equal to the old one may have stood elsewhere all the time: there must be one more."""
    more = all(_count(note, raw) > _then(change, raw) for raw in change.before)
    return more and _is_found(before, note)


def _is_found(sought: Sought, note: NoteNow) -> bool:
    try:
        locate(sought, note.lines, note.blocks)
    except ConflictError:
        return False
    return True


def _now(change: Change, note: NoteNow) -> str:
    if not change.after.lines:
        return shown_lines(change.before)
    try:
        locate(change.after, note.lines, note.blocks)
    except ConflictError as error:
        return error.now.removesuffix("\r") if error.now != error.was else ""
    return ""


def _carries(change: Change, now: str) -> bool:
    """Whether a line that others edited too still has all that the change put in and took out.

    A merge of both, or a program that tidies lines when it saves, is no loss.
    """
    if not now or not len(change.before) == len(change.after.lines) == 1:
        return False
    was, wanted, there = (
        Counter(text.split())
        for text in (shown_lines(change.before), shown_lines(change.after.lines), now)
    )
    taken_out, put_in, stayed = was - wanted, wanted - was, was & wanted
    return (
        put_in <= there
        and all(there[word] <= wanted[word] for word in taken_out)
        and 2 * (stayed & there).total() > stayed.total()
    )


def _count(note: NoteNow, raw: bytes) -> int:
    return note.counts[raw.removesuffix(b"\r")]


def _then(change: Change, raw: bytes) -> int:
    """How often the line stood in the note after the change, with a CR at its end or without."""
    bare = raw.removesuffix(b"\r")
    return sum(map(change.after.note_hashes.count, hash_lines((bare, bare + b"\r"))))

"""How a task is found again after its note has moved under it.

Only byte-equal lines count, and never a line inside a fence or in the properties. When several
are equal, an alignment of the whole note decides, and only where an anchor, the heading and the
neighbours agree; otherwise the answer is a conflict, because a refusal can be repeated and a
write on the wrong line cannot be taken back.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from parsers.blocks import Blocks
from parsers.lines import decode_line, hash_lines, shown
from parsers.note import Note, NoteTask
from vault.alignment import matching_blocks
from vault.errors import ConflictError

_MOST_TWINS: Final = 500


class Sought(Struct, frozen=True):
    """Consecutive lines of a note as they were when somebody last looked."""

    lines: tuple[bytes, ...]
    """Usually one; two for a task beside its next occurrence; none for a deleted line."""
    number: int
    """0-based number of the first of them; for none, of the line that followed."""
    headings: tuple[str, ...]
    before: tuple[bytes, ...]
    """Up to two lines above, the nearest last."""
    after: tuple[bytes, ...]
    """Up to two lines below, the nearest first."""
    note_hashes: tuple[int, ...]
    """A hash for each line of the note at that time."""


def sought_task(note: Note, found: NoteTask) -> Sought:
    """What to look for when `found` of `note` is to be edited."""
    return Sought(
        lines=(found.raw,),
        number=found.number,
        headings=found.headings,
        before=note.before(found),
        after=note.after(found),
        note_hashes=tuple(note.line_hashes),
    )


def locate(sought: Sought, lines: Sequence[bytes], blocks: Blocks) -> int:
    """The number of the first sought line in `lines`, the note as it is now.

    Raises ConflictError, with both versions, when that cannot be told for certain.
    """
    if not sought.lines:
        return _locate_gap(sought, lines)
    hashes = hash_lines(lines)
    if hashes == sought.note_hashes and _stands_at(sought, lines, sought.number):
        return sought.number
    found = _candidates(sought, lines, blocks)
    if not found:
        raise _changed(sought, lines, blocks)
    once_before = _count(sought) <= 1
    if len(found) == 1 and once_before:
        return found[0]
    twin = _aligned(sought, lines, hashes, blocks, found)
    if twin is None:
        raise ConflictError(
            "The same line stands in the note more than once, and the note has changed: "
            "which one was meant cannot be told.",
            "Look at the note and decide again.",
            was=_text(sought.lines[0]),
            now=_text(sought.lines[0]),
        )
    return twin


def _stands_at(sought: Sought, lines: Sequence[bytes], number: int) -> bool:
    return tuple(lines[number : number + len(sought.lines)]) == sought.lines


def _candidates(sought: Sought, lines: Sequence[bytes], blocks: Blocks) -> list[int]:
    first = sought.lines[0]
    return [
        number
        for number, raw in enumerate(lines)
        if raw == first and number not in blocks.hidden and _stands_at(sought, lines, number)
    ]


def _count(sought: Sought) -> int:
    """How many lines were equal to the first sought one at that time."""
    return sought.note_hashes.count(*hash_lines(sought.lines[:1]))


def _changed(sought: Sought, lines: Sequence[bytes], blocks: Blocks) -> ConflictError:
    number = _position_now(sought, lines)
    now = "" if number is None or number in blocks.hidden else _text(lines[number])
    return ConflictError(
        "The line has changed since it was read; nothing was written."
        if now
        else "The line is no longer in the note; nothing was written.",
        "Look at the line as it is now and decide again.",
        was=_text(sought.lines[0]),
        now=now,
    )


def _position_now(sought: Sought, lines: Sequence[bytes]) -> int | None:
    """The line between the neighbours of old, when both still stand around exactly one line."""
    numbers: list[int] = [sought.number, *range(len(lines))]
    for number in numbers:
        if number >= len(lines):
            continue
        above = sought.before[-1:] == tuple(lines[max(0, number - 1) : number])
        below = sought.after[:1] == tuple(lines[number + 1 : number + 2])
        if above and below:
            return number
    return None


def _aligned(
    sought: Sought,
    lines: Sequence[bytes],
    hashes: tuple[int, ...],
    blocks: Blocks,
    found: Sequence[int],
) -> int | None:
    """Which of the equal lines is the one of old, where all signs agree; else None."""
    if len(found) > _MOST_TWINS:
        return None
    headings = {number: blocks.heading_path(number) for number in found}
    under_same = [number for number in found if headings[number] == sought.headings]
    expected = _aligned_number(sought, hashes)
    told_apart = len(set(headings.values())) == len(found) == _count(sought) > 1
    if told_apart and len(under_same) == 1 and expected in {None, under_same[0]}:
        return under_same[0]
    # A heading that was renamed above all of them tells nothing.
    if expected is None or (under_same and expected not in under_same):
        return None
    if len(found) != _count(sought) and _twins_touch(sought, found, expected):
        return None
    scores = {number: _neighbour_score(sought, lines, number) for number in found}
    best = max(scores.values())
    alone = [number for number, score in scores.items() if score == best]
    return expected if alone == [expected] and best > 0 else None


def _twins_touch(sought: Sought, found: Sequence[int], expected: int) -> bool:
    """Whether twins stood or stand side by side: then nobody can say which one came or went."""
    then = sought.lines[0] in (*sought.before[-1:], *sought.after[:1])
    return then or expected - 1 in found or expected + 1 in found


def _aligned_number(sought: Sought, hashes: tuple[int, ...]) -> int | None:
    """Where the old line number is now by a diff of the whole note, with an anchor beside it."""
    for block in matching_blocks(sought.note_hashes, hashes):
        if block.start <= sought.number < block.start + block.size:
            anchored = block.size > len(sought.lines)
            return block.now + sought.number - block.start if anchored else None
    return None


def _neighbour_score(sought: Sought, lines: Sequence[bytes], number: int) -> int:
    """How many of the old neighbours (blank ones do not count) still stand where they stood."""
    score = 0
    for distance, raw in enumerate(reversed(sought.before), 1):
        score += bool(raw.strip()) and number >= distance and lines[number - distance] == raw
    below = number + len(sought.lines)
    for distance, raw in enumerate(sought.after):
        score += bool(raw.strip()) and lines[below + distance : below + distance + 1] == [raw]
    return score


def _locate_gap(sought: Sought, lines: Sequence[bytes]) -> int:
    """Where a deleted line stood: only where both old neighbours still touch."""
    hashes = hash_lines(lines)
    if hashes == sought.note_hashes:
        return sought.number
    places = [
        number
        for number in range(len(lines) + 1)
        if tuple(lines[max(0, number - 1) : number]) == sought.before[-1:]
        and tuple(lines[number : number + 1]) == sought.after[:1]
    ]
    if len(places) == 1:
        return places[0]
    raise ConflictError(
        "The place where the line stood has changed; nothing was written.",
        "Put it back by hand, or leave it.",
    )


def _text(raw: bytes) -> str:
    return shown(decode_line(raw))

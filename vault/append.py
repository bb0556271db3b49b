"""Lines that are added to a note: at its end, or at the end of what stands under a heading."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from msgspec import Struct

from parsers.blocks import Blocks, read_blocks
from parsers.lines import encode_line, hash_lines, split_lines
from parsers.packing import NEIGHBOURS
from vault.errors import UsageError
from vault.identity import Sought
from vault.index import TaskId
from vault.splices import Splice, apply_splices
from vault.steps import Change


class Block(Struct, frozen=True):
    """Lines that are added together, and taken back together."""

    text: str
    """The task's description, to name the change by."""
    lines: tuple[bytes, ...]
    """Without line ends; the first is the task."""


class _Place(Struct, frozen=True):
    """Where the lines go, in the note as it is."""

    number: int
    """0-based number of the first line added."""
    joins: bool
    """Whether the last line has no line feed yet."""
    line_end: bytes
    """`b"\\r"` or nothing."""
    heading: tuple[bytes, ...]
    """The lines of a heading that is not there yet."""


_NOWHERE: Final = _Place(0, joins=False, line_end=b"", heading=())


@dataclass(slots=True)
class AppendPlan:
    """A plan for the writer: adds blocks of lines, ended as the lines above them are."""

    blocks: Sequence[Block]
    heading: str = ""
    """The text of the heading; one that is missing is added. Empty for the note's end."""
    _place: _Place = _NOWHERE
    _last: bytes = b""
    """The line above, as it was."""

    def __call__(self, data: bytes) -> list[Splice]:
        """The splice for these bytes. Raises UsageError where no task can stand."""
        lines = split_lines(data)
        blocks = read_blocks(data, lines)
        place = self._place = _place(lines, blocks, self.heading)
        self._last = lines[place.number - 1] if place.joins else b""
        new = [*place.heading, *(line for block in self.blocks for line in block.lines)]
        splice = _splice(place, new, lines)
        _check_seen(apply_splices(data, [splice]), self._task_numbers())
        return [splice]

    def _task_numbers(self) -> Iterator[int]:
        number = self._place.number + len(self._place.heading)
        for block in self.blocks:
            yield number
            number += len(block.lines)

    def changes(self, path: str, data: bytes) -> list[Change]:
        """What was added, described in the note's bytes as they are after the write.

        A heading goes with the first block; so does the line above where it got its line end.
        """
        lines = split_lines(data)
        hashes, blocks = hash_lines(lines), read_blocks(data, lines)
        number = self._place.number
        changes = []
        for index, block in enumerate(self.blocks):
            ahead = 0 if index else len(self._place.heading) + self._place.joins
            start = number - (self._place.joins if not index else 0)
            end = start + ahead + len(block.lines)
            changes.append(
                Change(
                    path=path,
                    task_id=TaskId(0),
                    text=block.text,
                    before=(self._last,) if ahead and self._place.joins else (),
                    after=Sought(
                        lines=tuple(lines[start:end]),
                        number=start,
                        headings=blocks.heading_path(start),
                        before=tuple(lines[max(0, start - NEIGHBOURS) : start]),
                        after=tuple(lines[end : end + NEIGHBOURS]),
                        note_hashes=hashes,
                    ),
                    kept=ahead,
                    kept_before=None,
                )
            )
            number = end
        return changes


def _place(lines: Sequence[bytes], blocks: Blocks, heading: str) -> _Place:
    end = len(lines) - 1
    number = end if not lines[end] else end + 1
    missing: tuple[bytes, ...] = ()
    if heading:
        under = _end_of_section(lines, blocks, heading)
        missing = _new_heading(heading, lines[:number]) if under is None else ()
        number = number if under is None else under
    joins = number > end
    above = b"".join(lines[: min(number, end)][-1:])
    return _Place(number, joins, b"\r" if above.endswith(b"\r") else b"", missing)


def _end_of_section(lines: Sequence[bytes], blocks: Blocks, heading: str) -> int | None:
    """The line behind the last one with text under the first such heading; None without one."""
    wanted = heading.casefold()
    found = next((h for h in blocks.headings if h.text.casefold() == wanted), None)
    if found is None:
        return None
    following = (h.line for h in blocks.headings if h.line > found.line)
    end = next(following, len(lines))
    while end > found.line + 1 and not lines[end - 1].strip():
        end -= 1
    return end


def _new_heading(heading: str, above: Sequence[bytes]) -> tuple[bytes, ...]:
    raw = encode_line(f"## {heading}")
    apart = bool(above) and bool(above[-1].strip())
    return (b"", raw, b"") if apart else (raw, b"")


def _splice(place: _Place, new: Sequence[bytes], lines: Sequence[bytes]) -> Splice:
    ended = [line + place.line_end for line in new]
    offsets = [0, *accumulate(len(line) + 1 for line in lines)]
    if not place.joins:
        at = offsets[place.number]
        return Splice(at, at, b"".join(line + b"\n" for line in ended))
    at = offsets[place.number] - 1
    ended[-1] = new[-1]  # the note ends without a line feed, as before
    end = b"" if lines[-1].endswith(b"\r") else place.line_end
    return Splice(at, at, end + b"\n" + b"\n".join(ended))


def _check_seen(data: bytes, numbers: Iterable[int]) -> None:
    """Raise UsageError unless a task on each of these lines is seen."""
    if read_blocks(data, split_lines(data)).hidden.isdisjoint(numbers):
        return
    raise UsageError(
        "The place for new lines is inside a code block, a comment or the note's properties.",
        "Close that in the note, or name another --heading.",
    )

"""The lines that are kept of a note, packed: one text, and where its lines stood in the note."""

import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from parsers.candidates import HeadingPath
from parsers.lines import decode_line, hash_line

NEIGHBOURS: Final = 2
"""How many lines on each side of a task are kept: they tell one line from its twins."""
NUMBERS: Final = "I"
"""How numbers are packed: unsigned, four bytes each, in the machine's own order."""
_NUMBER_SIZE: Final = array(NUMBERS).itemsize
_PATH_ENDS: Final = b"\r"
"""A line that is no heading's: those have no carriage return at their ends."""


def pack_hashes(lines: Iterable[bytes]) -> bytes:
    """The hash of each line, as of `hash_lines`, as bytes."""
    return array(NUMBERS, map(hash_line, lines)).tobytes()


def pack_numbers(numbers: Sequence[int]) -> bytes:
    """The numbers, from 0 to 2**32 - 1, as bytes."""
    return array(NUMBERS, numbers).tobytes()


def unpack_numbers(packed: bytes) -> Sequence[int]:
    """The numbers that these bytes are, without what is too short for one."""
    return memoryview(packed)[: len(packed) // _NUMBER_SIZE * _NUMBER_SIZE].cast(NUMBERS)


def pack_lines(
    lines: Sequence[bytes], numbers: Sequence[int], paths: Sequence[HeadingPath]
) -> tuple[bytes, bytes, bytes]:
    """The kept lines, where they stand, and the headings above them, for `Note`.

    `numbers` are the lines with tasks, at least one, in order; `paths` the headings above each,
    the same object for tasks side by side under the same ones.
    """
    firsts, headings = _pack_headings(paths)
    kept: list[bytes] = []
    runs: list[int] = []
    past = -1
    for number in numbers:
        first = max(number - NEIGHBOURS, past, 0)
        if first > past:
            runs += (first, len(kept))
        past = number + NEIGHBOURS + 1
        kept += lines[first:past]
    places = pack_numbers([len(firsts), *numbers, *firsts, *runs])
    return b"\n".join(kept), places, headings


def are_places(packed: bytes, count: int) -> bool:
    """Whether these bytes have a place for each of so many tasks, and runs that are whole."""
    sections = int.from_bytes(packed[:_NUMBER_SIZE], sys.byteorder)
    runs = len(packed) // _NUMBER_SIZE - 1 - count - sections
    return sections > 0 and runs > 0 and not runs % 2


class Places:
    """Where the tasks of one note stand: what `pack_lines` has packed, unpacked."""

    __slots__ = ("_firsts", "_runs", "numbers")

    def __init__(self, packed: bytes, count: int) -> None:
        """`count`: how many tasks there are."""
        numbers = unpack_numbers(packed)
        past = 1 + count
        end = past + numbers[0]
        self.numbers = numbers[1:past]
        """The 0-based numbers of the lines with tasks."""
        self._firsts = numbers[past:end]
        self._runs = numbers[end:]

    def section_of(self, place: int) -> int:
        """Which of the packed headings are open above the task at this place."""
        return bisect_right(self._firsts, place) - 1

    def index_of(self, number: int) -> int:
        """Where the line of this number is among the kept ones."""
        run = bisect_right(self._runs[::2], number) - 1
        return self._runs[2 * run + 1] + number - self._runs[2 * run]

    def indices(self) -> list[int]:
        """The same for every line with a task."""
        firsts, shifts = [], []
        for first, index in zip(self._runs[::2], self._runs[1::2], strict=False):
            firsts.append(first)
            shifts.append(index - first)
        if len(firsts) == 1:
            return [number + shifts[0] for number in self.numbers]
        return [number + shifts[bisect_right(firsts, number) - 1] for number in self.numbers]


def _pack_headings(paths: Sequence[HeadingPath]) -> tuple[list[int], bytes]:
    """The place of the first task under each heading that has tasks, and their paths."""
    firsts: list[int] = []
    packed: list[bytes] = []
    last: HeadingPath | None = None
    for place, path in enumerate(paths):
        if path is not last:
            last = path
            firsts.append(place)
            packed += (*path, _PATH_ENDS)
    return firsts, _shared(b"\n".join(packed))


@lru_cache(maxsize=1 << 14)
def _shared(headings: bytes) -> bytes:
    """One object for all notes with the same headings: there are far fewer of them than notes."""
    return headings


@lru_cache(maxsize=1 << 12)
def unpack_headings(packed: bytes) -> tuple[tuple[str, ...], ...]:
    """The paths of headings that tasks stand under, in order, outermost heading first."""
    paths: list[tuple[str, ...]] = []
    path: list[str] = []
    for line in packed.split(b"\n"):
        if line == _PATH_ENDS:
            paths.append(tuple(path))
            path = []
        else:
            path.append(decode_line(line))
    return tuple(paths)

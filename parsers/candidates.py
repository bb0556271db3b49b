"""The lines of a note that look like tasks, where one can stand, and the headings above them.

Whatever a note has besides them costs next to nothing: it is searched for single bytes, and read
line by line only where something may hide a line that looks like a task.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from parsers.blocks import find_headings, may_hide_lines, read_blocks
from parsers.lines import decode_line, encode_line
from parsers.task_head import is_task_head

# One character: a byte, or two to four that only make one together.
_BOX = re.compile(rb"\[(?:.|[\x80-\xff]{2,4})\]")
_SPACE: Final = ord(" ")
_LONGEST_HEAD: Final = 20
_MOST_HEADS: Final = 4096

HeadingPath = tuple[bytes, ...]
"""The texts of the headings that are open above a line, outermost first."""
Found = tuple[int, HeadingPath]
"""A line's number, from 0, and the headings above it: of lines under the same, the same object."""


def find_candidates(data: bytes, body: int) -> list[int]:
    """Where the lines begin that begin as a task does; `body` is where the first line does.

    A box is found by its first byte, over the whole note: asking each line takes 10 times as long.
    """
    starts: list[int] = []
    line_end = past = body
    for box in _BOX.finditer(data, body):
        at = box.start()
        if at < line_end:
            continue
        start = data.rfind(b"\n", past, at) + 1 or past
        if data[at - 1] == _SPACE and _HEADS[data[start:at]]:
            starts.append(start)
        past = start
        line_end = data.find(b"\n", box.end())
        if line_end < 0:
            break
    return starts


def visible_candidates(
    data: bytes, lines: Sequence[bytes], body: int, starts: Sequence[int]
) -> Iterator[Found]:
    """Those of the candidates that begin at `starts` on which a task can stand.

    `lines` are `split_lines(data)`.
    """
    if may_hide_lines(data, body, starts):
        return _by_blocks(data, lines, starts)
    return _by_headings(data, body, starts)


def _by_blocks(data: bytes, lines: Sequence[bytes], starts: Sequence[int]) -> Iterator[Found]:
    end = data.find(b"\n", starts[-1])
    blocks = read_blocks(data, lines, end if end >= 0 else len(data))
    section = -1
    path: HeadingPath = ()
    for number in _line_numbers(data, starts):
        if number in blocks.hidden:
            continue
        above = blocks.count_above(number)
        if above != section:
            section = above
            path = tuple(map(encode_line, blocks.heading_path(number)))
        yield number, path


def _by_headings(data: bytes, body: int, starts: Sequence[int]) -> Iterator[Found]:
    headings = find_headings(data, body, starts[-1])
    headings.reverse()
    levels: list[int] = []
    path: HeadingPath = ()
    for number, start in zip(_line_numbers(data, starts), starts, strict=True):
        while headings and headings[-1][0] < start:
            _, level, text = headings.pop()
            while levels and levels[-1] >= level:
                levels.pop()
            path = (*path[: len(levels)], text)
            levels.append(level)
        yield number, path


def _line_numbers(data: bytes, starts: Sequence[int]) -> Iterator[int]:
    number = past = 0
    for start in starts:
        number += data.count(b"\n", past, start)
        past = start
        yield number


class _Heads(dict[bytes, bool]):
    """Whether a task may begin with these bytes, up to its box; all tasks begin in a few ways."""

    def __missing__(self, head: bytes) -> bool:
        is_head = is_task_head(decode_line(head))
        if is_head and len(head) <= _LONGEST_HEAD and len(self) < _MOST_HEADS:
            self[head] = is_head
        return is_head


_HEADS: Final = _Heads()

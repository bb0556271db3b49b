"""Where the text of a task's line begins and ends: behind indentation, list marker and box."""

import re
from typing import Final

from parsers.whitespace import JS_WHITESPACE, LINE_ENDERS

_HEAD = re.compile(rf"[{JS_WHITESPACE}>]*(?:[-*+]|[0-9]+[.)]) +")
_LINE_ENDER = re.compile(f"[{LINE_ENDERS}]")
_MOST_HEADS: Final = 4096
_LONGEST_HEAD: Final = 20


class _Heads(dict[str, bool]):
    """Whether a task may begin so, up to its box; all tasks begin in a few ways."""

    def __missing__(self, text: str) -> bool:
        is_head = is_task_head(text)
        if is_head and len(text) <= _LONGEST_HEAD and len(self) < _MOST_HEADS:
            self[text] = is_head
        return is_head


_HEADS: Final = _Heads()


def is_task_head(text: str) -> bool:
    """Whether `text` is what may stand before a task's box: indentation, marker and space."""
    return _HEAD.fullmatch(text) is not None


def find_text(line: str) -> tuple[int, int, int] | None:
    """Where a task's status symbol stands, where its text begins and where it ends.

    The text has no blank ends, and reaches up to a character that ends a line in JavaScript. None
    when the line does not begin as a task does.
    """
    box = line.find("[")
    if line[box + 2 : box + 3] != "]" or not _HEADS[line[:box]]:
        return None
    start, end = box + len("[x]"), len(line)
    if "\r" in line or "\u2028" in line or "\u2029" in line or "\n" in line:
        ender = _LINE_ENDER.search(line, box)
        end = ender.start() if ender else end
        if end < start:
            return None
    while start < end and line[start] == " ":
        start += 1
    while end > start and line[end - 1] in JS_WHITESPACE:
        end -= 1
    while start < end and line[start] in JS_WHITESPACE:
        start += 1
    return box + 1, start, end

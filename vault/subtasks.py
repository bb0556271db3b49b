"""Which lines of a note belong to a task: those indented below it."""

import re
from collections.abc import Sequence
from typing import Final

from parsers.lines import BOM, split_lines
from vault.index import IndexedTask

_TAB: Final = 4
_QUOTES: Final = re.compile(rb"(?:[ \t]*>)*")


def block_end(lines: Sequence[bytes], number: int) -> int:
    """One past the last line that is indented below line `number`, in the same quote.

    Blank lines count only where such a line follows.
    """
    depth, width = indentation(lines[number])
    end = number + 1
    for at in range(number + 1, len(lines)):
        depth_here, width_here = indentation(lines[at])
        if not _text(lines[at]):
            continue
        if depth_here != depth or width_here <= width:
            break
        end = at + 1
    return end


def indentation(line: bytes) -> tuple[int, int]:
    """How many quote marks stand before a line's text, and the columns between them and it."""
    quotes = _quotes(line)
    rest = line[len(quotes) :].removeprefix(BOM)
    blank = rest[: len(rest) - len(rest.lstrip(b" \t"))]
    return quotes.count(b">"), len(blank.expandtabs(_TAB))


def outdented(line: bytes, depth: int, width: int) -> bytes:
    """The line without so many quote marks, and without up to so many columns behind them."""
    for _ in range(depth):
        line = line.lstrip(b" \t").removeprefix(b">")
    blank = line[: len(line) - len(line.lstrip(b" \t"))]
    return b" " * (len(blank.expandtabs(_TAB)) - width) + line[len(blank) :]


def proposals_below(
    found: IndexedTask, tasks: Sequence[IndexedTask], data: bytes
) -> list[IndexedTask]:
    """The proposals among the tasks indented below `found`.

    `tasks` are all those of its note, `data` the note's bytes; none where these have changed.
    """
    lines = split_lines(data)
    below = lines_below(found, data)
    return [
        task
        for task in tasks
        if task.proposed and task.at.number in below and lines[task.at.number] == task.at.raw
    ]


def lines_below(found: IndexedTask, data: bytes) -> frozenset[int]:
    """The numbers (0-based) of the lines with text that are indented below `found`.

    `data` are the bytes of its note; none where these have changed.
    """
    lines = split_lines(data)
    number = found.at.number
    if number >= len(lines) or lines[number] != found.at.raw:
        return frozenset()
    below = range(number + 1, block_end(lines, number))
    return frozenset(at for at in below if _text(lines[at]))


def _quotes(line: bytes) -> bytes:
    found = _QUOTES.match(line.removeprefix(BOM))
    return found[0] if found else b""


def _text(line: bytes) -> bytes:
    return line[len(_quotes(line)) :].strip()

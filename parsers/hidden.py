"""Lines on which no task can stand: code, comments and math, in quotes and lists too.

The rules are CommonMark's, with one leniency that Obsidian shares: inside a list, indentation
belongs to the list, however deep, and is never code.
"""

import re
from collections.abc import Container, Iterable, Sequence

from msgspec import Struct

from parsers.containers import (
    CODE_INDENT,
    RULE,
    Containers,
    descend,
    ends_in_list,
    in_columns,
    indent_at,
    innermost_quote,
    is_within,
    open_containers,
)
from parsers.lines import BOM

_UNDERLINE = re.compile(rb"=+$")
_HEADING = re.compile(rb"#{1,6}(?: |$)")
_FENCE = re.compile(rb"(`{3,})[^`]*$|(~{3,})")
_TOKEN = re.compile(rb"\\.|`+|%%|<!--|\$\$")
_BACKTICKS = re.compile(rb"`+")
_NEW_BLOCK = re.compile(rb"[ >]*(?:$|#|[-+*] |[0-9]{1,9}[.)] |```|~~~)")
_MARKS = b" \t\r>-+*0123456789"
"""What a line in a container, or one that opens a container, may begin with."""

_MATH = b"$$"
_CLOSERS = {b"%%": b"%%", b"<!--": b"-->", _MATH: _MATH}
_OVERLAP = {b"<!--": 2}
"""CommonMark: `<!-->` is a whole comment, so the closer may share the opener's two dashes."""


def hidden_lines(
    lines: Sequence[bytes], start: int = 0, suspects: Iterable[int] | None = None
) -> set[int]:
    """The numbers, from 0, of the lines from `start` on that hold no task; no frontmatter here.

    `suspects` are the numbers, ascending, of all lines that may open something that hides lines:
    only they are read, with what must be known about the lines before them. None: every line is.
    """
    reader = _Reader(lines)
    number = start
    for suspect in range(start, len(lines)) if suspects is None else suspects:
        if suspect >= number:
            number = reader.read_to(suspect, number)
    return reader.hidden


class _Fence(Struct, frozen=True):
    """An open code fence: its marks, its columns of indentation, the containers around it."""

    marks: bytes
    indent: int
    depth: int

    def is_closed_by(self, text: bytes) -> bool:
        """Whether `text`, a line's text inside the containers, is the closing fence."""
        marks = text.lstrip(b" ")
        indent = len(text) - len(marks)
        return (
            marks.startswith(self.marks)
            and not marks.strip(self.marks)
            and (indent < CODE_INDENT or indent <= self.indent)
        )


class _Reader:
    """What is open between two lines, and what was hidden so far."""

    __slots__ = ("containers", "fence", "hidden", "lines", "paragraph", "unclosed")

    def __init__(self, lines: Sequence[bytes]) -> None:
        self.lines = [line.removeprefix(BOM) for line in lines[:1]] + list(lines[1:])
        self.hidden: set[int] = set()
        self.containers: Containers = []
        self.fence: _Fence | None = None
        self.paragraph = False
        self.unclosed: dict[tuple[bytes, bool], int] = {}

    def read_to(self, suspect: int, number: int) -> int:
        """Read up to `suspect`, and on while lines are hidden; `number` is the next to read."""
        first = suspect
        while first > number and not self._is_free_of_containers(first):
            first -= 1
        if first > number:
            self._leave(0)
            number = first
        while number < len(self.lines) and (number <= suspect or number - 1 in self.hidden):
            number = self.read(number)
        return number

    def _is_free_of_containers(self, number: int) -> bool:
        """Whether this line, which no fence holds, reads the same whatever stands above it."""
        line = self.lines[number]
        if line.startswith((b"# ", b"## ", b"### ")):
            return True
        if not line[:1].strip(_MARKS):
            return False
        return not self.lines[number - 1].strip(b" \t\r") or _FENCE.match(line) is not None

    def read(self, number: int) -> int:
        """Read line `number`; the number of the line to read next."""
        text = in_columns(self.lines[number])
        depth, place = descend(text, self.containers)
        if self._is_in_fence(number, text, depth, place):
            return number + 1
        if place == len(text):
            self._leave(depth)
            return number + 1
        return self._read_text(number, text, depth, place)

    def _leave(self, depth: int) -> None:
        del self.containers[depth:]
        self.paragraph = False

    def _is_in_fence(self, number: int, text: bytes, depth: int, place: int) -> bool:
        if self.fence is None:
            return False
        if depth < self.fence.depth:
            self.fence = None
            return False
        self.hidden.add(number)
        if self.fence.is_closed_by(text[place:]):
            self.fence = None
        return True

    def _read_text(self, number: int, text: bytes, depth: int, place: int) -> int:
        opened, place = open_containers(text, place, in_list=ends_in_list(self.containers[:depth]))
        first = place + indent_at(text, place)
        goes_on = self.paragraph and not opened
        around = self.containers[:depth] + opened
        if first - place >= CODE_INDENT and not ends_in_list(around):
            return self._read_indented(number, around, goes_on=goes_on)
        fence = _FENCE.match(text, first)
        if fence is not None:
            self.containers = around
            self.paragraph = False
            self.fence = _Fence(fence[1] or fence[2], first - place, len(around))
            self.hidden.add(number)
            return number + 1
        return self._read_words(number, text, first, around, goes_on=goes_on)

    def _read_indented(self, number: int, around: Containers, *, goes_on: bool) -> int:
        if not goes_on:
            self.containers = around
            self.paragraph = False
            self.hidden.add(number)
        return number + 1

    def _read_words(
        self, number: int, text: bytes, first: int, around: Containers, *, goes_on: bool
    ) -> int:
        is_words = first < len(text) and not _interrupts(text, first)
        # A paragraph's next line may leave out the marks of the quotes and items around it.
        if not (is_words and goes_on):
            self.containers = around
        self.paragraph = is_words and not (goes_on and _UNDERLINE.match(text, first))
        return self._hide_comments(number, text, first)

    def _hide_comments(self, number: int, text: bytes, first: int) -> int:
        """Hide what the openers on this line hide; the number of the line to read next."""
        place = first
        lone: set[bytes] = set()
        while opener := _left_open(text, place, lone):
            token, at = opener
            end = self._end(number, token, is_block=at == first)
            if end is None:
                lone.add(token)
                place = at + len(token)
                continue
            lone.clear()
            self.hidden.update(range(number + (at != first), end + 1))
            self.paragraph = False
            number, first, text = end, -1, in_columns(self.lines[end])
            place = text.find(_CLOSERS[token])
            if place < 0:
                break
            place += len(_CLOSERS[token])
        return number + 1

    def _end(self, number: int, token: bytes, *, is_block: bool) -> int | None:
        """The line that closes `token` of line `number`.

        A block without a closer ends with its container; inside running text it is no opener.
        """
        found = self._closing_line(number, token, is_inline_math=token == _MATH and not is_block)
        if found is not None or not is_block:
            return found
        end = number
        while end + 1 < len(self.lines) and is_within(self.lines[end + 1], self.containers):
            end += 1
        return end

    def _closing_line(self, number: int, token: bytes, *, is_inline_math: bool) -> int | None:
        # Comments go on across list items; math is a block of its item or a part of its paragraph.
        key = (token, is_inline_math)
        if number < self.unclosed.get(key, 0):
            return None
        reach = self.containers if token == _MATH else innermost_quote(self.containers)
        for at in range(number + 1, len(self.lines)):
            line = self.lines[at]
            if not is_within(line, reach) or (
                is_inline_math and _NEW_BLOCK.match(in_columns(line))
            ):
                break
            if _CLOSERS[token] in line:
                return at
        else:
            at = len(self.lines)
        # Without this, a long note full of lone openers would be read once for each of them.
        self.unclosed[key] = at
        return None


def _interrupts(text: bytes, first: int) -> bool:
    """Whether the line ends a paragraph before it: a rule, a heading, a comment or math block."""
    if text.startswith(tuple(_CLOSERS), first):
        opener = _left_open(text, first, ())
        return opener is not None and opener[1] == first
    return bool(RULE.match(text, first) or _HEADING.match(text, first))


def _left_open(text: bytes, place: int, lone: Container[bytes]) -> tuple[bytes, int] | None:
    """The first comment or math from `place` on that its line leaves open, and where it stands.

    `lone` are openers for which no closer is there: they open nothing.
    """
    while token := _TOKEN.search(text, place):
        place = token.end()
        closer = _CLOSERS.get(token[0])
        if token[0] in lone:
            continue
        if closer is not None:
            end = text.find(closer, place - _OVERLAP.get(token[0], 0))
            if end < 0:
                return token[0], token.start()
            place = end + len(closer)
        elif token[0].startswith(b"`"):
            place = _code_span_end(text, token[0], place)
    return None


def _code_span_end(text: bytes, marks: bytes, place: int) -> int:
    """Where the code span that `marks` open ends; `place` where nothing closes it."""
    for run in _BACKTICKS.finditer(text, place):
        if run[0] == marks:
            return run.end()
    return place

"""A note's blocks: the lines on which no task can stand, its frontmatter and its headings."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from msgspec import Struct

from parsers.hidden import hidden_lines
from parsers.lines import BOM, decode_line

_FIRST_FENCE = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t\r]*\n")
_LAST_FENCE = re.compile(rb"^(?:---|\.\.\.)[ \t\r]*$", re.MULTILINE)
_TOKENS = [(token[:1], token) for token in (b"```", b"~~~", b"%%", b"<!--", b"$$")]
# Over-careful: what these find may be a list; what they don't find is no indented code.
_INDENTED = re.compile(rb" {0,3}\t|    ")
_INDENTED_SOMEWHERE = re.compile(rb"\n(?: {0,3}\t|    )")
_INDENTED_BELOW = re.compile(rb"(?=[-+*_=.)0-9 \t>\r]*(?:#[^\n]*)?\n( {0,3}\t|    ))")
_INDENTED_LATER = re.compile(rb"\n" + _INDENTED_BELOW.pattern)
_INDENTED_IN_QUOTE = re.compile(rb">(?: {0,4}\t|     )")

_FIRST_HEADING = re.compile(rb" {0,3}(#{1,6})(?![^ \t\r\n])([^\n]*)")
_HEADING = re.compile(rb"\n" + _FIRST_HEADING.pattern)
_NUMBER = attrgetter("line")


class Heading(Struct, frozen=True):
    """An ATX heading: `## Text`."""

    line: int
    """Its line's number, from 0."""
    level: int
    """1 to 6."""
    text: str
    """As written between the marks; bytes that are not UTF-8 are surrogates."""


class Blocks(Struct, frozen=True):
    """What `read_blocks` found in one note; lines are counted from 0."""

    hidden: frozenset[int]
    """Lines of frontmatter, code, comments and math blocks: no task stands there."""
    frontmatter: tuple[int, int] | None
    """The first and one past the last line of the YAML text; None where there is none."""
    headings: tuple[Heading, ...]
    """In the note's order, without those in quotes and hidden lines."""

    def heading_path(self, line: int) -> tuple[str, ...]:
        """The texts of the headings that are open above `line`, outermost first."""
        path: list[str] = []
        level = 7
        for heading in reversed(self.headings[: self.count_above(line)]):
            if heading.level < level:
                path.append(heading.text)
                level = heading.level
        return tuple(reversed(path))

    def heading(self, line: int) -> str | None:
        """The text of the nearest heading above `line`."""
        count = self.count_above(line)
        return self.headings[count - 1].text if count else None

    def count_above(self, line: int) -> int:
        """How many headings stand above `line`."""
        return bisect_left(self.headings, line, key=_NUMBER)


def find_frontmatter(data: bytes) -> tuple[int, int] | None:
    """The bytes where a note's YAML text begins and where its closing fence does."""
    opening = _FIRST_FENCE.match(data)
    closing = opening and _LAST_FENCE.search(data, opening.end())
    return (opening.end(), closing.start()) if opening and closing else None


def read_blocks(data: bytes, lines: Sequence[bytes]) -> Blocks:
    """The blocks of a note; `lines` are `split_lines(data)`.

    Obsidian tells the Tasks plugin which lines are list items; these are the rules it goes by.
    """
    span = find_frontmatter(data)
    if span is None:
        frontmatter, first, offset = None, 0, len(BOM) if data.startswith(BOM) else 0
    else:
        closing = data.count(b"\n", 0, span[1])
        frontmatter, first = (1, closing), closing + 1
        offset = span[1] + len(lines[closing]) + 1
    hidden = set(range(first))
    suspects = _suspects(data, offset, first)
    if suspects:
        hidden |= hidden_lines(lines, first, suspects)
    headings = tuple(
        heading for heading in _headings(data, offset, first) if heading.line not in hidden
    )
    return Blocks(frozenset(hidden), frontmatter, headings)


def _suspects(data: bytes, offset: int, number: int) -> list[int]:
    """The lines that may open something that hides lines; `offset` is where line `number` begins.

    Reading a note line by line takes 20 times as long, and most notes have nothing to hide.
    """
    places = [*_token_places(data, offset), *_indented_places(data, offset)]
    suspects: list[int] = []
    for at in sorted(places):
        number += data.count(b"\n", offset, at)
        offset = at
        suspects.append(number)
    return suspects


def _token_places(data: bytes, offset: int) -> list[int]:
    places: list[int] = []
    for first_byte, token in _TOKENS:
        # One byte is found 20 times as fast as two, and most often it is not there.
        at = data.find(token, offset) if first_byte in data else -1
        while at >= 0:
            places.append(at)
            at = data.find(token, at + len(token))
    return places


def _indented_places(data: bytes, offset: int) -> list[int]:
    places: list[int] = []
    if _INDENTED.match(data, offset):
        places.append(offset)
    if match := _INDENTED_BELOW.match(data, offset):
        places.append(match.start(1))
    if _INDENTED_SOMEWHERE.search(data, offset):
        places += [match.start(1) for match in _INDENTED_LATER.finditer(data, offset)]
    if b">" in data:
        places += [match.start() for match in _INDENTED_IN_QUOTE.finditer(data, offset)]
    return places


def _headings(data: bytes, offset: int, number: int) -> Iterator[Heading]:
    """The headings from `offset` on, the beginning of line `number`."""
    if match := _FIRST_HEADING.match(data, offset):
        yield Heading(number, len(match[1]), _heading_text(match[2]))
    for match in _HEADING.finditer(data, offset):
        end = match.start() + 1
        number += data.count(b"\n", offset, end)
        offset = end
        yield Heading(number, len(match[1]), _heading_text(match[2]))


def _heading_text(raw: bytes) -> str:
    """The text without the closing marks, which a space must part from it."""
    text = raw.strip(b" \t\r")
    if text.endswith(b"#"):
        unmarked = text.rstrip(b"#")
        if not unmarked or unmarked.endswith((b" ", b"\t")):
            text = unmarked.rstrip(b" \t")
    return decode_line(text)

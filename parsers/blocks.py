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
_TOKENS = [(token[0], token) for token in (b"```", b"~~~", b"%%", b"<!--", b"$$")]
# Over-careful: what these find may be a list; what they don't find is no indented code.
_INDENTED = re.compile(rb" {0,3}\t|    ")
_INDENTED_SOMEWHERE = re.compile(rb"\n(?: {0,3}\t|    )")
_INDENTED_BELOW = re.compile(rb"(?=[-+*_=.)0-9 \t>\r]*(?:#[^\n]*)?\n( {0,3}\t|    ))")
_INDENTED_LATER = re.compile(rb"\n" + _INDENTED_BELOW.pattern)
_QUOTE = ord(">")
_INDENTED_IN_QUOTE = re.compile(rb">(?: {0,4}\t|     )")
_BARE = re.compile(rb"(?:\xef\xbb\xbf)?[-+*_=.)0-9 \t>\r]*(?:#[^\n]*)?\n")
"""A line below which an indented one may be code."""
_MARKERS = b"-+*0123456789"

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
    if not data.startswith((b"---", BOM)):
        return None
    if data.startswith(b"---\n"):
        # In the usual spelling the first line that begins like a closing fence is the fence.
        at = data.find(b"\n---", 3)
        if data.startswith(b"\n---\n", at) and data.find(b"\n...", 3, at) < 0 <= at:
            return 4, at + 1
    opening = _FIRST_FENCE.match(data)
    closing = opening and _LAST_FENCE.search(data, opening.end())
    return (opening.end(), closing.start()) if opening and closing else None


def find_body(data: bytes, frontmatter: tuple[int, int] | None) -> int:
    """Where the first line behind the frontmatter begins, as `find_frontmatter` found it."""
    if frontmatter is None:
        return 0
    return data.find(b"\n", frontmatter[1]) + 1 or len(data)


def read_blocks(data: bytes, lines: Sequence[bytes], end: int | None = None) -> Blocks:
    """The blocks of a note; `lines` are `split_lines(data)`.

    With `end`, where a line ends, nothing is said of the lines behind it.

    Obsidian tells the Tasks plugin which lines are list items; these are the rules it goes by.
    """
    end = len(data) if end is None else end
    span = find_frontmatter(data)
    body = find_body(data, span)
    closing = data.count(b"\n", 0, span[1]) if span else -1
    first = closing + 1
    hidden = set(range(first))
    if suspects := _suspects(data, body or _mark_length(data), end, first):
        hidden |= hidden_lines(lines, first, suspects)
    headings = _headings(data, body, end, first)
    return Blocks(
        frozenset(hidden),
        (1, closing) if span else None,
        tuple(heading for heading in headings if heading.line not in hidden),
    )


def may_hide_lines(data: bytes, body: int, starts: Sequence[int]) -> bool:
    """Whether something may hide one of the lines that begin at `starts`, task by their looks.

    `body` is where the first line behind the frontmatter begins. No opener on such a line hides
    the line itself.
    """
    for first_byte, token in _TOKENS:
        if first_byte in data and data.find(token, body, starts[-1]) >= 0:
            return True
    seen = -1
    for start in starts:
        if data[start] not in _MARKERS:
            if _may_be_code(data, body, start, seen):
                return True
            seen = start
    return False


def _may_be_code(data: bytes, body: int, start: int, seen: int) -> bool:
    """Whether the line at `start` may be indented code; that at `seen` before it is a task."""
    if _INDENTED_IN_QUOTE.search(data, start, data.find(b"[", start)):
        return True
    while _INDENTED.match(data, start):
        if start == body:
            return True
        above = data.rfind(b"\n", 0, start - 1) + 1
        bare = _BARE.match(data, above)
        if bare and bare.end() == start:
            return True
        if above <= seen:
            return False
        start = above
    return start == 0 and data.startswith(BOM)


def _suspects(data: bytes, offset: int, end: int, number: int) -> list[int]:
    """The lines that may open something that hides lines; `offset` is where line `number` begins.

    Reading a note line by line takes 20 times as long, and most notes have nothing to hide.
    """
    places = [*_token_places(data, offset, end), *_indented_places(data, offset, end)]
    suspects: list[int] = []
    for at in sorted(places):
        number += data.count(b"\n", offset, at)
        offset = at
        suspects.append(number)
    return suspects


def _token_places(data: bytes, offset: int, end: int) -> list[int]:
    places: list[int] = []
    for first_byte, token in _TOKENS:
        # One byte is found 20 times as fast as two, and most often it is not there.
        at = data.find(token, offset, end) if first_byte in data else -1
        while at >= 0:
            places.append(at)
            at = data.find(token, at + len(token), end)
    return places


def _indented_places(data: bytes, offset: int, end: int) -> list[int]:
    places: list[int] = []
    if _INDENTED.match(data, offset, end):
        places.append(offset)
    if match := _INDENTED_BELOW.match(data, offset, end):
        places.append(match.start(1))
    if _INDENTED_SOMEWHERE.search(data, offset, end):
        places += [match.start(1) for match in _INDENTED_LATER.finditer(data, offset, end)]
    if _QUOTE in data:
        places += [match.start() for match in _INDENTED_IN_QUOTE.finditer(data, offset, end)]
    return places


def find_headings(data: bytes, body: int, end: int) -> list[tuple[int, int, bytes]]:
    """Each heading, hidden or not: where its line begins, its level, its text.

    `body` and `end` are where the first line to look at and the first one not to look at begin.
    """
    found: list[tuple[int, int, bytes]] = []
    first = _FIRST_HEADING.match(data, _mark_length(data), end) if body == 0 else None
    if first:
        found.append((0, len(first[1]), _heading_text(first[2])))
    for match in _HEADING.finditer(data, max(body - 1, 0), end):
        marks, text = match.groups()
        found.append((match.start() + 1, len(marks), _heading_text(text)))
    return found


def _mark_length(data: bytes) -> int:
    return len(BOM) if data.startswith(BOM) else 0


def _headings(data: bytes, body: int, end: int, number: int) -> Iterator[Heading]:
    """The headings from `body` on, the beginning of line `number`."""
    for start, level, text in find_headings(data, body, end):
        number += data.count(b"\n", body, start)
        body = start
        yield Heading(number, level, decode_line(text))


def _heading_text(raw: bytes) -> bytes:
    """The text without the closing marks, which a space must part from it."""
    text = raw.strip(b" \t\r")
    if text.endswith(b"#"):
        unmarked = text.rstrip(b"#")
        if not unmarked or unmarked.endswith((b" ", b"\t")):
            text = unmarked.rstrip(b" \t")
    return text

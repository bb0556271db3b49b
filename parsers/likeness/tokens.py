"""A description -> tokens: what is markup, owner, tag or address is left out, offsets stay."""

import re
from collections.abc import Container, Iterator
from enum import Enum, auto
from typing import Final, NamedTuple

from parsers.likeness.stems import fold
from parsers.owners import find_mentions
from parsers.tags import tag_spans

_MOST_READ: Final = 600
"""Characters; what a longer description says is clear by then."""
_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\(([^()\s]{0,1000})[^()]{0,200}\)")
_WIKILINK = re.compile(r"!?\[\[([^\[\]|]{0,300})(?:\|([^\[\]]{0,300}))?\]\]")
_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://[^\s<>\"]+", re.IGNORECASE)
_REFERENCE = re.compile(
    r"[\s,;(–—-]*\b(?:see|cf|siehe|voir|véase)\b[.:]?\s*(?:the |also )?\[\[[^\n]*\Z", re.IGNORECASE
)
_FIELDS = re.compile(
    r"\((?:owner|assignee|priority|prio|due|deadline|high|medium|low)\b[^()]{0,100}\)",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"\s*(?:(?:re|fwd?|aw|wg|antw|tr|rv|sv)\s*:\s*"
    r"|(?:to-?do|task|action(?: item)?|next step|follow[ -]?up|reminder|aufgabe|tâche|tarea)"
    r"\s*(?::|[–—-](?=\s))\s*)+",
    re.IGNORECASE,
)
_DAY: Final = r"(?:0?[1-9]|[12][0-9]|3[01])"
_TOKEN = re.compile(
    rf"(?P<iso>\d{{4}}-\d\d-\d\d)(?!\d)"
    rf"|(?P<dotted>(?<![\d.]){_DAY}\.\s?(?:0?[1-9]|1[0-2])\.(?:\s?(?:19|20)\d\d)?(?!\d))"
    r"|(?P<clock>\d{1,2}(?:[:.h]\d\d)?\s?(?:[ap]m|uhr)\b|\d{1,2}[:h]\d\d(?!\d))"
    r"|(?P<number>(?:\d{1,3}(?:[.,’']\d{3})+(?!\d)|\d+(?:[.,:/]\d+)*)(?P<unit>[^\W\d_]{0,12}))"
    r"|(?P<word>[^\W\d_]+|[%€$£&])",
    re.IGNORECASE,
)
_SENTENCE_ENDS: Final = frozenset(".!?:;")


class TokenKind(Enum):
    """What a token is by its form."""

    WORD = auto()
    NUMBER = auto()
    TIME = auto()


class Token(NamedTuple):
    """One word or number of a description."""

    kind: TokenKind
    text: str
    """A folded word; the normal form of a number, date (`d12-31`), year (`y2026`), hour."""
    start: int
    end: int
    is_name: bool
    """Whether a capital stands where none would have to."""


class Split(NamedTuple):
    """A description in parts."""

    tokens: tuple[Token, ...]
    owners: tuple[str, ...]
    """As written, from the left."""
    addresses: frozenset[str]


def split(description: str, known: Container[str] = ()) -> Split:
    """The tokens of a description; `known` are people's names, as for `find_mentions`."""
    text = description[:_MOST_READ]
    owners: list[str] = []
    addresses: set[str] = set()
    if "@" in text or "::" in text:
        for mention in find_mentions(text, known):
            owners.append(mention.name)
            text = _blanked(text, mention.start, mention.start + len(mention.raw))
    if "#" in text:
        for start, end in tag_spans(text):
            if text[start + 1 : end].isdecimal():
                continue  # `candidate #3`: Obsidian takes no number for a tag
            text = _blanked(text, start, end)
    if "(" in text:
        text = _FIELDS.sub(lambda found: " " * len(found.group()), text)
    if "[" in text or "://" in text:
        text = _without_links(text, addresses)
    prefix = _PREFIX.match(text)
    start = prefix.end() if prefix else 0
    return Split(tuple(_tokens(text, start)), tuple(owners), frozenset(addresses))


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _without_links(text: str, addresses: set[str]) -> str:
    reference = _REFERENCE.search(text) if "[[" in text else None
    if reference:
        text = _blanked(text, reference.start(), len(text))
    for link in _MARKDOWN_LINK.finditer(text):
        addresses.add(_address(link[2]))
        text = _blanked(_blanked(text, link.start(), link.start(1)), link.end(1), link.end())
    for link in _WIKILINK.finditer(text):
        start, end = link.span(2) if link[2] else _name_in(link)
        text = _blanked(_blanked(text, link.start(), start), end, link.end())
    for found in _ADDRESS.finditer(text):
        addresses.add(_address(found.group()))
        text = _blanked(text, *found.span())
    return text


def _address(written: str) -> str:
    return written.rstrip(".,;:)/").partition("://")[2].casefold().removeprefix("www.") or written


def _name_in(link: re.Match[str]) -> tuple[int, int]:
    """Where the note's name stands in a link: behind its folders, before a heading."""
    path = link[1].partition("#")[0]
    start = link.start(1) + path.rfind("/") + 1
    return start, link.start(1) + len(path)


def _tokens(text: str, start: int) -> Iterator[Token]:
    begins, behind = True, start
    for found in _TOKEN.finditer(text, start):
        between = text[behind : found.start()]
        begins = begins or not _SENTENCE_ENDS.isdisjoint(between)
        behind = found.end()
        if found.lastgroup == "word":
            written = found.group()
            yield _word(written, found.start(), is_name=not begins and not written.islower())
        else:
            yield from _counted(found)
        begins = False


def _word(written: str, start: int, *, is_name: bool) -> Token:
    is_name = is_name and written[0].isupper()
    return Token(TokenKind.WORD, fold(written), start, start + len(written), is_name)


def _counted(found: re.Match[str]) -> Iterator[Token]:
    """What is made of digits."""
    start, end = found.span()
    written = found.group()
    if found.lastgroup == "iso":
        year, month, day = map(int, written.split("-"))
        yield Token(TokenKind.TIME, f"d{month}-{day}", start, end, is_name=False)
        yield Token(TokenKind.TIME, f"y{year}", start, start + 4, is_name=False)
    elif found.lastgroup == "dotted":
        day, month, *year_there = (int(p) for p in written.replace(" ", "").split(".") if p)
        yield Token(TokenKind.TIME, f"d{month}-{day}", start, end, is_name=False)
        for year in year_there:
            yield Token(TokenKind.TIME, f"y{year}", end - 4, end, is_name=False)
    elif found.lastgroup == "clock":
        yield Token(TokenKind.TIME, _hour(written), start, end, is_name=False)
    else:
        yield from _number(found["number"], found["unit"], start, end)


def _hour(written: str) -> str:
    digits = re.findall(r"\d+", written)
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    if written.lower().endswith("m"):
        hour = hour % 12 + (12 if written[-2] in "pP" else 0)
    return f"t{hour}:{minute:02}"


_ORDINALS: Final = frozenset(("st", "nd", "rd", "th", "er", "ere", "eme", "ste", "te"))
_LONGEST_MARK: Final = 1


def _number(written: str, unit: str, start: int, end: int) -> Iterator[Token]:
    digits = _normal(written.removesuffix(unit))
    unit_start = end - len(unit)
    folded = fold(unit)
    if folded == "k":
        yield Token(TokenKind.NUMBER, f"{digits}000", start, end, is_name=False)
    elif not unit or folded in _ORDINALS:
        yield Token(TokenKind.NUMBER, digits, start, end, is_name=False)
    elif len(unit) <= _LONGEST_MARK:  # `7a`, `440B`: part of a name
        yield Token(TokenKind.NUMBER, digits + folded, start, end, is_name=False)
    else:
        yield Token(TokenKind.NUMBER, digits, start, unit_start, is_name=False)
        yield Token(TokenKind.WORD, folded, unit_start, end, is_name=False)


def _normal(digits: str) -> str:
    """A number without the signs between its thousands, with a dot before its decimals."""
    if re.fullmatch(r"\d{1,3}(?:([.,’'])\d{3})(?:\1\d{3})*", digits):
        return re.sub(r"[.,’']", "", digits)
    return digits.replace(",", ".")

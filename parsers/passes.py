"""Fields are read off the right end of a task's text, pass by pass, as the Tasks plugin does."""

from collections.abc import Sequence
from typing import Final, Protocol

from parsers.fields import ORDER_OF_KIND, FieldKind, Span
from parsers.tags import tag_at_end
from parsers.whitespace import JS_WHITESPACE

MOST_PASSES: Final = 21
"""The plugin gives up then."""


class Ends(Protocol):
    """What must be known of a dialect to look at the end of a text."""

    def kinds_at_end(self, text: str) -> Sequence[FieldKind]:
        """Every kind that may end `text`, tags included, in the plugin's order; it may be more."""
        ...

    def read_last(self, kind: FieldKind, text: str) -> tuple[int, int, int, str] | None:
        """The field of `kind` that ends `text`: (start, value start, value end, value)."""
        ...


def read_spans(line: str, start: int, end: int, dialect: Ends) -> list[Span]:
    """The fields at the end of `line[start:end]`, the last one first.

    A pass tries each kind once, in order; so after a field only later kinds are left to it, and
    for the others another pass begins.
    """
    spans: list[Span] = []
    passes, tried = 1, -1
    while span := read_span(line, start, end, tried, dialect):
        order = ORDER_OF_KIND[span[0]]
        passes += order <= tried
        if passes > MOST_PASSES:
            break
        spans.append(span)
        end, tried = span[1], order
    return spans


def read_span(line: str, start: int, end: int, tried: int, dialect: Ends) -> Span | None:
    """The field at the end of `line[start:end]`; rather one whose kind comes behind `tried`."""
    text = line[start:end].rstrip(JS_WHITESPACE)
    earlier: Span | None = None
    for kind in dialect.kinds_at_end(text):
        found = _read_tag(text) if kind is FieldKind.TAG else dialect.read_last(kind, text)
        if found is None:
            continue
        at, value_at, value_end, value = found
        span = kind, start + at, start + len(text), start + value_at, start + value_end, value
        if ORDER_OF_KIND[kind] > tried:
            return span
        earlier = earlier or span
    return earlier


def _read_tag(text: str) -> tuple[int, int, int, str] | None:
    start = tag_at_end(text)
    return None if start < 0 else (start, start, len(text), text[start:])

"""Quotes and list items around a line, by CommonMark's rules.

One leniency, which Obsidian shares: inside a list, any indentation belongs to the list.
"""

import re

CODE_INDENT = 4
"""Columns; also a tab stop's width."""
DEEPEST = 100
"""Containers that one line may open; more are words, as in other readers of Markdown."""
RULE = re.compile(rb" *([-*_])(?: *\1){2,}$")
"""A thematic break, which may look like list items: `- - -`."""

_QUOTE = re.compile(rb" {0,3}> ?")
_ITEM = re.compile(rb" *(?:[-+*]|[0-9]{1,9}[.)])(?: {1,4}(?=[^ ])| |$)")

Containers = list[int]
"""What is open around a line, outermost first: 0 for a quote, for a list item its width."""


def in_columns(raw: bytes) -> bytes:
    """The line with a byte for each column of its indentation, without what is blank at its end."""
    text = raw.rstrip(b" \t\r")
    return text.expandtabs(CODE_INDENT) if b"\t" in text else text


def indent_at(text: bytes, place: int) -> int:
    """How many spaces stand at `place`."""
    at = place
    while text.startswith(b" ", at):
        at += 1
    return at - place


def descend(text: bytes, containers: Containers) -> tuple[int, int]:
    """How many open containers the line stays in, and where its own text begins."""
    place = 0
    for depth, width in enumerate(containers):
        if width:
            indent = indent_at(text, place)
            if place < len(text) and indent < min(width, CODE_INDENT):
                return depth, place
            place += min(indent, width)
        else:
            quote = _QUOTE.match(text, place)
            if quote is None:
                return depth, place
            place = quote.end()
    return len(containers), place


def open_containers(text: bytes, place: int, *, in_list: bool) -> tuple[Containers, int]:
    """The containers that the line opens from `place` on, and where what they hold begins."""
    opened: Containers = []
    while len(opened) < DEEPEST:
        if quote := _QUOTE.match(text, place):
            opened.append(0)
            place, in_list = quote.end(), False
        elif (item := _ITEM.match(text, place)) and (
            (in_list or indent_at(text, place) < CODE_INDENT) and not RULE.match(text, place)
        ):
            opened.append(item.end() - place + (not item[0].endswith(b" ")))
            place, in_list = item.end(), True
        else:
            break
    return opened, place


def ends_in_list(containers: Containers) -> bool:
    """Whether the innermost container is a list item."""
    return bool(containers) and containers[-1] > 0


def innermost_quote(containers: Containers) -> Containers:
    """The containers down to the innermost quote; none without a quote."""
    depth = len(containers)
    while depth and containers[depth - 1]:
        depth -= 1
    return containers[:depth]


def is_within(raw: bytes, containers: Containers) -> bool:
    """Whether the line, as its bytes stand in the note, stays in all of these containers."""
    return not containers or descend(in_columns(raw), containers)[0] == len(containers)

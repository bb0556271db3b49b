"""Tags as the Tasks plugin reads them, and how one is taken out of a line."""

import re
from typing import Final

from parsers.whitespace import JS_SPACE_CLASS, JS_WHITESPACE

NOT_IN_A_TAG: Final = frozenset(' !@#$%^&*(),.?":{}|<>')

_TAG = re.compile(rf"(?:^|{JS_SPACE_CLASS})(#[^ !@#$%^&*(),.?\":{{}}|<>]+)")


def find_tags(description: str) -> tuple[str, ...]:
    """Every tag in `description`, in order, with its `#`; repeated ones are repeated."""
    if "#" not in description:
        return ()
    return tuple([tag.rstrip(JS_WHITESPACE) for tag in _TAG.findall(description)])


def tag_at_end(text: str) -> int:
    """The offset of the tag that ends `text`, or -1."""
    start = text.rfind("#")
    if start < 0 or start == len(text) - 1:
        return -1
    if start and text[start - 1] not in JS_WHITESPACE:
        return -1
    return -1 if NOT_IN_A_TAG.intersection(text[start + 1 :]) else start


def is_tag_or_subtag(tag: str, parent: str) -> bool:
    """Whether `tag` is `parent` or is below it (`#proposed/ai`); case does not count."""
    tag, parent = tag.casefold(), parent.casefold()
    return tag == parent or tag.startswith(parent + "/")


def tag_spans(text: str) -> list[tuple[int, int]]:
    """The (start, end) of every tag in `text`, without the white space around it."""
    return [
        (found.start(1), found.start(1) + len(found[1].rstrip(JS_WHITESPACE)))
        for found in _TAG.finditer(text)
    ]

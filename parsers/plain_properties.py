"""The properties of a note where they are in the plainest form, without a YAML parser."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from parsers.dates import has_iso_form

_BREAK: Final = rb"\r?\n"
_LETTER: Final = rb"(?:[A-Za-z]|[\xc3-\xdf][\x80-\xbf])"
_INNER: Final = (
    rb"(?:[A-Za-z0-9 ._/()+&'-]|,(?! *[\r\n]|$)|[\xc3-\xdf][\x80-\xbf]|\xe2\x80[\x93\x94\x99])"
)
_DAY: Final = rb"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_WORDS: Final = rb"(?:(?:/|(?:" + _DAY + rb" (?:- )?)?" + _LETTER + rb")" + _INNER + rb"*)"
_QUOTED: Final = rb'(?:"[^"\\\x00-\x1f\x7f-\xff]*"' + rb"|'[^'\x00-\x1f\x7f-\xff]*')"
_NUMBER: Final = rb"(?:0|[1-9][0-9]{0,8})"
_VALUE: Final = (
    rb"(?:" + _WORDS + rb"|" + _DAY + rb"(?: [0-9]+)?|" + _NUMBER + rb"|" + _QUOTED + rb")"
)
_ITEM: Final = rb"[A-Za-z][A-Za-z0-9_/-]*"
_LIST: Final = rb"\[(?:" + _ITEM + rb"(?:, ?" + _ITEM + rb")*)?\]"
_BLOCK: Final = (
    rb"(?:" + _BREAK + rb"  - " + _VALUE + rb")+|(?:" + _BREAK + rb"- " + _VALUE + rb")+"
)
_PAIR: Final = (
    rb"[A-Za-z][A-Za-z0-9_-]*:(?: (?:" + _VALUE + rb"|" + _LIST + rb")|" + _BLOCK + rb"|)"
)
_PLAIN = re.compile(_PAIR + rb"(?:" + _BREAK + _PAIR + rb")*\r?")
_WANTED = re.compile(rb"^(title|date):(?: ([^\r\n]*))?\r?$", re.IGNORECASE | re.MULTILINE)
_QUOTES: Final = "\"'"
_NO_TEXT: Final = frozenset({"true", "false", "null"})
_MEANINGS: Final[Mapping[str, bool | None]] = {"true": True, "false": False, "null": None}
_NULLS: Final = frozenset({"null", "Null", "NULL"})
_LONGEST: Final = 4096


@lru_cache(maxsize=1 << 17)
def plain_title_and_date(frontmatter: bytes) -> tuple[str, str] | None:
    """The two texts as the properties have them, empty where there is none.

    None where only YAML can tell: for any form but `key: words`, `key: 2026-11-22`,
    `key: "quoted"` and simple lists, and where a key stands twice.
    """
    if not frontmatter:
        return "", ""
    if not _is_plain(frontmatter):
        return None
    found: dict[str, str] = {"title": "", "date": ""}
    for key, value in _WANTED.findall(frontmatter):
        name, text = key.decode().lower(), _text(value)
        if found[name] or text is None:
            return None
        found[name] = text
    if found["date"] and not has_iso_form(found["date"]):
        return None
    return found["title"], found["date"]


def plain_values(frontmatter: bytes) -> dict[str, object] | None:
    """What YAML 1.2 reads in it: texts, numbers, booleans, None, lists of these; by key, in order.

    None where only YAML can tell, as with `plain_title_and_date`.
    """
    if not frontmatter or not _is_plain(frontmatter):
        return None
    found: dict[str, object] = {}
    key = ""
    for line in frontmatter.decode().replace("\r", "").split("\n"):
        if line.startswith(("- ", "  - ")):
            items = found[key]
            found[key] = [*(items if isinstance(items, list) else ()), _value(line.lstrip(" -"))]
            continue
        key, _, value = line.partition(":")
        if key in found or key.lower() in _NO_TEXT:
            return None
        found[key] = _value(value)
    return found


def _is_plain(frontmatter: bytes) -> bool:
    return len(frontmatter) <= _LONGEST and _PLAIN.fullmatch(frontmatter) is not None


def _value(written: str) -> object:
    text = written.strip(" ")
    if not text:
        return None
    if text[0] in _QUOTES:
        return text[1:-1]
    if text[0] == "[":
        return [_value(item) for item in text[1:-1].split(",") if item]
    if text.isdecimal():
        return int(text)
    is_text = text.lower() not in _MEANINGS or (text.lower() == "null" and text not in _NULLS)
    return text if is_text else _MEANINGS[text.lower()]


def _text(value: bytes) -> str | None:
    """A value of one line as text; None where it is none, such as the head of a list."""
    if value.startswith((b'"', b"'")):
        text = value[1:-1].decode()
        return text if text.strip() else None
    try:
        text = value.decode().strip()
    except UnicodeDecodeError:
        return None
    is_text = (
        bool(text) and text[0] != "[" and not text.isdecimal() and text.lower() not in _NO_TEXT
    )
    return text if is_text else None

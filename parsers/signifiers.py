"""The emoji dialect: the Tasks plugin's signifiers and how a field stands behind one."""

import re
import string
from collections.abc import Sequence
from typing import Final

from parsers.fields import DATE_KINDS, ORDER_OF_KIND, FieldKind

VARIATION_SELECTOR: Final = "\ufe0f"

PRIORITY_SIGNS: Final = {"🔺": "highest", "⏫": "high", "🔼": "medium", "🔽": "low", "⏬": "lowest"}

DATE_SIGNS: Final = {
    "✅": FieldKind.DONE,
    "❌": FieldKind.CANCELLED,
    "📅": FieldKind.DUE,
    "📆": FieldKind.DUE,
    "🗓": FieldKind.DUE,
    "⏳": FieldKind.SCHEDULED,
    "⌛": FieldKind.SCHEDULED,
    "🛫": FieldKind.START,
    "➕": FieldKind.CREATED,
}

WORD_SIGNS: Final = {
    FieldKind.RECURRENCE: "🔁",
    FieldKind.ON_COMPLETION: "🏁",
    FieldKind.ID: "🆔",
    FieldKind.DEPENDS_ON: "⛔",
}

_WRITTEN_SIGNS: Final = {
    **WORD_SIGNS,
    **{kind: next(sign for sign, of in DATE_SIGNS.items() if of is kind) for kind in DATE_KINDS},
}
_SIGN_OF_PRIORITY: Final = {word: sign for sign, word in PRIORITY_SIGNS.items()}

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_LENGTH = len("2026-11-22")
_WORDS = {
    FieldKind.RECURRENCE: re.compile(r"[A-Za-z0-9, !]+"),
    FieldKind.ON_COMPLETION: re.compile(r"[A-Za-z]+"),
    FieldKind.ID: re.compile(r"[A-Za-z0-9_-]+"),
    FieldKind.DEPENDS_ON: re.compile(r"[A-Za-z0-9_-]+(?:(?: *, *[A-Za-z0-9_-]+)+ *)?"),
}

_VALUE_CHARACTERS: Final = string.ascii_letters + string.digits + " ,!_-"
"""What the values of all fields are made of: before them stands the sign."""
_TAG_ALONE: Final = (FieldKind.TAG,)
_KINDS_OF_SIGN: Final = {
    sign: tuple(sorted((kind, FieldKind.TAG), key=ORDER_OF_KIND.__getitem__))
    for sign, kind in (
        *dict.fromkeys(PRIORITY_SIGNS, FieldKind.PRIORITY).items(),
        *DATE_SIGNS.items(),
        *((sign, kind) for kind, sign in WORD_SIGNS.items()),
    )
}


class EmojiDialect:
    """`⏫ 📅 2026-12-01`: a sign, at most one U+FE0F, spaces, a value."""

    name = "tasksPluginEmoji"

    def kinds_at_end(self, text: str) -> Sequence[FieldKind]:
        """Every kind that may end `text`, tags included, in the plugin's order; it may be more."""
        sign = _without_selector(text, len(text.rstrip(_VALUE_CHARACTERS))) - 1
        return _KINDS_OF_SIGN.get(text[sign : sign + 1], _TAG_ALONE)

    def read_last(self, kind: FieldKind, text: str) -> tuple[int, int, int, str] | None:
        """The field of `kind` that ends `text`: (start, value start, value end, value)."""
        if kind is FieldKind.PRIORITY:
            return _priority_at_end(text)
        if kind in WORD_SIGNS:
            return _words_at_end(kind, text)
        return _date_at_end(kind, text)

    def write(self, kind: FieldKind, value: str) -> str:
        """The field as text, without a space around it."""
        if kind is FieldKind.PRIORITY:
            return _SIGN_OF_PRIORITY[value]
        return f"{_WRITTEN_SIGNS[kind]} {value}"

    def write_value(self, kind: FieldKind, value: str) -> str:
        """What stands between `value_start` and `value_end` of a field with this value."""
        return _SIGN_OF_PRIORITY[value] if kind is FieldKind.PRIORITY else value


EMOJI: Final = EmojiDialect()


def _without_selector(text: str, end: int) -> int:
    return end - 1 if end and text[end - 1] == VARIATION_SELECTOR else end


def _priority_at_end(text: str) -> tuple[int, int, int, str] | None:
    end = _without_selector(text, len(text))
    word = PRIORITY_SIGNS.get(text[end - 1 : end])
    return None if word is None else (end - 1, end - 1, end, word)


def _date_at_end(kind: FieldKind, text: str) -> tuple[int, int, int, str] | None:
    at = len(text) - _DATE_LENGTH
    if at < 1 or not _DATE.fullmatch(text, at):
        return None
    sign = _without_selector(text, len(text[:at].rstrip(" "))) - 1
    if sign < 0 or DATE_SIGNS.get(text[sign]) is not kind:
        return None
    return sign, at, len(text), text[at:]


def _words_at_end(kind: FieldKind, text: str) -> tuple[int, int, int, str] | None:
    sign = text.rfind(WORD_SIGNS[kind])
    if sign < 0:
        return None
    at = sign + 1
    if text[at : at + 1] == VARIATION_SELECTOR:
        at += 1
    while text[at : at + 1] == " ":
        at += 1
    if not _WORDS[kind].fullmatch(text, at):
        return None
    return sign, at, len(text), text[at:]

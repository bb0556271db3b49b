"""The emoji dialect: the Tasks plugin's signifiers and how a field stands behind one."""

import re
import string
from collections.abc import Mapping, Sequence
from typing import Final

from parsers.fields import DATE_KINDS, ORDER_OF_KIND, FieldKind, Span
from parsers.passes import MOST_PASSES, read_span
from parsers.tags import tag_at_end
from parsers.whitespace import JS_WHITESPACE

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

_SIGNS_OF_WORDS: Final = tuple(WORD_SIGNS.values())
_WRITTEN_SIGNS: Final = {
    **WORD_SIGNS,
    **{kind: next(sign for sign, of in DATE_SIGNS.items() if of is kind) for kind in DATE_KINDS},
}
_SIGN_OF_PRIORITY: Final = {word: sign for sign, word in PRIORITY_SIGNS.items()}

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_LENGTH = len("2026-11-22")
WORD_FORMS: Final = {
    FieldKind.RECURRENCE: re.compile(r"[A-Za-z0-9, !]+"),
    FieldKind.ON_COMPLETION: re.compile(r"[A-Za-z]+"),
    FieldKind.ID: re.compile(r"[A-Za-z0-9_-]+"),
    FieldKind.DEPENDS_ON: re.compile(r"[A-Za-z0-9_-]+(?:(?: *, *[A-Za-z0-9_-]+)+ *)?"),
}
"""What may stand behind the signs of words."""

VALUE_CHARACTERS: Final = string.ascii_letters + string.digits + " ,!_-"
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


_Read = tuple[FieldKind, int, str]
"""A kind, its place in the plugin's order, the value."""
_DATE_WORD: Final[_Read] = (FieldKind.DUE, -1, "")
"""A date, of whichever kind the sign before it says."""
_OTHER_WORD: Final[_Read] = (FieldKind.TAG, -1, "")
_READ_OF_DATE_SIGN: Final[Mapping[str, _Read]] = {
    sign: (kind, ORDER_OF_KIND[kind], "") for sign, kind in DATE_SIGNS.items()
}
_LONGEST_WORD: Final = 40
_MOST_WORDS: Final = 1 << 16


class _Words(dict[str, _Read]):
    """What a word says at the end of a text: a priority, a tag, a date, or something else.

    The words of fields come again and again: they are remembered, the words of sentences are not.
    """

    def __missing__(self, word: str) -> _Read:
        read = _read_word(word)
        if read is not _OTHER_WORD and len(word) <= _LONGEST_WORD:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[word] = read
        return read


def _read_word(word: str) -> _Read:
    if word in PRIORITY_SIGNS:
        return FieldKind.PRIORITY, ORDER_OF_KIND[FieldKind.PRIORITY], PRIORITY_SIGNS[word]
    if len(word) == _DATE_LENGTH and _DATE.fullmatch(word):
        return _DATE_WORD
    if word.startswith("#") and word.isascii() and tag_at_end(word) == 0:
        return FieldKind.TAG, ORDER_OF_KIND[FieldKind.TAG], word
    return _OTHER_WORD


_WORDS_AT_END: Final = _Words()


class EmojiDialect:
    """`⏫ 📅 2026-12-01`: a sign, at most one U+FE0F, spaces, a value."""

    name = "tasksPluginEmoji"

    def read_spans(self, line: str, start: int, end: int) -> list[Span]:
        """The fields at the end of the trimmed text `line[start:end]`, the last one first.

        Where single spaces stand between signs, values and tags, the last word tells all, and
        nothing else can be read there; any other end is left to `read_span`. What comes out is the
        same as by `parsers.passes.read_spans`, in a fifth of the time.
        """
        spans: list[Span] = []
        passes, tried = 1, -1
        while end > start:
            at = first = line.rfind(" ", start, end) + 1 or start
            word = line[at:end]
            read = _WORDS_AT_END[word]
            if read is _DATE_WORD and at - 2 >= start:
                first = at - 2
                read = _READ_OF_DATE_SIGN.get(line[first : at - 1], _DATE_WORD)
            kind, order, value = read
            span = kind, first, end, at, end, value or word
            if order < 0:
                if read is _OTHER_WORD and _ends_a_sentence(word, line[start:at]):
                    break
                odd = read_span(line, start, end, tried, self)
                if odd is None:
                    break
                span, order = odd, ORDER_OF_KIND[odd[0]]
            passes += order <= tried
            if passes > MOST_PASSES:
                break
            spans.append(span)
            end, tried = span[1], order
            while end > start and line[end - 1] in JS_WHITESPACE:
                end -= 1
        return spans

    def kinds_at_end(self, text: str) -> Sequence[FieldKind]:
        """Every kind that may end `text`, tags included, in the plugin's order; it may be more."""
        sign = _without_selector(text, len(text.rstrip(VALUE_CHARACTERS))) - 1
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


def _ends_a_sentence(word: str, before: str) -> bool:
    """Whether it is plain that no field ends in `word`, itself none, behind `before`."""
    if not word.isascii() or "#" in word:
        return False
    if not before.isascii():
        for sign in _SIGNS_OF_WORDS:
            if sign in before:
                return False
    return True


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
    if not WORD_FORMS[kind].fullmatch(text, at):
        return None
    return sign, at, len(text), text[at:]

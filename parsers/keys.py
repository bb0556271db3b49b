"""What views, counts and sorting ask of a task's line, read from its bytes without a `Task`."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from parsers.dates import has_iso_form, parse_iso_date
from parsers.fields import FieldKind
from parsers.lines import decode_line, is_lossy
from parsers.priority import Priority
from parsers.signifiers import (
    DATE_SIGNS,
    EMOJI,
    PRIORITY_SIGNS,
    VALUE_CHARACTERS,
    VARIATION_SELECTOR,
    WORD_FORMS,
    WORD_SIGNS,
)
from parsers.tags import tag_at_end
from parsers.task import Task, TaskGrammar, parse_task
from parsers.task_head import is_task_head
from parsers.whitespace import JS_WHITESPACE, LINE_ENDERS

NO_DAY: Final = 0
"""There is no such date."""
INVALID_DAY: Final = -1
"""There is a field of a date's shape that no calendar has."""


class Keys(NamedTuple):
    """The fields by which tasks are chosen, counted and sorted.

    Days are proleptic Gregorian ordinals (`date.toordinal()`), NO_DAY or INVALID_DAY.
    """

    symbol: str
    """The one character between the brackets."""
    priority: Priority
    due: int
    scheduled: int
    start: int
    done: int
    cancelled: int

    @property
    def happens(self) -> int:
        """The earliest of start, scheduled and due; NO_DAY when no calendar has any."""
        return min((day for day in self[2:5] if day > NO_DAY), default=NO_DAY)


def read_keys(raw: bytes, grammar: TaskGrammar, name_date: date | None = None) -> Keys | None:
    """The keys of a line without its line feed; None exactly where `parse_task` says None.

    `name_date` is the day that the note's name schedules undated tasks for.
    """
    keys = _read_usual(raw, grammar.global_filter) if grammar.dialect is EMOJI else None
    if keys is None:
        task = parse_task(decode_line(raw), grammar, name_date)
        return None if task is None else keys_of(task)
    if name_date and keys.due == keys.scheduled == keys.start == NO_DAY:
        return _SHARED[tuple(keys._replace(scheduled=name_date.toordinal()))]
    return keys


def keys_of(task: Task) -> Keys:
    """The keys of a line that is parsed already."""
    found: list[str | int] = [task.line[task.status_at], task.priority, *_NO_DAYS]
    for span in task.spans:
        if span[0] in _PLACES:
            found[_PLACES[span[0]]] = _day(span[5])
    if task.inferred_scheduled:
        found[_PLACES[FieldKind.SCHEDULED]] = task.inferred_scheduled.toordinal()
    return _SHARED[tuple(found)]


_PLACES: Final = {
    FieldKind.DUE: 2,
    FieldKind.SCHEDULED: 3,
    FieldKind.START: 4,
    FieldKind.DONE: 5,
    FieldKind.CANCELLED: 6,
}
"""Where the days stand in `Keys`."""
_NO_DAYS: Final = (NO_DAY,) * len(_PLACES)


def _day(text: str) -> int:
    day = parse_iso_date(text)
    return INVALID_DAY if day is None else day.toordinal()


# Lines in the usual spelling

_PRIORITY: Final = 1
_NOWHERE: Final = 0
"""The place of what belongs to a line, but not to its keys: tags, the day it was created."""
_DATE: Final = -1
_OTHER: Final = -2
"""The place of a word in which no field ends unless a sign of words stands before it."""
_ODD: Final = -3
"""The place of a word in which a field may end that only the parser can tell."""
_MOST_WORDS: Final = 12
"""Fewer than the plugin's passes, so that each field finds its pass."""


def _read_usual(raw: bytes, own: str) -> Keys | None:
    """The keys of a line in the usual spelling; None where only the parser can tell.

    As in `EmojiDialect.read_spans`: between single spaces the last word tells all. `own` is the
    global filter.
    """
    raw = raw.removesuffix(b"\r")
    head, bracket, text = raw.partition(b"] ")
    symbol = _SYMBOLS[head]
    if not (symbol and bracket):
        return None
    # One look for a byte of each is six times as fast as a look for each; most lines have none.
    has_sign = False
    if len(raw.translate(None, _BYTES_OF_ODD)) != len(raw):
        text, has_sign = _odd_text(raw, text)
    if not text or (own and _searched(own) not in text):
        return None
    found: list[str | int] = [symbol, Priority.NONE, NO_DAY, NO_DAY, NO_DAY, NO_DAY, NO_DAY]
    words = text.rsplit(b" ", _MOST_WORDS)
    while words:
        word = words.pop()
        place, value = _WORDS[word]
        if place == _DATE:
            place = _PLACE_OF_SIGN.get(words.pop() if words else b"", _ODD)
        elif place == _OTHER:
            words = _words_before_field(words, word) if has_sign else []
            continue
        if place == _ODD:
            return None
        if place:
            found[place] = value
    return _SHARED[tuple(found)]


def _odd_text(raw: bytes, text: bytes) -> tuple[bytes, bool]:
    """The text without block link, and whether a sign of words is in it.

    Empty where there is a character in the line at which its text ends.
    """
    if _RETURN in raw or _LINE_FEED in raw or _has(raw, _ENDERS):
        return b"", False
    return _BLOCK_LINK.sub(b"", text) if _CARET in raw else text, _has(raw, _WORD_SIGNS)


def _has(raw: bytes, signs: Sequence[tuple[int, bytes]]) -> bool:
    # A byte is found ten times as fast as two, and most often it is not there.
    for byte, sign in signs:  # noqa: SIM110 - `any` takes three times as long
        if byte in raw and sign in raw:
            return True
    return False


def _words_before_field(words: list[bytes], word: bytes) -> list[bytes]:
    """What stands before the field of words, such as a recurrence, that ends in `word`.

    Nothing where no such field does. No more words come out than there were.
    """
    text = b" ".join((*words, word))
    before = text.rstrip(_VALUE_BYTES)
    value = text[len(before) :].lstrip(b" ")
    before = before.removesuffix(_SELECTOR)
    for sign, form in _FORMS:
        if before.endswith(sign) and form.fullmatch(value):
            return before[: -len(sign)].rsplit(b" ", len(words))
    return []


@lru_cache(maxsize=16)
def _searched(own: str) -> bytes:
    """The global filter as bytes; a line feed, which no line has, where bytes cannot tell."""
    try:
        return own.encode() if own == own.strip(JS_WHITESPACE) else b"\n"
    except UnicodeEncodeError:
        return b"\n"


_SELECTOR: Final = VARIATION_SELECTOR.encode()
_PLACE_OF_SIGN: Final = {
    written: _PLACES.get(kind, _NOWHERE)
    for sign, kind in DATE_SIGNS.items()
    for written in (sign.encode(), sign.encode() + _SELECTOR)
}
_PRIORITIES: Final = {
    written: Priority[word.upper()]
    for sign, word in PRIORITY_SIGNS.items()
    for written in (sign.encode(), sign.encode() + _SELECTOR)
}
_RETURN, _LINE_FEED, _CARET = b"\r\n^"
_ENDERS: Final = [(ender.encode()[-1], ender.encode()) for ender in LINE_ENDERS[2:]]
"""What may end a text besides, each with its last byte."""
_FORMS: Final = [
    (sign.encode(), re.compile(WORD_FORMS[kind].pattern.encode()))
    for kind, sign in WORD_SIGNS.items()
]
"""The signs of words, and what may stand behind each."""
_RARE_BYTES: Final = b"\x81\x86\x9b"
_WORD_SIGNS: Final = [
    (next(byte for byte in sign if byte in _RARE_BYTES), sign) for sign, _ in _FORMS
]
"""The same with a byte of each that few other characters have."""
_BYTES_OF_ODD: Final = _RARE_BYTES + b"\xa8\xa9^\r\n"
"""A byte of each of these signs, of a caret and of what may end a text."""
_VALUE_BYTES: Final = VALUE_CHARACTERS.encode()
_BLOCK_LINK = re.compile(rb" \^[A-Za-z0-9-]+ *\Z")
_IN_FIELDS: Final = frozenset(
    (*DATE_SIGNS, *PRIORITY_SIGNS, *WORD_SIGNS.values(), VARIATION_SELECTOR, *JS_WHITESPACE)
)
"""The characters by which a field may end in a word that is none by itself."""


# What comes again and again

_LONGEST: Final = 40
_MOST: Final = 1 << 16

_Word = tuple[int, int]
"""Where what a word says belongs, and what that is."""


class _Words(dict[bytes, _Word]):
    """What a word says at the end of a text; the same words come again and again."""

    def __missing__(self, word: bytes) -> _Word:
        read = _read_word(word)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[word] = read
        return read


def _read_word(word: bytes) -> _Word:
    if not word:
        return _NOWHERE, NO_DAY
    if word in _PRIORITIES:
        return _PRIORITY, _PRIORITIES[word]
    text = decode_line(word)
    if text[-1] <= " " or " " in text:
        return _ODD, NO_DAY
    if not text.isascii() and (is_lossy(text) or not _IN_FIELDS.isdisjoint(text)):
        return _ODD, NO_DAY
    if has_iso_form(text):
        return _DATE, _day(text)
    tag = tag_at_end(text)
    return (_OTHER if tag < 0 else _ODD if tag else _NOWHERE), NO_DAY


class _Symbols(dict[bytes, str]):
    """The status symbol behind what may stand before a task's `]`; empty for anything else."""

    def __missing__(self, head: bytes) -> str:
        text = decode_line(head)
        is_head = text.isascii() and text[-2:-1] == "[" and is_task_head(text[:-2])
        symbol = text[-1] if is_head else ""
        if symbol and len(head) <= _LONGEST and len(self) < _MOST:
            self[head] = symbol
        return symbol


class _SharedKeys(dict[tuple[str | int, ...], Keys]):
    """One `Keys` for all lines that have the same ones."""

    def __missing__(self, of: tuple[str | int, ...]) -> Keys:
        if len(self) >= _MOST:
            self.clear()
        keys = Keys._make(of)
        self[keys] = keys  # equal to `of`, which need not be kept as well
        return keys


_WORDS: Final = _Words()
_SYMBOLS: Final = _Symbols()
_SHARED: Final = _SharedKeys()

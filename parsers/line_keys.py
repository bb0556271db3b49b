"""The keys of a task's line, read from its bytes without a `Task`."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from parsers.dates import has_iso_form
from parsers.keys import NO_DAY, PLACES, day_of, keys_of
from parsers.lines import decode_line, is_lossy
from parsers.packed_keys import pack_day, pack_keys, pack_priority, pack_symbol
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
from parsers.task import TaskGrammar, parse_task
from parsers.task_head import is_task_head
from parsers.whitespace import JS_WHITESPACE, LINE_ENDERS

_PRIORITY: Final = 1
_DUE, _SCHEDULED, _START, *_ = PLACES.values()
_NOWHERE: Final = 0
"""The place of what belongs to a line, but not to its keys: tags, the day it was created."""
_DATE: Final = -1
_OTHER: Final = -2
"""The place of a word in which no field ends unless a sign of words stands before it."""
_ODD: Final = -3
"""The place of a word in which a field may end that only the parser can tell."""
_MOST_WORDS: Final = 12
"""Fewer than the plugin's passes, so that each field finds its pass."""


_NO_DAY: Final = pack_day(NO_DAY)
_NO_FIELDS: Final = (pack_priority(Priority.NONE), *(_NO_DAY for _ in PLACES))


def read_keys(raw: bytes, grammar: TaskGrammar, name_date: date | None = None) -> bytes | None:
    """The packed keys of a line without its line feed; None exactly where `parse_task` says None.

    `name_date` is the day that the note's name schedules undated tasks for.
    """
    found = _read_usual(raw, grammar.global_filter) if grammar.dialect is EMOJI else None
    if found is None:
        task = parse_task(decode_line(raw), grammar, name_date)
        return None if task is None else pack_keys(keys_of(task))
    if name_date and found[_DUE] == found[_SCHEDULED] == found[_START] == _NO_DAY:
        found[_SCHEDULED] = pack_day(name_date.toordinal())
    return b"".join(found)


def _read_usual(raw: bytes, own: str) -> list[bytes] | None:
    """The keys of a line in the usual spelling, in parts; None where only the parser can tell.

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
    found = [symbol, *_NO_FIELDS]
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
    return found


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
    written: PLACES.get(kind, _NOWHERE)
    for sign, kind in DATE_SIGNS.items()
    for written in (sign.encode(), sign.encode() + _SELECTOR)
}
_PRIORITIES: Final = {
    written: pack_priority(Priority[word.upper()])
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

_Word = tuple[int, bytes]
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
    if word[:1].isalpha() and word.isalnum():
        return _OTHER, b""
    if not word:
        return _NOWHERE, b""
    if word in _PRIORITIES:
        return _PRIORITY, _PRIORITIES[word]
    text = decode_line(word)
    if _may_end_in_field(text):
        return _ODD, b""
    if has_iso_form(text):
        return _DATE, pack_day(day_of(text))
    tag = tag_at_end(text)
    return (_OTHER if tag < 0 else _ODD if tag else _NOWHERE), b""


def _may_end_in_field(word: str) -> bool:
    if word.isascii():
        return word[-1] <= " " or " " in word
    return is_lossy(word) or not _IN_FIELDS.isdisjoint(word)


class _Symbols(dict[bytes, bytes]):
    """The packed symbol behind what may stand before a task's `]`; empty for anything else."""

    def __missing__(self, head: bytes) -> bytes:
        text = decode_line(head)
        is_head = text.isascii() and text[-2:-1] == "[" and is_task_head(text[:-2])
        symbol = pack_symbol(text[-1]) if is_head else b""
        if symbol and len(head) <= _LONGEST and len(self) < _MOST:
            self[head] = symbol
        return symbol


_WORDS: Final = _Words()
_SYMBOLS: Final = _Symbols()

"""What views, counts and sorting ask of a task's line, read from its bytes without a `Task`."""

from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from parsers.dates import has_iso_form, parse_iso_date
from parsers.fields import FieldKind
from parsers.lines import decode_line
from parsers.priority import Priority
from parsers.signifiers import DATE_SIGNS, EMOJI, PRIORITY_SIGNS, WORD_SIGNS
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
_MOST_WORDS: Final = 12
"""Fewer than the plugin's passes, so that each field finds its pass."""


def _read_usual(raw: bytes, own: str) -> Keys | None:
    """The keys of a line in the usual spelling; None where only the parser can tell.

    As in `EmojiDialect.read_spans`: between single spaces the last word tells all. `own` is the
    global filter.
    """
    if raw.endswith(b"\r"):
        raw = raw[:-1]
    head, bracket, text = raw.partition(b"] ")
    symbol = _SYMBOLS[head]
    if not (symbol and bracket) or _is_odd(raw) or (own and _searched(own) not in text):
        return None
    found: list[str | int] = [symbol, Priority.NONE, NO_DAY, NO_DAY, NO_DAY, NO_DAY, NO_DAY]
    words = text.rsplit(b" ", _MOST_WORDS)
    while words:
        place, value = _WORDS[words.pop()]
        if place == _DATE:
            place = _PLACE_OF_SIGN.get(words.pop() if words else b"", _OTHER)
            if place == _OTHER:
                return None
        elif place == _OTHER:
            if value:
                return None
            break
        if place:
            found[place] = value
    return _SHARED[tuple(found)]


def _is_odd(raw: bytes) -> bool:
    """Whether something in the line may end its text early, or needs more than words."""
    # One look for a byte of each is six times as fast as a look for each; most lines have none.
    if len(raw.translate(None, _BYTES_OF_ODD)) == len(raw):
        return False
    return any(sign in raw for sign in _ODD)


@lru_cache(maxsize=16)
def _searched(own: str) -> bytes:
    """The global filter as bytes; a line feed, which no line has, where bytes cannot tell."""
    try:
        return own.encode() if own == own.strip(JS_WHITESPACE) else b"\n"
    except UnicodeEncodeError:
        return b"\n"


_PLACE_OF_SIGN: Final = {
    sign.encode(): _PLACES.get(kind, _NOWHERE) for sign, kind in DATE_SIGNS.items()
}
_PRIORITIES: Final = {
    sign.encode(): Priority[word.upper()] for sign, word in PRIORITY_SIGNS.items()
}
_ODD: Final = tuple(sign.encode() for sign in (*WORD_SIGNS.values(), *LINE_ENDERS, "^"))
_BYTES_OF_ODD: Final = b"\x81\x86\x9b\xa8\xa9^\r\n"
"""A byte of each of them; few other characters have these bytes."""


# What comes again and again

_LONGEST: Final = 40
_MOST: Final = 1 << 16

_Word = tuple[int, int]
"""Where what a word says belongs, and what that is; for `_OTHER`, 1 if a field may end there."""


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
    if not word.isascii():
        return _OTHER, 1
    text = word.decode()
    if "#" in text:
        return (_NOWHERE, NO_DAY) if tag_at_end(text) == 0 else (_OTHER, 1)
    if has_iso_form(text):
        return _DATE, _day(text)
    return _OTHER, text[-1] <= " " or " " in text


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

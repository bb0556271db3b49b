"""Dates that a person types, `next friday` or `in 2 wochen`, and how a date is shown in answer."""

import re
from datetime import date
from typing import Final

from parsers.date_grammar import read_words
from parsers.date_phrases import MEANINGS, readings
from parsers.date_settings import DEFAULT_DATES, TypedDates, counting_from
from parsers.dates import guess_date
from parsers.days import MONTHS, WEEKDAYS

_LONGEST: Final = 60
_MOST_DAYS_AWAY: Final = 20 * 365 + 5
_LETTERS = re.compile(r"[^\W\d_]{3}")


def read_typed_date(text: str, today: date, settings: TypedDates = DEFAULT_DATES) -> date | None:
    """The day that a person means by `text`; None when it names none.

    Where the year is missing, it is the next such day from today on, today included. Nothing more
    than 20 years away is a date, nor a text of more than 60 characters. A time of day behind the
    date is passed over.
    """
    if len(text) > _LONGEST:
        return None
    try:
        day = _read(text, today, settings)
    except (ValueError, OverflowError):
        return None
    return day if day and abs((day - today).days) <= _MOST_DAYS_AWAY else None


def describe_date(day: date, today: date) -> str:
    """`Fri 4 Dec, in 12 days`; with the year where it is not this one."""
    year = "" if day.year == today.year else f" {day.year}"
    name = f"{_short(WEEKDAYS[day.weekday()])} {day.day} {_short(MONTHS[day.month - 1])}{year}"
    return f"{name}, {_distance((day - today).days)}"


_NEAR: Final = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def _short(name: str) -> str:
    return name[:3].capitalize()


def _distance(days: int) -> str:
    if days in _NEAR:
        return _NEAR[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def _read(text: str, today: date, settings: TypedDates) -> date | None:
    """The grammar first; what all of its words are known to it is no question for dateparser."""
    counting = counting_from(today, settings)
    understood = _LETTERS.search(text) is None
    for words in readings(text, settings.languages):
        if day := read_words(words, counting):
            return day
        understood = understood or all(w in MEANINGS or not w.isalpha() for w in words.split())
    return None if understood else guess_date(text, today, settings.languages)

"""Dates that a person types, `next friday` or `in 2 wochen`, and how a date is shown in answer."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from parsers.date_grammar import read_words
from parsers.date_phrases import MEANINGS, readings
from parsers.date_rules import Counting
from parsers.dates import guess_date
from parsers.days import MONTHS, WEEKDAYS

_LONGEST: Final = 60
_MOST_DAYS_AWAY: Final = 20 * 365 + 5
_LETTERS = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True, slots=True)
class TypedDates:
    """How typed dates are understood."""

    next_weekday: Literal["plugin", "nearest"] = "plugin"
    """`next friday`: of the next week, which begins on Sunday, or the first one after today."""
    languages: tuple[str, ...] = ("en", "de", "fr", "es")
    """The first that makes sense of a text wins; `5/12` is in May where English comes first."""

    def counted_from(self, today: date) -> Counting:
        """The same for the grammar."""
        return Counting(
            today,
            nearest=self.next_weekday == "nearest",
            day_first=self.languages[:1] != ("en",),
        )


_DEFAULT: Final = TypedDates()


def read_typed_date(text: str, today: date, settings: TypedDates = _DEFAULT) -> date | None:
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
    counting = settings.counted_from(today)
    understood = _LETTERS.search(text) is None
    for words in readings(text, settings.languages):
        if day := read_words(words, counting):
            return day
        understood = understood or all(w in MEANINGS or not w.isalpha() for w in words.split())
    return None if understood else guess_date(text, today, settings.languages)

"""The tokens of moment.js formats: how a day is written for each, and how it is read again."""

import calendar
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from parsers.days import MONTHS, WEEKDAYS, days_since_sunday

_LATE_YEARS: Final = 68
"""moment reads YY up to this as 20YY, and 19YY beyond."""
_SHORT: Final = 3
_MONTH_NAMES: Final = tuple(name.capitalize() for name in MONTHS)
_DAY_NAMES: Final = tuple(name.capitalize() for name in (WEEKDAYS[-1], *WEEKDAYS[:-1]))

CLOCK: Final = {
    "HH": "(?:[01][0-9]|2[0-3])",
    "H": "(?:2[0-3]|[01]?[0-9])",
    "hh": "(?:0[1-9]|1[0-2])",
    "h": "(?:1[0-2]|0?[1-9])",
    "kk": "(?:[01][0-9]|2[0-4])",
    "k": "(?:2[0-4]|[01]?[0-9])",
    "mm": "[0-5][0-9]",
    "m": "[0-5]?[0-9]",
    "ss": "[0-5][0-9]",
    "s": "[0-5]?[0-9]",
    "a": "(?i:[ap]m)",
    "A": "(?i:[ap]m)",
}
"""Tokens of a time, with the patterns of what they stand for: it says nothing about the day."""


class Piece(Struct, frozen=True):
    """A token of a format that stands for a part of the date."""

    part: str
    """year, month, day, yearday, quarter, weekday, isoday, week, weekyear, isoweek or isoyear."""
    value: Callable[[date], int]
    """The part of a day."""
    text: Callable[[int], str]
    """How that is written."""
    pattern: str
    """What it is read by: as much as fits, and never less of it for the sake of what follows."""
    read: Callable[[str], int] = int


def _year_and_week(day: date) -> tuple[int, int]:
    """Weeks from Sunday to Saturday; the first is the one with 1 January."""
    saturday = _yearday(day) + 6 - days_since_sunday(day)
    if saturday > 365 + calendar.isleap(day.year):
        return day.year + 1, 1
    return day.year, (saturday - 1) // 7 + 1


def _yearday(day: date) -> int:
    return day.timetuple().tm_yday


def _ordinal(number: int) -> str:
    teens = number // 10 % 10 == 1
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _full_year(digits: str) -> int:
    return int(digits) + (2000 if int(digits) <= _LATE_YEARS else 1900)


def _plain(part: str, value: Callable[[date], int], width: int, most: int) -> Piece:
    return Piece(part, value, lambda number: f"{number:0{width}}", f"[0-9]{{{width},{most}}}")


def _counted(part: str, value: Callable[[date], int]) -> Piece:
    return Piece(part, value, _ordinal, "[0-9]{1,3}(?:st|nd|rd|th)", lambda text: int(text[:-2]))


def _short_year(part: str, value: Callable[[date], int]) -> Piece:
    return Piece(part, value, lambda year: f"{year % 100:02}", "[0-9]{2}", _full_year)


def _named(part: str, value: Callable[[date], int], names: tuple[str, ...], first: int) -> Piece:
    numbers = {name.casefold(): number for number, name in enumerate(names, first)}
    return Piece(
        part,
        value,
        lambda number: names[number - first],
        f"(?i:{'|'.join(names)})",
        lambda text: numbers[text.casefold()],
    )


def _months(length: int | None = None) -> Piece:
    return _named("month", _month, tuple(name[:length] for name in _MONTH_NAMES), 1)


def _days(length: int | None = None) -> Piece:
    return _named("weekday", days_since_sunday, tuple(name[:length] for name in _DAY_NAMES), 0)


def _year(day: date) -> int:
    return day.year


def _quarter(day: date) -> int:
    return (day.month + 2) // 3


def _month(day: date) -> int:
    return day.month


def _day(day: date) -> int:
    return day.day


def _week_year(day: date) -> int:
    return _year_and_week(day)[0]


def _week(day: date) -> int:
    return _year_and_week(day)[1]


def _iso_year(day: date) -> int:
    return day.isocalendar().year


def _iso_week(day: date) -> int:
    return day.isocalendar().week


PIECES: Final[Mapping[str, Piece]] = {
    "YYYY": _plain("year", _year, 4, 4),
    "Y": _plain("year", _year, 4, 4),
    "YY": _short_year("year", _year),
    "Q": _plain("quarter", _quarter, 1, 1),
    "Qo": _counted("quarter", _quarter),
    "M": _plain("month", _month, 1, 2),
    "MM": _plain("month", _month, 2, 2),
    "Mo": _counted("month", _month),
    "MMM": _months(_SHORT),
    "MMMM": _months(),
    "D": _plain("day", _day, 1, 2),
    "DD": _plain("day", _day, 2, 2),
    "Do": _counted("day", _day),
    "DDD": _plain("yearday", _yearday, 1, 3),
    "DDDD": _plain("yearday", _yearday, 3, 3),
    "DDDo": _counted("yearday", _yearday),
    "d": _plain("weekday", days_since_sunday, 1, 1),
    "do": _counted("weekday", days_since_sunday),
    "dd": _days(2),
    "ddd": _days(_SHORT),
    "dddd": _days(),
    "e": _plain("weekday", days_since_sunday, 1, 1),
    "E": _plain("isoday", date.isoweekday, 1, 1),
    "w": _plain("week", _week, 1, 2),
    "ww": _plain("week", _week, 2, 2),
    "wo": _counted("week", _week),
    "gg": _short_year("weekyear", _week_year),
    "gggg": _plain("weekyear", _week_year, 4, 4),
    "W": _plain("isoweek", _iso_week, 1, 2),
    "WW": _plain("isoweek", _iso_week, 2, 2),
    "Wo": _counted("isoweek", _iso_week),
    "GG": _short_year("isoyear", _iso_year),
    "GGGG": _plain("isoyear", _iso_year, 4, 4),
}
"""The tokens that stand for a part of the date. Names are English, weeks begin as in America."""

"""Names of notes by date: a moment.js format turns a date into a name, and back."""

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

DAILY_FORMAT: Final = "YYYY-MM-DD"
"""What Obsidian's daily notes are called when no format is set."""

# moment's own order of trial; `w|` is a token for it too, one that means nothing.
_TOKEN: Final = re.compile(
    r"\[[^\[]*\]|\\?(?:[Hh]mm(?:ss)?|Mo|MM?M?M?|Do|DDDo|DD?D?D?|ddd?d?|do?|w[o|w]?|W[o|W]?|Qo?"
    r"|N{1,5}|YYYYYY|YYYYY|YYYY|YY|y{2,4}|yo?|gg(?:ggg?)?|GG(?:GGG?)?|LTS|LT|LL?L?L?|l{1,4}"
    r"|hh?|HH?|kk?|mm?|ss?|S{1,9}|zz?|ZZ?|.)",
    re.DOTALL,
)
_ELSEWHERE: Final = re.compile(
    r"[Hh]mm(?:ss)?|[Hh]{1,2}|k{1,2}|m{1,2}|s{1,2}|S{1,9}|[aAxX]|z{1,2}|Z{1,2}|N{1,5}|y{1,4}|yo"
    r"|LTS?|L{1,4}|l{1,4}|Y{5,6}|g{5}|G{5}"
)
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_DAYS: Final = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_LATE_YEARS: Final = 68
"""moment reads YY up to this as 20YY, and 19YY beyond."""

Parts = Mapping[str, int]
"""What a name says, by the name of the part: year, month, day, yearday, weekday, isoday, ..."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token of a format: how a day is written for it, and read."""

    part: str
    write: Callable[[date], str]
    pattern: re.Pattern[str]
    read: Callable[[str], int] = int


@dataclass(frozen=True, slots=True)
class MomentFormat:
    """A format, read once. Names of months and days are English, weeks begin as in America."""

    pieces: tuple[_Piece | str, ...]
    """What stands for a part of the date, and in between the text that stays."""
    unsupported: tuple[str, ...] = ()
    """Tokens that mean something to moment.js and nothing here, as of hours; they stay as text."""

    def write(self, day: date) -> str:
        """The name of the day's note: no folder of the settings, no `.md`."""
        return "".join(p if isinstance(p, str) else p.write(day) for p in self.pieces)

    def read(self, name: str) -> date | None:
        """The first day that is called so, letters of either case; None if no day is.

        A format without a year names no day. Reading goes from left to right and takes as many
        digits as there are, as moment.js does; it takes time by the length of the name alone.
        """
        parts = self._parts(name)
        day = parts and _day(parts)
        return day if day and self.write(day).casefold() == name.casefold() else None

    def _parts(self, name: str) -> dict[str, int] | None:
        parts: dict[str, int] = {}
        at = 0
        for piece in self.pieces:
            if isinstance(piece, str):
                if name[at : at + len(piece)].casefold() != piece.casefold():
                    return None
                at += len(piece)
            elif (found := piece.pattern.match(name, at)) is None:
                return None
            else:
                parts.setdefault(piece.part, piece.read(found[0]))
                at = found.end()
        return parts if at == len(name) else None


@lru_cache(maxsize=64)
def moment_format(text: str) -> MomentFormat:
    r"""Read a format: YYYY YY M MM MMM MMMM D DD Do ddd w ww W gggg Q ..., `[text]`, `\escaped`."""
    pieces: list[_Piece | str] = []
    unsupported: list[str] = []
    for found in _TOKEN.finditer(text):
        token = found[0]
        piece = _PIECES.get(token)
        if piece is None and _ELSEWHERE.fullmatch(token):
            unsupported.append(token)
        pieces.append(piece or _literal(token))
    return MomentFormat(tuple(pieces), tuple(dict.fromkeys(unsupported)))


def _literal(token: str) -> str:
    if len(token) > 1 and token.startswith("["):
        return token[1:-1]
    return token.replace("\\", "")


def _day(parts: Parts) -> date | None:
    """The first day with these parts, as moment.js fills in what is missing."""
    try:
        if "year" in parts and not {"month", "day"}.isdisjoint(parts):
            return date(parts["year"], parts.get("month", 1), parts.get("day", 1))
        if "weekyear" in parts or "week" in parts:
            return _day_of_week(parts)
        if "isoyear" in parts or "isoweek" in parts:
            return _day_of_iso_week(parts)
        month = 3 * parts.get("quarter", 1) - 2
        return date(parts["year"], month, 1) + timedelta(parts.get("yearday", 1) - 1)
    except (KeyError, ValueError, OverflowError):
        return None


def _day_of_week(parts: Parts) -> date:
    new_year = date(parts.get("weekyear", parts.get("year", 0)), 1, 1)
    days = 7 * (parts.get("week", 1) - 1) + _weekday_of(parts) - _weekday(new_year)
    return new_year + timedelta(days)


def _day_of_iso_week(parts: Parts) -> date:
    weekday = _weekday_of(parts, first=1) or 7
    return date.fromisocalendar(
        parts.get("isoyear", parts.get("year", 0)), parts.get("isoweek", 1), weekday
    )


def _weekday_of(parts: Parts, *, first: int = 0) -> int:
    """The day of the week that is named, 0 is Sunday; the week's first one if none is."""
    return parts.get("weekday", parts.get("isoday", first)) % 7


def _weekday(day: date) -> int:
    return day.isoweekday() % 7


def _year_and_week(day: date) -> tuple[int, int]:
    """Weeks from Sunday to Saturday; the first is the one with 1 January."""
    saturday = _yearday(day) + 6 - _weekday(day)
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


def _digits(least: int, most: int) -> re.Pattern[str]:
    return re.compile(f"[0-9]{{{least},{most}}}")


def _plain(part: str, value: Callable[[date], int], width: int, most: int) -> _Piece:
    digits = _digits(width, most)
    return _Piece(part, lambda day: f"{value(day):0{width}}", digits)


def _counted(part: str, value: Callable[[date], int]) -> _Piece:
    pattern = re.compile("[0-9]{1,3}(?:st|nd|rd|th)", re.IGNORECASE)
    return _Piece(part, lambda day: _ordinal(value(day)), pattern, lambda text: int(text[:-2]))


def _short_year(part: str, value: Callable[[date], int]) -> _Piece:
    return _Piece(part, lambda day: f"{value(day) % 100:02}", _digits(2, 2), _full_year)


def _named(part: str, names: tuple[str, ...], value: Callable[[date], int], first: int) -> _Piece:
    numbers = {name.casefold(): number for number, name in enumerate(names, first)}
    pattern = re.compile("|".join(names), re.IGNORECASE)
    return _Piece(
        part, lambda day: names[value(day) - first], pattern, lambda text: numbers[text.casefold()]
    )


def _months(length: int) -> _Piece:
    return _named("month", tuple(m[:length] for m in _MONTHS), lambda day: day.month, 1)


def _days(length: int) -> _Piece:
    return _named("weekday", tuple(d[:length] for d in _DAYS), _weekday, 0)


def _quarter(day: date) -> int:
    return (day.month + 2) // 3


def _year(day: date) -> int:
    return day.year


def _week(day: date) -> int:
    return _year_and_week(day)[1]


def _iso_week(day: date) -> int:
    return day.isocalendar().week


_LONG: Final = 9
_PIECES: Final[Mapping[str, _Piece]] = {
    "YYYY": _plain("year", _year, 4, 4),
    "Y": _plain("year", _year, 4, 4),
    "YY": _short_year("year", _year),
    "Q": _plain("quarter", _quarter, 1, 1),
    "Qo": _counted("quarter", _quarter),
    "M": _plain("month", lambda day: day.month, 1, 2),
    "MM": _plain("month", lambda day: day.month, 2, 2),
    "Mo": _counted("month", lambda day: day.month),
    "MMM": _months(3),
    "MMMM": _months(_LONG),
    "D": _plain("day", lambda day: day.day, 1, 2),
    "DD": _plain("day", lambda day: day.day, 2, 2),
    "Do": _counted("day", lambda day: day.day),
    "DDD": _plain("yearday", _yearday, 1, 3),
    "DDDD": _plain("yearday", _yearday, 3, 3),
    "DDDo": _counted("yearday", _yearday),
    "d": _plain("weekday", _weekday, 1, 1),
    "do": _counted("weekday", _weekday),
    "dd": _days(2),
    "ddd": _days(3),
    "dddd": _days(_LONG),
    "e": _plain("weekday", _weekday, 1, 1),
    "E": _plain("isoday", date.isoweekday, 1, 1),
    "w": _plain("week", _week, 1, 2),
    "ww": _plain("week", _week, 2, 2),
    "wo": _counted("week", _week),
    "gg": _short_year("weekyear", lambda day: _year_and_week(day)[0]),
    "gggg": _plain("weekyear", lambda day: _year_and_week(day)[0], 4, 4),
    "W": _plain("isoweek", _iso_week, 1, 2),
    "WW": _plain("isoweek", _iso_week, 2, 2),
    "Wo": _counted("isoweek", _iso_week),
    "GG": _short_year("isoyear", lambda day: day.isocalendar().year),
    "GGGG": _plain("isoyear", lambda day: day.isocalendar().year, 4, 4),
}

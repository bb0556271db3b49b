"""The grammar of typed dates: English words, as parsers/date_words.py leaves them, to one day."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_WEEKDAYS: Final = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_DAYS: Final = {
    "ereyesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "overmorrow": 2,
}
_MONTHS_IN: Final = {"month": 1, "quarter": 3, "year": 12}
_FRIDAY: Final = 4
_SATURDAY: Final = 5
_DAYS_IN_WEEK: Final = 7
_LEAP_YEARS_APART: Final = 8
_CENTURY: Final = 2000

_PARTS: Final = {
    "N": r"([0-9]{1,4})",
    "D": r"([0-9]{1,2})(?:th)?",
    "TH": r"([0-9]{1,2})th",
    "Y": r"([0-9]{4}|[0-9]{2})",
    "YYYY": r"([0-9]{4})",
    "W": f"({'|'.join(_WEEKDAYS)})",
    "M": f"({'|'.join(_MONTHS)})",
    "U": r"(day|workday|week|month|quarter|year)",
    "P": r"(week|month|quarter|year)",
    "WHICH": r"(next|last|this|coming|afternext)",
    "EDGE": r"(start|mid|end)",
    "DAY": f"({'|'.join(_DAYS)})",
    "YYYY-MM-DD": r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})",
    "NUMBERS": r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:[.]?|\2([0-9]{4}|[0-9]{2}))",
    "SIDE": r"(from|before|ago)",
    "NTH": r"([1-5](?=th)|last)(?:th)?",
    "ANY": r"(.+)",
}


_Rule = Callable[..., date | None]


@dataclass(frozen=True, slots=True)
class Counting:
    """What a date is counted from, and how."""

    today: date
    nearest: bool = False
    """`next friday` is the first Friday after today, not that of the next Sunday-started week."""
    day_first: bool = False
    """`5/12` is the fifth of December."""


def read_words(words: str, counting: Counting) -> date | None:
    """The day that the words name, one space apart; None when they name none.

    Raises OverflowError or ValueError for a day before year 1 or after 9999.
    """
    for pattern, rule in _RULES:
        found = pattern.fullmatch(words + " ")
        if found is not None:
            return rule(counting, *(found.groups("")))
    return None


def _named_day(counting: Counting, word: str) -> date:
    return _plus(counting.today, _DAYS[word], "day")


def _iso(_: Counting, year: str, month: str, day: str) -> date | None:
    return _calendar_day(int(year), int(month), int(day))


def _numbers(counting: Counting, first: str, mark: str, second: str, year: str) -> date | None:
    """`15.12.` is the day first; `12/15` whichever way it can be, else as the language has it."""
    day, month = int(first), int(second)
    if mark != "." and (month > len(_MONTHS) or (day <= len(_MONTHS) and not counting.day_first)):
        day, month = month, day
    return _day_of_month(counting, day, month, year)


def _weekday(counting: Counting, before: str, name: str, behind: str) -> date | None:
    if before and behind:
        return None
    wanted, today = _WEEKDAYS.index(name), counting.today
    which = before or behind
    if which in {"next", "afternext"}:
        later = _DAYS_IN_WEEK if which == "afternext" else 0
        start = today + timedelta(
            days=1 if counting.nearest else _DAYS_IN_WEEK - _since_sunday(today)
        )
        return _first(start, wanted) + timedelta(days=later)
    if which == "last":
        return _first(today - timedelta(days=_DAYS_IN_WEEK), wanted)
    return _first(today, wanted)


def _weekday_of_week(counting: Counting, name: str, which: str) -> date:
    sunday = counting.today - timedelta(days=_since_sunday(counting.today))
    weeks = _STEPS[which]
    return _first(sunday + timedelta(weeks=weeks), _WEEKDAYS.index(name))


def _weekday_in_week(counting: Counting, which: str, name: str) -> date:
    return _weekday_of_week(counting, name, which)


def _weekend(counting: Counting, before: str, behind: str) -> date | None:
    return _weekday(counting, before, "saturday", behind)


def _stepped(counting: Counting, before: str, unit: str, behind: str) -> date | None:
    which = before or behind
    if which == "this" or not which or (before and behind):
        return None
    return _plus(counting.today, _STEPS[which], unit)


def _ahead(counting: Counting, number: str, unit: str) -> date:
    return _plus(counting.today, int(number), unit)


def _back(counting: Counting, number: str, unit: str) -> date:
    return _plus(counting.today, -int(number), unit)


def _two_steps(counting: Counting, number: str, unit: str, second: str, smaller: str) -> date:
    return _plus(_plus(counting.today, int(number), unit), int(second), smaller)


def _from_day(counting: Counting, number: str, unit: str, side: str, base: str) -> date | None:
    day = read_words(base, counting)
    if day is None:
        return None
    return _plus(day, int(number or 1) * (1 if side == "from" else -1), unit)


def _day_in(counting: Counting, base: str, number: str, unit: str) -> date | None:
    return _from_day(counting, number, unit, "from", base)


def _edge(counting: Counting, edge: str, before: str, period: str, behind: str) -> date | None:
    if before and behind:
        return None
    which = before or behind
    steps = _STEPS[which] if which else 0
    if period == "week":
        return _edge_of_week(counting.today, edge, steps)
    at = _plus(counting.today, steps, period)
    length = _MONTHS_IN[period]
    first = date(at.year, (at.month - 1) // length * length + 1, 1)
    return _edge_of_months(first, edge, length)


def _edge_of_week(today: date, edge: str, weeks: int) -> date:
    """A week ends on its Friday, the coming one where it has passed, and starts on Monday."""
    if edge == "end":
        return _first(today, _FRIDAY) + timedelta(weeks=weeks)
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(weeks=weeks, days=0 if edge == "start" else 2)


def _edge_of_months(first: date, edge: str, length: int) -> date:
    if edge == "start":
        return first
    if edge == "mid":
        return first.replace(day=15) if length == 1 else _plus(first, length // 2, "month")
    return _plus(first, length, "month") - timedelta(days=1)


def _edge_of_month(counting: Counting, edge: str, month: str, year: str) -> date:
    """`end december` is the next end of a December."""
    first_year = _full_year(year) if year else counting.today.year
    day = _edge_of_months(date(first_year, _MONTHS.index(month) + 1, 1), edge, 1)
    if year or day >= counting.today:
        return day
    return _edge_of_months(date(first_year + 1, day.month, 1), edge, 1)


def _edge_of_year(_: Counting, edge: str, year: str) -> date:
    return _edge_of_months(date(int(year), 1, 1), edge, _MONTHS_IN["year"])


def _day_and_month(counting: Counting, name: str, day: str, month: str, year: str) -> date | None:
    found = _day_of_month(counting, int(day), _MONTHS.index(month) + 1, year)
    return found if found and _agrees(found, name) else None


def _month_and_day(counting: Counting, name: str, month: str, day: str, year: str) -> date | None:
    return _day_and_month(counting, name, day, month, year)


def _year_month_day(counting: Counting, year: str, month: str, day: str) -> date | None:
    return _day_and_month(counting, "", day, month, year)


def _month(counting: Counting, month: str, year: str) -> date:
    return _edge_of_month(counting, "start", month, year)


def _weekday_with(counting: Counting, name: str, words: str) -> date | None:
    day = read_words(words, counting)
    return day if day and _agrees(day, name) else None


def _day_alone(counting: Counting, name: str, day: str) -> date | None:
    """`the 31st`: the next month that has one, this one included."""
    first = counting.today.replace(day=1)
    for months in range(3):
        at = _plus(first, months, "month")
        found = _calendar_day(at.year, at.month, int(day))
        if found and found >= counting.today:
            return found if _agrees(found, name) else None
    return None


def _day_of_that_month(counting: Counting, day: str, before: str, behind: str) -> date | None:
    if bool(before) == bool(behind):
        return None
    at = _plus(counting.today.replace(day=1), _STEPS[before or behind], "month")
    return _calendar_day(at.year, at.month, int(day))


def _nth_weekday(counting: Counting, nth: str, name: str, month: str, year: str) -> date | None:
    """`2nd tuesday of december`, `last friday of march`: the next one where no year stands."""
    years = [_full_year(year)] if year else [counting.today.year + ahead for ahead in range(2)]
    found = (_nth_in_month(date(y, _MONTHS.index(month) + 1, 1), nth, name) for y in years)
    return next((day for day in found if day and (year or day >= counting.today)), None)


def _nth_of_month(counting: Counting, nth: str, name: str, which: str) -> date | None:
    first = counting.today.replace(day=1)
    steps = [_STEPS[which]] if which else [0, 1]
    found = (_nth_in_month(_plus(first, step, "month"), nth, name) for step in steps)
    return next((day for day in found if day and (which or day >= counting.today)), None)


def _nth_in_month(first: date, nth: str, name: str) -> date | None:
    wanted = _WEEKDAYS.index(name)
    if nth == "last":
        return _first(_plus(first, 1, "month") - timedelta(days=_DAYS_IN_WEEK), wanted)
    found = _first(first, wanted) + timedelta(weeks=int(nth) - 1)
    return found if found.month == first.month else None


# Days of the calendar


def _since_sunday(day: date) -> int:
    return day.isoweekday() % _DAYS_IN_WEEK


def _first(start: date, weekday: int) -> date:
    """The first such weekday from `start` on."""
    return start + timedelta(days=(weekday - start.weekday()) % _DAYS_IN_WEEK)


def _agrees(day: date, name: str) -> bool:
    return not name or day.weekday() == _WEEKDAYS.index(name)


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full_year(text: str) -> int:
    return int(text) if len(text) > len("26") else _CENTURY + int(text)


def _day_of_month(counting: Counting, day: int, month: int, year: str) -> date | None:
    """That day; without a year the next one from today on, which for 29 Feb may take 8 years."""
    if year:
        return _calendar_day(_full_year(year), month, day)
    first = counting.today.year
    found = (_calendar_day(first + ahead, month, day) for ahead in range(_LEAP_YEARS_APART + 1))
    return next((at for at in found if at and at >= counting.today), None)


def _plus(day: date, number: int, unit: str) -> date:
    if unit == "workday":
        return _plus_workdays(day, number)
    if unit in _MONTHS_IN:
        months = day.year * len(_MONTHS) + day.month - 1 + number * _MONTHS_IN[unit]
        year, month = divmod(months, len(_MONTHS))
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return day + timedelta(days=number * (_DAYS_IN_WEEK if unit == "week" else 1))


def _plus_workdays(day: date, number: int) -> date:
    step = timedelta(days=1 if number > 0 else -1)
    for _ in range(abs(number)):
        day += step
        while day.weekday() >= _SATURDAY:
            day += step
    return day


_STEPS: Final = {"next": 1, "coming": 1, "afternext": 2, "last": -1, "this": 0}


def _rule(pattern: str, rule: _Rule) -> tuple[re.Pattern[str], _Rule]:
    return re.compile("".join(map(_part, pattern.split()))), rule


def _part(part: str) -> str:
    """One part with the blank behind it; `?` at its end means that it may be missing."""
    name = part.removesuffix("?")
    written = f"(?:{_PARTS.get(name, name)} )"
    return written + "?" if part.endswith("?") else written


# Each part in capitals is handed to the rule as a text, empty where it is missing.
_RULES: Final = tuple(
    _rule(pattern, rule)
    for pattern, rule in (
        ("DAY", _named_day),
        ("YYYY-MM-DD", _iso),
        ("NUMBERS", _numbers),
        ("WHICH? W WHICH?", _weekday),
        ("W WHICH week", _weekday_of_week),
        ("WHICH week W", _weekday_in_week),
        ("WHICH? weekend WHICH?", _weekend),
        ("WHICH? U WHICH?", _stepped),
        ("[+]? in? N U", _ahead),
        ("in? N U in? N U", _two_steps),
        ("- N U", _back),
        ("N U ago", _back),
        ("ago N U", _back),
        ("in? N? U SIDE ANY", _from_day),
        ("ANY in N U", _day_in),
        ("EDGE WHICH? P WHICH?", _edge),
        ("EDGE M Y?", _edge_of_month),
        ("EDGE YYYY", _edge_of_year),
        ("W? D M Y?", _day_and_month),
        ("W? M D Y?", _month_and_day),
        ("YYYY M D", _year_month_day),
        ("in? M YYYY?", _month),
        ("W? TH", _day_alone),
        ("W D", _day_alone),
        ("TH WHICH? month WHICH?", _day_of_that_month),
        ("NTH W in? M YYYY?", _nth_weekday),
        ("NTH W in? WHICH? month", _nth_of_month),
        ("W ANY", _weekday_with),
    )
)

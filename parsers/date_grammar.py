"""The grammar of typed dates: English words, as parsers/date_phrases.py leaves them, to one day."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from parsers.days import (
    DAYS_IN_WEEK,
    MONTHS,
    MONTHS_IN,
    WEEKDAYS,
    calendar_day,
    days_since_sunday,
    edge_of_months,
    first_weekday,
    full_year,
    if_weekday,
    next_day_of_month,
    nth_in_month,
    plus,
)

_DAYS: Final = {
    "ereyesterday": -2,
    "yesterday": -1,
    "today": 0,
    "eod": 0,
    "tomorrow": 1,
    "overmorrow": 2,
}
_FRIDAY: Final = 4

_PARTS: Final = {
    "N": r"([0-9]{1,4})",
    "D": r"([0-9]{1,2})(?:th|st)?",
    "TH": r"([0-9]{1,2})th",
    "Y": r"([0-9]{4}|[0-9]{2})",
    "YYYY": r"([0-9]{4})",
    "W": f"({'|'.join(WEEKDAYS)})",
    "M": f"({'|'.join(MONTHS)})",
    "U": r"(day|workday|week|month|quarter|year)",
    "P": r"(week|month|quarter|year)",
    "WHICH": r"(next|last|this|coming|afternext)",
    "EDGE": r"(start|mid|end)",
    "QUARTER": r"([1-4])",
    "DAY": f"({'|'.join(_DAYS)})",
    "YYYY-MM-DD": r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})",
    "DOTTED": r"([0-9]{1,2})[.]([0-9]{1,2}(?=[.])|[0-9]{2})(?:[.]([0-9]{4}|[0-9]{2})?)?",
    "SLASHED": r"(?=[0-9/]+ |[0-9-]+ )([0-9]{1,2})[-/]([0-9]{1,2})(?:[-/]([0-9]{4}|[0-9]{2}))?",
    "SIDE": r"(from|before|ago)",
    "NTH_DAY": r"([0-9]{1,2})(?:th|st)",
    "NTH": r"([1-5](?=th|st)|last)(?:th|st)?",
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
    return plus(counting.today, _DAYS[word], "day")


def _whole_day(counting: Counting, words: str) -> date | None:
    """The end of a day is still that day."""
    return read_words(words, counting)


def _iso(_: Counting, name: str, year: str, month: str, day: str) -> date | None:
    return if_weekday(calendar_day(int(year), int(month), int(day)), name)


def _dotted(counting: Counting, name: str, day: str, month: str, year: str) -> date | None:
    return if_weekday(next_day_of_month(counting.today, int(day), int(month), year), name)


def _slashed(counting: Counting, name: str, first: str, second: str, year: str) -> date | None:
    """`12/15` whichever way it is a date; where it is one both ways, as the language has it."""
    day, month = int(first), int(second)
    if month > len(MONTHS) or (day <= len(MONTHS) and not counting.day_first):
        day, month = month, day
    return if_weekday(next_day_of_month(counting.today, day, month, year), name)


def _weekday(counting: Counting, before: str, name: str, behind: str) -> date | None:
    if before and behind:
        return None
    wanted, today = WEEKDAYS.index(name), counting.today
    which = before or behind
    if which in {"next", "afternext"}:
        later = DAYS_IN_WEEK if which == "afternext" else 0
        start = today + timedelta(
            days=1 if counting.nearest else DAYS_IN_WEEK - days_since_sunday(today)
        )
        return first_weekday(start, wanted) + timedelta(days=later)
    if which == "last":
        return first_weekday(today - timedelta(days=DAYS_IN_WEEK), wanted)
    return first_weekday(today, wanted)


def _weekday_of_week(counting: Counting, name: str, which: str) -> date:
    sunday = counting.today - timedelta(days=days_since_sunday(counting.today))
    weeks = _STEPS[which]
    return first_weekday(sunday + timedelta(weeks=weeks), WEEKDAYS.index(name))


def _weekday_in_week(counting: Counting, which: str, name: str) -> date:
    return _weekday_of_week(counting, name, which)


def _weekend(counting: Counting, before: str, behind: str) -> date | None:
    return _weekday(counting, before, "saturday", behind)


def _stepped(counting: Counting, before: str, unit: str, behind: str) -> date | None:
    which = before or behind
    if which == "this" or not which or (before and behind):
        return None
    return plus(counting.today, _STEPS[which], unit)


def _ahead(counting: Counting, number: str, unit: str) -> date:
    return plus(counting.today, int(number), unit)


def _back(counting: Counting, number: str, unit: str) -> date:
    return plus(counting.today, -int(number), unit)


def _two_steps(counting: Counting, number: str, unit: str, second: str, smaller: str) -> date:
    return plus(plus(counting.today, int(number), unit), int(second), smaller)


def _from_day(counting: Counting, number: str, unit: str, side: str, base: str) -> date | None:
    day = read_words(base, counting)
    if day is None:
        return None
    return plus(day, int(number or 1) * (1 if side == "from" else -1), unit)


def _day_in(counting: Counting, base: str, number: str, unit: str) -> date | None:
    return _from_day(counting, number, unit, "from", base)


def _edge(counting: Counting, edge: str, before: str, period: str, behind: str) -> date | None:
    if before and behind:
        return None
    which = before or behind
    if period == "week":
        return _edge_of_week(counting, edge, which)
    at = plus(counting.today, _STEPS[which or "this"], period)
    length = MONTHS_IN[period]
    first = date(at.year, (at.month - 1) // length * length + 1, 1)
    return edge_of_months(first, edge, length)


def _edge_of_week(counting: Counting, edge: str, which: str) -> date:
    """From Monday to Friday of a week that begins on Sunday; a Friday that has passed is no end."""
    if edge == "end" and which in {"", "this"}:
        return first_weekday(counting.today, _FRIDAY)
    return _weekday_of_week(counting, _IN_WEEK[edge], which or "this")


def _edge_of_month(counting: Counting, edge: str, month: str, year: str) -> date:
    """`end december` is the next end of a December."""
    first_year = full_year(year) if year else counting.today.year
    day = edge_of_months(date(first_year, MONTHS.index(month) + 1, 1), edge, 1)
    if year or day >= counting.today:
        return day
    return edge_of_months(date(first_year + 1, day.month, 1), edge, 1)


def _edge_of_quarter(counting: Counting, edge: str, quarter: str, year: str) -> date:
    length = MONTHS_IN["quarter"]
    first_year = full_year(year) if year else counting.today.year
    first = date(first_year, (int(quarter) - 1) * length + 1, 1)
    day = edge_of_months(first, edge, length)
    if year or day >= counting.today:
        return day
    return edge_of_months(first.replace(year=first_year + 1), edge, length)


def _edge_of_year(_: Counting, edge: str, year: str) -> date:
    return edge_of_months(date(int(year), 1, 1), edge, MONTHS_IN["year"])


def _day_and_month(counting: Counting, name: str, day: str, month: str, year: str) -> date | None:
    return if_weekday(
        next_day_of_month(counting.today, int(day), MONTHS.index(month) + 1, year), name
    )


def _month_and_day(counting: Counting, name: str, month: str, day: str, year: str) -> date | None:
    return _day_and_month(counting, name, day, month, year)


def _year_month_day(counting: Counting, year: str, month: str, day: str) -> date | None:
    return _day_and_month(counting, "", day, month, year)


def _month(counting: Counting, month: str, year: str) -> date:
    return _edge_of_month(counting, "start", month, year)


def _day_alone(counting: Counting, name: str, day: str) -> date | None:
    """`the 31st`: the next month that has one, this one included."""
    first = counting.today.replace(day=1)
    for months in range(3):
        at = plus(first, months, "month")
        found = calendar_day(at.year, at.month, int(day))
        if found and found >= counting.today:
            return if_weekday(found, name)
    return None


def _day_of_that_month(counting: Counting, day: str, before: str, behind: str) -> date | None:
    if before and behind:
        return None
    if not before and not behind:
        return _day_alone(counting, "", day)
    at = plus(counting.today.replace(day=1), _STEPS[before or behind], "month")
    return calendar_day(at.year, at.month, int(day))


def _nth_weekday(counting: Counting, nth: str, name: str, month: str, year: str) -> date | None:
    """`2nd tuesday of december`, `last friday of march`: the next one where no year stands."""
    years = [full_year(year)] if year else [counting.today.year + ahead for ahead in range(2)]
    found = (nth_in_month(date(y, MONTHS.index(month) + 1, 1), nth, name) for y in years)
    return next((day for day in found if day and (year or day >= counting.today)), None)


def _nth_of_month(counting: Counting, nth: str, name: str, which: str) -> date | None:
    first = counting.today.replace(day=1)
    steps = [_STEPS[which]] if which else [0, 1]
    found = (nth_in_month(plus(first, step, "month"), nth, name) for step in steps)
    return next((day for day in found if day and (which or day >= counting.today)), None)


_IN_WEEK: Final = {"start": "monday", "mid": "wednesday", "end": "friday"}
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
        ("W? YYYY-MM-DD", _iso),
        ("W? DOTTED", _dotted),
        ("W? SLASHED", _slashed),
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
        ("EDGE quarter QUARTER Y?", _edge_of_quarter),
        ("EDGE M Y?", _edge_of_month),
        ("EDGE YYYY", _edge_of_year),
        ("W? D M Y?", _day_and_month),
        ("W? M D Y?", _month_and_day),
        ("YYYY M D", _year_month_day),
        ("in? M YYYY?", _month),
        ("W? TH", _day_alone),
        ("W D", _day_alone),
        ("NTH_DAY WHICH? month WHICH?", _day_of_that_month),
        ("NTH W in? M YYYY?", _nth_weekday),
        ("NTH W in? WHICH? month", _nth_of_month),
        ("eod ANY", _whole_day),
        ("ANY eod", _whole_day),
    )
)

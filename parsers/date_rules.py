"""What each form of a typed date means: one rule a form, the forms in a table at the end."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from parsers.date_settings import Counting
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

Rule = Callable[..., date | None]
"""Takes a Counting and the parts of its form, texts in the order in which they stand."""

DAYS: Final = {
    "ereyesterday": -2,
    "yesterday": -1,
    "today": 0,
    "eod": 0,
    "tomorrow": 1,
    "overmorrow": 2,
}
_FRIDAY: Final = 4
_IN_WEEK: Final = {"start": "monday", "mid": "wednesday", "end": "friday"}
_STEPS: Final = {"next": 1, "coming": 1, "afternext": 2, "last": -1, "this": 0}


def _named_day(counting: Counting, word: str) -> date:
    return plus(counting.today, DAYS[word], "day")


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


RULES: Final[tuple[tuple[str, Rule], ...]] = (
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
)
"""Form -> rule, the first that fits wins. `read_words` knows what the capitals stand for."""

"""Steps on the calendar, for dates that are named by words."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

WEEKDAYS: Final = (*("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),)
MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
MONTHS_IN: Final = {"month": 1, "quarter": 3, "year": 12}
DAYS_IN_WEEK: Final = 7
_SATURDAY: Final = 5
_LEAP_YEARS_APART: Final = 8
_CENTURY: Final = 2000


def days_since_sunday(day: date) -> int:
    """0 for a Sunday, 6 for a Saturday."""
    return day.isoweekday() % DAYS_IN_WEEK


def first_weekday(start: date, weekday: int) -> date:
    """The first such weekday from `start` on."""
    return start + timedelta(days=(weekday - start.weekday()) % DAYS_IN_WEEK)


def if_weekday(day: date | None, name: str) -> date | None:
    """The day, unless a weekday is named that it is not."""
    return day if day and (not name or day.weekday() == WEEKDAYS.index(name)) else None


def calendar_day(year: int, month: int, day: int) -> date | None:
    """That day; None when no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(text: str) -> int:
    """`26` is 2026; more digits are the year."""
    return int(text) if len(text) > len("26") else _CENTURY + int(text)


def next_day_of_month(today: date, day: int, month: int, year: str) -> date | None:
    """That day; without a year the next one from today on, which for 29 Feb may take 8 years."""
    if year:
        return calendar_day(full_year(year), month, day)
    first = today.year
    found = (calendar_day(first + ahead, month, day) for ahead in range(_LEAP_YEARS_APART + 1))
    return next((at for at in found if at and at >= today), None)


def plus(day: date, number: int, unit: str) -> date:
    """So many days, workdays, weeks, months, quarters or years later; 31 Jan + 1 month is 28 Feb.

    Raises OverflowError or ValueError for a day before year 1 or after 9999.
    """
    if unit == "workday":
        return _plus_workdays(day, number)
    if unit in MONTHS_IN:
        months = day.year * len(MONTHS) + day.month - 1 + number * MONTHS_IN[unit]
        year, month = divmod(months, len(MONTHS))
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return day + timedelta(days=number * (DAYS_IN_WEEK if unit == "week" else 1))


def _plus_workdays(day: date, number: int) -> date:
    step = timedelta(days=1 if number > 0 else -1)
    for _ in range(abs(number)):
        day += step
        while day.weekday() >= _SATURDAY:
            day += step
    return day


def edge_of_months(first: date, edge: str, length: int) -> date:
    """The start, middle or end of the `length` months that begin with `first`."""
    if edge == "start":
        return first
    if edge == "mid":
        return first.replace(day=15) if length == 1 else plus(first, length // 2, "month")
    return plus(first, length, "month") - timedelta(days=1)


def nth_in_month(first: date, nth: str, name: str) -> date | None:
    """The weekday of that name and number (1 to 5, or `last`) in the month that `first` begins."""
    wanted = WEEKDAYS.index(name)
    if nth == "last":
        return first_weekday(plus(first, 1, "month") - timedelta(days=DAYS_IN_WEEK), wanted)
    found = first_weekday(first, wanted) + timedelta(weeks=int(nth) - 1)
    return found if found.month == first.month else None

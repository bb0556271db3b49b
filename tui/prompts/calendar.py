"""A few weeks of the calendar around a day, as rows of words with the names of their styles."""

from collections.abc import Container, Iterator
from datetime import date, timedelta
from typing import Final

from parsers.days import MONTHS

Cells = tuple[tuple[str, str], ...]
"""Texts with the names of their styles, from left to right."""

WIDTH: Final = 25
"""Cells that a row takes."""
_WEEKDAYS: Final = "Mo Tu We Th Fr Sa Su"
_SATURDAY: Final = 5
_MONTH: Final = 4


def weeks_around(day: date, today: date, marked: Container[date], weeks: int) -> tuple[Cells, ...]:
    """The names of the days, then so many weeks from Monday on, each with the month it begins.

    They begin with this week as long as `day` is among them, else with the week before it.
    `marked` are days with something to tell apart from others.
    """
    return tuple(_rows(day, today, marked, weeks))


def _rows(day: date, today: date, marked: Container[date], weeks: int) -> Iterator[Cells]:
    yield ((" " * _MONTH, "quiet"), (f" {_WEEKDAYS} ", "quiet"))
    monday = _first_monday(day, today, weeks)
    for week in range(weeks):
        try:
            days = [monday + timedelta(days=7 * week + n) for n in range(7)]
        except OverflowError:
            return
        yield (_month(days, first=week == 0), *(_cell(one, day, today, marked) for one in days))


def _first_monday(day: date, today: date, weeks: int) -> date:
    this_week = _monday(today)
    if this_week <= day < this_week + timedelta(weeks=weeks):
        return this_week
    return _monday(day) - timedelta(weeks=1 if _monday(day) - date.min >= timedelta(weeks=1) else 0)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(days: list[date], *, first: bool) -> tuple[str, str]:
    begins = next((day for day in days if day.day == 1), days[0] if first else None)
    name = MONTHS[begins.month - 1][:3].capitalize() if begins else ""
    return name.ljust(_MONTH), "person"


def _cell(one: date, day: date, today: date, marked: Container[date]) -> tuple[str, str]:
    text = f"{one.day:3}"
    if one == day:
        return text, "chosen"
    if one == today:
        return text, "proposed"
    if one in marked:
        return text, "other-owner"
    return text, "quiet" if one < today or one.weekday() >= _SATURDAY else "words"

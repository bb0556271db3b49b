"""What a recurrence rule consists of once it is read."""

from datetime import datetime
from enum import IntEnum

from msgspec import Struct


class Frequency(IntEnum):
    """The unit that a rule counts in; the numbers are dateutil's."""

    YEARLY = 0
    MONTHLY = 1
    WEEKLY = 2
    DAILY = 3
    HOURLY = 4
    MINUTELY = 5


class Weekday(Struct, frozen=True):
    """A day of the week, or the nth such day of the month or year."""

    day: int
    """0 is Monday."""
    nth: int = 0
    """0: every one; 2: the second; -1: the last."""


class Rule(Struct, frozen=True):
    """What a rule says, in the order it says it; an empty tuple says nothing."""

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[Weekday, ...] = ()
    month_days: tuple[int, ...] = ()
    """-366 to 366 without 0; negative ones count from the month's end."""
    months: tuple[int, ...] = ()
    week_numbers: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    count: int | None = None
    until: datetime | None = None
    when_done: bool = False
    """Counted from the day of completion, not from the task's dates."""


WORKDAYS = tuple(Weekday(day) for day in range(5))

"""What views, counts and sorting ask of a task."""

from typing import Final, NamedTuple

from parsers.dates import parse_iso_date
from parsers.fields import FieldKind
from parsers.priority import Priority
from parsers.task import Task

NO_DAY: Final = 0
"""There is no such date."""
INVALID_DAY: Final = -1
"""There is a field of a date's shape that no calendar has."""


class Keys(NamedTuple):
    """The fields by which tasks are chosen, counted and sorted.

    Days are proleptic Gregorian ordinals (`date.toordinal()`), NO_DAY or INVALID_DAY.
    """

    symbol: str
    """The one character between the brackets."""
    priority: Priority
    due: int
    scheduled: int
    start: int
    done: int
    cancelled: int

    @property
    def happens(self) -> int:
        """The earliest of start, scheduled and due; NO_DAY when no calendar has any."""
        return min((day for day in self[2:5] if day > NO_DAY), default=NO_DAY)


PLACES: Final = {
    FieldKind.DUE: 2,
    FieldKind.SCHEDULED: 3,
    FieldKind.START: 4,
    FieldKind.DONE: 5,
    FieldKind.CANCELLED: 6,
}
"""Where the days stand in `Keys`."""


def keys_of(task: Task) -> Keys:
    """The keys of a line that is parsed already."""
    days = dict.fromkeys(PLACES, NO_DAY)
    for span in task.spans:
        if span[0] in days:
            days[span[0]] = day_of(span[5])
    if task.inferred_scheduled:
        days[FieldKind.SCHEDULED] = task.inferred_scheduled.toordinal()
    return Keys(task.line[task.status_at], task.priority, *days.values())


def day_of(text: str) -> int:
    """The day that a date names, which is DDDD-DD-DD in ASCII digits."""
    day = parse_iso_date(text)
    return INVALID_DAY if day is None else day.toordinal()

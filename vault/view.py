"""What a view is: its name, which tasks it holds, and its rows, grouped by note."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from msgspec import Struct

from parsers.filter import NO_FILTER, TaskFilter
from parsers.keys import NO_DAY
from parsers.note import Note
from vault.index import IndexedTask, TaskId
from vault.people import Owner, OwnerKind, People


class ViewName(StrEnum):
    """The built-in views, in the order in which they are shown."""

    INBOX = "Inbox"
    TODAY = "Today"
    OVERDUE = "Overdue"
    UPCOMING = "Upcoming"
    MINE = "Mine"
    WAITING = "Waiting"
    UNASSIGNED = "Unassigned"
    ALL = "All"


BITS: Final[Mapping[ViewName, int]] = {name: 1 << place for place, name in enumerate(ViewName)}
"""Each view's bit in what `views_of` gives."""
ONLY_ALL: Final = BITS[ViewName.ALL]
"""What is finished or put off: only All shows it."""
_PROPOSED: Final = BITS[ViewName.INBOX] | ONLY_ALL
_TODAY: Final = BITS[ViewName.TODAY]
_OVERDUE: Final = BITS[ViewName.OVERDUE]
_UPCOMING: Final = BITS[ViewName.UPCOMING]
_BY_OWNER: Final = frozenset((ViewName.MINE, ViewName.WAITING, ViewName.UNASSIGNED))


def views_of(found: IndexedTask, owners: Sequence[Owner], day: int) -> int:
    """The bits of the views that hold a task; `owners` are those it names, `day` is an ordinal.

    A proposal is nobody's commitment yet: only Inbox and All show it. Mine, Waiting and Unassigned
    share the open tasks among them.
    """
    if found.proposed:
        return _PROPOSED
    if found.status.type.is_done:
        return ONLY_ALL
    keys = found.keys
    views = ONLY_ALL | BITS[_whose(owners)]
    if NO_DAY < keys.due < day:
        views |= _OVERDUE
    elif keys.due == day or NO_DAY < keys.scheduled <= day:
        views |= _TODAY
    return views | _UPCOMING if keys.happens > day else views


def _whose(owners: Sequence[Owner]) -> ViewName:
    """An open task is mine if it is mine among others; one for nobody yet waits for nobody."""
    kinds = {owner.kind for owner in owners}
    if OwnerKind.ME in kinds:
        return ViewName.MINE
    return ViewName.WAITING if kinds - {OwnerKind.UNASSIGNED} else ViewName.UNASSIGNED


def holds(name: ViewName, found: IndexedTask, people: People, today: date) -> bool:
    """Whether a view holds a task, whatever is put off."""
    owners = people.owners_in(found) if name in _BY_OWNER else ()
    return bool(views_of(found, owners, today.toordinal()) & BITS[name])


class Row(Struct, frozen=True):
    """A task as the list shows it."""

    found: IndexedTask
    owners: tuple[Owner, ...]
    lingering: bool
    """Decided in this session, and no longer part of the view."""


class Group(Struct, frozen=True):
    """A note with rows."""

    note: Note
    rows: tuple[Row, ...]
    """From the note's top."""
    open: int
    """How many of its rows the view really holds (lingering ones do not count)."""


class View(Struct, frozen=True, eq=False):
    """Rows ready to be shown; what did not change is shared with the views before."""

    name: ViewName
    groups: tuple[Group, ...]
    """The newest note first."""
    rows: Mapping[TaskId, Row]
    """From the top."""
    counts: Mapping[ViewName, int]
    """How many tasks each view holds, whatever is filtered."""
    by_owner: tuple[tuple[str, int], ...]
    """Proposals and open tasks by owner, most first."""
    total: int
    """How many tasks this view holds, lingering ones not counted, after the filter."""
    day: date
    """The day for which it was made."""
    snoozed: int = 0
    """How many proposals are put off, and so not in the inbox."""

    @property
    def order(self) -> tuple[int, ...]:
        """All lines of the list: a task's id, or -1 - n for the header of `groups[n]`."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[int]:
        for number, group in enumerate(self.groups, 1):
            yield -number
            for row in group.rows:
                yield row.found.id


EMPTY_VIEW: Final = View(ViewName.INBOX, (), {}, dict.fromkeys(ViewName, 0), (), 0, date.min)


class ViewRequest(Struct, frozen=True):
    """What to show."""

    name: ViewName = ViewName.INBOX
    filter: TaskFilter = NO_FILTER
    lingering: frozenset[TaskId] = frozenset()
    """Tasks decided lately: they stay where they were until their note is left."""

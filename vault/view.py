"""What a view is: its name, which tasks it holds, and its rows, grouped by note."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import compress
from typing import Final

from msgspec import Struct

from parsers.filter import NO_FILTER, TaskFilter
from parsers.keys import NO_DAY, Keys
from parsers.note import Note
from parsers.status import Status
from vault.held_note import IndexedTask, TaskId
from vault.judged_note import JudgedNote, Place
from vault.people import Owner, OwnerKind, People
from vault.sorted_blocks import Shown


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
"""Each view's bit."""
ONLY_ALL: Final = BITS[ViewName.ALL]
"""What is finished or put off: only All shows it."""
PROPOSED: Final = BITS[ViewName.INBOX] | ONLY_ALL
"""A proposal is nobody's commitment yet: only Inbox and All show it."""
OPEN: Final = 1 << len(BITS)
"""No view's bit: besides others, one of those by owner holds the task."""
HELD: Final = 1
LINGERS: Final = 2
_MINE: Final = BITS[ViewName.MINE]
_WAITING: Final = BITS[ViewName.WAITING]
_UNASSIGNED: Final = BITS[ViewName.UNASSIGNED]
_TODAY: Final = BITS[ViewName.TODAY]
_OVERDUE: Final = BITS[ViewName.OVERDUE]
_UPCOMING: Final = BITS[ViewName.UPCOMING]
_BY_OWNER: Final = frozenset((ViewName.MINE, ViewName.WAITING, ViewName.UNASSIGNED))


def views_of(keys: Keys, status: Status, day: int) -> int:
    """The bits of the views that hold a task which is no proposal, but for whose it is.

    `day` is an ordinal. Mine, Waiting and Unassigned share the open tasks among them: OPEN.
    """
    if status.type.is_done:
        return ONLY_ALL
    views = ONLY_ALL | OPEN
    if NO_DAY < keys.due < day:
        views |= _OVERDUE
    elif keys.due == day or NO_DAY < keys.scheduled <= day:
        views |= _TODAY
    return views | _UPCOMING if keys.happens > day else views


def whose(owners: Sequence[Owner]) -> int:
    """The bit of the view by owner that holds an open task for these.

    It is mine if it is mine among others; one for nobody yet waits for nobody.
    """
    view = _UNASSIGNED
    for owner in owners:
        if owner.kind is OwnerKind.ME:
            return _MINE
        if owner.kind is not OwnerKind.UNASSIGNED:
            view = _WAITING
    return view


def holds(name: ViewName, found: IndexedTask, people: People, today: date) -> bool:
    """Whether a view holds a task, whatever is put off."""
    if found.proposed:
        return bool(PROPOSED & BITS[name])
    views = views_of(found.keys, found.status, today.toordinal())
    if views & OPEN and name in _BY_OWNER:
        views |= whose(people.owners_in(found))
    return bool(views & BITS[name])


class Row(Struct, frozen=True, gc=False):
    """A task as the list shows it; made when it is asked for."""

    found: IndexedTask
    owners: tuple[Owner, ...]
    lingering: bool
    """Decided in this session, and no longer part of the view."""


class Group(Struct, frozen=True, gc=False, eq=False):
    """A note with rows."""

    judged: JudgedNote
    chosen: bytes
    """For each task of the note HELD or LINGERS, where it is a row, else 0."""
    open: int
    """How many of its rows the view really holds (lingering ones do not count)."""
    size: int
    """How many rows it has."""

    @property
    def note(self) -> Note:
        """The note itself."""
        return self.judged.held.note

    @property
    def place(self) -> Place:
        """Where it stands among others."""
        return self.judged.place

    @property
    def ids(self) -> list[TaskId]:
        """The names of its tasks, from the note's top."""
        return list(compress(self.judged.held.ids, self.chosen))

    @property
    def rows(self) -> tuple[Row, ...]:
        """From the note's top; made anew each time."""
        facts = zip(self.judged.held.tasks, self.judged.owners, self.chosen, strict=True)
        return tuple([Row(found, by, how == LINGERS) for found, by, how in facts if how])

    def row(self, task_id: TaskId) -> Row | None:
        """The row of this task; None when it is not shown."""
        at = self._place_of(task_id)
        if at is None:
            return None
        found, owners = self.judged.held.task_at(at), self.judged.owners[at]
        return Row(found, owners, self.chosen[at] == LINGERS)

    def index_of(self, task_id: TaskId) -> int | None:
        """How many of its rows stand above that of this task; None when it is not shown."""
        at = self._place_of(task_id)
        return None if at is None else at - self.chosen.count(0, 0, at)

    def _place_of(self, task_id: TaskId) -> int | None:
        """Which of the note's tasks this is; None when it is no row."""
        ids = self.judged.held.ids
        at = ids.index(task_id) if task_id in ids else None
        return None if at is None or not self.chosen[at] else at


PathOf = Callable[[TaskId], str | None]
"""The note in which a task is, or was."""


class Rows(Mapping[TaskId, Row]):
    """The rows of a view by task, from the top. Never changes."""

    __slots__ = ("_changes", "_groups", "_path_of", "_table")

    def __init__(
        self,
        groups: Shown[Group],
        table: Mapping[str, Group],
        changes: Mapping[str, Group | None],
        path_of: PathOf,
    ) -> None:
        """The groups by their notes: `changes` go before `table`; None says that there is none."""
        self._groups = groups
        self._table = table
        self._changes = changes
        self._path_of = path_of

    def __getitem__(self, task_id: TaskId) -> Row:
        group = self.group_of(task_id)
        row = group.row(task_id) if group else None
        if row is None:
            raise KeyError(task_id)
        return row

    def __contains__(self, task_id: object) -> bool:
        if not isinstance(task_id, int):
            return False
        group = self.group_of(TaskId(task_id))
        return group is not None and group.index_of(TaskId(task_id)) is not None

    def group_of(self, task_id: TaskId) -> Group | None:
        """The group of the task's note; the task need not be among its rows."""
        path = self._path_of(task_id) or ""
        return self._changes[path] if path in self._changes else self._table.get(path)

    def __iter__(self) -> Iterator[TaskId]:
        return (task_id for group in self._groups for task_id in group.ids)

    def __len__(self) -> int:
        return self._groups.rows


class View(Struct, frozen=True, eq=False):
    """Rows ready to be shown; what did not change is shared with the views before."""

    name: ViewName
    groups: Shown[Group]
    """The newest note first."""
    rows: Rows
    """From the top; each is made when it is asked for."""
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
    finished: tuple[Group, ...] = ()
    """The groups of which all rows linger."""

    @property
    def order(self) -> tuple[int, ...]:
        """All lines of the list: a task's id, or -1 - n for the header of `groups[n]`."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[int]:
        for number, group in enumerate(self.groups, 1):
            yield -number
            yield from group.ids


NO_ROWS: Final = Rows(Shown(), {}, {}, lambda _: None)
EMPTY_VIEW: Final = View(
    ViewName.INBOX, Shown(), NO_ROWS, dict.fromkeys(ViewName, 0), (), 0, date.min
)


class ViewRequest(Struct, frozen=True):
    """What to show."""

    name: ViewName = ViewName.INBOX
    filter: TaskFilter = NO_FILTER
    lingering: frozenset[TaskId] = frozenset()
    """Tasks decided lately: they stay where they were until their note is left."""

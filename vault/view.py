"""Index -> rows: which tasks a view holds, grouped by note, and the counts beside the names."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from parsers.filter import NO_FILTER, TaskFilter
from parsers.keys import NO_DAY
from parsers.note import Note
from vault.index import IndexedTask, TaskId
from vault.people import Owner, People


class ViewName(StrEnum):
    """The built-in views, in the order in which they are shown."""

    INBOX = "Inbox"
    TODAY = "Today"
    OVERDUE = "Overdue"
    UPCOMING = "Upcoming"
    ALL = "All"


Holds = Callable[[IndexedTask, date], bool]


def _is_open(found: IndexedTask) -> bool:
    return not found.proposed and not found.status.type.is_done


def _is_overdue(found: IndexedTask, today: date) -> bool:
    return _is_open(found) and NO_DAY < found.keys.due < today.toordinal()


def _is_today(found: IndexedTask, today: date) -> bool:
    if not _is_open(found):
        return False
    day = today.toordinal()
    scheduled = NO_DAY < found.keys.scheduled <= day
    return found.keys.due == day or (scheduled and not _is_overdue(found, today))


def _is_upcoming(found: IndexedTask, today: date) -> bool:
    return _is_open(found) and found.keys.happens > today.toordinal()


HOLDS: Final[Mapping[ViewName, Holds]] = {
    ViewName.INBOX: lambda found, _today: found.proposed,
    ViewName.TODAY: _is_today,
    ViewName.OVERDUE: _is_overdue,
    ViewName.UPCOMING: _is_upcoming,
    ViewName.ALL: lambda _found, _today: True,
}
"""A proposal is nobody's commitment yet: only Inbox and All show it."""
_FINISHED_TOO: Final = ((ViewName.ALL, HOLDS[ViewName.ALL]),)
"""The views in which a finished task stands."""


@dataclass(frozen=True, slots=True)
class Row:
    """A task as the list shows it."""

    found: IndexedTask
    owners: tuple[Owner, ...]
    lingering: bool
    """Decided in this session, and no longer part of the view."""


@dataclass(frozen=True, slots=True)
class Group:
    """A note with rows."""

    note: Note
    first: int
    """Index of the header in the view's `order`."""
    open: int
    """How many of its rows the view really holds (lingering ones do not count)."""


@dataclass(frozen=True, slots=True)
class View:
    """Rows ready to be shown: `order` is one flat list, a header before each note's tasks."""

    name: ViewName
    order: tuple[int, ...]
    """A task's id, or -1 - n for the header of `groups[n]`."""
    rows: Mapping[TaskId, Row]
    groups: tuple[Group, ...]
    counts: Mapping[ViewName, int]
    """How many tasks each view holds, whatever is filtered."""
    by_owner: tuple[tuple[str, int], ...]
    """Proposals and open tasks by owner, most first."""
    total: int
    """How many tasks this view holds, lingering ones not counted, after the filter."""
    day: date
    """The day for which it was made."""


EMPTY_VIEW: Final = View(ViewName.INBOX, (), {}, (), dict.fromkeys(ViewName, 0), (), 0, date.min)


@dataclass(frozen=True, slots=True)
class ViewRequest:
    """What to show."""

    name: ViewName = ViewName.INBOX
    filter: TaskFilter = NO_FILTER
    lingering: frozenset[TaskId] = frozenset()
    """Tasks decided lately: they stay where they were until their note is left."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is known of a task on one day, whatever is asked."""

    found: IndexedTask
    views: tuple[ViewName, ...]
    owners: tuple[Owner, ...]
    waits: bool
    """Whether its owners still have it before them: a proposal, or an open task."""


class ViewBuilder:
    """Builds views, and remembers what it found out about tasks that stay as they are.

    One thread at a time.
    """

    def __init__(self) -> None:
        self._judged: dict[TaskId, _Judged] = {}
        self._by: tuple[People, date] | None = None

    def build(
        self, tasks: Iterable[IndexedTask], people: People, request: ViewRequest, today: date
    ) -> View:
        """Choose, group and count, in one pass over the tasks."""
        counts = dict.fromkeys(ViewName, 0)
        owner_counts: dict[str, int] = {}
        by_note: dict[str, list[Row]] = {}
        for judged in self._judge_all(tasks, people, today):
            for name in judged.views:
                counts[name] += 1
            if judged.waits:
                for owner in judged.owners:
                    owner_counts[owner.name] = owner_counts.get(owner.name, 0) + 1
            row = _row(judged, request)
            if row is not None:
                by_note.setdefault(row.found.path, []).append(row)
        return _arranged(request.name, by_note, counts, owner_counts, today)

    def _judge_all(
        self, tasks: Iterable[IndexedTask], people: People, today: date
    ) -> Iterable[_Judged]:
        same = self._by is not None and self._by[0] is people and self._by[1] == today
        known = self._judged if same else {}
        judged: dict[TaskId, _Judged] = {}
        for found in tasks:
            one = known.get(found.id)
            if one is None or one.found is not found:
                one = _judge(found, people, today)
            judged[found.id] = one
        self._judged, self._by = judged, (people, today)
        return judged.values()


def build_view(
    tasks: Iterable[IndexedTask], people: People, request: ViewRequest, today: date
) -> View:
    """One view, with nothing remembered."""
    return ViewBuilder().build(tasks, people, request, today)


def _judge(found: IndexedTask, people: People, today: date) -> _Judged:
    waits = found.proposed or not found.status.type.is_done
    # What is finished stands in one view: it is half of a vault, and asking is not free.
    candidates = HOLDS.items() if waits else _FINISHED_TOO
    views = tuple(name for name, holds in candidates if holds(found, today))
    return _Judged(found, views, people.owners(found.task), waits)


def _row(judged: _Judged, request: ViewRequest) -> Row | None:
    inside = request.name in judged.views
    if not inside and judged.found.id not in request.lingering:
        return None
    if request.filter and not _passes(request.filter, judged.found, judged.owners):
        return None
    return Row(judged.found, judged.owners, lingering=not inside)


def _passes(wanted: TaskFilter, found: IndexedTask, owners: Sequence[Owner]) -> bool:
    title = found.note.info.title if wanted.words else ""
    names = [owner.name for owner in owners]
    if not wanted.may_match(found.raw, title, names):
        return False
    return not (wanted.words or wanted.tags) or wanted.matches(found.task, title, names)


def _arranged(
    name: ViewName,
    by_note: Mapping[str, Collection[Row]],
    counts: Mapping[ViewName, int],
    owner_counts: Mapping[str, int],
    today: date,
) -> View:
    order: list[int] = []
    groups: list[Group] = []
    rows: dict[TaskId, Row] = {}
    total = 0
    for path in sorted(by_note, key=lambda p: _newest_first(next(iter(by_note[p])).found.note)):
        inside = sorted(by_note[path], key=lambda row: row.found.at.number)
        current = sum(not row.lingering for row in inside)
        groups.append(Group(inside[0].found.note, len(order), current))
        total += current
        order.append(-len(groups))
        for row in inside:
            order.append(row.found.id)
            rows[row.found.id] = row
    owners = tuple(sorted(owner_counts.items(), key=lambda pair: (-pair[1], pair[0])))
    return View(name, tuple(order), rows, tuple(groups), counts, owners, total, today)


def _newest_first(note: Note) -> tuple[int, str]:
    day = note.info.date
    return (-day.toordinal() if day else 1, note.path)

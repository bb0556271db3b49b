"""Index -> rows: which tasks a view holds, grouped by note, and the counts beside the names."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from parsers.filter import NO_FILTER, TaskFilter
from parsers.keys import NO_DAY
from parsers.note import Note
from vault.index import IndexedTask, TaskId
from vault.people import Owner, OwnerKind, People, identity


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


Holds = Callable[[IndexedTask, People, date], bool]


def _is_open(found: IndexedTask) -> bool:
    return not found.proposed and not found.status.type.is_done


def _is_overdue(found: IndexedTask, _people: People, today: date) -> bool:
    return _is_open(found) and NO_DAY < found.keys.due < today.toordinal()


def _is_today(found: IndexedTask, people: People, today: date) -> bool:
    if not _is_open(found):
        return False
    day = today.toordinal()
    scheduled = NO_DAY < found.keys.scheduled <= day
    return found.keys.due == day or (scheduled and not _is_overdue(found, people, today))


def _is_upcoming(found: IndexedTask, _people: People, today: date) -> bool:
    return _is_open(found) and found.keys.happens > today.toordinal()


def _whose(name: ViewName) -> Holds:
    return lambda found, people, _today: (
        _is_open(found) and _owned(people.owners(found.task)) is name
    )


def _owned(owners: Sequence[Owner]) -> ViewName:
    """An open task is mine if it is mine among others; one for nobody yet waits for nobody."""
    kinds = {owner.kind for owner in owners}
    if OwnerKind.ME in kinds:
        return ViewName.MINE
    return ViewName.WAITING if kinds - {OwnerKind.UNASSIGNED} else ViewName.UNASSIGNED


HOLDS: Final[Mapping[ViewName, Holds]] = {
    ViewName.INBOX: lambda found, _people, _today: found.proposed,
    ViewName.TODAY: _is_today,
    ViewName.OVERDUE: _is_overdue,
    ViewName.UPCOMING: _is_upcoming,
    ViewName.MINE: _whose(ViewName.MINE),
    ViewName.WAITING: _whose(ViewName.WAITING),
    ViewName.UNASSIGNED: _whose(ViewName.UNASSIGNED),
    ViewName.ALL: lambda _found, _people, _today: True,
}
"""A proposal is nobody's commitment yet: only Inbox and All show it.

Mine, Waiting and Unassigned share the open tasks among them.
"""


_BY_OWNER: Final = frozenset((ViewName.MINE, ViewName.WAITING, ViewName.UNASSIGNED))


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
    snoozed: int = 0
    """How many proposals are put off, and so not in the inbox."""


EMPTY_VIEW: Final = View(ViewName.INBOX, (), {}, (), dict.fromkeys(ViewName, 0), (), 0, date.min)


@dataclass(frozen=True, slots=True)
class ViewRequest:
    """What to show."""

    name: ViewName = ViewName.INBOX
    filter: TaskFilter = NO_FILTER
    lingering: frozenset[TaskId] = frozenset()
    """Tasks decided lately: they stay where they were until their note is left."""


_Named = tuple[tuple[OwnerKind, str], str]
"""An owner's identity, and the name as it stands on a task."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is known of a task on one day, whatever is asked."""

    found: IndexedTask
    views: tuple[ViewName, ...]
    owners: tuple[Owner, ...]
    before: tuple["_Named", ...]
    """The owners who still have it before them: a proposal, or an open task."""


class ViewBuilder:
    """Builds views, and remembers what it found out about tasks that stay as they are.

    One thread at a time.
    """

    def __init__(self) -> None:
        self._judged: dict[TaskId, _Judged] = {}
        self._by: tuple[People, date] | None = None

    def build(
        self,
        tasks: Iterable[IndexedTask],
        people: People,
        request: ViewRequest,
        today: date,
        snoozed: Collection[TaskId] = (),
    ) -> View:
        """Choose, group and count, in one pass over the tasks.

        `snoozed` are the proposals that are put off: only All shows them.
        """
        counts = dict.fromkeys(ViewName, 0)
        by_owner: dict[_Named, int] = {}
        by_note: dict[str, list[Row]] = {}
        for judged in self._judge_all(tasks, people, today):
            if judged.found.id in snoozed:
                judged = replace(judged, views=(ViewName.ALL,), before=())  # noqa: PLW2901
            for name in judged.views:
                counts[name] += 1
            for owner in judged.before:
                by_owner[owner] = by_owner.get(owner, 0) + 1
            row = _row(judged, request)
            if row is not None:
                by_note.setdefault(row.found.path, []).append(row)
        view = _arranged(request.name, by_note, counts, _summed(by_owner), today)
        return replace(view, snoozed=len(snoozed)) if snoozed else view

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
    owners = people.owners(found.task)
    # Proposals and what is finished are most of a vault, and asking is not free.
    if found.proposed:
        views: tuple[ViewName, ...] = (ViewName.INBOX, ViewName.ALL)
    elif not waits:
        views = (ViewName.ALL,)
    else:
        # Who owns it was found out above; each of the three would read the line again.
        whose = _owned(owners)
        views = tuple(
            name
            for name, holds in HOLDS.items()
            if (name is whose if name in _BY_OWNER else holds(found, people, today))
        )
    return _Judged(
        found, views, owners, tuple((identity(o), o.name) for o in owners) if waits else ()
    )


def _summed(by_owner: Mapping[_Named, int]) -> tuple[tuple[str, int], ...]:
    """Most first; a name that is written in several ways as the first of them in the alphabet."""
    names: dict[tuple[OwnerKind, str], str] = {}
    sums: dict[tuple[OwnerKind, str], int] = {}
    for (key, name), count in by_owner.items():
        names[key] = min(name, names.get(key, name))
        sums[key] = sums.get(key, 0) + count
    return tuple(sorted(((names[k], n) for k, n in sums.items()), key=lambda p: (-p[1], p[0])))


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
    owners: tuple[tuple[str, int], ...],
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
    return View(name, tuple(order), rows, tuple(groups), counts, owners, total, today)


def _newest_first(note: Note) -> tuple[int, str]:
    day = note.info.date
    return (-day.toordinal() if day else 1, note.path)

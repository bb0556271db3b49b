"""The rows of one view in order: groups by note, the newest first, kept in step note by note."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from parsers.filter import NO_FILTER, TaskFilter
from parsers.note import Note
from vault.index import HeldNote, TaskId
from vault.narrowing import narrowed
from vault.view import ONLY_ALL, Group, Row

_MOST_CHANGES: Final = 1024
"""Rows beside the table of all rows, until that is made anew."""

_Place = tuple[int, str]


def place_of(note: Note) -> _Place:
    """What notes are sorted by: the newest first, then by path, those without a day last."""
    day = note.day
    return (-day.toordinal() if day else 1, note.path)


class JudgedNote(Struct, frozen=True):
    """A note's tasks with what is known of them on one day, whatever is asked."""

    held: HeldNote
    rows: tuple[Row, ...]
    views: bytes
    """For each row the bits of the views that hold it."""
    snoozed: int
    """How many of them are put off."""

    @property
    def note(self) -> Note:
        """The note."""
        return self.held.note

    def in_view(self, bit: int, stay: Iterable[TaskId] = ()) -> tuple[Row, ...]:
        """The rows that a view holds, and those of `stay` as lingering ones."""
        if bit == ONLY_ALL:
            return self.rows
        rows = []
        for row, views in zip(self.rows, self.views, strict=True):
            if views & bit:
                rows.append(row)
            elif stay and row.found.id in stay:
                rows.append(Row(row.found, row.owners, lingering=True))
        return tuple(rows)


class Rows(Mapping[TaskId, Row]):
    """The rows of a view by task, from the top. Never changes."""

    __slots__ = ("_changes", "_groups", "_size", "_table")

    def __init__(
        self,
        groups: Sequence[Group],
        table: Mapping[TaskId, Row],
        changes: Mapping[TaskId, Row | None],
        size: int,
    ) -> None:
        """`changes` go before `table`; None says that there is no such row."""
        self._groups = groups
        self._table = table
        self._changes = changes
        self._size = size

    def __getitem__(self, task_id: TaskId) -> Row:
        row = self._changes[task_id] if task_id in self._changes else self._table.get(task_id)
        if row is None:
            raise KeyError(task_id)
        return row

    def __iter__(self) -> Iterator[TaskId]:
        return (row.found.id for group in self._groups for row in group.rows)

    def __len__(self) -> int:
        return self._size


class Arrangement:
    """The groups of one view under one filter; what changes in a note costs what the note holds."""

    def __init__(
        self, bit: int, wanted: TaskFilter, places: list[_Place], groups: list[Group]
    ) -> None:
        self._bit = bit
        self._wanted = wanted
        self._places = places
        self._groups = groups
        self._changes: dict[TaskId, Row | None] = {}
        self._total = sum(group.open for group in groups)
        self._tabulate()

    @classmethod
    def of(cls, bit: int, notes: Iterable[JudgedNote]) -> "Arrangement":
        """Every row of a view."""
        filled = ((judged.note, rows) for judged in notes if (rows := judged.in_view(bit)))
        groups = [Group(note, rows, len(rows)) for note, rows in filled]
        pairs = sorted(((place_of(group.note), group) for group in groups), key=_first)
        return cls(bit, NO_FILTER, [place for place, _ in pairs], [group for _, group in pairs])

    def filtered(self, wanted: TaskFilter) -> "Arrangement":
        """The rows that pass."""
        places, groups = [], []
        for place, group in zip(self._places, self._groups, strict=True):
            if rows := narrowed(wanted, group.note, group.rows):
                places.append(place)
                groups.append(Group(group.note, rows, len(rows)))
        return Arrangement(self._bit, wanted, places, groups)

    def swap(self, old: JudgedNote | None, new: JudgedNote | None) -> None:
        """Put what a note holds now in the place of what it held."""
        if old is not None:
            self._remove(old.note)
        rows = self._passing(new) if new is not None else ()
        if new is not None and rows:
            self._insert(Group(new.note, rows, len(rows)))
        if len(self._changes) > _MOST_CHANGES:
            self._tabulate()

    def _passing(self, judged: JudgedNote, stay: Iterable[TaskId] = ()) -> tuple[Row, ...]:
        return narrowed(self._wanted, judged.note, judged.in_view(self._bit, stay))

    def _remove(self, note: Note) -> None:
        place = place_of(note)
        at = bisect_left(self._places, place)
        if at == len(self._places) or self._places[at] != place:
            return
        group = self._groups.pop(at)
        del self._places[at]
        self._total -= group.open
        self._changes.update((row.found.id, None) for row in group.rows)

    def _insert(self, group: Group) -> None:
        place = place_of(group.note)
        at = bisect_left(self._places, place)
        self._places.insert(at, place)
        self._groups.insert(at, group)
        self._total += group.open
        self._changes.update((row.found.id, row) for row in group.rows)

    def _tabulate(self) -> None:
        """Make the table anew: views that were handed out keep the one they have."""
        self._table = {row.found.id: row for group in self._groups for row in group.rows}
        self._changes = {}

    def shown(
        self, lingering: Iterable[tuple[JudgedNote, Iterable[TaskId]]]
    ) -> tuple[tuple[Group, ...], Rows, int]:
        """Groups, rows and the number of tasks as of now, with what lingers in notes."""
        changes = dict(self._changes)
        groups, places = self._groups, self._places
        size = self._total
        for judged, stay in lingering:
            rows = self._passing(judged, stay)
            late = [row for row in rows if row.lingering]
            if not late:
                continue
            group = Group(judged.note, rows, len(rows) - len(late))
            if groups is self._groups:
                groups, places = groups.copy(), places.copy()
            changes.update((row.found.id, row) for row in late)
            size += len(late)
            _put(group, groups, places)
        fixed = tuple(groups)
        return fixed, Rows(fixed, self._table, changes, size), self._total


def _put(group: Group, groups: list[Group], places: list[_Place]) -> None:
    """In the place of its note, which may have no group yet."""
    place = place_of(group.note)
    at = bisect_left(places, place)
    if at < len(places) and places[at] == place:
        groups[at] = group
    else:
        groups.insert(at, group)
        places.insert(at, place)


def _first(pair: tuple[_Place, Group]) -> _Place:
    return pair[0]

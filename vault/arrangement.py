"""The rows of one view in order: groups by note, the newest first, kept in step note by note."""

from collections.abc import Collection, Iterable
from typing import Final

from parsers.filter import NO_FILTER, TaskFilter
from vault.held_note import TaskId
from vault.judged_note import JudgedNote
from vault.narrowing import Narrowing
from vault.sorted_blocks import Shown, SortedBlocks
from vault.view import HELD, LINGERS, Group, PathOf, Rows

_MOST_CHANGES: Final = 512
"""Groups beside the table of all groups, until that is made anew."""


class Arrangement:
    """The groups of one view under one filter; what changes in a note costs what the note holds."""

    def __init__(self, bit: int, wanted: TaskFilter, groups: Iterable[Group]) -> None:
        """`groups` are in order."""
        self._bits = _chosen_by(bit)
        self._narrowing = Narrowing(wanted)
        self._groups = SortedBlocks(groups)
        self._changes: dict[str, Group | None] = {}
        self._total = sum([group.open for group in self._groups])
        self._tabulate()

    @classmethod
    def of(cls, bit: int, notes: Iterable[JudgedNote]) -> "Arrangement":
        """Every row of a view; `notes` are in order."""
        bits = _chosen_by(bit)
        groups = []
        for judged in notes:
            chosen = judged.views.translate(bits)
            count = chosen.count(HELD)
            if count:
                groups.append(Group(judged, chosen, count, count))
        return cls(bit, NO_FILTER, groups)

    def filtered(self, bit: int, wanted: TaskFilter) -> "Arrangement":
        """The rows that pass."""
        narrowing = Narrowing(wanted)
        groups = []
        for group in self._groups:
            chosen = narrowing.narrowed(group.judged, group.chosen)
            count = chosen.count(HELD)
            if count:
                groups.append(Group(group.judged, chosen, count, count))
        return Arrangement(bit, wanted, groups)

    def swap(self, old: JudgedNote | None, new: JudgedNote | None) -> None:
        """Put what a note holds now in the place of what it held."""
        group = self._group(new) if new else None
        if old is not None and (group is None or group.place != old.place):
            self._groups.remove(old.place)
        before = self._of(old)
        self._total -= before.open if before else 0
        if group is not None:
            self._groups.put(group)
            self._total += group.open
        judged = new or old
        if judged and (before or group):
            self._changes[judged.note.path] = group
            if len(self._changes) > _MOST_CHANGES:
                self._tabulate()

    def _of(self, judged: JudgedNote | None) -> Group | None:
        if judged is None:
            return None
        path = judged.note.path
        return self._changes[path] if path in self._changes else self._table.get(path)

    def _group(self, judged: JudgedNote, stay: Collection[TaskId] = ()) -> Group | None:
        """What the view shows of a note, with those of `stay` as lingering ones."""
        chosen = judged.views.translate(self._bits)
        if stay:
            ids = judged.held.ids
            chosen = bytes(
                [how or (LINGERS if i in stay else 0) for i, how in zip(ids, chosen, strict=True)]
            )
        chosen = self._narrowing.narrowed(judged, chosen)
        size = len(chosen) - chosen.count(0)
        return Group(judged, chosen, chosen.count(HELD), size) if size else None

    def _tabulate(self) -> None:
        """Make the table anew: views that were handed out keep the one they have."""
        self._table = {group.judged.held.note.path: group for group in self._groups}
        self._changes = {}

    def shown(
        self, lingering: Iterable[tuple[JudgedNote, Collection[TaskId]]], path_of: PathOf
    ) -> tuple[Shown[Group], Rows, int, tuple[Group, ...]]:
        """Groups, rows and the number of tasks as of now, with what lingers in notes.

        Last come the groups that are there for nothing else.
        """
        changes = dict(self._changes)
        groups = self._groups
        finished = []
        for judged, stay in lingering:
            group = self._group(judged, stay)
            if group is None or group.size == group.open:
                continue
            if groups is self._groups:
                groups = groups.copy()
            groups.put(group)
            changes[judged.note.path] = group
            if not group.open:
                finished.append(group)
        now = groups.now()
        return now, Rows(now, self._table, changes, path_of), self._total, tuple(finished)


def _chosen_by(bit: int) -> bytes:
    """A table by which `bytes.translate` turns the bits of views into HELD or 0."""
    return bytes([HELD if views & bit else 0 for views in range(256)])

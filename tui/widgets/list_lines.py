"""Where everything stands in the list: lines, tasks and notes, counted from the top."""

from typing import Final

from vault.held_note import TaskId
from vault.view import View

GAP: Final = 0
"""The line between two notes; tasks are positive, headers negative."""


class ListLines:
    """The lines of a view: a header, the note's tasks, and perhaps an empty line.

    What is asked is worked out from the number of tasks above each note, so that a view of
    100,000 rows is laid out in a moment.
    """

    def __init__(self, view: View, *, gaps: bool) -> None:
        """`gaps`: whether an empty line stands between notes."""
        self._rows = view.rows
        self._groups = view.groups
        self._beside = 2 if gaps else 1
        """Lines of a note besides its tasks."""

    @property
    def height(self) -> int:
        """How many lines there are."""
        notes = len(self._groups)
        return self.count + notes * self._beside - (self._beside - 1 if notes else 0)

    @property
    def count(self) -> int:
        """How many tasks there are."""
        return self._groups.rows

    def entry(self, line: int) -> int:
        """A task's id, -1 - n for the header of note n, or GAP."""
        note = self._groups.number_at(line, self._beside)
        below = line - self._head(note)
        if not below:
            return -1 - note
        group = self._groups[note]
        return group.ids[below - 1] if below <= group.size else GAP

    def line_of(self, task_id: TaskId | None) -> int | None:
        """The line of a task; None when it is not shown."""
        found = self._find(task_id)
        return None if found is None else self._head(found[0]) + 1 + found[1]

    def place_of(self, task_id: TaskId | None) -> int | None:
        """How many tasks stand above this one; None when it is not shown."""
        found = self._find(task_id)
        return None if found is None else self._groups.rows_above(found[0]) + found[1]

    def note_of(self, task_id: TaskId | None) -> int | None:
        """How many notes stand above that of a task; None when it is not shown."""
        found = self._find(task_id)
        return None if found is None else found[0]

    def task_at(self, place: int) -> TaskId:
        """The task that has so many above it."""
        note = self._groups.number_at(place)
        return self._groups[note].ids[place - self._groups.rows_above(note)]

    def tasks_down_to(self, line: int) -> int:
        """How many tasks stand on this line or above."""
        note = self._groups.number_at(line, self._beside)
        if note < 0:
            return 0
        return self._groups.rows_above(note) + min(line - self._head(note), self._groups[note].size)

    def _head(self, note: int) -> int:
        """The line of a note's header."""
        return self._groups.rows_above(note) + note * self._beside

    def _find(self, task_id: TaskId | None) -> tuple[int, int] | None:
        """The number of a task's note, and that of the task in it."""
        group = None if task_id is None else self._rows.group_of(task_id)
        if task_id is None or group is None:
            return None
        index, note = group.index_of(task_id), self._groups.number_of(group.place)
        return None if index is None or note is None else (note, index)

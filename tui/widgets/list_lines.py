"""Where everything stands in the list: lines, tasks and notes, counted from the top."""

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import Final

from vault.arrangement import place_of
from vault.index import TaskId
from vault.view import Group, View

GAP: Final = 0
"""The line between two notes; tasks are positive, headers negative."""


class ListLines:
    """The lines of a view: a header, the note's tasks, and perhaps an empty line.

    What is asked is worked out from the number of tasks above each note, so that a view of
    100,000 rows is laid out in a moment.
    """

    def __init__(self, view: View, *, gaps: bool) -> None:
        """`gaps`: whether an empty line stands between notes."""
        self._view = view
        self._beside = 2 if gaps else 1
        """Lines of a note besides its tasks."""
        counts = [len(group.rows) for group in view.groups]
        self._above = list(accumulate(counts, initial=0))
        """For each note how many tasks stand above it; the last is the number of all."""
        self._heads = [above + n * self._beside for n, above in enumerate(self._above[:-1])]
        """The line of each note's header."""

    @property
    def height(self) -> int:
        """How many lines there are."""
        notes = len(self._heads)
        return self._above[-1] + notes * self._beside - (self._beside - 1 if notes else 0)

    @property
    def count(self) -> int:
        """How many tasks there are."""
        return self._above[-1]

    def entry(self, line: int) -> int:
        """A task's id, -1 - n for the header of note n, or GAP."""
        note = bisect_right(self._heads, line) - 1
        rows = self._view.groups[note].rows
        below = line - self._heads[note]
        if not below:
            return -1 - note
        return rows[below - 1].found.id if below <= len(rows) else GAP

    def line_of(self, task_id: TaskId | None) -> int | None:
        """The line of a task; None when it is not shown."""
        found = self._find(task_id)
        return None if found is None else self._heads[found[0]] + 1 + found[1]

    def place_of(self, task_id: TaskId | None) -> int | None:
        """How many tasks stand above this one; None when it is not shown."""
        found = self._find(task_id)
        return None if found is None else self._above[found[0]] + found[1]

    def note_of(self, task_id: TaskId | None) -> int | None:
        """How many notes stand above that of a task; None when it is not shown."""
        found = self._find(task_id)
        return None if found is None else found[0]

    def task_at(self, place: int) -> TaskId:
        """The task that has so many above it."""
        note = bisect_right(self._above, place) - 1
        return self._view.groups[note].rows[place - self._above[note]].found.id

    def between(self, one: TaskId, other: TaskId) -> list[TaskId]:
        """The tasks from one to the other, whichever is above; none if one of them is gone."""
        places = self.place_of(one), self.place_of(other)
        if places[0] is None or places[1] is None:
            return []
        first, last = min(places[0], places[1]), max(places[0], places[1])
        return [self.task_at(place) for place in range(first, last + 1)]

    def tasks_down_to(self, line: int) -> int:
        """How many tasks stand on this line or above."""
        note = bisect_right(self._heads, line) - 1
        if note < 0:
            return 0
        return min(self._above[note] + line - self._heads[note], self._above[note + 1])

    def _find(self, task_id: TaskId | None) -> tuple[int, int] | None:
        """The number of a task's note, and that of the task in it."""
        row = None if task_id is None else self._view.rows.get(task_id)
        if row is None:
            return None
        note = bisect_left(self._view.groups, place_of(row.found.note), key=_place_of_group)
        rows = self._view.groups[note].rows
        return note, next(at for at, one in enumerate(rows) if one.found.id == task_id)


def _place_of_group(group: Group) -> tuple[int, str]:
    return place_of(group.note)

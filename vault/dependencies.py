"""Which task waits for which: ids and what depends on them, kept in step with the index."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from parsers.task import Task

if TYPE_CHECKING:
    from vault.index import TaskId


class Dependencies:
    """Tasks by their id, and by the ids that they depend on.

    Tasks without either cost nothing. An id may name several tasks, in one note or in many.
    """

    def __init__(self) -> None:
        self._named: dict[str, set[TaskId]] = {}
        self._depending: dict[str, set[TaskId]] = {}

    def add(self, task_id: "TaskId", task: Task) -> None:
        """Take a task in."""
        if task.id:
            self._named.setdefault(task.id, set()).add(task_id)
        for name in task.depends_on:
            self._depending.setdefault(name, set()).add(task_id)

    def remove(self, task_id: "TaskId", task: Task) -> None:
        """Forget what was taken in."""
        _take_out(self._named, (task.id,), task_id)
        _take_out(self._depending, task.depends_on, task_id)

    def needed_by(self, task: Task) -> frozenset["TaskId"]:
        """The tasks whose ids this one depends on, finished ones too."""
        return frozenset(i for name in task.depends_on for i in self._named.get(name, ()))

    def depending_on(self, task: Task) -> frozenset["TaskId"]:
        """The tasks that depend on this one's id, finished ones too."""
        return frozenset(self._depending.get(task.id, ()))


def _take_out(groups: dict[str, set["TaskId"]], names: Iterable[str], task_id: "TaskId") -> None:
    for name in names:
        group = groups.get(name)
        if group is not None:
            group.discard(task_id)
            if not group:
                del groups[name]

"""Names for tasks, and the note in which each is: a few bytes a note, not a task."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from vault.held_note import HeldNote, TaskId, named_from

_MOST_DEAD: Final = 1_024
_UNSIGNED: Final = "Q"


class TaskIds:
    """Gives names out in runs, each to one note, where they stay.

    Any thread may ask `path_of` while another one gives out.
    """

    def __init__(self) -> None:
        self._next = 1
        self._runs: tuple[array[int], list[str]] = (array(_UNSIGNED), [])

    def take(self, path: str, count: int) -> Sequence[TaskId]:
        """New names, one after another, for tasks of a note."""
        first = TaskId(self._next)
        self._next += count
        starts, paths = self._runs
        paths.append(path)  # before the other one, by which it is found
        starts.append(first)
        return named_from(first, count)

    def path_of(self, task_id: TaskId) -> str | None:
        """The note that was given this name; the task need not be there any more."""
        starts, paths = self._runs
        at = bisect_right(starts, task_id) - 1
        return paths[at] if at >= 0 and task_id < self._next else None

    def rename(self, moves: Mapping[str, str]) -> None:
        """Notes are at other paths, new by old; their tasks keep their names."""
        starts, paths = self._runs
        self._runs = starts, [moves.get(path, path) for path in paths]

    def forget_gone(self, held: Mapping[str, HeldNote]) -> None:
        """Let go of names that no task of these notes has, once there are many of them."""
        if len(self._runs[0]) <= 2 * len(held) + _MOST_DEAD:
            return
        runs = sorted((start, path) for path, one in held.items() for start in _starts(one.ids))
        self._runs = array(_UNSIGNED, [start for start, _ in runs]), [path for _, path in runs]


def _starts(ids: Sequence[TaskId]) -> Iterable[TaskId]:
    """The first of each run of names one after another."""
    if isinstance(ids, range):
        return [TaskId(ids.start)]
    ordered = sorted(ids)
    return [*ordered[:1], *(now for before, now in pairwise(ordered) if now != before + 1)]

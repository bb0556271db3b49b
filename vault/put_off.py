"""Proposals that are put off: by the user's list, and by later starts where settings say so."""

import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from vault.errors import ConflictError
from vault.index import IndexedTask, TaskId
from vault.judging import starts_later
from vault.knowledge import Knowledge
from vault.snoozes import Snoozes


class PutOff:
    """What of one vault is out of the inbox until a day. Any thread may call it."""

    def __init__(
        self,
        snoozes: Snoozes,
        known: Knowledge,
        today: Callable[[], date],
        *,
        later_start_snoozes: bool,
    ) -> None:
        """`later_start_snoozes`: a proposal that starts later is put off until then."""
        self._snoozes = snoozes
        self._known = known
        self._today = today
        self._later_start_snoozes = later_start_snoozes
        self._lock = threading.Lock()

    @property
    def problem(self) -> str:
        """A sentence when the list cannot be read; empty when all is well."""
        return self._snoozes.problem

    def days(self) -> Mapping[TaskId, date]:
        """Each proposal that is put off, with the day on which it is back in the inbox."""
        today = self._today()
        with self._lock:
            until = {
                task.id: day
                for path in self._snoozes.paths()
                for task, day in self._in_note(path, today)
            }
        if self._later_start_snoozes:
            until |= self._later_starts(until, today.toordinal())
        return until

    def by_note(self, today: date) -> dict[str, frozenset[TaskId]]:
        """What stands in the list, by the paths of the notes."""
        with self._lock:
            return {
                path: frozenset(task.id for task, _ in self._in_note(path, today))
                for path in self._snoozes.paths()
            }

    def put(self, found: IndexedTask, until: date | None) -> bool:
        """Put a proposal off until a day, or no longer (None). Whether anything has changed.

        Raises NotPermittedError, ConflictError.
        """
        now = self._known.task(found.id)
        if now is None or now.at.raw != found.at.raw:
            raise ConflictError("The line has changed since it was read; nothing was put off.")
        with self._lock:
            return self._snoozes.put(now, self._known.in_note(now.path), until, self._today())

    def _later_starts(self, until: Mapping[TaskId, date], day: int) -> dict[TaskId, date]:
        later: dict[TaskId, date] = {}
        for found in self._known.tasks():
            if starts_later(found.keys, day, proposed=found.proposed):
                start = date.fromordinal(found.keys.start)
                later[found.id] = max(start, until.get(found.id, start))
        return later

    def _in_note(self, path: str, today: date) -> Iterator[tuple[IndexedTask, date]]:
        tasks = self._known.in_note(path)
        until = self._snoozes.of_note(path, tasks)
        known = ((task, until[task.id]) for task in tasks if task.id in until)
        return ((task, day) for task, day in known if task.proposed and day > today)

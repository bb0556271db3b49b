"""Decisions that wait to be written, and for how long.

A note that was written a moment ago gathers what follows into one more write; one that somebody
is typing in is left alone until it is still; one that cannot be written is tried again. Each of
them is in the journal from the moment it was made.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from vault.index import TaskId
from vault.journal import OpenStep
from vault.notewrite import Target
from vault.outcomes import Decision

GATHER_S: Final = 1.0
"""Seconds after a write of a note in which the next ones are gathered."""
_STILL_S: Final = 1.0
"""Seconds for which nobody else may have saved a note before it is written."""
_LONGEST_S: Final = 10.0
"""Seconds after which a note is written, however often others save it: that is safe as well."""
AGAIN_S: Final = 1.0
"""Seconds between two tries on a note that could not be written."""


@dataclass(frozen=True, slots=True)
class Held:
    """Decisions of one step on one note."""

    id: int
    """In the journal."""
    step: OpenStep
    name: str
    """The verb."""
    path: str
    decisions: tuple[Decision, ...]
    """Empty when another run of the program made them."""
    targets: tuple[Target, ...]
    """What they were to write when they were made; each has a replacement."""
    since: float
    """By the monotonic clock."""


class Outbox:
    """What waits, by note. One thread at a time."""

    def __init__(
        self,
        saved_by_others: Callable[[str], float],
        last_written: Callable[[str], float | None],
        gather_for: float,
    ) -> None:
        """When a note was last saved by others, and by us; `gather_for`: seconds, 0 for never.

        Others' saves are in seconds since 1970, ours by the monotonic clock.
        """
        self._saved_by_others = saved_by_others
        self._last_written = last_written
        self._gather_for = gather_for
        self._held: dict[str, list[Held]] = {}
        self._due: dict[str, float] = {}

    @property
    def count(self) -> int:
        """How many decisions wait."""
        return sum(len(held.targets) for held in self)

    def __iter__(self) -> Iterator[Held]:
        for held in self._held.values():
            yield from held

    def holds(self, path: str, task_id: TaskId) -> bool:
        """Whether a decision on this task waits already."""
        waiting = self._held.get(path, ())
        return any(target.task_id == task_id for held in waiting for target in held.targets)

    def wait(self, path: str) -> float:
        """Seconds for which a decision on this note has to wait; 0: it is written at once."""
        return max(self._gathering(path), self._moving(path))

    def hold(self, held: Held, wait: float) -> None:
        """Let decisions wait, with all that wait for the same note."""
        self._held.setdefault(held.path, []).append(held)
        due = time.monotonic() + wait
        self._due[held.path] = max(due, self._due.get(held.path, due))

    def hold_again(self, held: Held) -> None:
        """The note could not be written: let them wait a little longer."""
        self.hold(held, AGAIN_S)

    def take(self, path: str) -> list[Held]:
        """What waits for this note: it is about to be written, or held again."""
        self._due.pop(path, None)
        return self._held.pop(path, [])

    def drop(self, held: Held) -> None:
        """Let one of them go."""
        others = [one for one in self.take(held.path) if one is not held]
        for one in others:
            self.hold(one, 0)

    def paths(self) -> list[str]:
        """Every note that something waits for."""
        return list(self._held)

    def due(self) -> list[str]:
        """The notes whose time has come, and that are still."""
        now = time.monotonic()
        return [path for path, due in self._due.items() if due <= now and self._is_still(path)]

    def next_due(self) -> float | None:
        """Seconds until the next of them is to be looked at; None when nothing waits."""
        return max(0.0, min(self._due.values()) - time.monotonic()) if self._due else None

    def leave(self, path: str) -> None:
        """Nothing more is to be gathered for this note."""
        if path in self._held:
            self._due[path] = time.monotonic() + self._moving(path)

    def _is_still(self, path: str) -> bool:
        moving = self._moving(path)
        oldest = min(held.since for held in self._held[path])
        if moving and time.monotonic() - oldest < _LONGEST_S:
            self._due[path] = time.monotonic() + moving
            return False
        return True

    def _gathering(self, path: str) -> float:
        written = self._last_written(path)
        if written is None:
            return 0.0
        return max(0.0, written + self._gather_for - time.monotonic())

    def _moving(self, path: str) -> float:
        left = self._saved_by_others(path) + _STILL_S - time.time()
        return left if 0 < left <= _STILL_S else 0.0

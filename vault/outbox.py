"""Decisions that wait to be written, and for how long.

A note that was written a moment ago gathers what follows into one more write; one that somebody
is typing in is left alone until it is still; one that cannot be written is tried again. Each of
them is in the journal from the moment it was made.
"""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from msgspec import Struct

from vault.index import IndexedTask
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


class Held(Struct, frozen=True):
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
        self.count = 0
        """How many decisions wait; any thread may ask."""
        self.earliest: float | None = None
        """When the next of them is to be looked at, by the monotonic clock; as `count`."""

    def __iter__(self) -> Iterator[Held]:
        for held in self._held.values():
            yield from held

    def of(self, path: str) -> Sequence[Held]:
        """What waits for this note, in the order in which it was decided."""
        return tuple(self._held.get(path, ()))

    def holds(self, found: IndexedTask) -> bool:
        """Whether a decision on this task waits already."""
        return any(_is_of(target, found) for held in self.of(found.path) for target in held.targets)

    def wait(self, path: str) -> float:
        """Seconds for which a decision on this note has to wait; 0: it is written at once."""
        return max(self._gathering(path), self._moving(path))

    def hold(self, held: Held, wait: float) -> None:
        """Let decisions wait, with all that wait for the same note."""
        self._held.setdefault(held.path, []).append(held)
        due = time.monotonic() + wait
        self._due[held.path] = max(due, self._due.get(held.path, due))
        self._publish()

    def postpone(self, path: str) -> None:
        """The note could not be written: let them wait a little longer."""
        self._due[path] = time.monotonic() + AGAIN_S
        self._publish()

    def drop(self, gone: Collection[Held]) -> None:
        """These wait no longer."""
        for path in {held.path for held in gone}:
            left = [held for held in self._held[path] if held not in gone]
            if left:
                self._held[path] = left
            else:
                del self._held[path], self._due[path]
        self._publish()

    def paths(self) -> list[str]:
        """Every note that something waits for."""
        return list(self._held)

    def due(self) -> list[str]:
        """The notes whose time has come, and that are still."""
        now = time.monotonic()
        due = [path for path, due in self._due.items() if due <= now and self._is_still(path)]
        self._publish()
        return due

    def leave(self, path: str) -> None:
        """Nothing more is to be gathered for this note."""
        if path in self._held:
            self._due[path] = time.monotonic() + self._moving(path)
            self._publish()

    def _publish(self) -> None:
        self.count = sum(len(held.targets) for held in self)
        self.earliest = min(self._due.values(), default=None)

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


def _is_of(target: Target, found: IndexedTask) -> bool:
    if target.task_id > 0:
        return target.task_id == found.id
    # It was left by another run, which had other ids.
    return target.sought.lines == (found.at.raw,)

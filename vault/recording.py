"""Keeps the journal ahead of one write of one note, whatever number of steps it belongs to."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Protocol

from vault.errors import VaultriageError
from vault.journal import Journal, OpenStep
from vault.overwrite import Revision
from vault.steps import Change


class Placed(Protocol):
    """A target that a plan found a place for."""

    @property
    def index(self) -> int:
        """Which of the plan's targets it is."""
        ...


class Recordable(Protocol):
    """A plan that tells what it changed."""

    @property
    def placed(self) -> Sequence[Placed]:
        """What has a place, in the order of `changes`."""
        ...

    def changes(self, path: str, data: bytes) -> list[Change]:
        """What was changed, described in the note's bytes as they are after the write."""
        ...


class RecordedWrite:
    """One write in the journal: recorded, then confirmed or forgotten."""

    def __init__(
        self, journal: Journal, path: str, plan: Recordable, step_of: Callable[[int], OpenStep]
    ) -> None:
        """`step_of`: the step of each target, by its index in the plan."""
        self._journal = journal
        self._path = path
        self._plan = plan
        self._step_of = step_of
        self._ids: dict[OpenStep, int] = {}

    @property
    def ids(self) -> Sequence[int]:
        """The write's ids in the journal, one for each step; none before it was recorded."""
        return tuple(self._ids.values())

    def record(self, revision: Revision) -> None:
        """Called before the note is touched: it may be, once this returns.

        Raises JournalError.
        """
        by_step: dict[OpenStep, list[Change]] = {step: [] for step in self._ids}
        changes = self._plan.changes(self._path, revision.after)
        for placed, change in zip(self._plan.placed, changes, strict=True):
            by_step.setdefault(self._step_of(placed.index), []).append(change)
        with self._journal.together():
            for step, its in by_step.items():
                self._record(step, revision, its)

    def _record(self, step: OpenStep, revision: Revision, changes: Sequence[Change]) -> None:
        base, new = revision.before, revision.after
        if step in self._ids:
            step.intend_again(self._ids[step], base, new, changes)
        else:
            self._ids[step] = step.intend(self._path, base, new, changes)

    def confirm(self) -> None:
        """The note is written."""
        # A journal that cannot take this now is put right by recovery, which looks at the note.
        with suppress(VaultriageError), self._journal.together(synced=False):
            for step, write in self._ids.items():
                step.confirm(write)

    def forget(self) -> None:
        """The note is as it was."""
        with suppress(VaultriageError), self._journal.together(synced=False):
            for step, write in self._ids.items():
                step.forget(write)

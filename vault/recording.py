"""Keeps the journal ahead of one write of one note, whatever number of steps it belongs to."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from vault.errors import VaultriageError
from vault.journal import Journal, OpenStep
from vault.overwrite import Revision
from vault.steps import Change

ByStep = Iterable[tuple[OpenStep, Sequence[Change]]]


class RecordedWrite:
    """One write in the journal: recorded, then confirmed or forgotten."""

    def __init__(
        self, journal: Journal, path: str, changes_of: Callable[[Revision], ByStep]
    ) -> None:
        """`changes_of`: what a revision of the note changes, for each step that has a part."""
        self._journal = journal
        self._path = path
        self._changes_of = changes_of
        self._ids: dict[OpenStep, int] = {}

    @property
    def ids(self) -> Sequence[int]:
        """The write's ids in the journal, one for each step; none before it was recorded."""
        return tuple(self._ids.values())

    def record(self, revision: Revision) -> None:
        """Called before the note is touched: it may be, once this returns.

        Raises JournalError, NoSpaceError.
        """
        nothing: dict[OpenStep, Sequence[Change]] = dict.fromkeys(self._ids, ())
        by_step = nothing | dict(self._changes_of(revision))
        with self._journal.together():
            for step, changes in by_step.items():
                self._record(step, revision, changes)

    def _record(self, step: OpenStep, revision: Revision, changes: Sequence[Change]) -> None:
        base, new = revision.before, revision.after
        if not changes:
            if step in self._ids:
                step.forget(self._ids.pop(step))
        elif step in self._ids:
            step.intend_again(self._ids[step], base, new, changes)
        else:
            self._ids[step] = step.intend(self._path, base, new, changes)

    def confirm(self) -> None:
        """The note is written."""
        try:
            with self._journal.together(synced=False):
                for step, write in self._ids.items():
                    step.confirm(write)
        except VaultriageError:
            self._journal.confirm_later(self.ids)

    def forget(self) -> None:
        """The note is as it was."""
        # A journal that cannot take this now is put right by recovery, which looks at the note.
        with suppress(VaultriageError), self._journal.together(synced=False):
            for step, write in self._ids.items():
                step.forget(write)
        self._ids.clear()

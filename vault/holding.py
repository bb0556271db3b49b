"""Decisions that are kept for later: into the journal and the outbox, and out of them again."""

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Final

from msgspec.structs import replace

from vault.editing import EditContext
from vault.errors import JournalError, NoSpaceError, NoteBusyError, VaultGoneError, VaultriageError
from vault.index import TaskId
from vault.indexer import Indexer
from vault.journal import Journal, OpenStep
from vault.notewrite import NotePlan, Target, change_awaiting, target_to_revert
from vault.outbox import Held, Outbox
from vault.outcomes import Applied, Decision, Outcome, failed, plan_targets, settled, waiting
from vault.pen import Entry, Pen
from vault.reverting import Namer
from vault.steps import label_of

_PASSING: Final = (NoSpaceError, NoteBusyError, JournalError, VaultGoneError)
_PATIENCE_S: Final = 0.05
"""A note that is in use is tried again later: nobody should wait for it now."""
_LET_GO: Final = "It had not been written yet, and now it will not be."


class Holding:
    """What waits to be written. One thread at a time, but for the outbox's own figures."""

    def __init__(
        self,
        outbox: Outbox,
        indexer: Indexer,
        journal: Journal,
        pen: Pen,
        context: Callable[[], EditContext],
    ) -> None:
        self.outbox = outbox
        self._indexer = indexer
        self._journal = journal
        self._pen = pen
        self._context = context

    def hold(
        self,
        step: OpenStep,
        group: Sequence[Decision],
        targets: Sequence[Target],
        seconds: float,
    ) -> dict[TaskId, Outcome]:
        """Keep decisions of one note; PENDING for each that has something to write."""
        path, name = group[0].found.path, group[0].edit.name
        real = tuple(target for target in targets if target.replacement is not None)
        outcomes = settled(path, targets, NotePlan(()), ())
        if not real:
            return outcomes
        try:
            pending = step.hold(path, [change_awaiting(path, target) for target in real])
        except VaultriageError as error:
            return outcomes | {target.task_id: failed(path, target, error) for target in real}
        held = Held(pending, step, name, path, tuple(group), real, time.monotonic())
        self.outbox.hold(held, seconds)
        return outcomes | {target.task_id: waiting(path, target) for target in real}

    def take_over(self, namer: Namer) -> None:
        """Hold what programs that ended have left."""
        for left in self._journal.pending.claim():
            step = self._journal.continue_step(left.step)
            targets = tuple(target_to_revert(namer.with_task_id(c)) for c in left.changes)
            since = time.monotonic()
            self.outbox.hold(Held(left.id, step, left.name, left.path, (), targets, since), 0)

    def write(self, paths: Iterable[str]) -> list[Applied]:
        """Write what waits for these notes, each note once; what cannot be waits on."""
        return [applied for path in paths for applied in self._write_of(path)]

    def _write_of(self, path: str) -> list[Applied]:
        self._let_go_of_what_others_took_back(path)
        held = self.outbox.of(path)
        if not held:
            return []
        entries, refused = [], dict[TaskId, Outcome]()
        for one in held:
            targets, no = self._targets_now(one)
            entries.append(Entry(one.step, targets))
            refused |= no
        outcomes = refused | self._pen.write(path, entries, patience=_PATIENCE_S)
        if any(isinstance(outcome.error, _PASSING) for outcome in outcomes.values()):
            self.outbox.postpone(path)
            return []
        self._drop(held)
        return [_applied(one, outcomes) for one in held]

    def _targets_now(self, held: Held) -> tuple[Sequence[Target], dict[TaskId, Outcome]]:
        if not held.decisions:
            return held.targets, {}
        now = [replace(d, found=self._indexer.as_now(d.found)) for d in held.decisions]
        return plan_targets(now, self._context())

    def _let_go_of_what_others_took_back(self, path: str) -> None:
        gone = [
            one for one in self.outbox.of(path) if self._journal.is_taken_back(one.step.id or 0)
        ]
        if gone:
            self._drop(gone)

    def newest_step(self) -> int:
        """The newest step of which something waits; 0 when nothing does."""
        return max((held.step.id or 0 for held in self.outbox), default=0)

    def let_go(self, step: int) -> Applied:
        """Forget what this step has left to write."""
        gone = [held for held in self.outbox if held.step.id == step]
        self._drop(gone)
        unchanged = (settled(one.path, one.targets, NotePlan(()), ()).values() for one in gone)
        made = [replace(outcome, message=_LET_GO) for some in unchanged for outcome in some]
        label = label_of(gone[0].name, [outcome.text for outcome in made])
        return Applied(gone[0].name, label, tuple(made))

    def _drop(self, held: Sequence[Held]) -> None:
        self.outbox.drop(held)
        # What the journal cannot forget now, the next run finds written or taken back.
        with suppress(VaultriageError), self._journal.together(synced=False):
            for one in held:
                self._journal.pending.drop(one.id)


def _applied(held: Held, outcomes: dict[TaskId, Outcome]) -> Applied:
    made = tuple(outcomes[target.task_id] for target in held.targets)
    return Applied(held.name, "", made, held.decisions)

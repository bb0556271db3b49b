"""Steps taken back or made again: inverse edits, each found by its task's identity."""

from collections.abc import Callable
from contextlib import suppress
from itertools import count

from msgspec.structs import replace

from vault.errors import VaultriageError
from vault.index import TaskId
from vault.indexer import Indexer
from vault.journal import Journal
from vault.moving import left_alone, moves_lines
from vault.notewrite import target_to_revert
from vault.outcomes import Applied, Outcome, OutcomeKind, can_be_tried_again
from vault.pen import Entry, Pen
from vault.steps import Change, Step, StepKind


class Namer:
    """Gives the changes of other runs the ids that their tasks have in this one."""

    def __init__(self, indexer: Indexer) -> None:
        self._indexer = indexer
        self._unseen = count(1)

    def with_task_id(self, change: Change) -> Change:
        """The change with the id of its task; a negative one where no such task is known."""
        if change.task_id:
            return change
        unseen = TaskId(-next(self._unseen))
        if change.kept is None:
            return replace(change, task_id=unseen)
        line, number = change.after.lines[change.kept], change.after.number + change.kept
        twins = [found for found in self._indexer.in_note(change.path) if found.at.raw == line]
        nearest = min(twins, key=lambda found: abs(found.at.number - number), default=None)
        return replace(change, task_id=nearest.id if nearest else unseen)


def revert(
    step: Step,
    kind: StepKind,
    journal: Journal,
    pen: Pen,
    named: Callable[[Change], Change],
) -> Applied:
    """Take a step back, or make one again that was. `named`: as `Namer.with_task_id`."""
    outcomes: list[Outcome] = []
    again = journal.begin(step.name, kind, step.reason)
    notes, is_move = list(step.by_path()), moves_lines(step)
    for path, changes in reversed(notes) if is_move else notes:
        targets = [target_to_revert(named(change)) for change in changes]
        if is_move and any(outcome.error for outcome in outcomes):
            outcomes += left_alone(path, targets).values()
        else:
            outcomes += pen.write(path, [Entry(again, targets)]).values()
    # If the journal cannot take this, the step is offered again, and is a conflict then.
    with suppress(VaultriageError):
        if any(outcome.kind is OutcomeKind.WRITTEN for outcome in outcomes):
            journal.set_taken_back(step.id)
        elif not any(map(can_be_tried_again, outcomes)):
            journal.set_refused(step.id)
    return Applied(step.name, step.label, tuple(outcomes))

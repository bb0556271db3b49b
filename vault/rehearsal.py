"""What decisions would do to the notes, found out without writing any."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vault.edits import EditContext
from vault.errors import VaultriageError
from vault.index import TaskId
from vault.notewrite import NotePlan
from vault.outcomes import Decision, Outcome, by_path, failed, plan_targets, settled
from vault.splices import Splice, planned


@dataclass(frozen=True, slots=True)
class RehearsedNote:
    """One note with the splices that would be written."""

    path: str
    data: bytes
    """The note as it is now."""
    splices: tuple[Splice, ...]
    """In order and apart; never empty."""
    is_new: bool = False
    """Whether the note would be made; then `data` is empty."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would come of decisions; an outcome `written` stands for one that would be."""

    notes: tuple[RehearsedNote, ...]
    outcomes: tuple[Outcome, ...]
    """One for each task, in the order in which the tasks were named first."""


def rehearse(
    decisions: Sequence[Decision], context: EditContext, read: Callable[[str], bytes]
) -> Rehearsal:
    """Plan as for a write, against the bytes that `read` gives now."""
    notes: list[RehearsedNote] = []
    outcomes = dict[TaskId, Outcome]()
    for path, group in by_path(decisions):
        targets, refused = plan_targets(group, context)
        outcomes |= refused
        plan = NotePlan(targets)
        try:
            data = read(path)
            after = planned(path, plan, data).after
        except VaultriageError as error:
            outcomes |= {target.task_id: failed(path, target, error) for target in targets}
            continue
        outcomes |= settled(path, targets, plan, plan.changes(path, after))
        if splices := tuple(plan(data)):
            notes.append(RehearsedNote(path, data, splices))
    unique = dict.fromkeys(decision.found.id for decision in decisions)
    return Rehearsal(tuple(notes), tuple(outcomes[task_id] for task_id in unique))

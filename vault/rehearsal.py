"""What decisions would do to the notes, found out without writing any."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from vault.append import AppendPlan
from vault.creation import check_note_path, read_or_new
from vault.edits import EditContext
from vault.errors import VaultriageError
from vault.index import TaskId
from vault.moving import Moves, parted, plan_moves
from vault.notewrite import NotePlan, Target
from vault.outcomes import Decision, Outcome, by_path, failed, plan_targets, settled
from vault.splices import Splice, planned


class RehearsedNote(Struct, frozen=True):
    """One note with the splices that would be written."""

    path: str
    data: bytes
    """The note as it is now."""
    splices: tuple[Splice, ...]
    """In order and apart; never empty."""
    is_new: bool = False
    """Whether the note would be made; then `data` is empty."""


class Rehearsal(Struct, frozen=True):
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
    moving, staying = parted(decisions)
    if moving:
        outcomes |= _rehearse_moves(plan_moves(moving, context, read), read, notes)
    for path, group in by_path(staying):
        targets, refused = plan_targets(group, context)
        outcomes |= refused
        outcomes |= _rehearse_note(path, targets, read, notes)
    unique = dict.fromkeys(decision.found.id for decision in decisions)
    return Rehearsal(tuple(notes), tuple(outcomes[task_id] for task_id in unique))


def _rehearse_note(
    path: str,
    targets: Sequence[Target],
    read: Callable[[str], bytes],
    notes: list[RehearsedNote],
) -> dict[TaskId, Outcome]:
    plan = NotePlan(targets)
    try:
        data = read(path)
        after = planned(path, plan, data).after
    except VaultriageError as error:
        return {target.task_id: failed(path, target, error) for target in targets}
    if splices := tuple(plan(data)):
        notes.append(RehearsedNote(path, data, splices))
    return settled(path, targets, plan, plan.changes(path, after))


def _rehearse_moves(
    moves: Moves, read: Callable[[str], bytes], notes: list[RehearsedNote]
) -> dict[TaskId, Outcome]:
    if not moves.blocks:
        return moves.outcomes
    try:
        check_note_path(moves.to)
        data, is_new = read_or_new(moves.to, read)
        splices = tuple(AppendPlan(moves.blocks)(data))
    except VaultriageError as error:
        return moves.failed(error)
    notes.append(RehearsedNote(moves.to, data, splices, is_new=is_new))
    written: dict[TaskId, Outcome] = {}
    for path, targets in moves.notes:
        written |= _rehearse_note(path, targets, read, notes)
    return moves.settled(written)

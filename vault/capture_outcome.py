"""What comes of a capture, in the words of every other decision."""

from parsers.lines import shown
from vault.append import AppendPlan
from vault.capture import CapturePlan
from vault.index import TaskId
from vault.outcomes import Applied, Outcome, OutcomeKind
from vault.rehearsal import Rehearsal, RehearsedNote
from vault.splices import Splice, apply_splices


def captured(wanted: CapturePlan, number: int, task_id: TaskId) -> Applied:
    """The step: one outcome, for a line that was not there before; `number` counts from 0."""
    return Applied("capture", "", (_outcome(wanted, number, task_id),))


def rehearsed_capture(wanted: CapturePlan) -> Rehearsal:
    """The note that would be written."""
    plan = AppendPlan(wanted.plan.blocks, wanted.plan.heading)
    splices = tuple(plan(wanted.base))
    after = apply_splices(wanted.base, splices)
    (change,) = plan.changes(wanted.path, after)
    number = change.after.number + (change.kept or 0)
    if wanted.is_new:
        note = RehearsedNote(wanted.path, b"", (Splice(0, 0, after),), is_new=True)
    else:
        note = RehearsedNote(wanted.path, wanted.base, splices)
    return Rehearsal((note,), (_outcome(wanted, number, TaskId(0)),))


def _outcome(wanted: CapturePlan, number: int, task_id: TaskId) -> Outcome:
    return Outcome(
        task_id=task_id,
        path=wanted.path,
        line=number + 1,
        kind=OutcomeKind.WRITTEN,
        text=wanted.text,
        before="",
        after=shown(wanted.line),
        message="The note is new." if wanted.is_new else "",
    )

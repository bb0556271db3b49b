"""Decisions that people make, and what came of each."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from parsers.lines import shown, shown_lines
from vault.edits import Edit, EditContext
from vault.errors import (
    ConflictError,
    JournalError,
    NoSpaceError,
    NoteBusyError,
    NotFoundError,
    NotPermittedError,
    UnsureError,
    VaultriageError,
)
from vault.index import IndexedTask, TaskId
from vault.notewrite import NotePlan, Target, target_for
from vault.steps import Change


class OutcomeKind(StrEnum):
    """What came of one decision."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    GONE = "gone"
    REFUSED = "refused"
    PENDING = "pending"
    """Kept in the journal, to be written as soon as it can be."""


class Decision(Struct, frozen=True):
    """A verb for one task, as the task was when somebody looked at it."""

    found: IndexedTask
    edit: Edit


class Outcome(Struct, frozen=True):
    """What came of one decision, or of one change that was taken back."""

    task_id: TaskId
    path: str
    line: int
    """1-based; where the line stands now, or stood when it was last seen."""
    kind: OutcomeKind
    text: str
    """The task's description."""
    before: str
    after: str
    """The line or lines as they are now; empty when it was deleted."""
    message: str
    """A remark or the reason; may be empty."""
    error: VaultriageError | None = None


class Applied(Struct, frozen=True):
    """What came of decisions that belong together."""

    name: str
    """The verb."""
    label: str
    """For an undo or redo, the step that was taken back or made again; else empty."""
    outcomes: tuple[Outcome, ...]
    decisions: tuple[Decision, ...] = ()
    """What was decided; empty for an undo or redo."""

    @property
    def written(self) -> int:
        """How many were written."""
        return sum(outcome.kind is OutcomeKind.WRITTEN for outcome in self.outcomes)

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """Those that could not be written, each with its error."""
        return tuple(outcome for outcome in self.outcomes if outcome.error)


def by_path(decisions: Sequence[Decision]) -> Iterator[tuple[str, list[Decision]]]:
    """The decisions of each note together, in the order in which the notes are named."""
    groups: dict[str, list[Decision]] = {}
    for decision in decisions:
        groups.setdefault(decision.found.path, []).append(decision)
    yield from groups.items()


def plan_targets(
    decisions: Sequence[Decision], context: EditContext
) -> tuple[list[Target], dict[TaskId, Outcome]]:
    """The targets of one note, and the outcomes of decisions that no line can take."""
    targets: list[Target] = []
    refused: dict[TaskId, Outcome] = {}
    for decision in decisions:
        try:
            targets.append(target_for(decision.found, decision.edit, context))
        except VaultriageError as error:
            refused[decision.found.id] = refusal(decision, error)
    return targets, refused


def refusal(decision: Decision, error: VaultriageError) -> Outcome:
    """The outcome of a decision that no line could take."""
    found = decision.found
    line = shown(found.task.line.removesuffix("\r"))
    return Outcome(
        task_id=found.id,
        path=found.path,
        line=found.line,
        kind=kind_of(error),
        text=found.task.description,
        before=line,
        after=error.now if isinstance(error, ConflictError) else line,
        message=str(error),
        error=error,
    )


def failed(path: str, target: Target, error: VaultriageError) -> Outcome:
    """The outcome of a target for which nothing was written."""
    now = error.now if isinstance(error, ConflictError) else shown_lines(target.sought.lines)
    return Outcome(
        task_id=target.task_id,
        path=path,
        line=target.sought.number + 1,
        kind=kind_of(error),
        text=target.text,
        before=shown_lines(target.sought.lines),
        after=now,
        message=str(error),
        error=error,
    )


def settled(
    path: str, targets: Sequence[Target], plan: NotePlan, changes: Sequence[Change]
) -> dict[TaskId, Outcome]:
    """The outcome of every target of a note that could be opened."""
    outcomes = {
        target.task_id: failed(path, target, plan.refused[index])
        for index, target in enumerate(targets)
        if index in plan.refused
    }
    wanted: Mapping[TaskId, Target] = {target.task_id: target for target in targets}
    numbers = {targets[placed.index].task_id: placed.number for placed in plan.placed}
    for change in changes:
        target = wanted[change.task_id]
        # The line above may have been replaced as well, to end the note with it.
        above = len(change.before) - len(target.sought.lines)
        gone = not target.replacement
        line = numbers[change.task_id] + above if gone else change.after.number
        outcomes[change.task_id] = Outcome(
            task_id=change.task_id,
            path=path,
            line=line + 1 + (change.kept or 0),
            kind=OutcomeKind.WRITTEN,
            text=change.text,
            before=shown_lines(change.before[above:]),
            after="" if gone else shown_lines(change.after.lines),
            message=target.remark,
        )
    for target in targets:
        outcomes.setdefault(target.task_id, _unchanged(path, target))
    return outcomes


def waiting(path: str, target: Target, message: str = "") -> Outcome:
    """The outcome of a target that is to be written later."""
    outcome = _unchanged(path, target)
    return replace(outcome, kind=OutcomeKind.PENDING, message=message)


def can_be_tried_again(outcome: Outcome) -> bool:
    """Whether nothing was written only because the file could not be, for now."""
    return isinstance(
        outcome.error, (NoteBusyError, NotPermittedError, NoSpaceError, JournalError, UnsureError)
    )


def kind_of(error: VaultriageError) -> OutcomeKind:
    """The word for an error in an outcome."""
    if isinstance(error, ConflictError):
        return OutcomeKind.CONFLICT
    return OutcomeKind.GONE if isinstance(error, NotFoundError) else OutcomeKind.REFUSED


def _unchanged(path: str, target: Target) -> Outcome:
    line = shown_lines(target.sought.lines)
    return Outcome(
        task_id=target.task_id,
        path=path,
        line=target.sought.number + 1,
        kind=OutcomeKind.UNCHANGED,
        text=target.text,
        before=line,
        after=line,
        message=target.remark,
    )

"""Rejected lines that go to another note, each with the lines indented below it.

The other note is written first: a crash between the two can leave a line twice, never nowhere.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from parsers.blocks import read_blocks
from parsers.lines import encode_line, hash_lines, shown, shown_lines, split_lines
from parsers.packing import NEIGHBOURS
from vault.append import Block
from vault.editing import EditContext, plan
from vault.edits import Reject, RejectMode
from vault.errors import ConflictError, VaultriageError
from vault.identity import Sought, locate, sought_task
from vault.index import TaskId
from vault.notewrite import Target
from vault.outcomes import Decision, Outcome, OutcomeKind, by_path, failed, refusal
from vault.steps import Change, Step
from vault.subtasks import block_end, indentation, outdented


@dataclass(slots=True)
class Moves:
    """What leaves which note, and what is added to the other one."""

    to: str
    notes: list[tuple[str, list[Target]]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    outcomes: dict[TaskId, Outcome] = field(default_factory=dict)
    """Of decisions for which no line moves."""
    companions: dict[TaskId, tuple[TaskId, Outcome]] = field(default_factory=dict)
    """Of decided lines within a block: the task that takes them along, and their outcome then."""

    def failed(self, error: VaultriageError) -> dict[TaskId, Outcome]:
        """The outcomes when the other note cannot be written."""
        moved = {t.task_id: failed(path, t, error) for path, ts in self.notes for t in ts}
        return self.settled(moved)

    def settled(self, moved: Mapping[TaskId, Outcome]) -> dict[TaskId, Outcome]:
        """The outcomes of all decisions, from those of the lines that moved."""
        outcomes = self.outcomes | dict(moved)
        for task_id, (parent, outcome) in self.companions.items():
            above = moved[parent]
            went = above.kind is OutcomeKind.WRITTEN
            stayed = replace(above, task_id=task_id, text=outcome.text, before=outcome.before)
            outcomes[task_id] = outcome if went else replace(stayed, after=outcome.before)
        return outcomes


def parted(decisions: Sequence[Decision]) -> tuple[list[Decision], list[Decision]]:
    """Those whose lines go to another note, and all others."""
    moving = [d for d in decisions if _moves(d)]
    return moving, [d for d in decisions if not _moves(d)]


def _moves(decision: Decision) -> bool:
    edit = decision.edit
    moves = isinstance(edit, Reject) and edit.mode is RejectMode.MOVE
    return moves and decision.found.proposed and decision.found.path != _goal(decision)


def _goal(decision: Decision) -> str:
    return decision.edit.move_to if isinstance(decision.edit, Reject) else ""


def plan_moves(
    decisions: Sequence[Decision], context: EditContext, read: Callable[[str], bytes]
) -> Moves:
    """What moves, judged by the notes' bytes as `read` gives them now."""
    moves = Moves(_goal(decisions[0]))
    for path, group in by_path(decisions):
        try:
            note = _Note(path, read(path))
        except VaultriageError as error:
            moves.outcomes |= {d.found.id: refusal(d, error) for d in group}
            continue
        if targets := note.take(group, context, moves):
            moves.notes.append((path, targets))
    return moves


class _Note:
    """One note that lines leave."""

    def __init__(self, path: str, data: bytes) -> None:
        self._path = path
        self._lines = split_lines(data)
        self._blocks = read_blocks(data, self._lines)
        self._hashes = hash_lines(self._lines)

    def take(
        self, decisions: Sequence[Decision], context: EditContext, moves: Moves
    ) -> list[Target]:
        """The targets that take the lines out; what is added elsewhere goes into `moves`."""
        new: dict[int, tuple[Decision, bytes]] = {}
        for decision in decisions:
            try:
                new.setdefault(self._place(decision), (decision, _rewritten(decision, context)))
            except VaultriageError as error:
                moves.outcomes[decision.found.id] = refusal(decision, error)
        targets: list[Target] = []
        end = 0
        for number, (decision, line) in sorted(new.items(), key=lambda item: item[0]):
            if number < end:
                outcome = self._along(decision, number, line, moves.to)
                moves.companions[decision.found.id] = (targets[-1].task_id, outcome)
                continue
            end = block_end(self._lines, number)
            targets.append(self._target(decision, number, end, moves.to))
            rewritten = {at: raw for at, (_, raw) in new.items()}
            moves.blocks.append(
                Block(decision.found.task.description, self._moved(number, end, rewritten))
            )
        return targets

    def _place(self, decision: Decision) -> int:
        found = decision.found
        return locate(sought_task(found.note, found.at), self._lines, self._blocks)

    def _target(self, decision: Decision, number: int, end: int, to: str) -> Target:
        lines = self._lines
        sought = Sought(
            lines=tuple(lines[number:end]),
            number=number,
            headings=self._blocks.heading_path(number),
            before=tuple(lines[max(0, number - NEIGHBOURS) : number]),
            after=tuple(lines[end : end + NEIGHBOURS]),
            note_hashes=self._hashes,
        )
        return Target(
            task_id=decision.found.id,
            text=decision.found.task.description,
            sought=sought,
            replacement=(),
            kept=None,
            kept_before=0,
            remark=f"It is in {shown(to)} now.",
            takes_line_end=True,
        )

    def _moved(self, number: int, end: int, new: Mapping[int, bytes]) -> tuple[bytes, ...]:
        """The block as it stands elsewhere: its task without indentation, the rest relative."""
        depth, width = indentation(self._lines[number])
        lines = []
        for at in range(number, end):
            raw = new.get(at, self._lines[at]).removesuffix(b"\r")
            lines.append(outdented(raw, depth, width))
        return tuple(lines)

    def _along(self, decision: Decision, number: int, line: bytes, to: str) -> Outcome:
        return Outcome(
            task_id=decision.found.id,
            path=self._path,
            line=number + 1,
            kind=OutcomeKind.WRITTEN,
            text=decision.found.task.description,
            before=shown(decision.found.task.line.removesuffix("\r")),
            after=shown_lines([line]),
            message=f"It is in {shown(to)} now.",
        )


def _rewritten(decision: Decision, context: EditContext) -> bytes:
    found = decision.found
    (line,) = plan(decision.edit, found.task, context, proposed=found.proposed).lines
    return encode_line(line)


def with_copies_told(outcomes: Mapping[TaskId, Outcome], to: str) -> dict[TaskId, Outcome]:
    """The outcomes of lines that were to leave, where the other note has them already."""
    remark = f" A copy stands in {shown(to)}; undo takes it away."
    return {
        task_id: replace(outcome, message=outcome.message + remark) if outcome.error else outcome
        for task_id, outcome in outcomes.items()
    }


def moves_lines(step: Step) -> bool:
    """Whether the step took lines from one note to another, or back.

    It is reverted from its last note to its first, so that no line is nowhere in between.
    """
    grown = {change.path for change in step.changes if _growth(change) > 0}
    shrunk = {change.path for change in step.changes if _growth(change) < 0}
    return step.name == Reject.name and bool(grown) and bool(shrunk)


def _growth(change: Change) -> int:
    return len(change.after.lines) - len(change.before)


def left_alone(path: str, targets: Sequence[Target]) -> dict[TaskId, Outcome]:
    """The outcomes for a note of such a step when the one before it could not be written."""
    error = ConflictError("The line could not go back to its note, so it stays here as well.")
    return {target.task_id: failed(path, target, error) for target in targets}

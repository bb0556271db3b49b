"""From decisions about tasks of one note to the splices that write them, and what came of each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from parsers.blocks import read_blocks
from parsers.lines import BOM, encode_line, hash_lines, shown_lines, split_lines
from parsers.note import NoteTask
from parsers.packing import NEIGHBOURS
from vault.edits import Edit, EditContext, plan
from vault.errors import ConflictError, UsageError, VaultriageError
from vault.identity import Sought, locate, sought_task
from vault.index import IndexedTask, TaskId
from vault.splices import Splice, apply_splices
from vault.steps import Change

Step = TypeVar("Step")


class Target(Struct, frozen=True):
    """One place of a note to be replaced, before anybody looked where it is now."""

    task_id: TaskId
    text: str
    sought: Sought
    replacement: tuple[bytes, ...] | None
    """The new lines; None when there is nothing to do."""
    kept: int | None
    """Which of the new lines is the task itself; None when it goes."""
    kept_before: int | None
    """Which of the sought lines is the task itself; None when it comes back."""
    remark: str
    takes_line_end: bool = False
    """Whether the CR before it goes too where it goes from the end of a note; never on the way
    back, which ends the note as it was."""


class Placed(Struct, frozen=True):
    """A target whose lines were found."""

    target: Target
    index: int
    """Of the target in its plan."""
    number: int
    """Of its first line, in the bytes that the plan was made for."""


@dataclass(slots=True)
class NotePlan:
    """A plan for the writer: finds the targets, refuses some, splices the rest."""

    targets: Sequence[Target]
    placed: list[Placed] = field(default_factory=list)
    refused: dict[int, VaultriageError] = field(default_factory=dict)
    """Index in `targets` -> why nothing is written for it."""
    emptied: bool = False
    """Whether no line is left, not even the empty one that follows a line feed."""

    def __call__(self, data: bytes) -> list[Splice]:
        """The splices for these bytes; what was found for other bytes is forgotten."""
        self.placed.clear()
        self.refused.clear()
        lines = split_lines(data)
        blocks = read_blocks(data, lines)
        taken: set[int] = set()
        for index, target in enumerate(self.targets):
            try:
                number = locate(target.sought, lines, blocks)
            except VaultriageError as refusal:
                self.refused[index] = refusal
                continue
            if target.replacement is None:
                continue
            if number in taken:
                self.refused[index] = _taken(target)
                continue
            if target.sought.lines:  # several deleted lines may come back at one place
                taken.add(number)
            self.placed.append(Placed(target, index, number))
        self.placed.sort(key=lambda placed: placed.number)
        self._end_whole(lines)
        return self._splices(data, lines)

    def parts(
        self, path: str, data: bytes, step_of: Callable[[int], Step]
    ) -> Iterator[tuple[Step, list[Change]]]:
        """What each step changes of `data`, as if one had been written after the other.

        So an undo of the last finds the note as it was before it. `step_of`: the step of each
        target, by its index.
        """
        done: list[Placed] = []
        for step in dict.fromkeys(map(step_of, range(len(self.targets)))):
            its = [placed for placed in self.placed if step_of(placed.index) == step]
            part = NotePlan(self.targets)
            part.placed = [replace(p, number=p.number + _shift(done, p.number)) for p in its]
            data = apply_splices(data, part._splices(data, split_lines(data)))
            yield step, part.changes(path, data)
            done += its

    def _splices(self, data: bytes, lines: Sequence[bytes]) -> list[Splice]:
        offsets = [0, *accumulate(len(raw) + 1 for raw in lines)]
        tail = self._deleted_tail(len(lines))
        self.emptied = tail == 0
        splices = [_splice(placed, offsets, tail) for placed in self.placed]
        return _without_first_line_feed(splices) if self._refills(data) else splices

    def _refills(self, data: bytes) -> bool:
        """Whether lines come back to a note of which none was left."""
        return not data and any(
            not (placed.target.sought.lines or placed.target.sought.after) for placed in self.placed
        )

    def _deleted_tail(self, end: int) -> int:
        """The first of the deleted lines that end the note; `end`, past the last, without any."""
        for placed in reversed(self.placed):
            past = placed.number + len(placed.target.sought.lines)
            if placed.target.replacement or past != end:
                break
            end = placed.number
        return end

    def _end_whole(self, lines: Sequence[bytes]) -> None:
        """Where the last lines go and CR LF stood before them, the CR goes as well.

        It belongs to the line above, which so becomes a part of what is replaced.
        """
        tail = self._deleted_tail(len(lines))
        loose = 0 < tail < len(lines) and lines[tail - 1].endswith(b"\r")
        if not loose or lines[-1].endswith(b"\r"):
            return
        at = next(i for i, placed in enumerate(self.placed) if placed.number == tail)
        if not self.placed[at].target.takes_line_end:
            return
        above = self.placed[at - 1] if at else None
        if above and above.number + len(above.target.sought.lines) == tail:
            self.placed[at - 1] = _ended_whole(above)
        else:
            self.placed[at] = _with_line_above(self.placed[at], lines)

    def changes(self, path: str, data: bytes) -> list[Change]:
        """What was changed, described in the note's bytes as they are after the write.

        In the order of `placed`.
        """
        if not self.placed:
            return []
        lines = split_lines(data)
        hashes = hash_lines(lines)
        blocks = read_blocks(data, lines)
        if self.emptied:
            lines = []
        changes = []
        shift = 0
        for placed in self.placed:
            target, number = placed.target, placed.number + shift
            replacement = target.replacement or ()
            shift += len(replacement) - len(target.sought.lines)
            end = number + len(replacement)
            now = Sought(
                lines=tuple(replacement),
                number=number,
                headings=blocks.heading_path(number),
                before=tuple(lines[max(0, number - NEIGHBOURS) : number]),
                after=tuple(lines[end : end + NEIGHBOURS]),
                note_hashes=hashes,
            )
            changes.append(
                Change(
                    path=path,
                    task_id=target.task_id,
                    text=target.text,
                    before=target.sought.lines,
                    after=now,
                    kept=target.kept,
                    kept_before=target.kept_before,
                )
            )
        return changes


def _ended_whole(above: Placed) -> Placed:
    *lines, last = above.target.replacement or (b"",)
    target = replace(above.target, replacement=(*lines, last.removesuffix(b"\r")))
    return replace(above, target=target)


def _with_line_above(placed: Placed, lines: Sequence[bytes]) -> Placed:
    target, number = placed.target, placed.number - 1
    above, kept = lines[number], target.kept_before
    sought = replace(
        target.sought,
        lines=(above, *target.sought.lines),
        number=target.sought.number - 1,
        before=tuple(lines[max(0, number - NEIGHBOURS) : number]),
    )
    target = replace(
        target,
        sought=sought,
        replacement=(above.removesuffix(b"\r"),),
        kept_before=None if kept is None else kept + 1,
    )
    return replace(placed, target=target, number=number)


def target_for(found: IndexedTask, edit: Edit, context: EditContext) -> Target:
    """What `edit` does to a task of the index; raises UsageError when it cannot be done."""
    if not found.is_task:
        raise UsageError("The line is no task; nothing was written.", "Press F5 to look again.")
    rewrite = plan(edit, found.task, context, proposed=found.proposed)
    unchanged = rewrite.lines == (found.task.line,)
    new = _encoded(rewrite.lines, found.at)
    return Target(
        task_id=found.id,
        text=found.task.description,
        sought=sought_task(found.note, found.at),
        replacement=None if unchanged else _with_line_ends(new, found),
        kept=rewrite.kept,
        kept_before=0,
        remark=rewrite.remark,
        takes_line_end=True,
    )


def target_to_revert(change: Change) -> Target:
    """What takes a change back: its lines of before in the place of those of after."""
    return Target(
        task_id=change.task_id,
        text=change.text,
        sought=change.after,
        replacement=change.before,
        kept=change.kept_before,
        kept_before=change.kept,
        remark="",
    )


def change_awaiting(path: str, target: Target) -> Change:
    """A target that is still to be written, kept as the change that `target_to_revert` takes back.

    The target must have a replacement.
    """
    return Change(
        path=path,
        task_id=target.task_id,
        text=target.text,
        before=target.replacement or (),
        after=target.sought,
        kept=target.kept_before,
        kept_before=target.kept,
    )


def target_to_repeat(change: Change, before: Sought) -> Target:
    """What makes a change again whose lines stand once more as `before`."""
    return Target(
        task_id=change.task_id,
        text=change.text,
        sought=before,
        replacement=change.after.lines,
        kept=change.kept,
        kept_before=change.kept_before,
        remark="",
    )


def moved_tasks(changes: Sequence[Change], data: bytes) -> Mapping[TaskId, int]:
    """The line (0-based) of every task that is still there, in the note's bytes as they are now.

    Another program may have replaced the note with a version that has our lines elsewhere: those
    are left to the index to recognise.
    """
    lines = split_lines(data)
    moved = {}
    for change in changes:
        if change.kept is not None:
            number = change.after.number + change.kept
            if lines[number : number + 1] == [change.after.lines[change.kept]]:
                moved[change.task_id] = number
    return moved


def _taken(target: Target) -> ConflictError:
    line = shown_lines(target.sought.lines[:1])
    return ConflictError(
        "Another decision on this line comes before this one; this one was not written.",
        "Look at the line and decide again.",
        was=line,
        now=line,
    )


def _shift(done: Sequence[Placed], number: int) -> int:
    """How far the lines from `number` on have moved by what was placed above."""
    targets = [placed.target for placed in done if placed.number < number]
    return sum(len(target.replacement or ()) - len(target.sought.lines) for target in targets)


def _encoded(lines: Sequence[str], at: NoteTask) -> tuple[bytes, ...]:
    """The lines as bytes; a byte order mark belongs to the note and stays at its start."""
    raw = tuple(map(encode_line, lines))
    marked = raw and at.number == 0 and at.raw.startswith(BOM)
    return (BOM + raw[0], *raw[1:]) if marked else raw


def _with_line_ends(new: tuple[bytes, ...], found: IndexedTask) -> tuple[bytes, ...]:
    """Lines as the note ends them: the last line of a note may lack the CR that others have."""
    before, after = found.note.before(found.at), found.note.after(found.at)
    lone = not found.at.raw.endswith(b"\r") and not after and before and len(new) > 1
    if lone and before[-1].endswith(b"\r"):
        return (*(raw + b"\r" for raw in new[:-1]), new[-1])
    return new


def _splice(placed: Placed, offsets: Sequence[int], tail: int) -> Splice:
    old, new = placed.target.sought.lines, placed.target.replacement or ()
    first, end = placed.number, placed.number + len(old)
    if old and new:
        return Splice(offsets[first], offsets[end] - 1, b"\n".join(new))
    if new:  # lines that were deleted come back
        if placed.target.sought.after:
            return Splice(offsets[first], offsets[first], b"".join(raw + b"\n" for raw in new))
        at = max(0, offsets[first] - 1)
        return Splice(at, at, b"".join(b"\n" + raw for raw in new))
    if first < tail:
        return Splice(offsets[first], offsets[end], b"")
    # No line feed stands behind the last line: each takes the one before it along.
    return Splice(max(0, offsets[first] - 1), offsets[end] - 1, b"")


def _without_first_line_feed(splices: Sequence[Splice]) -> list[Splice]:
    first = splices[0]
    return [replace(first, new=first.new.removeprefix(b"\n")), *splices[1:]]

"""A vault that is open: the only door between files and the rest of the program.

Writing happens on the thread that calls, reading on the indexer's; subscribers are called on
whichever of them made the change.
"""

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from parsers.proposed import ProposedRule
from parsers.status_change import Rewrite
from vault.aftercare import Aftercare, Repeat
from vault.append import AppendPlan
from vault.capture import Capture, CapturePlan, plan_capture
from vault.capture_outcome import captured, rehearsed_capture
from vault.config import DEFAULTS, Config
from vault.creation import create_note
from vault.edits import EditContext, plan
from vault.errors import ConflictError, NotFoundError, NotPermittedError, VaultriageError
from vault.events import DecisionLost, Event, IndexChanged
from vault.index import IndexedTask, TaskId
from vault.indexer import Indexer
from vault.journal import WATCHED_S, Journal, OpenStep
from vault.moving import left_alone, moves_lines, parted, plan_moves, with_copies_told
from vault.notewrite import NotePlan, RecordedWrite, Target, moved_tasks, target_to_revert
from vault.obsidian import ObsidianSettings
from vault.outcomes import (
    Applied,
    Decision,
    Outcome,
    by_path,
    can_be_tried_again,
    failed,
    plan_targets,
    settled,
)
from vault.people import People
from vault.recovery import recover
from vault.rehearsal import Rehearsal, rehearse
from vault.snoozes import Snoozes
from vault.steps import Change, Step, StepKind
from vault.view import View, ViewBuilder, ViewRequest
from vault.writer import NoteWriter, Written


class Vault:
    """Owns indexer, writer and journal of one folder of notes."""

    def __init__(
        self,
        root: str,
        *,
        today: Callable[[], date],
        read_only: bool = False,
        config: Config = DEFAULTS,
        state: str | None = None,
        watch_for: float = WATCHED_S,
    ) -> None:
        """Open the folder without reading a note yet. Raises NotFoundError when there is none.

        `config`: what the user wants, for this vault and for whoever decides in it.
        `state` is the folder of the journal; None keeps the history in memory only.
        `watch_for`: seconds after a write in which stale saves of others are looked for.
        """
        if not os.path.isdir(root):
            raise NotFoundError(f"{root} is no folder.", "Name a vault with --vault PATH.")
        self.root = os.path.abspath(root)
        self.today = today
        self.read_only = read_only
        self.config = config
        self._writer = NoteWriter(self.root, read_only=read_only)
        self._journal = Journal(
            None if read_only else state,
            self.root,
            watch_for=watch_for,
            keep_days=config.journal.keep_days,
            keep_steps=config.journal.keep_steps,
        )
        self._aftercare = Aftercare(
            self.root, self._journal.watched, self._writer.read, self._repeat, self._tell_lost
        )
        self._lost: tuple[DecisionLost, ...] = ()
        self._recovered: tuple[str, ...] = ()
        self._unseen = count(1)
        self._views = ViewBuilder()
        self._snoozes = Snoozes(state, self.root)
        self._writing = threading.Lock()
        self._snoozing = threading.Lock()
        self._subscribers: list[Callable[[Event], None]] = []
        self._indexer = Indexer(
            self.root,
            self._writer.read,
            self._hear,
            config.proposed.settings(),
            config.owners.settings(),
            show_ignored=config.ignored.show,
        )

    @property
    def name(self) -> str:
        """The folder's name."""
        return os.path.basename(self.root) or self.root

    # Reading

    def load(self) -> None:
        """Finish what a crash interrupted and read every note, on this thread."""
        self.recover()
        self._indexer.load()

    def start(self) -> None:
        """Finish what a crash interrupted, watch, read every note: on the vault's own threads."""
        self._indexer.start(first=self._begin)

    def _begin(self) -> None:
        self.recover()
        if not self.read_only:
            self._aftercare.start()

    def stay(self) -> None:
        """Wait, on this thread, until what was written lately has been looked at again."""
        self._aftercare.wait()

    def recover(self) -> None:
        """Finish the writes that a crash interrupted; `problems` tells of those that it cannot.

        Then look once at what runs that are over have written; `lost` tells what did not survive.
        """
        if not self.read_only:
            with self._writing:
                self._recovered = tuple(recover(self._journal, self._writer))
            self._aftercare.look()

    def rescan(self) -> None:
        """Look at every file again, on the vault's own thread."""
        self._indexer.rescan()

    def close(self) -> None:
        """Wait for a write that is under way, then stop watching."""
        self._aftercare.close()
        with self._writing:
            self._indexer.close()
            self._journal.close()

    def subscribe(self, callback: Callable[[Event], None]) -> None:
        """Tell `callback` of every event, on the thread where it happens."""
        self._subscribers.append(callback)

    @property
    def loaded(self) -> bool:
        """Whether the first read is over."""
        return self._indexer.loaded

    @property
    def settings(self) -> ObsidianSettings:
        """What Obsidian and the Tasks plugin say about this vault."""
        return self._indexer.settings

    @property
    def rule(self) -> ProposedRule:
        """What is proposed in this vault."""
        return self._indexer.rule

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be read, a sentence each."""
        journal = (self._journal.problem,) if self._journal.problem else ()
        unprotected = (self._writer.problem,) if self._writer.problem else ()
        snoozes = (self._snoozes.problem,) if self._snoozes.problem else ()
        return (*self._recovered, *journal, *snoozes, *unprotected, *self._indexer.problems)

    @property
    def lost(self) -> tuple[DecisionLost, ...]:
        """Decisions that others were seen to undo, in this run."""
        return self._lost

    @property
    def hidden_notes(self) -> int:
        """Notes that Obsidian's ignored files hide."""
        return self._indexer.hidden_notes

    def task(self, task_id: TaskId) -> IndexedTask | None:
        """The task as it is now; None when it is gone."""
        return self._indexer.task(task_id)

    def tasks(self) -> list[IndexedTask]:
        """Every task, in order of path and line."""
        return self._indexer.tasks()

    def in_note(self, path: str) -> tuple[IndexedTask, ...]:
        """The tasks of one note, from its top."""
        return self._indexer.in_note(path)

    def has_note(self, path: str) -> bool:
        """Whether this is a note of the vault."""
        return self._indexer.has_note(path)

    def note_paths(self) -> list[str]:
        """The path of every note, in no particular order."""
        return list(self._indexer.notes())

    def note_count(self) -> int:
        """How many notes there are."""
        return self._indexer.note_count()

    def people(self) -> People:
        """Who is who, by the notes as they are now."""
        return self._indexer.people()

    def view(self, request: ViewRequest) -> View:
        """The rows of a view. Its cost grows with the vault: not for the screen's thread."""
        return self._views.build(self.tasks(), self.people(), request, self.today(), self.snoozed())

    def snoozed(self) -> Mapping[TaskId, date]:
        """The proposals that are put off, each with the day on which it is back in the inbox."""
        today = self.today()
        with self._snoozing:
            until = {
                task.id: day
                for path in self._snoozes.paths()
                for task, day in self._put_off(path)
                if task.proposed and day > today
            }
        if self.config.snooze.write_start:
            until |= {t.id: day for t in self.tasks() if (day := _later_start(t, today))}
        return until

    def snooze(self, found: IndexedTask, until: date | None) -> bool:
        """Keep a proposal out of the inbox until a day, or no longer (None); the note stays.

        Whether anything has changed. Raises NotPermittedError, ConflictError.
        """
        if self.read_only:
            raise NotPermittedError("The vault is open read-only: nothing is put off.")
        now = self.task(found.id)
        if now is None or now.at.raw != found.at.raw:
            raise ConflictError("The line has changed since it was read; nothing was put off.")
        with self._snoozing:
            changed = self._snoozes.put(now, self.in_note(now.path), until, self.today())
        if changed:
            self._tell(IndexChanged(frozenset({now.path}), frozenset(), frozenset({now.id})))
        return changed

    def _put_off(self, path: str) -> Iterator[tuple[IndexedTask, date]]:
        tasks = self.in_note(path)
        until = self._snoozes.of_note(path, tasks)
        return ((task, until[task.id]) for task in tasks if task.id in until)

    def read_note(self, path: str) -> bytes:
        """A note's bytes as they are on the disk. Raises what NoteWriter.read raises."""
        return self._writer.read(path)[0]

    def preview(self, decision: Decision) -> Rewrite:
        """What a decision would write. Raises UsageError."""
        found = decision.found
        return plan(decision.edit, found.task, self._context(), proposed=found.proposed)

    def rehearse(self, decisions: Sequence[Decision]) -> Rehearsal:
        """What `apply` would write now, note by note; nothing is written."""
        return rehearse(decisions, self._context(), self.read_note)

    # Writing

    def apply(self, decisions: Sequence[Decision], reason: str = "") -> Applied:
        """Write decisions, each note once, as one step to undo; one refusal stops no other.

        `reason` is kept with the step.
        """
        name = decisions[0].edit.name if decisions else ""
        outcomes: dict[TaskId, Outcome] = {}
        with self._writing:
            context = self._context()
            step = self._journal.begin(name, reason=reason)
            moving, staying = parted(decisions)
            if moving:
                outcomes |= self._move(moving, context, step)
            for path, group in by_path(staying):
                now = [replace(d, found=self._indexer.as_now(d.found)) for d in group]
                targets, refused = plan_targets(now, context)
                outcomes |= refused | self._write(path, targets, step)
        unique = dict.fromkeys(decision.found.id for decision in decisions)
        return Applied(name, "", tuple(outcomes[task_id] for task_id in unique))

    def capture(self, capture: Capture) -> Applied:
        """Add a task to a note, as one step to undo; the note is made when it is not there.

        Raises VaultriageError with nothing added; then a note that was made may be left.
        """
        wanted = self._plan_capture(capture)
        if self.read_only:
            raise NotPermittedError("The vault is open read-only: nothing is added.")
        with self._writing:
            if wanted.is_new:
                create_note(self.root, wanted.path, wanted.base)
            step = self._journal.begin("capture")
            changes = self._add(wanted.path, wanted.plan, step)
        (change,) = changes
        number = change.after.number + (change.kept or 0)
        found = next((t for t in self.in_note(wanted.path) if t.at.number == number), None)
        return captured(wanted, number, found.id if found else TaskId(0))

    def rehearse_capture(self, capture: Capture) -> Rehearsal:
        """What `capture` would write; nothing is written."""
        wanted = self._plan_capture(capture)
        return rehearsed_capture(wanted)

    def _plan_capture(self, capture: Capture) -> CapturePlan:
        settings = self.settings
        return plan_capture(
            capture,
            today=self.today(),
            grammar=settings.grammar,
            rules=settings.rules,
            daily=settings.daily_notes,
            read=self.read_note,
        )

    def _move(
        self, decisions: Sequence[Decision], context: EditContext, step: OpenStep
    ) -> dict[TaskId, Outcome]:
        """Take lines to another note: it is written first."""
        now = [replace(d, found=self._indexer.as_now(d.found)) for d in decisions]
        moves = plan_moves(now, context, self.read_note)
        if not moves.blocks:
            return moves.outcomes
        if self.read_only:
            return moves.failed(NotPermittedError("The vault is open read-only."))
        try:
            create_note(self.root, moves.to, b"")
            self._add(moves.to, AppendPlan(moves.blocks), step)
        except VaultriageError as error:
            return moves.failed(error)
        written: dict[TaskId, Outcome] = {}
        for path, targets in moves.notes:
            written |= self._write(path, targets, step)
        return moves.settled(with_copies_told(written, moves.to))

    def _add(self, path: str, plan: AppendPlan, step: OpenStep) -> list[Change]:
        """Add lines to a note; what was changed. Raises VaultriageError."""
        recorded = RecordedWrite(step, path, plan)
        try:
            written = self._writer.write(path, plan, recorded.record)
        except VaultriageError:
            recorded.forget()
            raise
        recorded.confirm()
        changes = plan.changes(path, written.after)
        self._take_in(path, written, ())
        return changes

    def undo(self) -> Applied | None:
        """Take the newest step back, whoever made it; None when there is none."""
        return self._revert(self._journal.last_done, StepKind.UNDO)

    def redo(self) -> Applied | None:
        """Make the step that was taken back last again; None when there is none."""
        return self._revert(self._journal.last_undone, StepKind.REDO)

    def history(self, most: int = 100) -> list[Step]:
        """The newest steps of this vault, newest first."""
        return self._journal.history(most)

    def losses(self, most: int = 100) -> list[DecisionLost]:
        """Decisions that others undid right after they were written, newest first, in any run."""
        return self._journal.watched.losses(most)

    def _context(self) -> EditContext:
        return EditContext(self.today(), self.settings.rules, self.rule)

    def _revert(self, newest: Callable[[], Step | None], kind: StepKind) -> Applied | None:
        with self._writing:
            step = newest()
            if step is None:
                return None
            outcomes: list[Outcome] = []
            again = self._journal.begin(step.name, kind, step.reason)
            notes = list(step.by_path())
            is_move = moves_lines(step)
            for path, changes in reversed(notes) if is_move else notes:
                targets = [target_to_revert(self._with_task_id(c)) for c in changes]
                stopped = is_move and any(outcome.error for outcome in outcomes)
                new = left_alone(path, targets) if stopped else self._write(path, targets, again)
                outcomes += new.values()
            if again.id is not None or not any(map(can_be_tried_again, outcomes)):
                self._journal.set_taken_back(step.id)
        return Applied(step.name, step.label, tuple(outcomes))

    def _with_task_id(self, change: Change) -> Change:
        """The change with the id of its task, if another run of the program made it."""
        if change.task_id:
            return change
        unseen = TaskId(-next(self._unseen))
        if change.kept is None:
            return replace(change, task_id=unseen)
        line, number = change.after.lines[change.kept], change.after.number + change.kept
        twins = [found for found in self.in_note(change.path) if found.at.raw == line]
        nearest = min(twins, key=lambda found: abs(found.at.number - number), default=None)
        return replace(change, task_id=nearest.id if nearest else unseen)

    def _write(self, path: str, targets: Sequence[Target], step: OpenStep) -> dict[TaskId, Outcome]:
        if not targets:
            return {}
        plan = NotePlan(targets)
        recorded = RecordedWrite(step, path, plan)
        try:
            written = self._writer.write(path, plan, recorded.record)
        except VaultriageError as error:
            recorded.forget()
            return {t.task_id: failed(path, t, error) for t in targets}
        recorded.confirm()
        changes = plan.changes(path, written.after)
        self._take_in(path, written, changes)
        return settled(path, targets, plan, changes)

    def _take_in(self, path: str, written: Written, changes: Sequence[Change]) -> None:
        replaced = self._indexer.put(path, written, moved_tasks(changes, written.after))
        self._tell(IndexChanged(frozenset({path}), replaced.removed, replaced.changed))

    def _repeat(self, repeat: Repeat) -> bool:
        """Make again what a stale save undid; False when the note cannot be written."""
        write = repeat.write
        with self._writing:
            step = self._journal.continue_step(write.step)
            recorded = RecordedWrite(step, write.path, repeat.plan)
            try:
                written = self._writer.write(write.path, repeat, recorded.record)
            except VaultriageError:
                recorded.forget()
                return False
            recorded.confirm()
            if recorded.id is not None:
                self._journal.watched.hand_over(write, repeat.left(), recorded.id)
                self._take_in(write.path, written, repeat.plan.changes(write.path, written.after))
        return True

    def _tell_lost(self, lost: DecisionLost) -> None:
        self._lost = (*self._lost, lost)
        self._tell(lost)

    def _hear(self, event: Event) -> None:
        """Take what the indexer has seen: somebody else may have saved over us."""
        self._tell(event)
        if isinstance(event, IndexChanged):
            self._aftercare.wake()

    def _tell(self, event: Event) -> None:
        for callback in self._subscribers:
            callback(event)


def _later_start(found: IndexedTask, today: date) -> date | None:
    start = found.task.start if found.proposed else None
    return start if start and start > today else None

"""A vault that is open: the only door between files and the rest of the program.

Writing happens on the thread that calls, reading on the indexer's; subscribers are called on
whichever of them made the change.
"""

import os
import threading
from collections.abc import Callable, Sequence
from datetime import date

from parsers.proposed import ProposedRule, ProposedSettings
from parsers.status_change import Rewrite
from vault.edits import EditContext, plan
from vault.errors import NotFoundError, VaultriageError
from vault.events import Event, IndexChanged
from vault.index import IndexedTask, TaskId
from vault.indexer import Indexer
from vault.journal import Change, Journal, Step
from vault.notewrite import NotePlan, Target, moved_tasks, target_to_revert
from vault.obsidian import ObsidianSettings
from vault.outcomes import Applied, Decision, Outcome, by_path, failed, plan_targets, settled
from vault.people import OwnerSettings, People
from vault.rehearsal import Rehearsal, rehearse
from vault.view import View, ViewRequest, build_view
from vault.writer import NoteWriter


class Vault:
    """Owns indexer, writer and journal of one folder of notes."""

    def __init__(
        self,
        root: str,
        *,
        today: Callable[[], date],
        read_only: bool = False,
        proposed: ProposedSettings | None = None,
        owners: OwnerSettings | None = None,
    ) -> None:
        """Open the folder without reading a note yet. Raises NotFoundError when there is none."""
        if not os.path.isdir(root):
            raise NotFoundError(f"{root} is no folder.", "Name a vault with --vault PATH.")
        self.root = os.path.abspath(root)
        self.today = today
        self.read_only = read_only
        self._writer = NoteWriter(self.root, read_only=read_only)
        self._journal = Journal()
        self._writing = threading.Lock()
        self._subscribers: list[Callable[[Event], None]] = []
        self._indexer = Indexer(
            self.root,
            self._writer.read,
            self._tell,
            proposed or ProposedSettings(),
            owners or OwnerSettings(),
        )

    @property
    def name(self) -> str:
        """The folder's name."""
        return os.path.basename(self.root) or self.root

    # Reading

    def load(self) -> None:
        """Read every note, on this thread."""
        self._indexer.load()

    def start(self) -> None:
        """Watch for changes and read every note, on a thread of the vault's own."""
        self._indexer.start()

    def rescan(self) -> None:
        """Look at every file again, on the vault's own thread."""
        self._indexer.rescan()

    def close(self) -> None:
        """Wait for a write that is under way, then stop watching."""
        with self._writing:
            self._indexer.close()

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
        return self._indexer.problems

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
        return path in self._indexer.notes()

    def note_paths(self) -> list[str]:
        """The path of every note, in no particular order."""
        return list(self._indexer.notes())

    def note_count(self) -> int:
        """How many notes there are."""
        return len(self._indexer.notes())

    def people(self) -> People:
        """Who is who, by the notes as they are now."""
        return self._indexer.people()

    def view(self, request: ViewRequest) -> View:
        """The rows of a view. Its cost grows with the vault: not for the screen's thread."""
        return build_view(self.tasks(), self.people(), request, self.today())

    def read_note(self, path: str) -> bytes:
        """A note's bytes as they are on the disk. Raises what NoteWriter.read raises."""
        return self._writer.read(path)[0]

    def preview(self, decision: Decision) -> Rewrite:
        """What a decision would write. Raises UsageError."""
        return plan(decision.edit, decision.found.task, self._context())

    def rehearse(self, decisions: Sequence[Decision]) -> Rehearsal:
        """What `apply` would write now, note by note; nothing is written."""
        return rehearse(decisions, self._context(), self.read_note)

    # Writing

    def apply(self, decisions: Sequence[Decision]) -> Applied:
        """Write decisions, each note once, as one step to undo; one refusal stops no other."""
        name = decisions[0].edit.name if decisions else ""
        changes: list[Change] = []
        outcomes: dict[TaskId, Outcome] = {}
        with self._writing:
            context = self._context()
            for path, group in by_path(decisions):
                targets, refused = plan_targets(group, context)
                made, settled_here = self._write(path, targets)
                changes += made
                outcomes |= refused | settled_here
            step = Step(name, tuple(changes)) if changes else None
            if step:
                self._journal.record(step)
        unique = dict.fromkeys(decision.found.id for decision in decisions)
        return Applied(name, step, tuple(outcomes[task_id] for task_id in unique))

    def undo(self) -> Applied | None:
        """Take the newest step back; None when there is none."""
        return self._revert(self._journal.take_done, self._journal.put_undone)

    def redo(self) -> Applied | None:
        """Make the step that was taken back last again; None when there is none."""
        return self._revert(self._journal.take_undone, self._journal.put_done)

    def _context(self) -> EditContext:
        return EditContext(self.today(), self.settings.rules, self.rule)

    def _revert(
        self, take: Callable[[], Step | None], put: Callable[[Step], None]
    ) -> Applied | None:
        with self._writing:
            step = take()
            if step is None:
                return None
            made: list[Change] = []
            outcomes: list[Outcome] = []
            for path, changes in step.by_path():
                written, settled_here = self._write(path, [target_to_revert(c) for c in changes])
                made += written
                outcomes += settled_here.values()
            if made:
                put(Step(step.name, tuple(made)))
        return Applied(step.name, step, tuple(outcomes))

    def _write(
        self, path: str, targets: Sequence[Target]
    ) -> tuple[list[Change], dict[TaskId, Outcome]]:
        if not targets:
            return [], {}
        note_plan = NotePlan(targets)
        try:
            written = self._writer.write(path, note_plan)
        except VaultriageError as error:
            return [], {t.task_id: failed(path, t, error) for t in targets}
        changes = note_plan.changes(path, written.after)
        replaced = self._indexer.put(path, written.after, written.stat, moved_tasks(changes))
        self._tell(IndexChanged(frozenset({path}), replaced.removed, replaced.changed))
        return changes, settled(path, targets, note_plan, changes)

    def _tell(self, event: Event) -> None:
        for callback in self._subscribers:
            callback(event)

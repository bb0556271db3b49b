"""A vault that is open: the only door between files and the rest of the program.

Writing happens on the thread that calls, reading on the indexer's; subscribers are called on
whichever of them made the change.
"""

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from parsers.note import Note
from parsers.proposed import ProposedRule
from parsers.status_change import Rewrite
from vault.aftercare import Aftercare
from vault.cache import NoteCache
from vault.comparing import Comparing
from vault.config import DEFAULTS, Config
from vault.edits import EditContext, plan
from vault.errors import NotFoundError, NotPermittedError
from vault.events import DecisionLost, Event, IndexChanged, WatchState
from vault.following import read_active_note
from vault.garbage import without_collections
from vault.index import IndexedTask, TaskId
from vault.indexer import Indexer
from vault.journal import WATCHED_S, Journal
from vault.knowledge import IndexSettings
from vault.obsidian import ObsidianSettings
from vault.outbox import GATHER_S
from vault.outcomes import Applied, Decision
from vault.people import People
from vault.put_off import PutOff
from vault.scribe import Scribe
from vault.snoozes import Snoozes
from vault.steps import Step
from vault.strategies import ALL_STRATEGIES, Strategy
from vault.suggesting import Suggesting
from vault.suggestions import Suggestion
from vault.view import View, ViewRequest
from vault.views import Views
from vault.writer import NoteWriter

if TYPE_CHECKING:
    from vault.capture import Capture, CapturePlan
    from vault.duplicates import Alike, Cluster
    from vault.rehearsal import Rehearsal


class Vault:
    """Owns indexer, writer and journal of one folder of notes."""

    def __init__(
        self,
        root: str,
        *,
        today: Callable[[], date],
        clock: Callable[[], time] = time,
        read_only: bool = False,
        config: Config = DEFAULTS,
        state: str | None = None,
        cache: str | None = None,
        watch_for: float = WATCHED_S,
        gather_for: float = GATHER_S,
        strategies: frozenset[Strategy] = ALL_STRATEGIES,
    ) -> None:
        """Open the folder without reading a note yet. Raises NotFoundError when there is none.

        `clock`: the time of day, for notes that are made from a template.
        `config`: what the user wants, for this vault and for whoever decides in it.
        `state` is the folder of the journal; None keeps the history in memory only.
        `cache` is the folder of the cache; None starts without, and read-only leaves it as it is.
        `watch_for`: seconds after a write in which stale saves of others are looked for.
        `gather_for`: seconds after a write in which what is decided in its note is gathered.
        `strategies`: the ways of writing that may be used.
        """
        if not os.path.isdir(root):
            raise NotFoundError(f"{root} is no folder.", "Name a vault with --vault PATH.")
        self.root = os.path.abspath(root)
        self.today = today
        self._clock = clock
        self.read_only = read_only
        self.config = config
        self._writer = NoteWriter(self.root, read_only=read_only, strategies=strategies)
        self._journal = Journal(
            None if read_only else state,
            self.root,
            watch_for=watch_for,
            keep_days=config.journal.keep_days,
            keep_steps=config.journal.keep_steps,
        )
        self._lost: tuple[DecisionLost, ...] = ()
        self._recovered: tuple[str, ...] = ()
        self._views: Views | None = None
        self._viewing = threading.Lock()
        self._subscribers: list[Callable[[Event], None]] = []
        self._indexer = Indexer(
            self.root,
            self._writer.read,
            self._hear,
            IndexSettings(
                config.proposed.settings(), config.owners.settings(), config.ignored.show
            ),
            watch=config.watch.settings(),
            cache=None if cache is None else NoteCache(cache, self.root, read_only=read_only),
        )
        self._put_off = PutOff(
            Snoozes(state, self.root),
            self._indexer,
            today,
            later_start_snoozes=config.snooze.write_start,
        )
        self._scribe = Scribe(
            self._indexer,
            self._writer,
            self._journal,
            self._context,
            self._tell,
            gather_for=gather_for,
        )
        self._suggesting = Suggesting(self._journal, self._indexer)
        self._comparing = Comparing(self._journal, self._indexer, today)
        self._aftercare = Aftercare(
            self.root,
            self._journal.watched,
            self._writer.read,
            self._scribe.repeat,
            self._tell_lost,
            also=self._writer.late.look,
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

    def rows_are_shown(self) -> None:
        """Go on reading: after `start`, the first notes are left alone for others to show them."""
        self._indexer.rows_are_shown()

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
            self._recovered = self._scribe.recover()
            self._aftercare.look()

    def rescan(self) -> None:
        """Look at every file again, on the vault's own thread."""
        self._indexer.rescan()

    def close(self) -> list[Applied]:
        """Write what waits, then stop watching. What came of it."""
        self._aftercare.close()
        written = self._scribe.close()
        self._writer.late.close()
        self._indexer.close()
        return written

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
        """What could not be read, kept or written as it should be, a sentence each."""
        unprotected = (self._writer.problem,) if self._writer.problem else ()
        late = self._writer.late.problems
        return (*self.state_problems, *late, *unprotected, *self._indexer.problems)

    @property
    def state_problems(self) -> tuple[str, ...]:
        """Those of what is kept outside of the vault: the journal and what it could not finish."""
        kept = (self._journal.problem, self._put_off.problem)
        return (*self._recovered, *filter(None, kept))

    @property
    def remembers(self) -> bool:
        """Whether what is decided, and what waits, outlives the program."""
        return self._journal.is_lasting

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

    def as_now(self, seen: IndexedTask) -> IndexedTask:
        """The task as it is now, if nobody but this program wrote its note since it was seen."""
        return self._indexer.as_now(seen)

    def tasks(self) -> list[IndexedTask]:
        """Every task, in order of path and line."""
        return self._indexer.tasks()

    def in_note(self, path: str) -> tuple[IndexedTask, ...]:
        """The tasks of one note, from its top."""
        return self._indexer.in_note(path)

    def waits_for(self, found: IndexedTask) -> tuple[IndexedTask, ...]:
        """The unfinished tasks that this one depends on; it is blocked while there are any."""
        return self._indexer.waits_for(found)

    def blocks(self, found: IndexedTask) -> tuple[IndexedTask, ...]:
        """The unfinished tasks that depend on this one."""
        return self._indexer.blocks(found)

    def has_note(self, path: str) -> bool:
        """Whether this is a note of the vault."""
        return self._indexer.has_note(path)

    def note(self, path: str) -> Note | None:
        """A note without its tasks; None when there is none at this path."""
        return self._indexer.note(path)

    def note_paths(self) -> list[str]:
        """The path of every note, in no particular order."""
        return list(self._indexer.notes())

    def active_note(self) -> str | None:
        """The path of the note that is read in Obsidian; None where that cannot be told."""
        return read_active_note(self.root)

    def note_count(self) -> int:
        """How many notes there are."""
        return self._indexer.note_count()

    def people(self) -> People:
        """Who is who, by the notes as they are now."""
        return self._indexer.people()

    def view(self, request: ViewRequest) -> View:
        """The rows of a view: not for the screen's thread.

        The first one costs what the vault holds, the others what changed since, and what another
        filter has to look at.
        """
        with self._viewing:
            views, self._views = self._views, None  # what fails half-way is begun anew
            is_first = views is None
            views = views or Views(later_start_snoozes=self.config.snooze.write_start)
            touched, where = self._indexer.take_touched(request.lingering, everything=is_first)
            today = self.today()
            with without_collections(len(touched.notes), for_good=is_first):
                views.update(touched, self.people(), today, self._put_off.by_note(today))
            view = views.view(request, where)
            self._views = views
            return view

    def suggest(self, found: IndexedTask) -> Suggestion | None:
        """What was decided about proposals like this one, where that is worth a word.

        None too where the settings want no suggestions. Not for the screen's thread.
        """
        return self._suggesting.suggest(found) if self.config.suggest.show else None

    def duplicates(self) -> "tuple[Cluster, ...]":
        """Tasks that say the same: not for the screen's thread.

        The first answer costs what the vault holds, the others what changed since.
        """
        return self._comparing.clusters()

    def like(self, found: IndexedTask, most: int = 5) -> "tuple[Alike, ...]":
        """The tasks most like this one, the most alike first: not for the screen's thread."""
        return self._comparing.like(found, most)

    def snoozed(self) -> Mapping[TaskId, date]:
        """The proposals that are put off, each with the day on which it is back in the inbox."""
        return self._put_off.days()

    def snooze(self, found: IndexedTask, until: date | None) -> bool:
        """Keep a proposal out of the inbox until a day, or no longer (None); the note stays.

        Whether anything has changed. Raises NotPermittedError, ConflictError.
        """
        if self.read_only:
            raise NotPermittedError("The vault is open read-only: nothing is put off.")
        changed = self._put_off.put(found, until)
        if changed:
            self._tell(IndexChanged(frozenset({found.path}), frozenset(), frozenset({found.id})))
        return changed

    def read_note(self, path: str) -> bytes:
        """A note's bytes as they are on the disk. Raises what NoteWriter.read raises."""
        return self._writer.read(path)[0]

    def preview(self, decision: Decision) -> Rewrite:
        """What a decision would write. Raises UsageError."""
        found = decision.found
        return plan(decision.edit, found.task, self._context(), proposed=found.proposed)

    def rehearse(self, decisions: Sequence[Decision]) -> "Rehearsal":
        """What `apply` would write now, note by note; nothing is written."""
        from vault.rehearsal import rehearse  # noqa: PLC0415 - commands need it, no screen does

        return rehearse(decisions, self._context(), self.read_note)

    # Writing

    def apply(self, decisions: Sequence[Decision], reason: str = "") -> Applied:
        """Write decisions, each note once, as one step to undo; one refusal stops no other.

        `reason` is kept with the step.
        """
        return self._scribe.apply(decisions, reason)

    def decide(self, decisions: Sequence[Decision], reason: str = "") -> list[Applied]:
        """Write decisions, or let them wait in the journal where that is better for their note.

        See `Scribe.decide`; `write_held` writes what waits.
        """
        return self._scribe.decide(decisions, reason)

    def capture(self, capture: "Capture") -> Applied:
        """Add a task to a note, as one step to undo; the note is made when it is not there.

        Raises VaultriageError with nothing added; then a note that was made may be left.
        """
        return self._scribe.capture(self._plan_capture(capture))

    def rehearse_capture(self, capture: "Capture") -> "Rehearsal":
        """What `capture` would write; nothing is written."""
        from vault.capture_outcome import rehearsed_capture  # noqa: PLC0415 - as above

        return rehearsed_capture(self._plan_capture(capture))

    def write_held(self, *, leaving: str = "", everything: bool = False) -> list[Applied]:
        """Write what waits and is due; `leaving` a note, also what it gathers."""
        return self._scribe.write_held(leaving=leaving, everything=everything)

    @property
    def pending(self) -> int:
        """How many decisions wait to be written."""
        return self._scribe.pending

    @property
    def next_due(self) -> float | None:
        """Seconds until `write_held` has something to do; None when nothing waits."""
        return self._scribe.next_due

    def undo(self) -> Applied | None:
        """Take the newest step back, whoever made it; None when there is none."""
        return self._scribe.undo()

    def redo(self) -> Applied | None:
        """Make the step that was taken back last again; None when there is none."""
        return self._scribe.redo()

    def history(self, most: int = 100) -> list[Step]:
        """The newest steps of this vault, newest first."""
        return self._journal.history(most)

    def losses(self, most: int = 100) -> list[DecisionLost]:
        """Decisions that others undid right after they were written, newest first, in any run."""
        return self._journal.watched.losses(most)

    def _context(self) -> EditContext:
        return EditContext(self.today(), self.settings.rules, self.rule)

    def _plan_capture(self, capture: "Capture") -> "CapturePlan":
        from vault.capture import plan_capture  # noqa: PLC0415 - as above

        settings = self.settings
        return plan_capture(
            capture,
            now=datetime.combine(self.today(), self._clock()),
            grammar=settings.grammar,
            rules=settings.rules,
            daily=settings.daily_notes,
            read=self.read_note,
        )

    def _tell_lost(self, lost: DecisionLost) -> None:
        self._lost = (*self._lost, lost)
        self._tell(lost)

    def _hear(self, event: Event) -> None:
        """Take what the indexer has seen: somebody else may have saved over us."""
        if isinstance(event, WatchState):
            self._writer.gone = event.gone
        self._tell(event)
        if isinstance(event, IndexChanged):
            self._aftercare.wake()

    def _tell(self, event: Event) -> None:
        self._comparing.hear(event)
        for callback in self._subscribers:
            callback(event)

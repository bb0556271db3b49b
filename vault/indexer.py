"""Keeps the index in step with the files: the first read, changes from outside, our own writes.

One lock guards the index. Whatever reads files runs on one thread of its own, job by job.
"""

import gc
import logging
import os
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from parsers.lines import shown
from parsers.note import Note, parse_note
from parsers.proposed import ProposedRule, ProposedSettings, decide_symbols
from vault.errors import NotFoundError, VaultriageError
from vault.events import Event, IndexChanged, ScanProgress, SettingsChanged, WatchState
from vault.index import Index, IndexedTask, Replaced, TaskId
from vault.obsidian import IgnoreFilter, ObsidianSettings, read_settings
from vault.people import OwnerSettings, People, may_be_person
from vault.scanner import Found, Signature, find_notes, is_note, newest_first, signature_of
from vault.watcher import Batch, Watcher
from vault.writer import Written

_CHUNK: Final = 200
"""Notes read between two reports of progress."""

_LOG: Final = logging.getLogger(__name__)

ReadNote = Callable[[str], tuple[bytes, os.stat_result]]


class Indexer:
    """Owns the index, the settings that it was read by, and the watcher."""

    def __init__(
        self,
        root: str,
        read: ReadNote,
        tell: Callable[[Event], None],
        proposed: ProposedSettings,
        owners: OwnerSettings,
        *,
        show_ignored: bool = False,
    ) -> None:
        """`show_ignored`: read also the notes that Obsidian's ignored files hide."""
        self._root = root
        self._read = read
        self._tell = tell
        self._proposed = proposed
        self._owners = owners
        self._show_ignored = show_ignored
        self._lock = threading.RLock()
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._watcher: Watcher | None = None
        self._closing = threading.Event()
        self.settings = read_settings(root)
        self._ignored = self._hidden_by(self.settings)
        self._index = Index(self._decide_rule(()))
        self._people: People | None = None
        self._signatures: dict[str, Signature] = {}
        self._closed_folders: tuple[str, ...] = ()
        self._unreadable: dict[str, str] = {}
        self._own: dict[str, set[int]] = {}
        self._saved: dict[str, float] = {}
        self.loaded = False
        """Whether the first read is over."""
        self._hidden: frozenset[str] = frozenset()

    # Answers

    @property
    def rule(self) -> ProposedRule:
        """What is proposed in this vault."""
        return self._index.rule

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be read, a sentence each."""
        with self._lock:
            unreadable = (*self._closed_folders, *self._unreadable.values())
            return (*self.settings.problems, *unreadable)

    @property
    def hidden_notes(self) -> int:
        """How many notes Obsidian's ignored files hide."""
        return len(self._hidden)

    def task(self, task_id: TaskId) -> IndexedTask | None:
        """The task as it is now; None when it is gone."""
        with self._lock:
            return self._index.get(task_id)

    def as_now(self, seen: IndexedTask) -> IndexedTask:
        """The task as it is now, if since it was seen nobody but this program wrote its note.

        Otherwise as it was seen: what others changed is for the rules of identity to judge.
        """
        with self._lock:
            now = self._index.get(seen.id)
            ours = seen.note.content_hash in self._own.get(seen.path, ())
            return now if now and ours and now.at.raw == seen.at.raw else seen

    def saved_by_others(self, path: str) -> float:
        """When another program last saved a note that we knew already, in seconds since 1970.

        0 when none has in this run.
        """
        with self._lock:
            known, saved = self._signatures.get(path), self._saved.get(path, 0.0)
        try:
            stat = os.stat(os.path.join(self._root, path), follow_symlinks=False)
        except OSError:
            return saved
        is_new = known is not None and signature_of(stat) != known
        return stat.st_mtime if is_new else saved

    def in_note(self, path: str) -> tuple[IndexedTask, ...]:
        """The tasks of one note, from its top."""
        with self._lock:
            return self._index.in_note(path)

    def waits_for(self, found: IndexedTask) -> tuple[IndexedTask, ...]:
        """The unfinished tasks that this one depends on."""
        with self._lock:
            return self._index.waits_for(found)

    def blocks(self, found: IndexedTask) -> tuple[IndexedTask, ...]:
        """The unfinished tasks that depend on this one."""
        with self._lock:
            return self._index.blocks(found)

    def notes(self) -> dict[str, Note]:
        """Every note by its path, as of now."""
        with self._lock:
            return dict(self._index.notes)

    def tasks(self) -> list[IndexedTask]:
        """Every task, in order of path and line."""
        with self._lock:
            return [t for path in sorted(self._index.notes) for t in self._index.in_note(path)]

    def take_touched(
        self, lingering: Iterable[TaskId], *, everything: bool
    ) -> tuple[dict[str, tuple[IndexedTask, ...]], dict[TaskId, str]]:
        """See `Index.take_touched`; and the notes of those of `lingering` that are there."""
        with self._lock:
            known = map(self._index.get, lingering)
            where = {found.id: found.path for found in known if found}
            return self._index.take_touched(everything=everything), where

    def has_note(self, path: str) -> bool:
        """Whether the index holds this note."""
        with self._lock:
            return path in self._index.notes

    def note_count(self) -> int:
        """How many notes the index holds."""
        with self._lock:
            return len(self._index.notes)

    def people(self) -> People:
        """Who is who, by the notes as they are now."""
        with self._lock:
            if self._people is None:
                self._people = People(self._owners, tuple(self._index.notes.values()))
            return self._people

    # Work

    def start(self, first: Callable[[], None]) -> None:
        """Do `first`, then watch, then read every note: all on the indexer's own thread."""
        self._jobs.put(first)
        self._jobs.put(self._watch)
        self._jobs.put(self.load)
        self._thread = threading.Thread(target=self._work, name="indexer", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop reading and watching."""
        self._closing.set()
        if self._watcher:
            self._watcher.stop()
        self._jobs.put(None)
        if self._thread:
            self._thread.join(timeout=2)

    def rescan(self) -> None:
        """Look at every file again, on the indexer's own thread."""
        self._jobs.put(self._sweep)

    def load(self) -> None:
        """Read every note, the newest first; subscribers hear of progress."""
        with _without_collections():
            self._load()

    def _load(self, *, anew: bool = False) -> None:
        """`anew`: also the notes whose bytes are as they were, for the settings are not."""
        found = find_notes(self._root, self._ignored)
        self._remember(found)
        for path in self._index.notes.keys() - found.notes.keys():
            with self._lock:
                self._replace(path, None, {})
        paths = newest_first(found.notes)
        for start in range(0, len(paths), _CHUNK):
            if self._closing.is_set():
                return
            self._tell(ScanProgress(start, len(paths)))
            for path in paths[start : start + _CHUNK]:
                self._read_again(path, anew=anew)
        self._settle_rule()
        self.loaded = True
        self._tell(ScanProgress(len(paths), len(paths)))

    def put(self, path: str, written: Written, moved: Mapping[TaskId, int]) -> Replaced:
        """Take in a note that this program has written itself."""
        with self._lock:
            known = self._index.notes.get(path)
            follows = known is not None and known.content_hash == hash(written.before)
            own = self._own.get(path, set()) if follows else set()
            self._signatures[path] = signature_of(written.stat)
            note = parse_note(path, written.after, self.settings.grammar)
            replaced = self._replace(path, note, moved)
            if known is not None and follows:
                self._own[path] = own | {known.content_hash}
            return replaced

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                job()
            except Exception as error:  # noqa: BLE001
                # One note or event must not end the thread that keeps up with all others.
                _LOG.exception("The indexer stumbled")
                self._tell(
                    WatchState(
                        live=self._watcher is not None,
                        remark=f"Keeping up with the vault stumbled ({error!r}); F5 looks again.",
                    )
                )

    def _watch(self) -> None:
        if self._closing.is_set():
            return
        watcher = Watcher(self._root, self._take_batch)
        self._watcher = watcher
        remark = watcher.start()
        self._tell(WatchState(live=not remark, remark=remark))

    def _take_batch(self, batch: Batch) -> None:
        self._jobs.put(lambda: self._catch_up(batch))

    def _catch_up(self, batch: Batch) -> None:
        # Also when the config folder is gone by now, or is another one.
        if any(path.startswith(".") for path in batch.paths):
            self._read_settings_again()
        if batch.sweep:
            self._sweep()
            return
        notes = list(filter(is_note, batch.paths))
        self._count_hidden(filter(self._ignored.hides, notes))
        self._read_and_tell([path for path in notes if not self._ignored.hides(path)])

    def _count_hidden(self, paths: Iterable[str]) -> None:
        """Keep the number of hidden notes right: these came, went or were saved."""
        before = self._hidden
        for path in paths:
            full = os.path.join(self._root, path)
            is_there = os.path.isfile(full) and not os.path.islink(full)
            self._hidden = self._hidden | {path} if is_there else self._hidden - {path}
        if self._hidden != before:
            self._tell(IndexChanged(frozenset(), frozenset(), frozenset()))

    def _sweep(self) -> None:
        """Read again what has another signature than it had, and drop what is gone."""
        before = self._signatures
        found = find_notes(self._root, self._ignored)
        self._remember(found)
        stale = [path for path, now in found.notes.items() if before.get(path) != now]
        self._read_and_tell([*stale, *(before.keys() - found.notes.keys())])

    def _remember(self, found: Found) -> None:
        with self._lock:
            self._signatures = dict(found.notes)
            self._hidden = found.hidden
            self._closed_folders = tuple(
                f"The folder “{shown(path) or '.'}” cannot be opened." for path in found.unreadable
            )

    def _read_and_tell(self, paths: Sequence[str]) -> None:
        """Take in what changed; what is as it was, such as our own write, nobody hears of."""
        done = {path: replaced for path in paths if (replaced := self._read_again(path))}
        if any(map(self._may_tell_of_the_symbol, done)):
            self._settle_rule()
        removed = frozenset[TaskId]().union(*(r.removed for r in done.values()))
        changed = frozenset[TaskId]().union(*(r.changed for r in done.values()))
        if done:
            self._tell(IndexChanged(frozenset(done), removed, changed))

    def _read_again(self, path: str, *, anew: bool = False) -> Replaced | None:
        """What reading the note again did to the index; None when it is as it was.

        `anew`: read it even if its bytes are as they were. A hidden note is as good as gone.
        """
        if self._ignored.hides(path):
            return self._drop(path)
        while True:
            known = self._index.notes.get(path)
            try:
                data, stat = self._read(path)
            except NotFoundError:
                data = None
            except VaultriageError as error:
                self._cannot_read(path, error)
                return None
            with self._lock:
                if self._index.notes.get(path) is not known:
                    continue  # it was written meanwhile: what was read may be older than that
                self._unreadable.pop(path, None)
                if data is None:
                    self._signatures.pop(path, None)
                    return self._replace(path, None, {}) if known else None
                self._signatures[path] = signature_of(stat)
                if known and known.content_hash == hash(data) and not anew:
                    return None
                if known and not anew:
                    self._saved[path] = stat.st_mtime
                return self._replace(path, parse_note(path, data, self.settings.grammar), {})

    def _drop(self, path: str) -> Replaced | None:
        with self._lock:
            self._signatures.pop(path, None)
            return self._replace(path, None, {}) if path in self._index.notes else None

    def _cannot_read(self, path: str, error: VaultriageError) -> None:
        """Keep what is known of the note; without a signature the next look tries it again."""
        with self._lock:
            self._signatures.pop(path, None)
            self._unreadable[path] = error.message

    def _replace(self, path: str, note: Note | None, moved: Mapping[TaskId, int]) -> Replaced:
        known = self._index.notes.get(path)
        # Path and properties alone tell who somebody is; most edits are to the text below.
        same = known and note and known.frontmatter == note.frontmatter
        if not same and any(one is not None and may_be_person(one) for one in (known, note)):
            self._people = None
        self._own.pop(path, None)
        return self._index.replace(path, note, moved)

    def _read_settings_again(self) -> None:
        before, settings = self.settings, read_settings(self._root)
        if settings == before:
            return
        with self._lock:
            self.settings = settings
            self._ignored = self._hidden_by(settings)
            self._people = None
        with _without_collections():
            self._follow(before)
        self._tell(SettingsChanged(settings.problems))

    def _follow(self, before: ObsidianSettings) -> None:
        """Read again what the settings decide that are other ones now."""
        if self.settings.grammar != before.grammar:
            self._load(anew=True)
        elif self.settings.ignored != before.ignored:
            self._sweep()
        self._settle_rule()

    def _hidden_by(self, settings: ObsidianSettings) -> IgnoreFilter:
        return IgnoreFilter(() if self._show_ignored else settings.ignored)

    def _may_tell_of_the_symbol(self, path: str) -> bool:
        """Whether a note has open lines with a symbol whose meaning the vault decides."""
        symbols = set(self._proposed.symbols)
        return any(found.keys.symbol in symbols for found in self.in_note(path))

    def _decide_rule(self, evidence: Sequence[tuple[str, bool]]) -> ProposedRule:
        folders = (*self._proposed.exclude_folders, *self.settings.template_folders)
        settings = replace(self._proposed, exclude_folders=folders)
        return decide_symbols(settings, self.settings.grammar.statuses, evidence)

    def _settle_rule(self) -> None:
        """Decide, now that every note is read, whether a symbol alone makes a proposal."""
        with self._lock:
            rule = self._decide_rule(tuple(self._evidence()))
            if rule != self._index.rule:
                self._index.set_rule(rule)

    def _evidence(self) -> Iterator[tuple[str, bool]]:
        rule = self._index.rule
        for found in self._index.tasks():
            symbol = found.keys.symbol
            if symbol in self._proposed.symbols:
                tagged = rule.is_tagged_line(found.at.raw, found.at.grammar.global_filter)
                if tagged is None:
                    tagged = any(map(rule.is_proposed_tag, found.task.tags))
                yield symbol, tagged or found.note.info.generated


@contextmanager
def _without_collections() -> Iterator[None]:
    """Look for no garbage meanwhile, and never again among what is there then.

    Notes and tasks hold no cycles. A collection over those of a large vault stops every thread,
    the screen's too, for as long as half a second.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()

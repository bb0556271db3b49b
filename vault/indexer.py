"""Keeps the index in step with the files: watching, what others save, settings that change.

Whatever reads files runs on one thread of its own, job by job.
"""

import logging
import os
import queue
import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from math import inf, isinf
from time import monotonic, thread_time
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from vault.cache import NoteCache
from vault.events import Event, IndexChanged, NoteActivated, SettingsChanged, WatchState
from vault.following import is_workspace, read_active_note
from vault.garbage import without_collections
from vault.knowledge import IndexSettings
from vault.note_reader import NoteReader, ReadNote
from vault.obsidian import ObsidianSettings, read_settings
from vault.scanner import Found, Signature, TellNotes, is_note, signature_of
from vault.watch_settings import WatchSettings

if TYPE_CHECKING:
    from vault.gathering import Batch
    from vault.lookout import Lookout

_LOG: Final = logging.getLogger(__name__)
_AUTO: Final = WatchSettings()


class Indexer(NoteReader):
    """Owns the thread that reads, and the lookout for what others change."""

    def __init__(
        self,
        root: str,
        read: ReadNote,
        tell: Callable[[Event], None],
        wanted: IndexSettings,
        *,
        watch: WatchSettings = _AUTO,
        cache: NoteCache | None = None,
    ) -> None:
        super().__init__(root, read, tell, wanted, cache=cache)
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._active: str | None = None
        self._waiting: list[Batch] = []
        self._next_look = inf
        self._wanted_watch = watch
        self._lookout: Lookout | None = None

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be read, and why changes are noticed late; a sentence each."""
        return (*(self._lookout.problems if self._lookout else ()), *super().problems)

    def start(self, first: Callable[[], None]) -> None:
        """Do `first`, then watch, then read every note: all on the indexer's own thread.

        What the cache remembers comes before that: somebody may be waiting for rows. Once there
        are notes to make rows of, reading waits until `rows_are_shown`, but not for long.
        """
        self._shown.clear()
        self._jobs.put(first)
        self._jobs.put(self._recall_alone)
        self._jobs.put(self._watch)
        self._jobs.put(self.load)
        self._jobs.put(self._look)
        self._thread = threading.Thread(target=self._work, name="indexer", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop reading and watching; what has changed goes into the cache."""
        self._closing.set()
        self._shown.set()
        if self._lookout:
            self._lookout.end()
        self._jobs.put(self._keep)
        self._jobs.put(None)
        if self._thread:
            self._thread.join(timeout=2)

    def rescan(self) -> None:
        """Look at every file again, on the indexer's own thread."""
        self._jobs.put(self._look_everywhere)

    def _recall_alone(self) -> None:
        if not self._index.notes:
            with without_collections():
                self._recall()

    def _work(self) -> None:
        while (job := self._next_job()) is not None:
            try:
                job()
            except Exception as error:  # noqa: BLE001
                # One note or event must not end the thread that keeps up with all others.
                _LOG.exception("The indexer stumbled")
                remark = f"Keeping up with the vault stumbled ({error!r}); F5 looks again."
                self._tell(replace(self._state, remark=remark))

    def _next_job(self) -> Callable[[], None] | None:
        """The next job; the lookout's own when it is due, however many others there are."""
        try:
            left = self._next_look - monotonic()
            if left <= 0:
                return self._look
            return self._jobs.get(timeout=None if isinf(left) else left)
        except queue.Empty:
            return self._look

    @property
    def _state(self) -> WatchState:
        return self._lookout.state if self._lookout else WatchState(live=False, remark="")

    def _look(self) -> None:
        if self._lookout is None or self._closing.is_set():
            self._next_look = inf
            return
        try:
            if self._lookout.look():
                self._look_everywhere()
        finally:
            self._next_look = monotonic() + self._lookout.until_next

    def _watch(self) -> None:
        # It comes after the first rows, and commands do without.
        from vault.lookout import Lookout  # noqa: PLC0415

        self._lookout = Lookout(
            self._root,
            self._wanted_watch,
            self._take_batch,
            self._tell,
            expects_notes=lambda: bool(self._signatures),
        )
        if not self._closing.is_set():  # else whoever closed may have looked before it was there
            self._lookout.begin()

    def _is_there(self) -> bool:
        """Whether the vault is there at this moment."""
        return self._lookout is None or self._lookout.is_there()

    def _take_batch(self, batch: "Batch") -> None:
        """Put what changed before the thread; while it is busy, batches become one."""
        with self._lock:
            self._waiting.append(batch)
            if len(self._waiting) == 1:
                self._jobs.put(self._take_waiting)

    def _take_waiting(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, []
        paths = frozenset[str]().union(*(batch.paths for batch in waiting))
        if self._anew or any(batch.sweep for batch in waiting):
            self._look_everywhere()
        else:
            self._catch_up(paths)

    def _look_everywhere(self) -> None:
        """Look at the settings and at every note."""
        if not self._is_there():
            return
        self._read_settings_again()
        if self._anew or not self.loaded:  # it went while it was read
            self.load()
            return
        self._follow_obsidian()
        self._sweep()

    def _walk(self, tell: TellNotes | None = None) -> Found | None:
        """A walk over the vault; None when it is not there, and nothing can be said of its notes.

        What it costs tells how often everything may be looked at.
        """
        computing, waiting = thread_time(), monotonic()
        found = super()._walk(tell)
        if self._lookout:
            self._lookout.swept(thread_time() - computing, monotonic() - waiting)
        return found if self._is_there() else None

    def _catch_up(self, changed: Collection[str]) -> None:
        if not self._is_there():
            return
        # Also when the config folder is gone by now, or is another one.
        if any(path.startswith(".") for path in changed):
            self._read_settings_again()
        if any(map(is_workspace, changed)):
            self._follow_obsidian()
        notes = list(filter(is_note, changed))
        self._count_hidden(filter(self._ignored.hides, notes))
        seen = [path for path in notes if not self._ignored.hides(path)]
        self._look_for_renames(seen)
        self._read_and_tell(seen)

    def _look_for_renames(self, paths: Sequence[str]) -> None:
        """Notes that came and notes that went, at the same moment."""
        known = self._index.notes
        come: dict[str, Signature] = {}
        for path in (path for path in paths if path not in known):
            with suppress(OSError):
                come[path] = signature_of(os.lstat(os.path.join(self._root, path)))
        if come:
            signatures = ((path, self._signatures.get(path)) for path in paths if path in known)
            gone = {path: s for path, s in signatures if s and not self._exists(path)}
            self._follow_renames(gone, come)

    def _exists(self, path: str) -> bool:
        return os.path.lexists(os.path.join(self._root, path))

    def _follow_obsidian(self) -> None:
        """Tell of a note that is read in Obsidian and was not before."""
        before, self._active = self._active, read_active_note(self._root)
        if self._active is not None and self._active != before:
            self._tell(NoteActivated(self._active))

    def _count_hidden(self, paths: Iterable[str]) -> None:
        """Keep the number of hidden notes right: these came, went or were saved."""
        before = self._hidden
        for path in paths:
            full = os.path.join(self._root, path)
            is_there = os.path.isfile(full) and not os.path.islink(full)
            self._hidden = self._hidden | {path} if is_there else self._hidden - {path}
        if self._hidden != before:
            self._tell(IndexChanged(frozenset(), frozenset(), frozenset()))

    def _read_settings_again(self) -> None:
        before, settings = self.settings, read_settings(self._root)
        if settings == before:
            return
        with self._lock:
            self.settings = settings
            self._ignored = self._hidden_by(settings)
            self._people.forget()
        with without_collections():
            self._follow(before)
        self._tell(SettingsChanged(settings.problems))

    def _follow(self, before: ObsidianSettings) -> None:
        """Read again what the settings decide that are other ones now."""
        if self.settings.grammar != before.grammar:
            self._load(anew=True)
        elif self.settings.ignored != before.ignored:
            self._sweep()
        self._settle_rule()

"""Keeps the index in step with the files: watching, what others save, settings that change.

Whatever reads files runs on one thread of its own, job by job.
"""

import logging
import os
import queue
import threading
from collections.abc import Callable, Iterable
from typing import Final

from vault.cache import NoteCache
from vault.events import Event, IndexChanged, NoteActivated, SettingsChanged, WatchState
from vault.following import is_workspace, read_active_note
from vault.knowledge import IndexSettings
from vault.note_reader import NoteReader, ReadNote, without_collections
from vault.obsidian import ObsidianSettings, read_settings
from vault.scanner import is_note
from vault.watcher import Batch, Watcher

_LOG: Final = logging.getLogger(__name__)


class Indexer(NoteReader):
    """Owns the thread that reads, and the watcher."""

    def __init__(
        self,
        root: str,
        read: ReadNote,
        tell: Callable[[Event], None],
        wanted: IndexSettings,
        *,
        cache: NoteCache | None = None,
    ) -> None:
        super().__init__(root, read, tell, wanted, cache=cache)
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._watcher: Watcher | None = None
        self._active: str | None = None

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
        self._thread = threading.Thread(target=self._work, name="indexer", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop reading and watching; what has changed goes into the cache."""
        self._closing.set()
        self._shown.set()
        if self._watcher:
            self._watcher.stop()
        self._jobs.put(self._keep)
        self._jobs.put(None)
        if self._thread:
            self._thread.join(timeout=2)

    def rescan(self) -> None:
        """Look at every file again, on the indexer's own thread."""
        self._jobs.put(self._sweep)

    def _recall_alone(self) -> None:
        if not self._index.notes:
            with without_collections():
                self._recall()

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
        if self._closing.is_set():  # whoever closed may have looked before there was a watcher
            watcher.stop()
            return
        self._tell(WatchState(live=not remark, remark=remark))

    def _take_batch(self, batch: Batch) -> None:
        self._jobs.put(lambda: self._catch_up(batch))

    def _catch_up(self, batch: Batch) -> None:
        # Also when the config folder is gone by now, or is another one.
        if any(path.startswith(".") for path in batch.paths):
            self._read_settings_again()
        if any(map(is_workspace, batch.paths)):
            self._follow_obsidian()
        if batch.sweep:
            self._sweep()
            return
        notes = list(filter(is_note, batch.paths))
        self._count_hidden(filter(self._ignored.hides, notes))
        self._read_and_tell([path for path in notes if not self._ignored.hides(path)])

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
            self._people = None
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

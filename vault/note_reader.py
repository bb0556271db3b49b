"""Reads the notes of a vault: what the cache remembers, all that is new, what has changed since."""

import gc
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from time import time_ns
from typing import Final

from parsers.lines import hash_content, shown
from parsers.note import Note, parse_note
from vault.cache import NoteCache
from vault.errors import NotFoundError, VaultriageError
from vault.events import Event, IndexChanged, ScanProgress
from vault.index import Replaced, TaskId
from vault.knowledge import IndexSettings, Knowledge
from vault.quick_read import Read, read_quickly
from vault.scanner import Found, Signature, find_notes, newest_first, signature_of
from vault.warm_start import WarmStart

_FIRST: Final = 200
_CHUNK: Final = 1_000
"""Notes read between two reports of progress; at first fewer, so that there is something to see."""

ReadNote = Callable[[str], Read]


class NoteReader(Knowledge):
    """Takes notes into the index, on one thread at a time."""

    def __init__(
        self,
        root: str,
        read: ReadNote,
        tell: Callable[[Event], None],
        wanted: IndexSettings,
        *,
        cache: NoteCache | None = None,
    ) -> None:
        super().__init__(root, wanted)
        self._read = read
        self._tell = tell
        self._warm = WarmStart(cache)
        self._closing = threading.Event()
        self._recalled: dict[str, Signature] = {}
        self._whole = False  # every signature here is that of the note as it was read
        self.loaded = False
        """Whether the first read is over."""

    def load(self) -> None:
        """Read every note, the newest first; subscribers hear of progress."""
        with without_collections():
            if not self._index.notes:
                self._recall()
            self._load()

    def _recall(self) -> None:
        """Take in the notes as the cache has them; `_load` compares them with the files."""
        for number, recalled in enumerate(self._warm.notes(self.settings.grammar)):
            if self._closing.is_set():
                return
            if number == _FIRST or number % _CHUNK == 0:
                self._tell(ScanProgress(number, max(recalled.total, number + 1)))
            path = recalled.note.path
            if self._ignored.hides(path):
                continue
            with self._lock:
                if path not in self._index.notes:
                    self._replace(path, recalled.note, {})
                    if recalled.signature:
                        self._signatures[path] = self._recalled[path] = recalled.signature

    def _load(self, *, anew: bool = False) -> None:
        """`anew`: parse also what is as it was, for the settings are not."""
        self._whole = False
        recalled, self._recalled = self._recalled, {}
        began = time_ns()
        found = find_notes(self._root, self._ignored)
        self._remember(found)
        for path in self._index.notes.keys() - found.notes.keys():
            with self._lock:
                self._replace(path, None, {})
        stale = found.notes if anew else _differing(found.notes, recalled)
        if not self._read_all(newest_first(stale), len(found.notes), anew=anew):
            return
        self._settle_rule()
        self.loaded = self._whole = True
        self._tell(ScanProgress(len(found.notes), len(found.notes)))
        self._keep(began, if_worth_it=True)

    def _read_all(self, paths: Sequence[str], total: int, *, anew: bool) -> bool:
        """Read these of `total` notes; False when the program is to end meanwhile."""
        done, size = total - len(paths), _FIRST
        while paths:
            if self._closing.is_set():
                return False
            self._tell(ScanProgress(done, total))
            self._read_chunk(paths[:size], anew=anew)
            done, paths, size = done + size, paths[size:], _CHUNK
        return True

    def _read_chunk(self, paths: Sequence[str], *, anew: bool) -> None:
        new = [path for path in paths if path not in self._index.notes]
        for path in set(paths).difference(new):
            self._read_again(path, anew=anew)
        for path, read in read_quickly(self._root, new):
            self._read_again(path, read=read)

    def _keep(self, began: int | None = None, *, if_worth_it: bool = False) -> None:
        """Write the cache. Only what was read as a whole is kept."""
        if not self._whole:
            return
        with self._lock:
            known = {p: s for p, s in self._signatures.items() if p in self._index.notes}
        grammar = self.settings.grammar
        self._warm.save(known, self._whole_note, grammar, began, if_worth_it=if_worth_it)

    def _whole_note(self, path: str) -> Note | None:
        with self._lock:
            note = self._index.notes.get(path)
            return note and replace(note, tasks=self._index.in_note(path))

    def _sweep(self) -> None:
        """Read again what has another signature than it had, and drop what is gone."""
        whole, self._whole = self._whole, False
        before = self._signatures
        found = find_notes(self._root, self._ignored)
        self._remember(found)
        stale = _differing(found.notes, before)
        self._read_and_tell([*stale, *(before.keys() - found.notes.keys())])
        self._whole = whole

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

    def _read_again(
        self, path: str, *, anew: bool = False, read: Read | None = None
    ) -> Replaced | None:
        """What reading the note again did to the index; None when it is as it was.

        `anew`: parse it even if its bytes are as they were. A hidden note is as good as gone.
        `read`: what was read just now of a note that nobody knew.
        """
        if self._ignored.hides(path):
            return self._drop(path)
        while True:
            known = self._index.notes.get(path)
            try:
                data, stat = read if read and not known else self._read(path)
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
                if known and known.content_hash == hash_content(data) and not anew:
                    return None
                replaced = self._replace(path, parse_note(path, data, self.settings.grammar), {})
                if known and not anew:
                    self._saved[path] = stat.st_mtime
                return replaced

    def _drop(self, path: str) -> Replaced | None:
        with self._lock:
            self._signatures.pop(path, None)
            return self._replace(path, None, {}) if path in self._index.notes else None

    def _cannot_read(self, path: str, error: VaultriageError) -> None:
        """Keep what is known of the note; without a signature the next look tries it again."""
        with self._lock:
            self._signatures.pop(path, None)
            self._unreadable[path] = error.message


def _differing(
    now: Mapping[str, Signature], before: Mapping[str, Signature]
) -> dict[str, Signature]:
    return {path: signature for path, signature in now.items() if before.get(path) != signature}


@contextmanager
def without_collections() -> Iterator[None]:
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

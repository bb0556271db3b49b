"""Reads the notes of a vault: what the cache remembers, all that is new, what has changed since."""

import os
import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import closing
from time import time_ns
from typing import Final

from parsers.lines import hash_content, shown
from parsers.note import Note, parse_note
from vault.cache import NoteCache
from vault.chunks import Chunk
from vault.errors import NotFoundError, VaultriageError
from vault.events import Event, IndexChanged, ScanProgress
from vault.first_read import FirstRead, newest_parts
from vault.garbage import without_collections
from vault.index import Replaced, TaskId, is_below
from vault.knowledge import IndexSettings, Knowledge
from vault.reading_process import ReadNotes, read_notes
from vault.scanner import Found, Signature, TellNotes, find_notes, signature_of
from vault.warm_start import WarmStart

_PIECE: Final = 1_000
"""Changed notes that are told of at once."""
_SHOWING_S: Final = 0.3
"""How long reading waits at most for the first rows to be shown, in seconds."""

ReadNote = Callable[[str], tuple[bytes, os.stat_result]]
"""A note's bytes, and its stat from just before they were read."""


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
        self._shown = threading.Event()
        self._shown.set()
        self._recalled: dict[str, Signature] = {}
        self._moved: dict[str, str] = {}  # new path -> old one, of notes to be read anew
        self._whole = False  # every signature here is that of the note as it was read
        self._anew = False  # notes are still to be parsed by settings that changed
        self.loaded = False
        """Whether the first read is over."""

    def load(self) -> None:
        """Read every note, the newest first, then by folder; subscribers hear of progress."""
        with without_collections():
            if not self._index.notes:
                self._recall()
            self._load()

    def rows_are_shown(self) -> None:
        """Somebody sees the first rows: reading may go on."""
        self._shown.set()

    def _tell_progress(self, done: int, total: int) -> None:
        """Tell it; then leave the processor to those who make the first rows of it, once."""
        self._tell(ScanProgress(done, total))
        if done:
            self._shown.wait(_SHOWING_S)
            self._shown.set()

    def _recall(self) -> None:
        """Take in the notes as the cache has them; `_load` compares them with the files."""
        done = 0
        for part in self._warm.notes(self.settings.grammar):
            if self._closing.is_set():
                return
            if not done:
                self._tell(ScanProgress(0, max(part.total, 1)))
            hides = self._ignored.hides if self._ignored else None
            new = [note for note in part.notes if not (hides and hides(note.path))]
            self._recalled.update(self._take_in(new, part.signatures))
            done += len(part.notes)
            self._tell_progress(done, max(part.total, done + 1))

    def _load(self, *, anew: bool = False) -> None:
        """`anew`: parse also what is as it was, for the settings are not."""
        self._whole = False
        anew = self._anew = anew or self._anew
        began = time_ns()
        is_first = not self._index.notes
        with closing(FirstRead(self._root, self.settings.grammar, self._closing)) as first:
            found = self._walk(first.add if is_first else None)
            if found is None:
                return
            stale = self._stale(found, anew=anew)
            parts = first.parts() if is_first else newest_parts(stale)
            total = len(found.notes)
            if not self._read_all(parts, total - len(stale), total, anew=anew):
                return
        self._settle_rule()
        self.loaded = self._whole = True
        self._anew = False
        self._tell(ScanProgress(total, total))
        self._keep(began, if_worth_it=True)

    def _stale(self, found: Found, *, anew: bool) -> Mapping[str, Signature]:
        """The notes that are to be read of those found; what is gone is let go."""
        recalled, self._recalled = self._recalled, {}
        self._remember(found, read=found.notes.keys())
        for path in self._index.notes.keys() - found.notes.keys():
            with self._lock:
                self._replace(path, None, {})
        return found.notes if anew else _differing(found.notes, recalled)

    def _read_all(
        self, parts: Iterable[Chunk | ReadNotes], done: int, total: int, *, anew: bool
    ) -> bool:
        """Take in chunk after chunk; False when the program is to end meanwhile."""
        for part in parts:
            if self._closing.is_set():
                break
            self._tell_progress(done, total)
            done += self._read_part(part, anew=anew)
        return not self._closing.is_set()

    def _read_part(self, part: Chunk | ReadNotes, *, anew: bool) -> int:
        """Take in some notes; how many these are."""
        read = part if isinstance(part, ReadNotes) else self._read_chunk(part)
        self._take_in(read.notes, self._signatures)
        if self._unreadable:
            with self._lock:
                for note in read.notes:
                    self._unreadable.pop(note.path, None)
        for path in read.left:
            self._read_again(path, anew=anew)
        return len(read.notes) + len(read.left)

    def _read_chunk(self, paths: Chunk) -> ReadNotes:
        known = self._index.notes
        new = [path for path in paths if path not in known]
        read = read_notes(self._root, new, self._signatures, self.settings.grammar)
        read.left.extend(path for path in paths if path in known)
        return read

    def _keep(self, began: int | None = None, *, if_worth_it: bool = False) -> None:
        """Write the cache. Only what was read as a whole is kept."""
        if not self._whole:
            return
        with self._lock:
            known, notes = dict(self._signatures), self._index.notes
            for path in known.keys() - notes.keys():
                del known[path]
        grammar = self.settings.grammar
        self._warm.save(known, self._whole_note, grammar, began, if_worth_it=if_worth_it)

    def _whole_note(self, path: str) -> Note | None:
        with self._lock:
            return self._index.notes.get(path)

    def _sweep(self) -> None:
        """Read again what has another signature than it had, and drop what is gone."""
        found = self._walk()
        if found is None:
            return
        with self._lock:
            before, known = dict(self._signatures), {*self._index.notes, *self._unreadable}
        if found.unreadable:
            notes = found.notes | _out_of_sight(before, found.unreadable)
            found = Found(notes, found.hidden, found.unreadable)
        gone = {path: before[path] for path in before.keys() - found.notes.keys()}
        lost = known - before.keys() - found.notes.keys()  # what was no longer to be read before
        stale = _differing(found.notes, before)
        # What is not read after all, since the program ends, has no signature: it is looked for.
        self._remember(found, read=found.notes.keys() - stale.keys())
        come = {path: now for path, now in stale.items() if path not in before}
        self._follow_renames(gone, come)
        self._read_and_tell([*stale, *gone, *lost])

    def _follow_renames(self, gone: Mapping[str, Signature], come: Mapping[str, Signature]) -> None:
        """A note that is gone and one that came with its time, size and inode are the same one."""
        known = self._index.notes
        was = {signature: path for path, signature in gone.items() if path in known}
        pairs = ((was.pop(signature, None), new) for new, signature in come.items())
        moves = {old: new for old, new in pairs if old is not None and new not in known}
        if moves:
            self._rename(moves)
            self._moved.update((new, old) for old, new in moves.items())

    def _walk(self, tell: TellNotes | None = None) -> Found | None:
        """A walk over the vault; None when it cannot be opened."""
        found = find_notes(self._root, self._ignored, tell)
        return None if "" in found.unreadable else found

    def _remember(self, found: Found, read: Collection[str]) -> None:
        """`read`: the paths of those that are known as they were found."""
        with self._lock:
            self._signatures = {path: found.notes[path] for path in read}
            self._hidden = found.hidden
            self._closed_folders = tuple(
                f"The folder “{shown(path) or '.'}” cannot be opened." for path in found.unreadable
            )

    def _read_and_tell(self, paths: Sequence[str]) -> None:
        """Take in what changed; what is as it was, such as our own write, nobody hears of.

        Of many, each piece is told as soon as it is there.
        """
        moved, self._moved = self._moved, {}
        with without_collections(len(paths), for_good=False):
            while paths and not self._closing.is_set():
                piece, paths = paths[:_PIECE], paths[_PIECE:]
                self._take_and_tell(piece, moved)

    def _take_and_tell(self, paths: Sequence[str], moved: Mapping[str, str]) -> None:
        """`moved`: the old paths of renamed notes, by the new ones."""
        done = {
            path: replaced
            for path in paths
            if (replaced := self._read_again(path, anew=path in moved))
        }
        if any(map(self._may_tell_of_the_symbol, done)):
            self._settle_rule()
        removed = frozenset[TaskId]().union(*(r.removed for r in done.values()))
        changed = frozenset[TaskId]().union(*(r.changed for r in done.values()))
        if done:
            left = frozenset(moved[path] for path in done if path in moved)
            self._tell(IndexChanged(left.union(done), removed, changed))

    def _read_again(self, path: str, *, anew: bool = False) -> Replaced | None:
        """What reading the note again did to the index; None when it is as it was.

        `anew`: parse it even if its bytes are as they were. A hidden note is as good as gone.
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


def _out_of_sight(
    before: Mapping[str, Signature], unreadable: Sequence[str]
) -> dict[str, Signature]:
    """What is known of notes in folders that cannot be opened now: perhaps not for long."""
    return {path: known for path, known in before.items() if is_below(path, unreadable)}

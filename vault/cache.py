"""The warm start: what was read of a vault's notes, kept in the user's cache folder.

Nothing in it is believed for long: every note's signature is compared with the file's own, and
what differs is read. No note is written by it. Whatever is wrong with it, the notes are read.
"""

import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Final

import msgspec
from msgspec import Struct

import parsers
from parsers.task import TaskGrammar
from vault.cache_file import CacheError, CacheFile, Piece, write_pieces
from vault.cached_note import CachedNote, decode_notes, encode_notes
from vault.digest import blake2b

_LOG: Final = logging.getLogger(__name__)
_FIRST: Final = 500
"""Notes in the first piece: few, so that there is something to show at once."""
_MANY: Final = 2_000
"""Notes in every other piece."""
_SMALL: Final = 5_000
"""A vault with fewer notes is written whole each time: that takes some milliseconds."""
_MOST_PATCHED: Final = 2_000


class Remembered(Struct, frozen=True):
    """Some notes of a cache."""

    notes: list[CachedNote]
    began: int
    """When the reading of them began, in ns since 1970."""
    total: int
    """How many notes the whole cache holds, roughly."""


class NoteCache:
    """The cache of one vault. One thread at a time; programs that run at once may share it."""

    def __init__(self, folder: str, root: str, *, read_only: bool = False) -> None:
        """`folder` need not exist; `root` is the vault's."""
        self._vault = os.fsencode(os.path.realpath(root))
        name = blake2b(self._vault, digest_size=12).hexdigest()
        self.path = os.path.join(folder, f"{name}.notes")
        self._read_only = read_only

    def read(self, grammar: TaskGrammar) -> Iterator[Remembered]:
        """What is remembered, piece by piece, the newest notes first, each note once.

        Nothing when there is no cache or it does not fit; it ends early at a piece that is broken.
        """
        patched: set[str] = set()
        try:
            with CacheFile(self.path, self._mark(grammar)) as file:
                total = sum(entry.count for entry in file.entries)
                for entry in file.entries:
                    piece = file.piece(entry)
                    notes, gone = _notes(piece.data, grammar)
                    if patched:
                        notes = [kept for kept in notes if kept.note.path not in patched]
                    if piece.patch:
                        patched.update(gone, [kept.note.path for kept in notes])
                    yield Remembered(notes, piece.began, total)
        except FileNotFoundError:
            return
        except (OSError, CacheError) as error:
            _LOG.info("The cache %s is not used: %s.", self.path, error)

    def write(self, notes: Iterable[CachedNote], grammar: TaskGrammar, began: int) -> None:
        """Write every note of the vault, the newest first; a cache that cannot be is none.

        `began`: when the reading of them began, in ns since 1970.
        """
        pieces = (_piece(chunk, began) for chunk in _chunks(iter(notes)))
        self._try(lambda: write_pieces(self.path, self._mark(grammar), pieces))

    def patch(
        self, notes: Sequence[CachedNote], gone: Sequence[str], grammar: TaskGrammar, began: int
    ) -> bool:
        """Write what has changed since, and copy the rest; False when all is to be written.

        `gone` are the paths of notes that are not there any more.
        """
        try:
            with CacheFile(self.path, mark := self._mark(grammar)) as file:
                patched = len(notes) + len(gone)
                patched += sum(entry.count for entry in file.entries if entry.patch)
                total = sum(entry.count for entry in file.entries)
                if total < _SMALL or patched > _MOST_PATCHED:
                    return False
                new = _piece(notes, began, gone, patch=True)
                pieces = chain((new,), map(file.piece, file.entries))
                self._try(lambda: write_pieces(self.path, mark, pieces))
                return True
        except (OSError, CacheError):
            return False

    def _try(self, write: Callable[[], None]) -> None:
        if self._read_only:
            return
        try:
            write()
        except OSError as error:
            _LOG.info("The cache %s is not written: %s.", self.path, error)

    def _mark(self, grammar: TaskGrammar) -> bytes:
        """What must be equal for a cache to be of use, besides the notes.

        Nothing is parsed again: which lines are tasks, and their keys, hang on the parsers
        themselves, the format, the global filter and the days that names of notes tell of. What a
        status symbol means is looked up when it is asked.
        """
        told = (self._vault, _parsers_mark(), sys.byteorder, grammar.dialect.name)
        text = repr((*told, grammar.global_filter, grammar.file_name_dates))
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _parsers_mark() -> list[tuple[str, int, int]]:
    """The parsers' own files: another version of the program has others."""
    folder = os.path.dirname(parsers.__file__)
    with os.scandir(folder) as entries:
        files = [(e.name, e.stat()) for e in entries if e.name.endswith(".py")]
    return sorted((name, found.st_size, found.st_mtime_ns) for name, found in files)


def _notes(data: bytes, grammar: TaskGrammar) -> tuple[list[CachedNote], list[str]]:
    """The notes of a piece, and what was gone when it was written. Raises CacheError."""
    try:
        notes, gone = decode_notes(data, grammar)
    except (msgspec.DecodeError, MemoryError) as error:
        raise CacheError(f"a piece of it cannot be read ({error})") from error
    _check_paths([kept.note.path for kept in notes])
    return notes, gone


def _check_paths(paths: Sequence[str]) -> None:
    """Raise CacheError unless all are paths that a walk over a vault gives."""
    # All at once: asking each of 100,000 paths takes longer than reading the cache.
    joined = "\0".join(("", *paths, "")).replace("\0", "\0/")
    is_whole = joined.count("\0") - 1 == joined.lower().count(".md\0") == len(paths)
    if not is_whole or any(sign in joined for sign in ("//", "/.", "/node_modules/")):
        raise CacheError("it names what is no note")


def _piece(
    notes: Sequence[CachedNote], began: int, gone: Sequence[str] = (), *, patch: bool = False
) -> Piece:
    return Piece(encode_notes(notes, gone), len(notes), began, patch)


def _chunks(notes: Iterator[CachedNote]) -> Iterator[list[CachedNote]]:
    size = _FIRST
    while chunk := list(islice(notes, size)):
        yield chunk
        size = _MANY

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
from vault.cached_note import CachedNote
from vault.digest import blake2b

_LOG: Final = logging.getLogger(__name__)
_FIRST: Final = 500
"""Notes in the first piece: few, so that there is something to show at once."""
_MANY: Final = 2_000
"""Notes in every other piece."""
_SMALL: Final = 5_000
"""A vault with fewer notes is written whole each time: that takes some milliseconds."""
_MOST_PATCHED: Final = 2_000


class _Notes(msgspec.Struct, frozen=True, array_like=True, gc=False):
    gone: tuple[bytes, ...]
    """Paths of notes in later pieces that are not there any more."""
    notes: tuple[CachedNote, ...]


_read_notes: Final = msgspec.msgpack.Decoder(_Notes).decode


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
        known: set[bytes] = set()
        try:
            with CacheFile(self.path, self._mark(grammar)) as file:
                total = sum(entry.count for entry in file.entries)
                for entry in file.entries:
                    piece = file.piece(entry)
                    yield Remembered(_unknown_of(piece.data, known), piece.began, total)
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
        self, notes: Sequence[CachedNote], gone: Sequence[bytes], grammar: TaskGrammar, began: int
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

        Tasks are parsed from their lines again; which lines were kept hangs on the parsers
        themselves and on the global filter.
        """
        told = (self._vault, _parsers_mark(), sys.byteorder, grammar.dialect.name)
        text = repr((*told, grammar.global_filter))
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _parsers_mark() -> list[tuple[str, int, int]]:
    """The parsers' own files: another version of the program has others."""
    folder = os.path.dirname(parsers.__file__)
    with os.scandir(folder) as entries:
        files = [(e.name, e.stat()) for e in entries if e.name.endswith(".py")]
    return sorted((name, found.st_size, found.st_mtime_ns) for name, found in files)


def _unknown_of(data: bytes, known: set[bytes]) -> list[CachedNote]:
    """The notes of a piece that no piece before it told of. Raises CacheError."""
    try:
        read = _read_notes(data)
    except (msgspec.DecodeError, MemoryError) as error:
        raise CacheError(f"a piece of it cannot be read ({error})") from error
    _check_paths([note.path for note in read.notes])
    known.update(read.gone)
    notes = [note for note in read.notes if note.path not in known]
    known.update(note.path for note in notes)
    return notes


def _check_paths(paths: Sequence[bytes]) -> None:
    """Raise CacheError unless all are paths that a walk over a vault gives."""
    # All at once: asking each of 100,000 paths takes longer than reading the cache.
    joined = b"".join([b"/%b\0" % path for path in paths])
    is_whole = joined.count(b"\0") == joined.lower().count(b".md\0") == len(paths)
    if not is_whole or any(sign in joined for sign in (b"//", b"/.", b"/node_modules/")):
        raise CacheError("it names what is no note")


def _piece(
    notes: Sequence[CachedNote], began: int, gone: Sequence[bytes] = (), *, patch: bool = False
) -> Piece:
    data = msgspec.msgpack.encode(_Notes(tuple(gone), tuple(notes)))
    return Piece(data, len(notes), began, patch)


def _chunks(notes: Iterator[CachedNote]) -> Iterator[list[CachedNote]]:
    size = _FIRST
    while chunk := list(islice(notes, size)):
        yield chunk
        size = _MANY

"""The form of a cache file: pieces, each with a checksum; a table of them; where the table begins.

Nothing in a file is believed: whatever does not fit is a CacheError, and the caller does without.
"""

import os
import stat
import struct
from collections.abc import Iterable
from contextlib import suppress
from time import time
from typing import IO, Final
from zlib import crc32

import msgspec
from msgspec import Struct

_FORM: Final = 2
_MAGIC: Final = b"vaultriage notes"
_END: Final = struct.Struct("<QII16s")
"""The last bytes of a file: the table's length and checksum, the form, the magic word."""
_MOST_BYTES: Final = 1 << 31
_ABANDONED_S: Final = 60
"""After so many seconds a file that was never finished belongs to nobody."""


class CacheError(Exception):
    """The file is not what this program has written; the message says why."""


class Piece(Struct, frozen=True):
    """Some bytes to be kept together."""

    data: bytes
    count: int
    """How many notes they tell of."""
    began: int
    """When the reading of these began, in ns since 1970."""
    patch: bool = False
    """Whether it was put before pieces that were there."""


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where a piece lies, and the rest of what is known of it."""

    offset: int
    length: int
    checksum: int
    count: int
    began: int
    patch: bool


class _Table(msgspec.Struct, frozen=True, array_like=True):
    mark: bytes
    entries: tuple[Entry, ...]


_read_table: Final = msgspec.msgpack.Decoder(_Table).decode


class CacheFile:
    """An open cache file with its table; its owner closes it."""

    def __init__(self, path: str, mark: bytes) -> None:
        """`mark`: what the writer must have given. Raises OSError, CacheError."""
        self._fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            self.entries = self._entries(mark)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "CacheFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def piece(self, entry: Entry) -> Piece:
        """One piece. Raises OSError, CacheError."""
        data = os.pread(self._fd, entry.length, entry.offset)
        if len(data) != entry.length or crc32(data) != entry.checksum:
            raise CacheError("a piece of it is broken")
        return Piece(data, entry.count, entry.began, entry.patch)

    def _entries(self, mark: bytes) -> tuple[Entry, ...]:
        found = os.fstat(self._fd)
        if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid():
            raise CacheError("it is no file of this user's")
        end = found.st_size - _END.size
        if not 0 <= end <= _MOST_BYTES:
            raise CacheError("its size is none that a cache has")
        length, checksum, form, magic = _END.unpack(os.pread(self._fd, _END.size, end))
        if (form, magic) != (_FORM, _MAGIC) or length > end:
            raise CacheError("it has another form, or was cut off")
        data = os.pread(self._fd, length, end - length)
        if crc32(data) != checksum:
            raise CacheError("its table is broken")
        table = _table(data)
        if table.mark != mark:
            raise CacheError("it was written for another vault, by other settings or parsers")
        if any(
            min(e.offset, e.length, e.count) < 0 or e.offset + e.length > end for e in table.entries
        ):
            raise CacheError("its table leads out of it")
        return table.entries


def _table(data: bytes) -> _Table:
    try:
        return _read_table(data)
    except (msgspec.DecodeError, MemoryError) as error:
        raise CacheError(f"its table cannot be read ({error})") from error


def write_pieces(path: str, mark: bytes, pieces: Iterable[Piece]) -> None:
    """Put a file with these pieces in the place of what is there, in one step; mode 0600.

    The folder is made. Raises OSError, FileExistsError while another program is at it.
    """
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    temporary = f"{path}.tmp"
    _clear(temporary)
    fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with open(fd, "wb") as new:
            _write(new, mark, pieces)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _write(new: IO[bytes], mark: bytes, pieces: Iterable[Piece]) -> None:
    entries: list[Entry] = []
    offset = 0
    for piece in pieces:
        length = new.write(piece.data)
        checksum = crc32(piece.data)
        entries.append(Entry(offset, length, checksum, piece.count, piece.began, piece.patch))
        offset += length
    table = msgspec.msgpack.encode(_Table(mark, tuple(entries)))
    new.write(table)
    new.write(_END.pack(len(table), crc32(table), _FORM, _MAGIC))


def _clear(temporary: str) -> None:
    """Remove what a run that died has left."""
    with suppress(FileNotFoundError):
        if time() - os.lstat(temporary).st_mtime > _ABANDONED_S:
            os.unlink(temporary)

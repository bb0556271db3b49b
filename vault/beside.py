"""The file of ours beside a note that takes part in an exchange: its name, and what it may become.

Its name begins with a dot, so that Obsidian and our own scanner pass over it.
"""

import os
import re
import zlib
from contextlib import suppress

from msgspec import Struct

from vault.overwrite import read_whole
from vault.process import is_running, process_mark
from vault.swap import swap

_PREFIX, _TEMPORARY, _KEPT = b".vaultriage-", b".tmp", b".kept"


class Place(Struct, frozen=True):
    """A note in its folder, and the name beside it that takes part in the exchange."""

    path: str
    """From the vault's root, for messages."""
    folder: int
    """An open descriptor."""
    name: bytes
    beside: bytes

    def exchange(self) -> None:
        """What is beside the note becomes it, and the other way round."""
        swap(self.folder, self.beside, self.name)

    def create(self) -> int:
        """A new empty file beside the note, as a descriptor for both ways."""
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        return os.open(self.beside, flags, 0o600, dir_fd=self.folder)

    def open(self, name: bytes) -> int:
        """What has this name, as a descriptor for reading."""
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        return os.open(name, flags, dir_fd=self.folder)

    def read(self, name: bytes) -> bytes | None:
        """What the file of this name holds; None for what cannot be read."""
        with suppress(OSError):
            fd = self.open(name)
            try:
                return read_whole(self.path, fd)
            finally:
                os.close(fd)
        return None

    def drop(self) -> None:
        """Delete what is beside the note."""
        os.unlink(self.beside, dir_fd=self.folder)

    def is_at(self, name: bytes, fd: int) -> bool:
        """Whether the file behind `fd` has this name."""
        there = os.stat(name, dir_fd=self.folder, follow_symlinks=False)
        return os.path.samestat(there, os.fstat(fd))

    def keep(self) -> str:
        """Give what is beside the note a name that nobody ever deletes. Its path."""
        kept = self.beside.removesuffix(_TEMPORARY) + _KEPT
        os.rename(self.beside, kept, src_dir_fd=self.folder, dst_dir_fd=self.folder)
        return self.path[: self.path.rfind("/") + 1] + os.fsdecode(kept)


def new_name(name: bytes) -> bytes:
    """A name for one write: it tells this computer, the note, and the process."""
    mark = process_mark().replace(" ", ".")
    return b"%b%b%b-%b%b" % (
        _PREFIX,
        _owner_of(name),
        mark.encode(),
        os.urandom(4).hex().encode(),
        _TEMPORARY,
    )


def _owner_of(name: bytes) -> bytes:
    return b"%08x-" % zlib.crc32(os.fsencode(os.uname().nodename) + b"/" + name)


def leftovers(folder: int, name: bytes) -> list[bytes]:
    """Names that dead processes of this computer left beside the note `name`."""
    form = re.compile(
        re.escape(_PREFIX + _owner_of(name)) + rb"(\d+\.\d*)-[0-9a-f]{8}" + re.escape(_TEMPORARY)
    )
    found = map(form.fullmatch, map(os.fsencode, _listed(folder)))
    return [one[0] for one in found if one and _is_dead(one[1].decode().replace(".", " "))]


def _is_dead(mark: str) -> bool:
    return mark != process_mark() and not is_running(mark)


def _listed(folder: int) -> list[str]:
    try:
        listing = os.open(".", os.O_RDONLY | os.O_CLOEXEC, dir_fd=folder)
    except OSError:
        return []
    try:
        return os.listdir(listing)
    finally:
        os.close(listing)

"""A file's bytes: read whole, and changed in place so that a failure leaves the old ones."""

import errno
import os
from contextlib import suppress

from msgspec import Struct

from vault.errors import NotANoteError, UnsureError

MAX_BYTES = 64 * 1024 * 1024


class Revision(Struct, frozen=True):
    """One version of a file and the next; only `after[start:stop]` has to be written."""

    before: bytes
    after: bytes
    start: int
    stop: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be written."""
        return self.before == self.after


def check_size(path: str, size: int) -> None:
    """Raise NotANoteError for what is over 64 MB."""
    if size > MAX_BYTES:
        raise NotANoteError(f"{path} is over {MAX_BYTES >> 20} MB, too large for a note.")


def read_whole(path: str, fd: int) -> bytes:
    """All bytes behind `fd`, wherever its position; `path` is for the messages.

    Raises NotANoteError over 64 MB, OSError.
    """
    size = os.fstat(fd).st_size
    check_size(path, size)
    parts: list[bytes] = []
    at = 0
    while part := os.pread(fd, max(size - at, 0) + 1, at):
        parts.append(part)
        at += len(part)
        check_size(path, at)
    return b"".join(parts)


def overwrite(path: str, fd: int, revision: Revision) -> None:
    """Change the file in place, from the first byte that differs; the inode stays.

    Raises OSError (ENOSPC, EDQUOT, EFBIG ...) with the old bytes put back, and UnsureError if
    even that failed. Python ignores SIGXFSZ from its start: a size limit arrives as EFBIG.
    """
    try:
        _reserve(fd, len(revision.before), len(revision.after))
        _write(fd, revision.after, revision.start, revision.stop)
        if len(revision.after) < len(revision.before):
            os.ftruncate(fd, len(revision.after))
    except BaseException:  # an interrupt between two calls must not leave half a note either
        _put_back(path, fd, revision)
        raise


def _reserve(fd: int, size: int, wanted: int) -> None:
    if wanted <= size or not hasattr(os, "posix_fallocate"):  # macOS has no such call
        return
    try:
        os.posix_fallocate(fd, size, wanted - size)
    except OSError as error:
        # A file system that cannot reserve: the write itself will tell.
        if error.errno not in (errno.EOPNOTSUPP, errno.EINVAL, errno.ENODEV):
            raise


def _write(fd: int, data: bytes, start: int, stop: int) -> None:
    view = memoryview(data)
    while start < stop:
        start += os.pwrite(fd, view[start:stop], start)


def _put_back(path: str, fd: int, revision: Revision) -> None:
    before = revision.before
    if os.fstat(fd).st_size > len(before):
        os.ftruncate(fd, len(before))
    if not _holds(fd, before):
        # A size limit that stopped the new bytes stops the old ones at the same place.
        with suppress(OSError):
            _write(fd, before, revision.start, len(before))
    if not _holds(fd, before):
        raise UnsureError(
            f"A write to {path} failed half way, and its old bytes did not go back.",
            "The journal has them: start vaultriage again when the disk works.",
        )


def _holds(fd: int, data: bytes) -> bool:
    return os.pread(fd, len(data) + 1, 0) == data

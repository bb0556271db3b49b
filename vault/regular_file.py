"""Reads a small file that may turn out to be anything: a pipe, a folder, a device."""

import errno
import os
import stat
from typing import Final

_FLAGS: Final = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
_BYTES_OF_MB: Final = 1 << 20
_MOST_MB: Final = 16


def read_regular(path: str, *, follow: bool = True, most_mb: int = _MOST_MB) -> bytes:
    """The file's bytes, without ever waiting for somebody to write into a pipe.

    `follow`: whether the path may be a link. Raises FileNotFoundError, and OSError with a
    `strerror` for people to read, also for what is no regular file or larger than `most_mb`.
    """
    fd = _opened(path, _FLAGS if follow else _FLAGS | os.O_NOFOLLOW)
    try:
        status = os.fstat(fd)
        if stat.S_ISDIR(status.st_mode):
            raise OSError(errno.EISDIR, "it is a folder")
        if not stat.S_ISREG(status.st_mode):
            raise _no_file()
        if status.st_size > most_mb * _BYTES_OF_MB:
            raise OSError(errno.EFBIG, f"it is larger than {most_mb} MB")
        with open(fd, "rb", closefd=False) as opened:
            return opened.read()
    finally:
        os.close(fd)


def _opened(path: str, flags: int) -> int:
    try:
        return os.open(path, flags)
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket, or a device that is not there
            raise _no_file() from error
        if error.errno == errno.ELOOP and flags & os.O_NOFOLLOW:
            raise OSError(errno.ELOOP, "it is a link, which is not followed") from error
        raise


def _no_file() -> OSError:
    return OSError(errno.ENXIO, "it is no regular file")

"""Two names of one folder exchanged in one step, and a new file made like the one it replaces."""

import ctypes
import errno
import os
import stat
import sys
from contextlib import suppress

_LIBC = ctypes.CDLL(None, use_errno=True)
_CALL = {"linux": "renameat2", "darwin": "renameatx_np"}.get(sys.platform, "")
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux (rename(2)) and RENAME_SWAP of macOS (renameatx_np(2)) alike."""
_COPY_ACL, _COPY_XATTR = 1, 4
"""Flags of macOS's fcopyfile(3)."""


def swap(folder: int, one: bytes, other: bytes) -> None:
    """Exchange what two names in `folder` stand for; nobody sees either of them missing.

    Raises OSError: ENOSYS where the system has no such call, EINVAL where the file system has not.
    """
    call = getattr(_LIBC, _CALL, None) if _CALL else None
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if call(folder, one, folder, other, _EXCHANGE) != 0:
        raise _last_error()


def make_alike(old: int, new: int) -> None:
    """Give `new` the group, extended attributes and mode of `old`, and its owner if permitted.

    On macOS the time of creation as well: Linux lets nobody set it. Raises OSError, EPERM when
    the group cannot be kept: the mode would then speak of other people.
    """
    was = os.fstat(old)
    try:
        os.fchown(new, was.st_uid, was.st_gid)
    except PermissionError:
        os.fchown(new, -1, was.st_gid)
    _copy_attributes(old, new)
    os.fchmod(new, stat.S_IMODE(was.st_mode))
    if sys.platform == "darwin":
        # A time of change before the time of creation moves the latter with it (utimes(2)).
        os.utime(new, (was.st_birthtime, was.st_birthtime))
        os.utime(new)


if sys.platform == "linux":

    def _copy_attributes(old: int, new: int) -> None:
        names: list[str] = []
        with suppress(OSError):  # a file system without any
            names = os.listxattr(old)
        for name in names:
            try:
                os.setxattr(new, name, os.getxattr(old, name))
            except PermissionError:
                # The system's own labels: it has put them on the new file already.
                if not name.startswith(("security.", "trusted.")):
                    raise

elif sys.platform == "darwin":

    def _copy_attributes(old: int, new: int) -> None:
        if _LIBC.fcopyfile(old, new, None, _COPY_ACL | _COPY_XATTR) != 0:
            raise _last_error()

else:

    def _copy_attributes(_old: int, _new: int) -> None:
        return


def _last_error() -> OSError:
    number = ctypes.get_errno()
    return OSError(number, os.strerror(number))

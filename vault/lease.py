"""The kernel's leases: while we hold one, others wait who open the note.

Linux grants a write lease (fcntl_setlease(2)) only while our descriptor is the file's sole one,
and a read lease only while nobody has the file open for writing; whoever opens or truncates it
afterwards, against the lease, waits in the kernel until we let go. It is kept for the time of one
small write or read: after /proc/sys/fs/lease-break-time (45 s) the kernel takes it away.
"""

import errno
import fcntl
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum

_REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3"})
"""Answer EAGAIN as well where the server granted no delegation: nobody needs to have it open."""


class Lease(Enum):
    """What came of asking for a lease."""

    HELD = "held"
    BUSY = "busy"
    """Somebody has the file open in a way that forbids it, perhaps we by another descriptor."""
    NONE = "none"
    """Not to be had here: another owner's file, a file system or a system without leases."""


@contextmanager
def write_lease(fd: int) -> Iterator[Lease]:
    """Ask for the lease on a descriptor opened for writing; let go at the end. Any thread may."""
    lease = _take(fd, fcntl.F_WRLCK)
    try:
        yield lease
    finally:
        if lease is Lease.HELD:
            _drop(fd)


@contextmanager
def read_lease(fd: int) -> Iterator[Lease]:
    """The same for a descriptor opened for reading: held, nobody is in the middle of a save."""
    lease = _take(fd, fcntl.F_RDLCK)
    try:
        yield lease
    finally:
        if lease is Lease.HELD:
            _drop(fd)


def file_system(device: int) -> str:
    """The type of the file system with this `st_dev`, as proc(5) names it; '' if unknown."""
    number = f"{os.major(device)}:{os.minor(device)}"
    try:
        with open("/proc/self/mountinfo", encoding="utf-8", errors="surrogateescape") as mounts:
            for fields in map(str.split, mounts):
                if fields[2] == number:
                    return fields[fields.index("-") + 1]
    except OSError:
        pass
    return ""


if sys.platform == "linux":

    def _take(fd: int, kind: int) -> Lease:
        try:
            # Before the lease: the default signal of a break, SIGIO, would end the process.
            # SIGURG is ignored unless somebody asks for it.
            fcntl.fcntl(fd, fcntl.F_SETSIG, signal.SIGURG)
            fcntl.fcntl(fd, fcntl.F_SETLEASE, kind)
        except OSError as error:
            if error.errno == errno.EAGAIN and file_system(os.fstat(fd).st_dev) not in _REMOTE:
                return Lease.BUSY
            return Lease.NONE
        return Lease.HELD

    def _drop(fd: int) -> None:
        with suppress(OSError):  # the kernel may have taken it away already
            fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_UNLCK)

else:

    def _take(_fd: int, _kind: int) -> Lease:
        return Lease.NONE

    def _drop(_fd: int) -> None:
        return

"""Where a folder really lies: file systems on which another computer's saves are told to nobody.

There the kernel reports what goes through this computer alone; the rest has to be looked for.
"""

import os
import re
import struct
import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from vault.scanner import is_hidden

MOUNTS: Final = "/proc/self/mountinfo"
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")


class Far(StrEnum):
    """Who may change files there without our being told."""

    NETWORK = "network folder"
    SHARED = "shared folder"
    """One of the machine on which this one runs."""
    FUSE = "FUSE folder"
    """What another program makes up."""


_NETWORK: Final = frozenset({
    "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "ftp", "gfs2", "glusterfs",
    "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "pvfs2", "smb2", "smb3",
    "smbfs", "webdav",
})  # fmt: skip
_SHARED: Final = frozenset({
    "drvfs", "fakeowner", "osxfs", "prl_fs", "prl_tg", "vboxsf", "virtiofs", "vmhgfs", "wslfs",
})  # fmt: skip
_FUSE: Final = frozenset({"fuse", "macfuse", "osxfuse"})
_NETWORK_FUSE: Final = frozenset({
    "ceph", "cephfs", "curlftpfs", "davfs", "davfs2", "glusterfs", "goofys", "gvfsd-fuse",
    "jmtpfs", "juicefs", "kio-fuse", "mfs", "mount-s3", "onedriver", "rclone", "s3fs", "seaweedfs",
    "simple-mtpfs", "smbnetfs", "sshfs",
})  # fmt: skip
_SHARED_FUSE: Final = frozenset({"grpcfuse", "vmhgfs-fuse"})
_WSL: Final = ("aname=drvfs", "drvfs")
"""Among the options, or as the source, of what WSL mounts of Windows by 9p or virtiofs."""


def far_folder(root: str) -> Far | None:
    """What kind of far folder `root` lies on, or has below it; None where there is none.

    Asks /proc/self/mountinfo (proc(5)) on Linux and statfs(2) on macOS; None where neither is.
    """
    if sys.platform == "darwin":
        return _asked_of_mac(root)
    try:
        with open(MOUNTS, encoding="utf-8", errors="surrogateescape") as mounts:
            return far_by_mounts(mounts.read(), os.path.realpath(root))
    except OSError:
        return None


def far_by_mounts(mounts: str, root: str) -> Far | None:
    """The same by the text of mountinfo; `root` is absolute and leads over no links."""
    own, below = "", list[Far | None]()
    own_kind: Far | None = None
    for point, kind in _mounted(mounts):
        if _is_at_or_below(root, point):
            if len(point) >= len(own):  # of two mounts on one folder, the later one hides the other
                own, own_kind = point, kind
        elif _is_at_or_below(point, root) and not is_hidden(point[len(root) :].lstrip("/")):
            below.append(kind)
    return own_kind or next(filter(None, below), None)


def far_by_name(kind: str, details: str = "") -> Far | None:
    """The same by the file system's name; `details`: the mount's source and options."""
    name, _, program = kind.partition(".")
    if any(word in details for word in _WSL):
        return Far.SHARED
    if program:
        return _far_by_program(program)
    if name in _NETWORK:
        return Far.NETWORK
    if name in _SHARED:
        return Far.SHARED
    return Far.FUSE if name in _FUSE else None


def far_by_statfs(answer: bytes) -> Far | None:
    """The same by what statfs(2) of macOS fills in, on 64 bits."""
    (flags,) = struct.unpack_from("<I", answer, _MAC_FLAGS)
    name = answer[_MAC_NAME : _MAC_NAME + _MAC_NAME_LENGTH].partition(b"\0")[0]
    return far_by_name(name.decode("ascii", "replace")) or (
        None if flags & _MAC_IS_LOCAL else Far.NETWORK
    )


_MAC_FLAGS: Final = 64
_MAC_NAME: Final = 72
_MAC_NAME_LENGTH: Final = 16
_MAC_IS_LOCAL: Final = 0x1000
_MAC_SIZE: Final = 2168


def _asked_of_mac(root: str) -> Far | None:
    import ctypes  # noqa: PLC0415 - only macOS needs it

    libc = ctypes.CDLL(None, use_errno=True)
    # On Intel the old name still means the answer with 32-bit inodes.
    call = getattr(libc, "statfs$INODE64", None) or libc.statfs
    answer = ctypes.create_string_buffer(_MAC_SIZE)
    return None if call(os.fsencode(root), answer) else far_by_statfs(answer.raw)


def _far_by_program(program: str) -> Far:
    if program in _NETWORK_FUSE:
        return Far.NETWORK
    return Far.SHARED if program in _SHARED_FUSE else Far.FUSE


def _mounted(mounts: str) -> Iterator[tuple[str, Far | None]]:
    """Each mount's place and kind, in the order in which they were mounted."""
    for line in mounts.splitlines():
        before, dash, after = line.partition(" - ")
        fields, behind = before.split(" "), after.split(" ")
        if dash and len(fields) > _POINT:
            yield _unescaped(fields[_POINT]), far_by_name(behind[0], " ".join(behind[1:]))


_POINT: Final = 4


def _unescaped(path: str) -> str:
    """The path without mountinfo's escapes: a space is a backslash and 040."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 8)), path)


def _is_at_or_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")

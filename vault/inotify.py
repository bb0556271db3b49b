"""What Linux reports of a folder and all below it: inotify(7), read a buffer at a time.

A watch is spent only on folders in which something is read. The kernel counts them for each user,
and an editor that has the same vault open needs as many.
"""

import ctypes
import errno
import os
import select
import struct
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Final

from vault.scanner import NEVER_ENTERED

_LIBC: Final = ctypes.CDLL(None, use_errno=True)
_HEAD: Final = struct.Struct("iIII")
"""wd, mask, cookie and the length of the name that follows."""
_BUFFER: Final = 1 << 18
_PAUSE_MS: Final = 5
"""Between two reads: where thousands of files change, waking up for each takes the screen's time.
"""

_CLOSE_WRITE: Final = 0x8
_MOVED_FROM: Final = 0x40
_MOVED_TO: Final = 0x80
_CREATE: Final = 0x100
_DELETE: Final = 0x200
_DELETE_SELF: Final = 0x400
_MOVE_SELF: Final = 0x800
_UNMOUNT: Final = 0x2000
_OVERFLOW: Final = 0x4000
_IGNORED: Final = 0x8000
_ONLY_FOLDERS: Final = 0x0100_0000
_NO_LINKS: Final = 0x0200_0000
_IS_FOLDER: Final = 0x4000_0000

_WANTED: Final = (
    _CLOSE_WRITE | _MOVED_FROM | _MOVED_TO | _CREATE | _DELETE | _ONLY_FOLDERS | _NO_LINKS
)
_OF_ROOT: Final = _DELETE_SELF | _MOVE_SELF
_ROOT_GOES: Final = _OF_ROOT | _UNMOUNT
_COMES: Final = _CREATE | _MOVED_TO

_PASSING: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EACCES, errno.ELOOP, errno.EPERM})
"""What is answered about a folder that is gone again, or closed to us: no reason to give up."""

Note = Callable[[Iterable[str], bool], None]
"""Told of paths, and whether everything is to be looked at."""


class Inotify:
    """Watches from `start` to `stop`; `note` and `fail` are called on a thread of its own."""

    def __init__(self, root: str, note: Note, fail: Callable[[OSError], None]) -> None:
        """`fail` is told why no more is reported, once.

        A folder that came later cannot be watched, or the root is gone (ENOENT).
        """
        self._root = os.fsencode(root)
        self._note = note
        self._fail = fail
        self._fd = self._wake = -1
        self._paths: dict[int, bytes] = {}
        self._watches: dict[bytes, int] = {}
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Watch every folder. Raises OSError where the system does not let us."""
        self._fd = _checked(_LIBC.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK))
        try:
            self._watch_root()
            self._wake = os.eventfd(0, os.EFD_CLOEXEC)
        except OSError:
            os.close(self._fd)
            raise
        self._thread = threading.Thread(target=self._run, name="inotify", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread, and give every watch back."""
        if self._thread is None:
            return
        os.eventfd_write(self._wake, 1)
        self._thread.join()
        self._thread = None
        os.close(self._wake)
        os.close(self._fd)

    def _run(self) -> None:
        reports, end = select.poll(), select.poll()
        reports.register(self._fd, select.POLLIN)
        reports.register(self._wake, select.POLLIN)
        end.register(self._wake, select.POLLIN)
        try:
            while all(fd != self._wake for fd, _ in reports.poll()):
                with suppress(BlockingIOError):
                    self._take(os.read(self._fd, _BUFFER))
                end.poll(_PAUSE_MS)
        except OSError as error:
            self._fail(error)
        except RuntimeError as error:  # no thread can be started now to tell of changes
            self._fail(OSError(errno.EAGAIN, str(error)))

    def _take(self, buffer: bytes) -> None:
        """Follow the folders, and tell of everything else in one call.

        Raises OSError when no more can be watched, with ENOENT when the root itself is gone.
        """
        told: set[str] = set()
        sweep = gone = False
        for watch, mask, name in _events(buffer):
            if mask & _OVERFLOW:
                self._begin_again()
                sweep = True
                continue
            folder = self._paths.get(watch)
            if folder is None:
                continue
            if mask & _IGNORED:
                self._forget_watch(watch)
            elif mask & _ROOT_GOES:
                sweep = True
                gone |= not folder
            elif mask & _IS_FOLDER:
                sweep |= self._follow(_joined(folder, name), mask, told)
            elif _is_read(folder, name):
                told.add(os.fsdecode(_joined(folder, name)))
        if told or sweep:
            self._note(told, sweep)
        if gone:  # from here on the reports are about a folder that is elsewhere
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))

    def _follow(self, path: bytes, mask: int, told: set[str]) -> bool:
        """Watch a folder that came, forget one that went; whether everything is to be looked at."""
        if not _is_watched(path):
            return False
        if mask & _COMES:
            self._watch_tree(path)
        elif mask & _MOVED_FROM:
            self._forget_tree(path)
        if not path.startswith(b"."):
            return True
        told.update(map(os.fsdecode, self._settings_below(path) if mask & _COMES else (path,)))
        return False

    def _settings_below(self, top: bytes) -> Iterator[bytes]:
        """The files of settings that came with a folder."""
        inside = top + b"/"
        for path in [top, *(path for path in self._watches if path.startswith(inside))]:
            with suppress(OSError):
                names = os.listdir(os.path.join(self._root, path))
                yield from (_joined(path, name) for name in names if _is_read(path, name))

    def _watch_root(self) -> None:
        """Watch everything. Raises OSError, with ENOENT when the root itself cannot be."""
        self._watch_tree(b"")
        if b"" not in self._watches:
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))

    def _begin_again(self) -> None:
        """After events were lost: watch what is there now, and nothing else."""
        known, self._paths, self._watches = self._watches, {}, {}
        self._watch_root()
        for watch in set(known.values()) - self._paths.keys():
            _LIBC.inotify_rm_watch(self._fd, watch)

    def _watch_tree(self, top: bytes) -> None:
        """Watch a folder and those below; each before it is looked into, so that none is missed.

        Raises OSError when no more can be watched.
        """
        folders = [top]
        while folders:
            path = folders.pop()
            if self._watch(path):
                folders += (below for below in self._below(path) if _is_watched(below))

    def _watch(self, path: bytes) -> bool:
        mask = _WANTED if path else _WANTED | _OF_ROOT
        full = os.path.join(self._root, path) if path else self._root
        try:
            watch = _checked(_LIBC.inotify_add_watch(self._fd, full, mask))
        except OSError as error:
            if error.errno in _PASSING:
                return False
            raise
        self._paths[watch] = path
        self._watches[path] = watch
        return True

    def _below(self, path: bytes) -> Iterator[bytes]:
        try:
            with os.scandir(os.path.join(self._root, path)) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        yield _joined(path, entry.name)
        except OSError:
            return

    def _forget_tree(self, top: bytes) -> None:
        inside = top + b"/"
        gone = [path for path in self._watches if path == top or path.startswith(inside)]
        for path in gone:
            watch = self._watches.pop(path)
            # It may have been watched anew, at its new place, before this was told.
            if self._paths.get(watch) == path:
                del self._paths[watch]
                _LIBC.inotify_rm_watch(self._fd, watch)

    def _forget_watch(self, watch: int) -> None:
        path = self._paths.pop(watch)
        if self._watches.get(path) == watch:
            del self._watches[path]


def _events(buffer: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Each event's watch, mask and name."""
    place = 0
    while place < len(buffer):
        watch, mask, _, length = _HEAD.unpack_from(buffer, place)
        place += _HEAD.size
        yield watch, mask, buffer[place : place + length].rstrip(b"\0")
        place += length


def _is_watched(path: bytes) -> bool:
    """Whether anything is read in this folder: notes, or settings in one like .obsidian."""
    first, *below = path.split(b"/")
    if first.startswith(b"."):
        return not below or (below[0] == b"plugins" and len(below) <= len((b"plugins", b"one")))
    return not any(part.startswith(b".") or part in _NEVER_ENTERED for part in (first, *below))


def _is_read(folder: bytes, name: bytes) -> bool:
    """Whether anything reads this file in a folder that is watched."""
    if folder.startswith(b"."):
        return name.endswith(b".json") or name == b"workspace"
    return not name.startswith(b".")


def _joined(folder: bytes, name: bytes) -> bytes:
    return folder + b"/" + name if folder else name


def _checked(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer


_NEVER_ENTERED: Final = frozenset(map(os.fsencode, NEVER_ENTERED))

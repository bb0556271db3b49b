"""Opening a note below the vault's root name by name, so that no link leads out of the vault."""

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from vault.errors import (
    NoSpaceError,
    NotANoteError,
    NotFoundError,
    NotPermittedError,
    VaultGoneError,
    VaultriageError,
)

# O_PATH needs no permission to list the folder, only to pass through it.
_PASS: int = os.O_DIRECTORY | os.O_CLOEXEC | getattr(os, "O_PATH", os.O_RDONLY)
_NOTE: int = os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY

_SENTENCES: dict[int, tuple[type[VaultriageError], str]] = {
    errno.ENOENT: (NotFoundError, "{} is not there (any more)."),
    errno.ESTALE: (NotFoundError, "{} is not there (any more)."),
    errno.ELOOP: (NotANoteError, "{} is a symlink; notes are opened only inside the vault."),
    errno.ENOTDIR: (NotANoteError, "{} leads through a symlink or through something not a folder."),
    errno.EISDIR: (NotANoteError, "{} is a folder, not a note."),
    errno.ENXIO: (NotANoteError, "{} is a pipe or a device, not a note."),
    errno.ENAMETOOLONG: (NotANoteError, "{} is too long to be a path."),
    errno.EACCES: (NotPermittedError, "The permissions of {} do not allow this."),
    errno.EPERM: (NotPermittedError, "{} is protected: immutable, append-only or sealed."),
    errno.EROFS: (NotPermittedError, "{} lies on a read-only file system."),
    errno.ENOSPC: (NoSpaceError, "The disk is full; {} keeps its old bytes."),
    errno.EDQUOT: (NoSpaceError, "The disk quota is used up; {} keeps its old bytes."),
    errno.EFBIG: (NoSpaceError, "A file-size limit is in the way; {} keeps its old bytes."),
}

_HINTS: dict[type[VaultriageError], str] = {
    NotFoundError: "It was moved or deleted: look where its tasks are now.",
    NotPermittedError: "Make it writable, or go on with another task.",
    NoSpaceError: "Make room, then try again.",
}


def refusal(path: str, error: OSError) -> VaultriageError:
    """The error class and sentence for what the system answered about `path`."""
    kind, sentence = _SENTENCES.get(
        error.errno or 0, (VaultriageError, f"{{}}: {error.strerror or error}.")
    )
    return kind(sentence.format(path), _HINTS.get(kind, ""))


@contextmanager
def refusing(path: str) -> Iterator[None]:
    """Turn OSErrors into ours, but for BlockingIOError: that one means 'not now'."""
    try:
        yield
    except BlockingIOError:
        raise
    except OSError as error:
        raise refusal(path, error) from error


def split_path(path: str) -> tuple[bytes, ...]:
    """The names in `path`, which is relative to the root and separated by '/'.

    Raises NotANoteError for '..', '.', an empty name, a leading '/', a NUL, and for text that
    stands for no bytes (lone surrogates other than surrogateescape's).
    """
    try:
        names = tuple(os.fsencode(path).split(b"/"))
    except UnicodeEncodeError as error:
        raise NotANoteError(f"{path!r} is no path.") from error
    if any(name in (b"", b".", b"..") or b"\0" in name for name in names):
        raise NotANoteError(f"{path!r} is no path inside the vault.")
    return names


_AWAY = frozenset({
    errno.ENOENT, errno.ENOTDIR, errno.ENOTCONN, errno.ESTALE, errno.EHOSTDOWN, errno.ENODEV,
    errno.EIO,
})  # fmt: skip
"""What the system answers where there is no folder, or where its disk is not connected any more."""


@contextmanager
def _folder_of(root: str, names: Sequence[bytes]) -> Iterator[int]:
    try:
        folder = os.open(root, _PASS)  # the root itself may be a link: somebody chose it
    except OSError as error:
        raise (VaultGoneError(root) if error.errno in _AWAY else refusal(root, error)) from error
    try:
        for name in names[:-1]:
            below = os.open(name, _PASS | os.O_NOFOLLOW, dir_fd=folder)
            os.close(folder)
            folder = below
        yield folder
    finally:
        os.close(folder)


@contextmanager
def note_folder(root: str, path: str) -> Iterator[tuple[int, bytes]]:
    """The folder of the note at `path`, as a descriptor to pass through, and the note's name.

    Raises NotANoteError, VaultGoneError, OSError; closed at the end.
    """
    names = split_path(path)
    with _folder_of(root, names) as folder:
        yield folder, names[-1]


def stat_note(root: str, path: str) -> os.stat_result:
    """The stat of the regular file that is at `path` now; errors as in `open_note`."""
    names = split_path(path)
    with refusing(path), _folder_of(root, names) as folder:
        found = os.stat(names[-1], dir_fd=folder, follow_symlinks=False)
    return _regular(path, found)


@contextmanager
def open_note(root: str, path: str, *, writing: bool = False) -> Iterator[int]:
    """A descriptor of the note at `path`, for reading or for both; closed at the end.

    Raises NotANoteError, NotFoundError, NotPermittedError, VaultGoneError, and BlockingIOError
    while another program holds a lease on the note.
    """
    names = split_path(path)
    with refusing(path), _folder_of(root, names) as folder:
        # Looked at first: opening a pipe would wake whoever waits at its other end.
        _regular(path, os.stat(names[-1], dir_fd=folder, follow_symlinks=False))
        access = os.O_RDWR if writing else os.O_RDONLY
        fd = os.open(names[-1], access | _NOTE, dir_fd=folder)
    try:
        _regular(path, os.fstat(fd))
        yield fd
    finally:
        os.close(fd)


def _regular(path: str, found: os.stat_result) -> os.stat_result:
    if stat.S_ISLNK(found.st_mode):
        raise refusal(path, OSError(errno.ELOOP, ""))
    if stat.S_ISDIR(found.st_mode):
        raise refusal(path, OSError(errno.EISDIR, ""))
    if not stat.S_ISREG(found.st_mode):
        raise refusal(path, OSError(errno.ENXIO, ""))
    return found

"""A note that is not there yet: made exclusively, so that none that is there is ever replaced."""

import os
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from vault.errors import NotANoteError, NotFoundError
from vault.paths import note_folder, refusing, split_path
from vault.scanner import is_note

_FOLDER: Final = os.O_DIRECTORY | os.O_CLOEXEC | os.O_NOFOLLOW | getattr(os, "O_PATH", os.O_RDONLY)
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


def check_note_path(path: str) -> None:
    """Raise NotANoteError for a path at which no note of the vault can be."""
    split_path(path)
    if not is_note(path):
        raise NotANoteError(
            f"{path!r} is no path of a note: no part may begin with a dot, and notes end in .md.",
            "Name a path inside the vault, such as Inbox.md.",
        )


def read_or_new(path: str, read: Callable[[str], bytes]) -> tuple[bytes, bool]:
    """The note's bytes, and whether it is to be made; raises what `read` does otherwise."""
    try:
        return read(path), False
    except NotANoteError:
        raise
    except NotFoundError:
        return b"", True


def create_note(root: str, path: str, data: bytes) -> bool:
    """Make the note at `path` with these bytes, and the folders above it; False if it is there.

    Raises NotANoteError, NotPermittedError, NoSpaceError; then no half of a note is left.
    """
    check_note_path(path)
    with refusing(path):
        _make_folders(root, path)
        with note_folder(root, path) as (folder, name):
            try:
                fd = os.open(name, _NEW, 0o666, dir_fd=folder)
            except FileExistsError:
                return False
            try:
                _fill(fd, data)
            except BaseException:
                with suppress(OSError):
                    os.unlink(name, dir_fd=folder)
                raise
            finally:
                os.close(fd)
    return True


def _make_folders(root: str, path: str) -> None:
    *folders, _ = split_path(path)
    above = os.open(root, os.O_DIRECTORY | os.O_CLOEXEC | getattr(os, "O_PATH", os.O_RDONLY))
    try:
        for name in folders:
            with suppress(FileExistsError):
                os.mkdir(name, dir_fd=above)
            below = os.open(name, _FOLDER, dir_fd=above)
            os.close(above)
            above = below
    finally:
        os.close(above)


def _fill(fd: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]
    os.fsync(fd)

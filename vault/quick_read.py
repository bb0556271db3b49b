"""Reading many notes one after another: a folder is opened once for all of its notes.

Links are followed nowhere. What is not simply there and small is left to the careful reader.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from typing import Final

from vault.errors import VaultriageError
from vault.paths import note_folder

_NOTE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
_SMALL: Final = 1 << 20

Read = tuple[bytes, os.stat_result]
"""A note's bytes, and its stat from just before they were read."""


def read_quickly(root: str, paths: Iterable[str]) -> Iterator[tuple[str, Read | None]]:
    """The notes at these paths, folder by folder; None for one that is not to be had like this."""
    for folder, names in _by_folder(paths).items():
        try:
            with note_folder(root, f"{folder}{names[0]}") as (descriptor, _):
                for name in names:
                    yield f"{folder}{name}", _read(name, descriptor)
        except (OSError, VaultriageError):
            yield from ((f"{folder}{name}", None) for name in names)


def _by_folder(paths: Iterable[str]) -> dict[str, list[str]]:
    """The names in each folder, which is empty or ends with a slash."""
    folders: dict[str, list[str]] = {}
    for path in paths:
        folder, slash, name = path.rpartition("/")
        folders.setdefault(folder + slash, []).append(name)
    return folders


def _read(name: str, folder: int) -> Read | None:
    try:
        fd = os.open(name, _NOTE, dir_fd=folder)
    except OSError:
        return None
    try:
        found = os.fstat(fd)
        if not stat.S_ISREG(found.st_mode) or found.st_size >= _SMALL:
            return None
        # A byte more than there is: what comes back is the whole note if it is not longer.
        data = os.read(fd, found.st_size + 1)
        return (data, found) if len(data) == found.st_size else None
    except OSError:
        return None
    finally:
        os.close(fd)

"""Reading many notes one after another: a folder is opened once for all of its notes.

Links are followed nowhere. What is not simply there and small is left to the careful reader.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from vault.errors import VaultriageError
from vault.paths import note_folder
from vault.scanner import Signature

_NOTE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
_SMALL: Final = 1 << 20


def read_quickly(
    root: str, paths: Iterable[str], signatures: Mapping[str, Signature]
) -> Iterator[tuple[str, bytes | None]]:
    """The bytes of the notes at these paths; None for one that is not to be had like this.

    `signatures` are those of a walk that found all of them as files. Notes of one folder should
    stand side by side. A note is not looked at again: where it is as long as it was, it is the
    file of the signature, or one saved since, which the next walk finds to have another one.
    """
    for folder, group in groupby(paths, _folder_of):
        below = list(group)
        try:
            with note_folder(root, below[0]) as (descriptor, _):
                skip = len(folder) + 1 if folder else 0
                for path in below:
                    yield path, _read(path[skip:], descriptor, signatures[path][1])
        except (OSError, VaultriageError):
            yield from ((path, None) for path in below)


def by_folder(paths: Iterable[str]) -> list[str]:
    """The paths with those of one folder side by side, folders in the order of their first."""
    folders: dict[str, list[str]] = {}
    for path in paths:
        folders.setdefault(_folder_of(path), []).append(path)
    return [path for below in folders.values() for path in below]


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0]


def _read(name: str, folder: int, size: int) -> bytes | None:
    if not 0 < size < _SMALL:  # an empty pipe in its place would look like an empty note
        return None
    try:
        note = os.open(name, _NOTE, dir_fd=folder)
    except OSError:
        return None
    try:
        # A byte more than there was: what comes back is the whole note if it is not longer. A
        # folder, a pipe or a device in its place gives another length, or an error.
        data = os.read(note, size + 1)
    except OSError:
        return None
    finally:
        os.close(note)
    return data if len(data) == size else None

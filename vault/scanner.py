"""Which files of a vault are notes, and the order in which they are read first."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from vault.obsidian import IgnoreFilter

NEVER_ENTERED: Final = frozenset({"node_modules"})
"""Folders in which there are no notes, by name."""
_ENDINGS: Final = (".md", ".MD", ".Md", ".mD")

Signature = tuple[int, int, int]
"""Modification time in ns, size in bytes, inode: what changes when a file is saved."""
TellNotes = Callable[[Mapping[str, Signature]], None]


class Found(Struct, frozen=True):
    """What a walk over the vault saw."""

    notes: dict[str, Signature]
    """Every note by its path relative to the vault."""
    hidden: frozenset[str]
    """The notes that Obsidian's ignored files hide."""
    unreadable: tuple[str, ...]
    """Folders that could not be opened."""


def is_note(path: str) -> bool:
    """Whether a path relative to the vault names a note by its form alone."""
    return path.endswith(_ENDINGS) and not is_hidden(path)


def is_hidden(path: str) -> bool:
    """Whether a part of the path begins with a dot or is never entered."""
    return any(part.startswith(".") or part in NEVER_ENTERED for part in path.split("/"))


def signature_of(stat: os.stat_result) -> Signature:
    """The file's signature."""
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def find_notes(root: str, ignored: "IgnoreFilter", tell: TellNotes | None = None) -> Found:
    """Walk the vault; links are not followed, dot folders and `node_modules` not entered.

    `tell` hears of the notes of each folder that has any, all but those that are hidden.
    """
    notes: dict[str, Signature] = {}
    hidden: set[str] = set()
    unreadable: list[str] = []
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            below = _look_into(root, folder, folders)
        except OSError as error:
            if not folder or not isinstance(error, FileNotFoundError):
                unreadable.append(folder)
            continue
        if ignored:
            out = frozenset(filter(ignored.hides, below))
            hidden |= out
            below = {path: signature for path, signature in below.items() if path not in out}
        notes.update(below)
        if tell and below:
            tell(below)
    return Found(notes, frozenset(hidden), tuple(unreadable))


def _look_into(root: str, folder: str, folders: list[str]) -> dict[str, Signature]:
    """The notes of one folder; the folders in it are added to `folders`. Raises OSError."""
    found: dict[str, Signature] = {}
    before = f"{folder}/" if folder else ""
    for entry in list(os.scandir(os.path.join(root, folder))):
        name = entry.name
        if name.startswith("."):
            continue
        # A link is neither file nor folder.
        if name.endswith(_ENDINGS) and entry.is_file(follow_symlinks=False):
            try:
                stat = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            found[before + name] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        elif entry.is_dir(follow_symlinks=False) and name not in NEVER_ENTERED:
            folders.append(before + name)
    return found


def has_notes(root: str) -> bool:
    """Whether there is any note, hidden or not."""
    folders = [""]
    while folders:
        with suppress(OSError):
            if _look_into(root, folders.pop(), folders):
                return True
    return False


def newest_first(notes: Mapping[str, Signature]) -> list[str]:
    """The paths in the order in which a person is likely to ask for them."""
    return sorted(notes, key=lambda path: notes[path][0], reverse=True)

"""Which files of a vault are notes, and the order in which they are read first."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Final

from msgspec import Struct

from vault.obsidian import IgnoreFilter

NEVER_ENTERED: Final = frozenset({"node_modules"})
"""Folders in which there are no notes, by name."""
_ENDINGS: Final = (".md", ".MD", ".Md", ".mD")

Signature = tuple[int, int, int]
"""Modification time in ns, size in bytes, inode: what changes when a file is saved."""


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


def find_notes(root: str, ignored: IgnoreFilter) -> Found:
    """Walk the vault; links are not followed, dot folders and `node_modules` not entered."""
    notes: dict[str, Signature] = {}
    unreadable: list[str] = []
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(os.path.join(root, folder)))
        except OSError as error:
            if not folder or not isinstance(error, FileNotFoundError):
                unreadable.append(folder)
            continue
        _look_at(entries, f"{folder}/" if folder else "", notes, folders)
    hidden = frozenset(filter(ignored.hides, notes)) if ignored else frozenset[str]()
    for path in hidden:
        del notes[path]
    return Found(notes, hidden, tuple(unreadable))


def _look_at(
    entries: Iterable[os.DirEntry[str]],
    before: str,
    notes: dict[str, Signature],
    folders: list[str],
) -> None:
    """Add to `notes` and `folders`; `before` is the path of the entries' folder, with a slash."""
    for entry in entries:
        name = entry.name
        if name.startswith("."):
            continue
        # A link is neither file nor folder.
        if name.endswith(_ENDINGS) and entry.is_file(follow_symlinks=False):
            try:
                stat = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            notes[before + name] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        elif entry.is_dir(follow_symlinks=False) and name not in NEVER_ENTERED:
            folders.append(before + name)


def has_notes(root: str) -> bool:
    """Whether there is any note, hidden or not."""
    folders = [""]
    while folders:
        folder = folders.pop()
        notes: dict[str, Signature] = {}
        with suppress(OSError), os.scandir(os.path.join(root, folder)) as entries:
            _look_at(entries, f"{folder}/" if folder else "", notes, folders)
        if notes:
            return True
    return False


def newest_first(notes: Mapping[str, Signature]) -> list[str]:
    """The paths in the order in which a person is likely to ask for them."""
    return sorted(notes, key=lambda path: notes[path][0], reverse=True)

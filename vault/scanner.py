"""Which files of a vault are notes, and the order in which they are read first."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from vault.obsidian import IgnoreFilter

NEVER_ENTERED: Final = frozenset({"node_modules"})
"""Folders in which there are no notes, by name."""

Signature = tuple[int, int, int]
"""Modification time in ns, size in bytes, inode: what changes when a file is saved."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a walk over the vault saw."""

    notes: dict[str, Signature]
    """Every note by its path relative to the vault."""
    hidden: frozenset[str]
    """The notes that Obsidian's ignored files hide."""
    unreadable: tuple[str, ...]
    """Folders that could not be opened."""


def is_note(path: str) -> bool:
    """Whether a path relative to the vault names a note by its form alone."""
    return path.casefold().endswith(".md") and not is_hidden(path)


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
    hidden: set[str] = set()
    for path, entry in _files(root, unreadable):
        if ignored.hides(path):
            hidden.add(path)
            continue
        try:
            notes[path] = signature_of(entry.stat(follow_symlinks=False))
        except OSError:
            continue
    return Found(notes, frozenset(hidden), tuple(unreadable))


def has_notes(root: str) -> bool:
    """Whether there is any note, hidden or not."""
    return any(True for _ in _files(root, []))


def newest_first(notes: Mapping[str, Signature]) -> list[str]:
    """The paths in the order in which a person is likely to ask for them."""
    return sorted(notes, key=lambda path: notes[path][0], reverse=True)


def _files(root: str, unreadable: list[str]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(os.path.join(root, folder)))
        except OSError as error:
            if not folder or not isinstance(error, FileNotFoundError):
                unreadable.append(folder)
            continue
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            path = f"{folder}/{name}" if folder else name
            # A link is neither of the two.
            if entry.is_dir(follow_symlinks=False):
                if name not in NEVER_ENTERED:
                    folders.append(path)
            elif name.casefold().endswith(".md") and entry.is_file(follow_symlinks=False):
                yield path, entry

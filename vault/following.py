"""The note that somebody reads in Obsidian, as its workspace file says; never written."""

import os
from typing import Final

from parsers.workspace import active_note
from vault.obsidian import config_folder
from vault.regular_file import read_regular

_FILES: Final = ("workspace.json", "workspace-mobile.json", "workspace")
"""The last is of versions before 0.16."""


def is_workspace(path: str) -> bool:
    """Whether a path relative to the vault is that of a workspace file."""
    folder, _, name = path.rpartition("/")
    return name in _FILES and folder.startswith(".") and "/" not in folder


def read_active_note(root: str) -> str | None:
    """The active note by the workspace file that was saved last; None where none tells."""
    folder = config_folder(root)
    if folder is None:
        return None
    saved: list[tuple[int, str]] = []
    for name in _FILES:
        path = os.path.join(root, folder, name)
        try:
            saved.append((os.stat(path).st_mtime_ns, path))
        except OSError:
            continue
    return _read(max(saved)[1]) if saved else None


def _read(path: str) -> str | None:
    try:
        return active_note(read_regular(path))
    except OSError:
        return None

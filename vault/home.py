"""Whether the vault's folder is where it was, and still the same folder."""

import os
from enum import Enum, auto
from typing import Final

Identity = tuple[int, int]
"""Device and inode."""


class Presence(Enum):
    """What is at the vault's path."""

    SAME = auto()
    OTHER = auto()
    """A folder, but not the one that was taken for the vault: another one, or an empty place where
    a disk was mounted, or the same one on a disk that was mounted again."""
    GONE = auto()
    """No folder, or one that cannot be opened: closed to us, or on a disk that does not answer."""


class Home:
    """The folder at one path, as it was when it was last taken for the vault."""

    def __init__(self, root: str) -> None:
        self.root: Final = root
        self._known = _identity(root)

    def look(self) -> Presence:
        """What is there now."""
        now = _identity(self.root)
        if now is None:
            return Presence.GONE
        return Presence.SAME if now == self._known else Presence.OTHER

    def take(self) -> None:
        """What is there now is the vault."""
        self._known = _identity(self.root) or self._known


def _identity(root: str) -> Identity | None:
    try:
        folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        found = os.fstat(folder)
    except OSError:
        return None
    finally:
        os.close(folder)
    return found.st_dev, found.st_ino

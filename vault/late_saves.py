"""Files that gave way to an exchange: a program that had one open may still save into it.

Such a save reaches no name any more. So the files stay open for some seconds, and what comes into
one of them is kept beside its note.
"""

import os
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import Final

from msgspec import Struct

from vault.errors import VaultriageError
from vault.exchange import keep_late

_HELD_S: Final = 5.0
_MOST: Final = 64
"""Files held open at once; the oldest gives way."""


class _Held(Struct, frozen=True):
    path: str
    fd: int
    data: bytes
    until: float
    """By the monotonic clock."""


class LateSaves:
    """The files of one vault that gave way lately. Any thread may call it."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._held: deque[_Held] = deque()
        self._lock = Lock()
        self.problems: tuple[str, ...] = ()
        """A sentence for each save that was kept."""

    def holder(self, path: str) -> Callable[[int, bytes], None]:
        """What an exchange of this note calls (`vault.exchange.Hold`)."""

        def hold(fd: int, data: bytes) -> None:
            held = _Held(path, os.dup(fd), data, time.monotonic() + _HELD_S)
            with self._lock:
                self._held.append(held)

        return hold

    def look(self) -> None:
        """Keep what has come since, and let go of what was held long enough."""
        with self._lock:
            now = time.monotonic()
            self._held = deque(held for held in self._held if self._goes_on(held, now))
            while len(self._held) > _MOST:
                os.close(self._held.popleft().fd)

    def close(self) -> None:
        """Look a last time, and let go of everything."""
        self.look()
        with self._lock:
            while self._held:
                os.close(self._held.popleft().fd)

    def _goes_on(self, held: _Held, now: float) -> bool:
        kept = ""
        with suppress(OSError, VaultriageError):  # tried again for as long as it is held
            kept = keep_late(self._root, held.path, held.fd, held.data)
        if kept:
            self.problems = (*self.problems, kept)
        elif now < held.until:
            return True
        os.close(held.fd)
        return False

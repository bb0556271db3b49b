"""Chunks of notes, of which one reader takes the first ones and another one the last ones."""

import threading
from collections import deque
from collections.abc import Iterable, Sequence

Chunk = Sequence[str]
"""Paths of some notes, at least one."""


class Chunks:
    """What is still to be read; any thread may ask."""

    def __init__(self) -> None:
        self._chunks: deque[Chunk] = deque()
        self._changed = threading.Condition()
        self._finished = False

    def add(self, chunks: Iterable[Chunk]) -> None:
        """Put chunks behind the others."""
        with self._changed:
            self._chunks.extend(chunks)
            self._changed.notify_all()

    def finish(self) -> None:
        """Say that there are no more to come, but what comes back from a reader that failed."""
        with self._changed:
            self._finished = True
            self._changed.notify_all()

    def first(self) -> Chunk | None:
        """Take the first chunk; None when there is none now."""
        with self._changed:
            return self._chunks.popleft() if self._chunks else None

    def last(self) -> Chunk | None:
        """Take the last chunk; wait for one unless no more are to come."""
        with self._changed:
            self._changed.wait_for(lambda: self._chunks or self._finished)
            return self._chunks.pop() if self._chunks else None

    def take_all(self) -> list[str]:
        """Take what is there, all chunks in one."""
        with self._changed:
            paths = [path for chunk in self._chunks for path in chunk]
            self._chunks.clear()
            return paths

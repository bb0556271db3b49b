"""Changes come one by one and are told in batches: what comes close together belongs together.

A callback gets each batch, on a thread of its own.
"""

import threading
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Final

from msgspec import Struct

STILL_S: Final = 0.02
"""How long it must be still before a batch is told, in seconds."""
LONGEST_S: Final = 0.3
"""How long a batch grows while it is not still, in seconds."""


class Batch(Struct, frozen=True):
    """What changed since the last batch."""

    paths: frozenset[str]
    """Relative to the vault, files of any kind; deleted ones too."""
    sweep: bool
    """Whether paths alone do not tell everything: a folder came, went or moved, or events are lost.
    """


class Gatherer:
    """Gathers changes until `stop`; any thread may tell of them."""

    def __init__(self, deliver: Callable[[Batch], None]) -> None:
        self._deliver = deliver
        self._lock = threading.Lock()
        self._paths: set[str] = set()
        self._sweep = False
        self._stopped = False
        self._first = self._last = 0.0
        self._timer: threading.Timer | None = None

    def note(self, paths: Iterable[str], *, sweep: bool) -> None:
        """Remember changes for the next batch."""
        with self._lock:
            self._paths.update(paths)
            self._sweep |= sweep
            if self._stopped or not (self._paths or self._sweep):
                return
            self._last = monotonic()
            if self._timer is None:
                self._first = self._last
                self._wait(STILL_S)

    def stop(self) -> None:
        """Tell nothing more, not even what was gathered."""
        with self._lock:
            self._stopped = True
            if self._timer:
                self._timer.cancel()

    def _wait(self, seconds: float) -> None:
        """Raises RuntimeError when no thread can be started; the next change tries again."""
        timer = threading.Timer(seconds, self._tell)
        timer.daemon = True
        timer.start()
        self._timer = timer

    def _tell(self) -> None:
        with self._lock:
            still = min(self._last + STILL_S, self._first + LONGEST_S) - monotonic()
            if self._stopped or still > 0:
                self._timer = None
                if not self._stopped:
                    self._wait(still)
                return
            batch = Batch(frozenset(self._paths), self._sweep)
            self._paths.clear()
            self._sweep = False
            self._timer = None
        self._deliver(batch)

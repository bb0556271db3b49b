"""Changes from outside: watchdog's events, gathered into batches of paths.

It knows nobody: a callback gets each batch, on a thread of its own.
"""

import os
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

DEBOUNCE_S: Final = 0.05
"""How long a batch waits for more, in seconds."""
POLL_S: Final = 2.0
"""How often the fallback looks at every file, in seconds."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What changed since the last batch."""

    paths: frozenset[str]
    """Relative to the vault, files of any kind; deleted ones too."""
    sweep: bool
    """Whether a folder came, went or moved, so that paths alone do not tell everything."""


class Watcher:
    """Watches a folder until `stop`."""

    def __init__(self, root: str, deliver: Callable[[Batch], None]) -> None:
        self._root = os.path.realpath(root)
        self._deliver = deliver
        self._lock = threading.Lock()
        self._paths: set[str] = set()
        self._sweep = False
        self._timer: threading.Timer | None = None
        self._observer: BaseObserver | None = None

    def start(self) -> str:
        """Begin to watch; the answer says why changes are noticed late, or is empty."""
        from watchdog.observers import Observer  # noqa: PLC0415 - 50 ms that no first frame waits for

        # Said on stderr, over the screen, when a folder comes back to a vault; it does no harm.
        warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
        try:
            self._observe(Observer(), _NATIVE)
        except OSError as error:
            from watchdog.observers.polling import PollingObserver  # noqa: PLC0415

            self._observe(PollingObserver(timeout=POLL_S), _POLLED)
            return (
                f"The system watches no more files ({error.strerror}); looking every {POLL_S:g} s."
            )
        return ""

    def stop(self) -> None:
        """Stop watching; a batch that waits is not delivered."""
        with self._lock:
            if self._timer:
                self._timer.cancel()
            self._paths.clear()
        if self._observer:
            self._observer.stop()
            self._observer.join()

    def _observe(self, observer: "BaseObserver", event_names: tuple[str, ...]) -> None:
        from watchdog import events  # noqa: PLC0415

        watcher = self

        class Handler(events.FileSystemEventHandler):
            def on_any_event(self, event: "FileSystemEvent") -> None:
                watcher.note(event)

        wanted = [getattr(events, name) for name in event_names]
        observer.daemon = True
        observer.schedule(Handler(), self._root, recursive=True, event_filter=wanted)
        observer.start()
        self._observer = observer

    def note(self, event: "FileSystemEvent") -> None:
        """Remember one event for the next batch."""
        paths = [p for p in (event.src_path, event.dest_path) if p]
        inside = [self._relative(os.fsdecode(p)) for p in paths]
        with self._lock:
            self._paths.update(path for path in inside if path)
            self._sweep |= event.is_directory
            if self._timer is None:
                self._timer = threading.Timer(DEBOUNCE_S, self._flush)
                self._timer.daemon = True
                self._timer.start()

    def _relative(self, path: str) -> str:
        inside = path.startswith(self._root + os.sep)
        return path[len(self._root) + 1 :].replace(os.sep, "/") if inside else ""

    def _flush(self) -> None:
        with self._lock:
            batch = Batch(frozenset(self._paths), self._sweep)
            self._paths.clear()
            self._sweep = False
            self._timer = None
        if batch.paths or batch.sweep:
            self._deliver(batch)


_NATIVE: Final = (
    "FileClosedEvent",
    "FileCreatedEvent",
    "FileDeletedEvent",
    "FileMovedEvent",
    "DirCreatedEvent",
    "DirDeletedEvent",
    "DirMovedEvent",
)
"""Without opens and closes after reading: our own scan would report every note."""
_POLLED: Final = (*_NATIVE, "FileModifiedEvent")

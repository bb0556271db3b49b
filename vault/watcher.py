"""Changes from outside: watchdog's events, gathered into batches of paths.

It knows nobody: a callback gets each batch, on a thread of its own.
"""

import os
import threading
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from vault.scanner import is_hidden

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

DEBOUNCE_S: Final = 0.05
"""How long a batch waits for more, in seconds."""
POLL_S: Final = 2.0
"""How often the fallback looks at every file, in seconds."""


class Batch(Struct, frozen=True):
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
        self._stopped = False
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
            self._stopped = True
            if self._timer:
                self._timer.cancel()
            self._paths.clear()
            observer, self._observer = self._observer, None
        if observer:
            _end(observer)

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
        for emitter in observer.emitters:
            _tell_of_overflow(getattr(emitter, "_inotify", None), self.look_everywhere)
        with self._lock:
            if not self._stopped:
                self._observer = observer
                return
        _end(observer)  # it was stopped meanwhile, and whoever did that saw no observer

    def note(self, event: "FileSystemEvent") -> None:
        """Remember one event for the next batch, unless it is about what nobody reads."""
        moved = [self._relative(os.fsdecode(p)) for p in (event.src_path, event.dest_path) if p]
        wanted = {path for path in moved if path is not None and _is_read(path)}
        if not wanted:
            return
        with self._lock:
            self._paths |= wanted - {""}
            self._sweep |= event.is_directory
            self._wait_for_more()

    def look_everywhere(self) -> None:
        """Events were lost: the next batch asks for a look at every file."""
        with self._lock:
            self._sweep = True
            self._wait_for_more()

    def _wait_for_more(self) -> None:
        if self._timer is None and not self._stopped:
            self._timer = threading.Timer(DEBOUNCE_S, self._flush)
            self._timer.daemon = True
            self._timer.start()

    def _relative(self, path: str) -> str | None:
        """The path inside the vault, empty for the vault itself; None outside of it."""
        if path == self._root:
            return ""
        inside = path.startswith(self._root + os.sep)
        return path[len(self._root) + 1 :].replace(os.sep, "/") if inside else None

    def _flush(self) -> None:
        with self._lock:
            batch = Batch(frozenset(self._paths), self._sweep)
            self._paths.clear()
            self._sweep = False
            self._timer = None
        if batch.paths or batch.sweep:
            self._deliver(batch)


def _end(observer: "BaseObserver") -> None:
    observer.stop()
    observer.join()


def _is_read(path: str) -> bool:
    """Whether anything reads it: what is not hidden, and settings in a folder like .obsidian."""
    return not is_hidden(path) or (path.startswith(".") and path.endswith((".json", "/workspace")))


def _tell_of_overflow(watches: object, lost: Callable[[], None]) -> None:
    """Hear when the kernel's queue ran over: watchdog mends its watches and tells no handler."""
    mend = getattr(watches, "on_queue_overflow", None)
    if mend is None:
        return

    def mend_and_tell() -> None:
        mend()
        lost()

    setattr(watches, "on_queue_overflow", mend_and_tell)  # noqa: B010 - no name of its own type


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

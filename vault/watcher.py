"""Changes from outside, as the system reports them, gathered into batches of paths.

It knows nobody: one callback gets each batch, another hears that there will be no more of them.
Linux is asked directly (`vault.inotify`); elsewhere watchdog knows how. Threads of their own call.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final, Protocol

from vault.gathering import Batch, Gatherer
from vault.scanner import is_hidden

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

    from vault.inotify import Note


class Source(Protocol):
    """What reports changes."""

    def start(self) -> None:
        """Begin. Raises OSError where the system does not let us."""

    def stop(self) -> None:
        """End; nothing is reported any more."""


class Watcher:
    """Watches a folder until `stop`."""

    def __init__(
        self,
        root: str,
        deliver: Callable[[Batch], None],
        fail: Callable[[OSError], None] = lambda _error: None,
        *,
        directly: bool = sys.platform == "linux",
    ) -> None:
        """`fail`: told that a folder which came later cannot be watched; then `stop` is due.

        `directly`: whether to ask Linux itself.
        """
        self._gatherer = Gatherer(deliver)
        self._lock = threading.Lock()
        self._stopped = False
        self._started: Source | None = None
        self._source = _source(os.path.realpath(root), self._note, fail, directly=directly)

    def start(self) -> None:
        """Begin to watch. Raises OSError where the system watches no more folders."""
        source = self._source()
        source.start()
        with self._lock:
            if not self._stopped:
                self._started = source
                return
        source.stop()  # it was stopped meanwhile, and whoever did that saw nothing to stop

    def stop(self) -> None:
        """Stop watching; a batch that waits is not delivered."""
        self._gatherer.stop()
        with self._lock:
            self._stopped = True
            source, self._started = self._started, None
        if source:
            source.stop()

    def _note(self, paths: Iterable[str], sweep: bool) -> None:  # noqa: FBT001 - a callback
        self._gatherer.note(paths, sweep=sweep)


class Observer:
    """Watches through watchdog, on systems that report in other ways than Linux."""

    def __init__(self, root: str, note: "Note") -> None:
        self._root = root
        self._note = note
        self._observer: BaseObserver | None = None

    def start(self) -> None:
        """Begin to watch. Raises OSError."""
        # Some 50 ms, which no first frame waits for.
        from watchdog import events  # noqa: PLC0415
        from watchdog.observers import Observer as SystemObserver  # noqa: PLC0415

        hear = self.hear

        class Handler(events.FileSystemEventHandler):
            def on_any_event(self, event: "FileSystemEvent") -> None:
                hear(event)

        observer = SystemObserver()
        observer.daemon = True
        wanted = [getattr(events, name) for name in _EVENTS]
        observer.schedule(Handler(), self._root, recursive=True, event_filter=wanted)
        observer.start()
        self._observer = observer

    def stop(self) -> None:
        """Stop watching."""
        if self._observer:
            self._observer.stop()
            self._observer.join()

    def hear(self, event: "FileSystemEvent") -> None:
        """Tell of one event, unless it is about what nobody reads."""
        moved = [self._relative(os.fsdecode(p)) for p in (event.src_path, event.dest_path) if p]
        wanted = {path for path in moved if path is not None and _is_read(path)}
        if wanted:
            self._note(wanted - {""}, event.is_directory)

    def _relative(self, path: str) -> str | None:
        """The path inside the vault, empty for the vault itself; None outside of it."""
        if path == self._root:
            return ""
        inside = path.startswith(self._root + os.sep)
        return path[len(self._root) + 1 :].replace(os.sep, "/") if inside else None


def _source(
    root: str, note: "Note", fail: Callable[[OSError], None], *, directly: bool
) -> Callable[[], Source]:
    def source() -> Source:
        if not directly:
            return Observer(root, note)
        from vault.inotify import Inotify  # noqa: PLC0415 - there is none elsewhere

        return Inotify(root, note, fail)

    return source


def _is_read(path: str) -> bool:
    """Whether anything reads it: what is not hidden, and settings in a folder like .obsidian."""
    return not is_hidden(path) or (path.startswith(".") and path.endswith((".json", "/workspace")))


_EVENTS: Final = (
    "FileClosedEvent",
    "FileCreatedEvent",
    "FileDeletedEvent",
    "FileModifiedEvent",
    "FileMovedEvent",
    "DirCreatedEvent",
    "DirDeletedEvent",
    "DirMovedEvent",
)
"""Without opens and closes after reading: our own scan would report every note."""

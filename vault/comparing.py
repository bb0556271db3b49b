"""The door to duplicates: made when somebody asks, for one thread at a time."""

import threading
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from vault.events import Event, IndexChanged, SettingsChanged
from vault.index import IndexedTask
from vault.journal import Journal
from vault.knowledge import Knowledge

if TYPE_CHECKING:
    from vault.duplicates import Alike, Cluster, Duplicates

_Answer = TypeVar("_Answer")


class Comparing:
    """Keeps the duplicates of one vault. Any thread may call it; not for the screen's.

    The first answer costs what the vault holds, the others what changed since.
    """

    def __init__(self, journal: Journal, known: Knowledge, today: Callable[[], date]) -> None:
        self._journal = journal
        self._known = known
        self._today = today
        self._duplicates: Duplicates | None = None
        self._lock = threading.Lock()

    def hear(self, event: Event) -> None:
        """Take note of what has changed; that costs nothing until somebody asks."""
        duplicates = self._duplicates
        if duplicates is not None and isinstance(event, IndexChanged):
            duplicates.touch(event.paths)
        elif duplicates is not None and isinstance(event, SettingsChanged):
            duplicates.touch((), everything=True)

    def clusters(self) -> "tuple[Cluster, ...]":
        """Tasks that say the same."""
        return self._answer(lambda duplicates: duplicates.clusters())

    def like(self, found: IndexedTask, most: int) -> "tuple[Alike, ...]":
        """The tasks most like this one, the most alike first."""
        return self._answer(lambda duplicates: duplicates.like(found, most))

    def _answer(self, ask: "Callable[[Duplicates], _Answer]") -> _Answer:
        from vault.duplicates import Duplicates  # noqa: PLC0415 - paid for by who asks

        with self._lock:
            if self._duplicates is None:
                self._duplicates = Duplicates(self._known, self._journal.history)
            try:
                self._duplicates.update(self._known.people(), self._today())
                return ask(self._duplicates)
            except BaseException:
                self._duplicates = None  # what fails half-way is begun anew
                raise

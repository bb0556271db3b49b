"""What was decided, as steps that can be taken back and made again.

The history lives as long as the program.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from vault.identity import Sought
from vault.index import TaskId


@dataclass(frozen=True, slots=True)
class Change:
    """One place of one note: what stood there, and what stands there now."""

    path: str
    task_id: TaskId
    """The task that was decided."""
    text: str
    """Its description, to name the change by."""
    before: tuple[bytes, ...]
    """The lines, without line feeds, that the change replaced."""
    after: Sought
    """The lines that took their place, with what is needed to find them again."""
    kept: int | None
    """Which of the lines now standing is the task itself."""
    kept_before: int | None
    """Which of the lines before was the task itself."""


@dataclass(frozen=True, slots=True)
class Step:
    """Changes that are taken back together."""

    name: str
    """The verb: `accept`."""
    changes: tuple[Change, ...]

    def by_path(self) -> Iterator[tuple[str, list[Change]]]:
        """The changes of each note together."""
        for path in dict.fromkeys(change.path for change in self.changes):
            yield path, [change for change in self.changes if change.path == path]

    @property
    def label(self) -> str:
        """The step for people: `accept “Prepare the deck”`, `reject 3 tasks`."""
        if len(self.changes) == 1:
            return f"{self.name} “{self.changes[0].text}”"
        return f"{self.name} {len(self.changes)} tasks"


class Journal:
    """The steps of this session, newest last."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def record(self, step: Step) -> None:
        """Add a step that was made; what was taken back before it cannot be made again."""
        self._done.append(step)
        self._undone.clear()

    def take_done(self) -> Step | None:
        """Remove and return the newest step, to take it back."""
        return self._done.pop() if self._done else None

    def take_undone(self) -> Step | None:
        """Remove and return the step taken back last, to make it again."""
        return self._undone.pop() if self._undone else None

    def put_done(self, step: Step) -> None:
        """Put back a step that was made again, or whose undo could not be tried."""
        self._done.append(step)

    def put_undone(self, step: Step) -> None:
        """Put down a step that was taken back."""
        self._undone.append(step)

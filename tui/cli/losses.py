"""Decisions that another program has undone, told on standard error: the first of each note."""

from collections import Counter
from typing import Final

from tui.cli.streams import write_note
from vault.events import DecisionLost, Event

_TOLD: Final = 3
"""So many of each note are told with their versions; of the others, how many there are."""


class Losses:
    """What was undone, of this run or of one before."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def hear(self, event: Event) -> None:
        """Tell of a loss, as long as its note has few."""
        if not isinstance(event, DecisionLost):
            return
        self._seen[event.path] += 1
        if self._seen[event.path] > _TOLD:
            return
        write_note(event.sentence)
        for word, version in (("was", event.was), ("wanted", event.wanted), ("now", event.now)):
            for line in (version or "(nothing)").split("\n"):
                write_note(f"  {word:<6}  {line}")

    def tell_rest(self) -> None:
        """Tell how many more there were."""
        for path, count in self._seen.items():
            if count > _TOLD:
                more = count - _TOLD
                write_note(f"And {more} more in {path}; vaultriage history marks their steps.")

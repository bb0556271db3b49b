"""Decisions that another program has undone, as one message with all versions of the first."""

from collections.abc import Sequence
from time import monotonic
from typing import Final

from vault.events import DecisionLost

_TOGETHER_S: Final = 3.0


class Losses:
    """What was lost lately, told together: each message would push the one before away."""

    def __init__(self) -> None:
        self._lately: list[DecisionLost] = []
        self._at = 0.0

    def add(self, lost: DecisionLost) -> str:
        """The message that tells of this one and of those just before."""
        now = monotonic()
        if now - self._at > _TOGETHER_S:
            self._lately.clear()
        self._at = now
        self._lately.append(lost)
        return "\n".join(lost_lines(self._lately))


def lost_lines(losses: Sequence[DecisionLost]) -> list[str]:
    """The lines of the message."""
    first, more = losses[0], len(losses) - 1
    lines = [
        first.sentence,
        f"was: {first.was or 'nothing'}",
        f"wanted: {first.wanted or 'nothing'}",
        f"now: {first.now or 'nothing'}",
    ]
    return [*lines, f"And {more} more."] if more else lines

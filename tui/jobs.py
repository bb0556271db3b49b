"""What waits for its turn to be written."""

from collections.abc import Callable
from dataclasses import dataclass

from vault.outcomes import Applied, Decision


@dataclass(frozen=True, slots=True)
class Job:
    """Something to write, in its turn."""

    run: Callable[[], Applied | None]
    verb: str = ""
    """`undo`, `redo`, or empty for decisions."""
    decisions: tuple[Decision, ...] = ()

"""A line that changed before a decision reached it, as values."""

from msgspec import Struct


class Conflict(Struct, frozen=True):
    """The three versions of the line, and what happened in a sentence."""

    message: str
    was: str
    now: str
    wanted: str
    verb: str
    """What could be applied to the line as it is now; empty when nothing can."""

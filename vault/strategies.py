"""The ways in which a note is written, and what is said of the last of them."""

from enum import Enum
from typing import Final


class Strategy(Enum):
    """How a note was written; the first that the file system grants, in this order."""

    LEASE = "lease"
    """In place, while the kernel let nobody else open it."""
    EXCHANGE = "exchange"
    """The next version exchanged with it, what came out looked at: another file afterwards."""
    GUARDED = "guarded"
    """In place, compared just before, and that is all: a save at that very moment may be lost."""


ALL_STRATEGIES: Final = frozenset(Strategy)
UNPROTECTED: Final = (
    "Some notes of this vault can be written only in place and without a lease: a save by another "
    "program at the same moment may be lost."
)

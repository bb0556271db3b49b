"""Whether time went on without this program: the computer slept, or somebody set its clock."""

import time
from typing import Final

from msgspec import Struct

LATE_S: Final = 60.0
"""How much later than it should a look may come before it counts, in seconds."""
_SLEPT_S: Final = 1.0
_SET_S: Final = 30.0
"""A clock that is kept right by the network is moved by less."""

# Linux's CLOCK_MONOTONIC stands still while the computer sleeps, macOS's goes on.
_ALWAYS: Final[int] = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", -1))
_AWAKE: Final[int] = getattr(time, "CLOCK_UPTIME_RAW", getattr(time, "CLOCK_MONOTONIC", -1))


class Moment(Struct, frozen=True):
    """One moment by three clocks, in seconds."""

    awake: float
    """Stands still while the computer sleeps."""
    always: float
    """Does not; where there is no such clock, it does as well."""
    wall: float
    """What somebody may set."""


def now() -> Moment:
    """This moment."""
    awake = time.clock_gettime(_AWAKE) if _AWAKE >= 0 else time.monotonic()
    always = time.clock_gettime(_ALWAYS) if _ALWAYS >= 0 else awake
    return Moment(awake, always, time.time())


def has_jumped(before: Moment, after: Moment, expected: float) -> bool:
    """Whether between two looks, `expected` seconds apart, something happened to time.

    The computer slept for more than a second, the clock was set by more than half a minute, or
    the later look came more than a minute late: the program was stopped, or its machine was.
    """
    awake = after.awake - before.awake
    always = after.always - before.always
    wall = after.wall - before.wall
    return always - awake > _SLEPT_S or abs(wall - always) > _SET_S or awake - expected > LATE_S

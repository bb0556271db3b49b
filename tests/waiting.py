"""Waiting for a condition, never for a time."""

import time
from collections.abc import Callable


def wait_until(holds: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Whether the condition came to hold within so many seconds."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.005)
    return True

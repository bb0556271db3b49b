"""Trying again while another program has the note in use, and when to give up."""

import random
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from vault.errors import NotANoteError, NoteBusyError, NotFoundError

_T = TypeVar("_T")

_GRACE = 0.05
"""Seconds a note may be missing: some programs rename it away and then write it anew."""
_FIRST_PAUSE, _LONGEST_PAUSE = 0.0002, 0.02


def in_time(path: str, deadline: float, attempt: Callable[[], _T]) -> _T:
    """What `attempt` gives, tried until it raises no BlockingIOError; then NoteBusyError."""
    missing_until = time.monotonic() + _GRACE
    for _ in turns(deadline):
        try:
            return attempt()
        except BlockingIOError:
            continue
        except NotFoundError as error:
            if isinstance(error, NotANoteError) or time.monotonic() > missing_until:
                raise
    raise busy(path)


def turns(deadline: float) -> Iterator[None]:
    """A turn at once and then one after each pause, until the deadline (monotonic seconds)."""
    pause = _FIRST_PAUSE
    while True:
        yield
        if time.monotonic() >= deadline:
            return
        # Scattered, so that two writers do not meet again and again.
        time.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311
        pause = min(pause * 1.5, _LONGEST_PAUSE)


def busy(path: str) -> NoteBusyError:
    """The error for a note that stayed in use."""
    return NoteBusyError(
        f"Another program keeps {path} open.", "Close it there, or try again in a moment."
    )

"""When garbage is looked for: never among notes and tasks, which hold no cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_MANY: Final = 100
"""Notes of which the objects are worth it."""


@contextmanager
def without_collections(notes: int = _MANY, *, for_good: bool = True) -> Iterator[None]:
    """Look for no garbage meanwhile; `for_good`: and never again among what is there then.

    A collection over those of a large vault stops every thread, the screen's too, for as long as
    half a second. `notes`: how many are taken in; a few are left to the collector.
    What is looked at never again is never freed either if it is garbage by then, and a screen makes
    some all the time: so `for_good` is for what happens once, not for each change.
    """
    if notes < _MANY:
        yield
        return
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if for_good:
            gc.freeze()
        if was_enabled:
            gc.enable()

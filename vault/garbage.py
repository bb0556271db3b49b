"""When garbage is looked for: never among notes and tasks, which hold no cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_MANY: Final = 100
"""Notes of which the objects are worth it."""


@contextmanager
def without_collections(notes: int = _MANY) -> Iterator[None]:
    """Look for no garbage meanwhile, and never again among what is there then.

    A collection over those of a large vault stops every thread, the screen's too, for as long as
    half a second. `notes`: how many are taken in; a few are left to the collector.
    """
    if notes < _MANY:
        yield
        return
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()

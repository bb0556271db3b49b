"""The rows that are asked for and those that are shown: one view made after the other."""

import asyncio
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Final

from msgspec.structs import replace

from parsers.filter import TaskFilter
from vault.index import TaskId
from vault.vault import Vault
from vault.view import EMPTY_VIEW, View, ViewName, ViewRequest

_LOADING_PAUSE_S: Final = 2.0
"""Seconds between two looks at a vault that is still being read, or four times what one took.

Each look holds up the reading; what somebody decides first is there after the first one.
"""
_FIRST_ROWS_PAUSE_S: Final = 0.03
"""The same as long as nothing is shown."""


class Rows:
    """What to show, and the view that was made of it last."""

    def __init__(self, vault: Vault, name: ViewName) -> None:
        self._vault = vault
        self._request = ViewRequest(name=name)
        self._wanted = False
        self._due = 0.0
        self.busy = False
        """Whether rows are being made."""
        self.view: View = EMPTY_VIEW

    # What to show

    def open(self, name: ViewName) -> None:
        """Another view; nothing decided stays in it."""
        self._request = replace(self._request, name=name, lingering=frozenset())

    def filter(self, wanted: TaskFilter) -> None:
        """Only these rows of the view."""
        self._request = replace(self._request, filter=wanted)

    def let_stay(self, task_ids: Iterable[TaskId]) -> None:
        """These rows stay where the view holds them no longer, until their note is left."""
        self._request = replace(self._request, lingering=self._request.lingering | set(task_ids))

    def let_go(self, task_ids: Iterable[TaskId]) -> None:
        """These rows need not stay."""
        self._request = replace(self._request, lingering=self._request.lingering - set(task_ids))

    def forget_finished_notes(self, here: str) -> None:
        """Decided rows stay until their note is finished, and is not the one at `here`."""
        done = {g.note.path for g in self.view.finished if g.note.path != here}
        known = map(self.view.rows.get, self._request.lingering)
        self.let_go([r.found.id for r in known if r and r.lingering and r.found.path in done])

    # Making them

    @property
    def is_due(self) -> bool:
        """Whether it is time for another look at a vault that is still being read."""
        return monotonic() > self._due

    def want(self) -> bool:
        """Rows are wanted; whether somebody must call `make` for them."""
        self._wanted = True
        must_begin, self.busy = not self.busy, True
        return must_begin

    async def make(self, show: Callable[[View, bool], None]) -> None:
        """Make rows off this thread as long as some are wanted; `show` gets each view.

        And with it whether the whole vault was read before: rows may be older than it.
        """
        try:
            while self._wanted:
                self._wanted = False
                request, loaded, began = self._request, self._vault.loaded, monotonic()
                view = await asyncio.to_thread(self._vault.view, request)
                if request is not self._request:
                    self._wanted = True  # another view is wanted by now
                    continue
                pause = _LOADING_PAUSE_S if view.total else _FIRST_ROWS_PAUSE_S
                self._due = monotonic() + max(pause, 4 * (monotonic() - began))
                self.view = view
                show(view, loaded)
        finally:
            self.busy = False

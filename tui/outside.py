"""Other programs: editor and shell get the terminal, Obsidian a URI, the clipboard a text."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import Final

from textual.app import App, SuspendNotSupported
from textual.notifications import SeverityLevel

from tui.editor import editor_command, run_editor
from tui.log import logged
from tui.opener import open_uri
from vault.errors import VaultriageError
from vault.index import IndexedTask
from vault.links import uri_of

Say = Callable[[str, SeverityLevel], None]
_LONGEST_COPY: Final = 70_000
"""Bytes: many terminals take no more of a text for the clipboard, and some then take none."""


class Outside:
    """What leaves the screen, and comes back to it whatever happens there."""

    def __init__(
        self, app: App[None], root: str, flush: Callable[[], Awaitable[None]], say: Say
    ) -> None:
        """`flush` writes what waits; `say` tells a sentence."""
        self._app = app
        self._root = root
        self._flush = flush
        self._say = say

    async def edit(self, path: str, line: int) -> None:
        """Open a note in the person's editor, and wait for its end."""
        try:
            command = editor_command(os.path.join(self._root, path), line, os.environ)
        except VaultriageError as error:
            self._say(str(error), "error")
            return
        await self._flush()
        problem = ""
        try:
            with self._app.suspend():
                problem = _guarded(lambda: run_editor(command))
        except SuspendNotSupported:
            problem = "This terminal cannot be given to an editor."
        if problem:
            self._say(problem, "warning")

    async def show_in_obsidian(self, found: IndexedTask) -> None:
        """Open a task's line in Obsidian, which reads the note as it is on the disk."""
        await self._flush()
        uri = await asyncio.to_thread(uri_of, found, self._root)
        problem = await asyncio.to_thread(open_uri, uri)
        self._say(problem or "Opened in Obsidian.", "warning" if problem else "information")

    def copy(self, text: str, told: str) -> None:
        """Put a text onto the clipboard, which the terminal may allow or not."""
        if len(text.encode()) > _LONGEST_COPY:
            self._say("That is more than a terminal takes for the clipboard.", "warning")
            return
        self._app.copy_to_clipboard(text)
        self._say(told, "information")

    async def pause(self) -> None:
        """Stop until the shell's fg, with everything written."""
        await self._flush()
        self._app.action_suspend_process()


def _guarded(run: Callable[[], str]) -> str:
    """What `run` says; anything it raises would leave the terminal with nobody."""
    try:
        return run()
    except Exception as error:  # noqa: BLE001 - told once the screen is back
        return logged(error)

"""What the app hands over to other programs; it is imported when it is asked for."""

from collections.abc import Awaitable, Callable
from functools import cached_property
from typing import TYPE_CHECKING

from textual import on, work

from tui.looking_app import LookingApp
from tui.looks import Looks
from tui.messages import CopyWanted, OpenWanted
from vault.index import IndexedTask

if TYPE_CHECKING:
    from tui.outside import Outside


class OutwardApp(LookingApp, inherit_bindings=False):
    """Editor, Obsidian and clipboard are reached through it."""

    def __init__(self, looks: Looks, root: str, flush: Callable[[], Awaitable[None]]) -> None:
        """`root`: the vault's folder; `flush` writes what waits, before others look at it."""
        super().__init__(looks)
        self._root = root
        self._write_all = flush

    @cached_property
    def _outside(self) -> "Outside":
        from tui.outside import Outside  # noqa: PLC0415 - nothing of it is in the first frame

        return Outside(self, self._root, self._write_all, self._say)

    @on(CopyWanted)
    def _copy_wanted(self, message: CopyWanted) -> None:
        self._outside.copy(message.text, message.told)

    @on(OpenWanted)
    def _open_wanted(self, message: OpenWanted) -> None:
        if message.in_obsidian:
            self._show_in_obsidian(message.found)
        else:
            self._open_note(message.found.path, message.found.line)

    @work(group="editor")
    async def _open_note(self, path: str, line: int) -> None:
        await self._outside.edit(path, line)

    @work(group="obsidian")
    async def _show_in_obsidian(self, found: IndexedTask) -> None:
        await self._outside.show_in_obsidian(found)

    async def action_pause(self) -> None:
        """Stop until the shell's fg."""
        await self._outside.pause()

    def action_interrupt(self) -> None:
        """Quitting is one key, and this is not it: people press it to copy."""
        leave = self._triage.keymap.first("leave") or "Ctrl+Q"
        self._say(f"{leave} quits. Everything decided is in the notes.")

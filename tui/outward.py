"""An app that speaks to the person, and hands over to other programs."""

from collections.abc import Awaitable, Callable
from functools import cached_property
from typing import TYPE_CHECKING

from textual import on, work
from textual.notifications import SeverityLevel

from tui.dressed import DressedApp
from tui.log import logged
from tui.messages import CopyWanted, OpenWanted
from tui.render import plain
from tui.safe_text import safe_text
from vault.index import IndexedTask

if TYPE_CHECKING:
    from tui.outside import Outside


class OutwardApp(DressedApp, inherit_bindings=False):
    """Says sentences; editor, Obsidian and clipboard are reached through it."""

    def __init__(self, theme: str, root: str, flush: Callable[[], Awaitable[None]]) -> None:
        """`root`: the vault's folder; `flush` writes what waits, before others look at it."""
        super().__init__(theme)
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
        self._say("q quits. Everything decided is in the notes.")

    def _unexpected(self, error: Exception) -> None:
        """Something that nobody foresaw: told and logged, and the program goes on."""
        self._say(logged(error), "error")

    def _handle_exception(self, error: Exception) -> None:
        """Leave with a sentence and a log instead of a traceback; tests get the error itself."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        self.exit(return_code=1, message=safe_text(logged(error)))

    def _say(self, text: str, severity: SeverityLevel = "information") -> None:
        """Say one thing; what was said before gives way."""
        self.clear_notifications()
        safe = "\n".join(plain(line) for line in text.split("\n"))
        self.notify(safe, severity=severity, markup=False)

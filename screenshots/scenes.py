"""What is pressed before each picture is taken. Every wait is for something that is shown."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from textual.pilot import Pilot
from textual.widgets import Input

from tui.app import VaultriageApp
from tui.screens.triage import TriageScreen
from tui.themes import LIGHT
from tui.widgets.detail_pane import DetailPane
from tui.widgets.header import Header
from tui.widgets.list_title import ListTitle
from vault.view import ViewName

_PATIENCE_S: Final = 20.0

Demo = Pilot[None]


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture's name and what leads to it."""

    name: str
    play: Callable[["Stage"], Awaitable[None]]


class Stage:
    """The running program, its keys and what can be waited for."""

    def __init__(self, app: VaultriageApp, pilot: Demo) -> None:
        self.app = app
        self._pilot = pilot
        self.until_taken = ExitStack()
        """What lasts until the picture is taken."""

    @property
    def screen(self) -> TriageScreen:
        """The screen below whatever stands on it."""
        return next(s for s in self.app.screen_stack if isinstance(s, TriageScreen))

    async def press(self, *keys: str) -> None:
        """Press keys, each after what the last one led to is shown."""
        for key in keys:
            await self._pilot.press(key)
            await self.calm()

    async def press_at_once(self, key: str) -> None:
        """Press a key before the program has heard of what happened outside."""
        await self._pilot.press(key)

    async def until(self, what: str, holds: Callable[[], bool]) -> None:
        """Wait for a condition. Raises TimeoutError that names it."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE_S):
                while not holds():
                    await self._pilot.pause(0.01)
                return
        raise TimeoutError(f"This did not happen in {_PATIENCE_S:g} s: {what}")

    async def calm(self) -> None:
        """Wait until the vault is read and the right pane tells about the cursor's task."""
        title = self.screen.query_one(ListTitle)
        await self.until("the rows of the whole vault are shown", lambda: not title.reading)
        await self.until("the figures are those of the vault", self._figures_agree)
        await self.until("the task under the cursor is told about", self._detail_agrees)
        await self.until("verbs are taken", lambda: not self.screen.holds_back)
        await self._pilot.pause()

    async def decided(self, count: int) -> None:
        """Wait until so many decisions are in the notes and on the screen."""
        header = self.screen.query_one(Header)
        await self.until(f"{count} are decided", lambda: header.state.decided == count)
        await self.calm()

    def _figures_agree(self) -> bool:
        header, view = self.screen.query_one(Header).state, self.screen.tasks.view
        return (
            header.watch.live
            and header.read is None
            and header.proposed == view.counts[ViewName.INBOX]
        )

    def _detail_agrees(self) -> bool:
        row, detail = self.screen.tasks.current, self.screen.query_one(DetailPane).detail
        return row is None or (detail is not None and detail.found == row.found)

    async def shows(self, name: ViewName) -> None:
        """Wait for a view."""
        await self.until(f"{name} is shown", lambda: self.screen.tasks.view.name is name)
        await self.calm()


async def _inbox(stage: Stage) -> None:
    """Some decided, one marked, the cursor in the middle."""
    await stage.press("a", "r", "j", "a")
    await stage.decided(3)
    await stage.press("j", "space")


async def _marks(stage: Stage) -> None:
    """A whole note is marked."""
    await stage.press("J", "M")


async def _inbox_zero(stage: Stage) -> None:
    """Everything is decided."""
    count = len(stage.screen.tasks.view.rows)
    rejected = count // 4
    await stage.press(*["r"] * rejected, "V", "a")
    if count - rejected > 20:  # above that a question is asked
        await stage.press("y")
    await stage.decided(count)


async def _help(stage: Stage) -> None:
    """The keys."""
    await stage.press("question_mark")


async def _filter(stage: Stage) -> None:
    """A filter, typed and still open."""
    await stage.press("slash")
    stage.app.screen.query_one(Input).cursor_blink = False
    whole = stage.screen.tasks.view.total
    await stage.press(*"@ines")
    await stage.until("the list is filtered", lambda: stage.screen.tasks.view.total < whole)
    await stage.calm()


async def _conflict(stage: Stage) -> None:
    """A line that somebody edited in the moment before it was accepted."""
    found = stage.screen.tasks.targets[0].found
    note = Path(stage.app.vault.root, found.path)
    note.write_bytes(note.read_bytes().replace(b"Harbour and the pilot.", b"and both pilots."))
    await stage.press_at_once("a")
    await stage.until("the versions are shown", lambda: stage.app.screen is not stage.screen)
    await stage.calm()


async def _pending(stage: Stage) -> None:
    """A decision waits, because another program has its note open."""
    found = stage.screen.tasks.targets[0].found
    note = Path(stage.app.vault.root, found.path)
    stage.until_taken.enter_context(note.open("rb"))
    await stage.press_at_once("a")
    header = stage.screen.query_one(Header)
    await stage.until("it waits", lambda: header.state.pending == 1)
    await stage.calm()


async def _today(stage: Stage) -> None:
    """Another view."""
    await stage.press("2")
    await stage.shows(ViewName.TODAY)
    await stage.press("j")


async def _asked(stage: Stage, *keys: str) -> None:
    """A prompt, once it knows its names."""
    await stage.press(*keys)
    asking = stage.screen.asking
    await stage.until("the prompt knows its names", lambda: not asking.waits)
    await stage.calm()


async def _edit(stage: Stage) -> None:
    """The text of a task, with a tag to complete."""
    await _asked(stage, "e", "space", "number_sign")


async def _owner(stage: Stage) -> None:
    """Who a task is for, two of them."""
    await _asked(stage, "at", *"in", "tab", "down")


async def _due(stage: Stage) -> None:
    """A date, typed and shown as a day."""
    await _asked(stage, "d", *"next", "space", *"friday")


async def _priority(stage: Stage) -> None:
    """Six priorities, a key each."""
    await _asked(stage, "p")


async def _status(stage: Stage) -> None:
    """The statuses of the vault."""
    await _asked(stage, "s")


async def _tags(stage: Stage) -> None:
    """Tags to put on and take off."""
    await _asked(stage, "t", *"a")


async def _reason(stage: Stage) -> None:
    """Why it is rejected."""
    await _asked(stage, "R")


async def _snooze(stage: Stage) -> None:
    """Until when it is put off."""
    await _asked(stage, "h", "down")


async def _capture(stage: Stage) -> None:
    """A new task, and where it goes."""
    await _asked(stage, "n", *"Order", "space", *"rope", "space", "at", *"to")


async def _wrong(stage: Stage) -> None:
    """What does not do is told, and stays."""
    await _asked(stage, "d", *"soonish", "enter")


async def _light(stage: Stage) -> None:
    """The inbox on a light ground."""
    stage.app.theme = LIGHT.name
    await _inbox(stage)


SCENES: Final = (
    Scene("inbox", _inbox),
    Scene("marks", _marks),
    Scene("inbox-zero", _inbox_zero),
    Scene("help", _help),
    Scene("filter", _filter),
    Scene("today", _today),
    Scene("pending", _pending),
    Scene("conflict", _conflict),
    Scene("edit", _edit),
    Scene("owner", _owner),
    Scene("due", _due),
    Scene("priority", _priority),
    Scene("status", _status),
    Scene("tags", _tags),
    Scene("reason", _reason),
    Scene("snooze", _snooze),
    Scene("capture", _capture),
    Scene("wrong-date", _wrong),
    Scene("light", _light),
)
"""In the order in which they are taken."""

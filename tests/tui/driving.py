"""Drives the real app on real vaults: keys in, rows, words and bytes out."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from tui.app import VaultriageApp
from tui.demo import DEMO_VAULT
from tui.messages import Settled
from tui.render import headline
from tui.screens.conflict import ConflictScreen
from tui.screens.triage import TriageScreen
from tui.widgets.list_title import ListTitle
from tui.widgets.task_list import TaskList
from vault.index import TaskId
from vault.vault import Vault
from vault.view import ViewName

TODAY = date(2026, 11, 22)
PATIENCE_S = 15.0
_TURNS = 12
DEMO = DEMO_VAULT

TWO_NOTES = {
    "2026-11-20 - First.md": (
        "# First\n\n"
        "- [?] Alpha #task #proposed\n"
        "- [?] Beta #task #proposed\n"
        "- [?] Gamma #task #proposed\n"
    ),
    "2026-11-10 - Second.md": "- [?] Delta #task #proposed\n- [?] Epsilon #task #proposed\n",
}
"""Five proposals, as the inbox shows them from the top: Alpha to Epsilon."""
FIRST, SECOND = TWO_NOTES


def write_vault(root: Path, notes: Mapping[str, str | bytes]) -> Path:
    """Make a vault of these notes."""
    for name, content in notes.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    root.mkdir(exist_ok=True)
    return root


class ListeningApp(VaultriageApp):
    """The app itself; what it settled is kept for the tests to look at."""

    def __init__(self, vault: Vault, view: ViewName) -> None:
        super().__init__(vault, view=view)
        self.settled: list[Settled] = []

    def on_settled(self, message: Settled) -> None:
        """Remember."""
        self.settled.append(message)


@dataclass
class Driver:
    """The app while it runs."""

    app: ListeningApp
    pilot: Pilot[None]
    root: Path

    @property
    def screen(self) -> TriageScreen:
        return next(s for s in self.app.screen_stack if isinstance(s, TriageScreen))

    @property
    def on_top(self) -> str:
        """The name of the class of the screen that gets the keys."""
        return type(self.app.screen).__name__

    async def answer(self, key: str) -> None:
        """Press a key in the conflict screen, once it takes keys."""
        shown = self.app.screen
        assert isinstance(shown, ConflictScreen)
        await self.until(lambda: not shown.holds_back, "the end of the hold")
        await self.pilot.press(key)

    @property
    def tasks(self) -> TaskList:
        return self.screen.tasks

    @property
    def at(self) -> str:
        """What the task under the cursor says; empty when there is none."""
        row = self.tasks.current
        return headline(row.found.task, row.owners) if row else ""

    @property
    def note(self) -> str:
        """The path of the note under the cursor; empty when there is none."""
        row = self.tasks.current
        return row.found.path if row else ""

    @property
    def rows(self) -> list[str]:
        """Every row from the top; those that were decided and stay in brackets."""
        shown = []
        for task_id in self.tasks.task_ids:
            row = self.tasks.view.rows[task_id]
            text = headline(row.found.task, row.owners)
            shown.append(f"({text})" if row.lingering else text)
        return shown

    @property
    def marked(self) -> list[str]:
        return [text for text, i in zip(self.rows, self.tasks.task_ids, strict=True) if self._is(i)]

    def _is(self, task_id: TaskId) -> bool:
        return task_id in self.tasks.marks

    @property
    def toasts(self) -> list[str]:
        """What the app said and still shows, oldest first."""
        return [notification.message for notification in self.app._notifications]

    @property
    def lines(self) -> list[str]:
        """The text of the whole terminal."""
        return [strip.text for strip in self.app.screen._compositor.render_strips(self.app.size)]

    @property
    def shown(self) -> str:
        return "\n".join(self.lines)

    def read(self, name: str) -> bytes:
        return (self.root / name).read_bytes()

    def save(self, name: str, content: str) -> None:
        """Save a note from outside, the way an editor does: a new file takes its name."""
        new = self.root / f".{len(name)}.tmp"
        new.write_bytes(content.encode())
        new.replace(self.root / name)

    async def until(self, holds: Callable[[], bool], what: str = "") -> None:
        """Wait for a condition, then until all that comes with it is shown.

        Raises AssertionError with the screen when it never comes.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_S):
                while not holds():
                    await self.pilot.pause(0.005)
            if self.app.is_running:
                await self.calm()
            return
        raise AssertionError(f"never came: {what}\n{self.shown}\n{self.toasts}")

    async def press(self, *keys: str) -> None:
        """Press keys, then wait until every decision is written and shown."""
        await self.pilot.press(*keys)
        await self.calm()

    async def ready(self) -> None:
        """Wait until the vault is read and verbs are taken."""
        await self.until(self._is_read, "the vault is read")
        await self.calm()
        await self.until(lambda: not self.screen.holds_back, "the end of the hold")

    def _is_read(self) -> bool:
        # There is no title before the screen is composed.
        return any(not title.reading for title in self.screen.query(ListTitle))

    async def calm(self) -> None:
        """Wait until no message, write or reading of rows is under way, or due soon.

        A message is in no queue while it is handed from widget to widget: so it must stay quiet
        for some turns of the loop.
        """
        quiet = 0
        async with asyncio.timeout(PATIENCE_S):
            while quiet < _TURNS:
                quiet = quiet + 1 if self._at_rest() else 0
                await asyncio.sleep(0 if quiet else 0.001)
        await self.pilot.pause()

    def _at_rest(self) -> bool:
        app = self.app
        soon = (app.vault.next_due or PATIENCE_S) < PATIENCE_S
        busy = app._jobs.busy or app._viewing.busy or soon
        told = any(not worker.is_finished for worker in app.workers if worker.group == "detail")
        pumps = [app, app.screen, *app.screen.query("*")]
        return not busy and not told and all(pump._message_queue.empty() for pump in pumps)


@asynccontextmanager
async def driving(
    root: Path,
    *,
    size: tuple[int, int] = (120, 35),
    view: ViewName = ViewName.INBOX,
    read_only: bool = False,
    gather_for: float = 0,
    state: Path | None = None,
) -> AsyncIterator[Driver]:
    """Open the vault in `root` and wait until it is read.

    `gather_for`: as of a vault; without it each decision is in its note before the next key.
    """
    vault = Vault(
        str(root),
        today=lambda: TODAY,
        read_only=read_only,
        gather_for=gather_for,
        state=str(state) if state else None,
    )
    app = ListeningApp(vault, view)
    with closing(vault):
        async with app.run_test(size=size) as pilot:
            driver = Driver(app, pilot, root)
            await driver.ready()
            yield driver
            if app.is_running:
                await app.action_quit()
                await driver.until(lambda: not app.is_running, "the app is left")

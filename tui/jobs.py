"""What is to be written, in the order in which it was wanted, and what waits in the vault."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.messages import Settled
from vault.errors import VaultriageError
from vault.index import IndexedTask
from vault.outcomes import Applied, Decision
from vault.vault import Vault

if TYPE_CHECKING:
    from tui.putting_off import PuttingOff
    from vault.capture import Capture


class _Job(Struct, frozen=True):
    run: Callable[[], Sequence[Applied]]
    verb: str = ""
    refused: Callable[[VaultriageError], None] | None = None
    """Takes the sentence of a job that can be refused as a whole."""


class Jobs:
    """The writing that a screen wants of a vault, off the screen's thread."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._queue: asyncio.Queue[_Job] = asyncio.Queue()
        self._note = ""
        self._putting_off: PuttingOff | None = None
        self.busy = 0
        """How many jobs are not over yet."""

    def decide(self, decisions: Sequence[Decision], reason: str = "") -> None:
        """Write decisions; `reason` is that of a rejection."""
        self._put(lambda: self._anew(lambda: self._vault.decide(decisions, reason)))

    def put_off(self, tasks: Sequence[IndexedTask], typed: str) -> None:
        """Put tasks off until a day, as it was typed."""
        self._put(lambda: self._hide(tasks, typed))

    def _hide(self, tasks: Sequence[IndexedTask], typed: str) -> Sequence[Applied]:
        if self._putting_off is None:
            from tui.putting_off import PuttingOff  # noqa: PLC0415 - not in the first frame

            self._putting_off = PuttingOff(self._vault)
        return self._putting_off.put(tasks, typed)

    def capture(self, capture: "Capture", refused: Callable[[VaultriageError], None]) -> None:
        """Add a task to a note; `refused` is called, on the screen's thread, if that cannot be."""
        self._put(lambda: self._anew(lambda: [self._vault.capture(capture)]), refused=refused)

    def _anew(self, run: Callable[[], Sequence[Applied]]) -> Sequence[Applied]:
        """Decide: from now on that is what an undo takes back."""
        if self._putting_off:
            self._putting_off.forget()
        return run()

    def revert(self, *, again: bool) -> None:
        """Take the last step back, or make it again; what waits is written before.

        Proposals that were put off last are let back: that was the last thing done.
        """
        self._put(lambda: self._vault.write_held(everything=True))
        self._put(lambda: self._reverted(again=again), "redo" if again else "undo")

    def _reverted(self, *, again: bool) -> Sequence[Applied]:
        putting_off = None if again else self._putting_off
        if putting_off and (let_back := putting_off.take_back()):
            return let_back
        revert = self._vault.redo if again else self._vault.undo
        return [one for one in [revert()] if one]

    def go_to(self, path: str) -> None:
        """The cursor is in this note: what the one before has gathered is written."""
        left, self._note = self._note, path
        if left != path and self._vault.next_due is not None:
            self._put(lambda: self._vault.write_held(leaving=left))

    def go_on(self) -> None:
        """Write what an earlier run has left waiting, when its time comes."""
        if self._vault.next_due is not None:
            self._put(self._vault.write_held)

    async def flush(self) -> None:
        """Write everything that was decided so far, also what would wait."""
        self._put(lambda: self._vault.write_held(everything=True))
        await self.join()

    async def join(self) -> None:
        """Wait until everything wanted so far is done."""
        await self._queue.join()

    async def run(
        self, settled: Callable[[Settled | str], None], failed: Callable[[Exception], None]
    ) -> None:
        """Do one job after the other, for ever. A word instead of a step: nothing to do so to.

        An empty word: something may wait now, or wait no longer.
        """
        while True:
            job = await self._next()
            try:
                applied = await asyncio.to_thread(job.run)
                for one in applied:
                    settled(Settled(one, job.verb))
                if not applied:
                    settled(job.verb)
            except Exception as error:  # noqa: BLE001 - the decisions behind it still count
                if job.refused and isinstance(error, VaultriageError):
                    job.refused(error)
                else:
                    failed(error)
            finally:
                self.busy -= 1
                self._queue.task_done()

    async def _next(self) -> _Job:
        """What is wanted next, or the writing of what waits once its time has come."""
        try:
            return await asyncio.wait_for(self._queue.get(), self._vault.next_due)
        except TimeoutError:
            self._put(self._vault.write_held)
            return await self._queue.get()

    def _put(
        self,
        run: Callable[[], Sequence[Applied]],
        verb: str = "",
        refused: Callable[[VaultriageError], None] | None = None,
    ) -> None:
        self.busy += 1
        self._queue.put_nowait(_Job(run, verb, refused))

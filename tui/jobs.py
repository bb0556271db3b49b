"""What is to be written, in the order in which it was wanted, and what waits in the vault."""

import asyncio
from collections.abc import Callable, Sequence

from msgspec import Struct

from tui.messages import Settled
from vault.outcomes import Applied, Decision
from vault.vault import Vault


class _Job(Struct, frozen=True):
    run: Callable[[], Sequence[Applied]]
    verb: str = ""


class Jobs:
    """The writing that a screen wants of a vault, off the screen's thread."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._queue: asyncio.Queue[_Job] = asyncio.Queue()
        self._note = ""
        self.busy = 0
        """How many jobs are not over yet."""

    def decide(self, decisions: Sequence[Decision]) -> None:
        """Write decisions."""
        self._put(lambda: self._vault.decide(decisions))

    def revert(self, *, again: bool) -> None:
        """Take the last step back, or make it again; what waits is written before."""
        self._put(lambda: self._vault.write_held(everything=True))
        revert = self._vault.redo if again else self._vault.undo
        self._put(lambda: [one for one in [revert()] if one], "redo" if again else "undo")

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

    def _put(self, run: Callable[[], Sequence[Applied]], verb: str = "") -> None:
        self.busy += 1
        self._queue.put_nowait(_Job(run, verb))

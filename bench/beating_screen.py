"""The program with a pulse: `python -m bench.beating_screen FILE [ARGUMENT ...]`.

It is the screen as ever, and beside it a task that wants to run every millisecond. How much later
than that it runs is how long the screen was blocked. SIGUSR1 writes the longest such time since the
last one, in seconds, into FILE.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path
from time import perf_counter
from typing import ClassVar, Final

from tui.cli import main as program
from tui.cli.screen import ask_for_frames

_BEAT_S: Final = 0.001


def main(file: str, *arguments: str) -> int:
    """Run the program with these arguments; its exit code."""
    ask_for_frames()
    import tui.app  # noqa: PLC0415 - Textual reads the frames when it is imported

    class BeatingApp(tui.app.VaultriageApp):
        """The app and its pulse."""

        pulse: ClassVar[asyncio.Task[None] | None] = None

        def on_load(self) -> None:
            """Begin to beat before anything is shown."""
            BeatingApp.pulse = asyncio.create_task(_beat(Path(file)))

    # mypy takes a class for a constant.
    tui.app.VaultriageApp = BeatingApp  # type: ignore[misc]
    return program.main(list(arguments))


async def _beat(file: Path) -> None:
    longest = 0.0

    def tell() -> None:
        nonlocal longest
        written = file.with_suffix(".new")
        written.write_text(repr(longest), encoding="ascii")
        os.replace(written, file)
        longest = 0.0

    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, tell)
    while True:
        before = perf_counter()
        await asyncio.sleep(_BEAT_S)
        longest = max(longest, perf_counter() - before - _BEAT_S)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""The program with a heart: a line in a file whenever the screen's thread was late for a beat.

`python -m bench.beating FILE OPTIONS` takes the options of `vaultriage`. A line holds the moment
by `perf_counter`, which all programs of a Linux computer share, how late the beat was, and how long
the thread itself was computing in that time, all in seconds.
"""

import asyncio
import sys
from time import perf_counter, thread_time
from typing import Final, TextIO

from tui.cli import main as program
from tui.cli.screen import ask_for_frames

_BEAT_S: Final = 0.001
_LATE_S: Final = 0.001


async def beat(file: TextIO) -> None:
    """Sleep for a moment, again and again, and write down when it was longer than that."""
    while True:
        began, computed = perf_counter(), thread_time()
        await asyncio.sleep(_BEAT_S)
        now, computed = perf_counter(), thread_time() - computed
        if (late := now - began - _BEAT_S) > _LATE_S:
            print(now, late, computed, file=file, flush=True)


def main(path: str, *options: str) -> int:
    """Open the screen as ever, with a beating heart; its exit code."""
    ask_for_frames()
    import tui.app  # noqa: PLC0415 - Textual, after the frames are asked for

    with open(path, "w", encoding="ascii") as file:

        class Beating(tui.app.VaultriageApp):
            def on_mount(self) -> None:  # Textual calls that of the app as well
                self.heart = asyncio.get_running_loop().create_task(beat(file))

        # mypy takes a class for a constant.
        tui.app.VaultriageApp = Beating  # type: ignore[misc]
        return program.main(list(options))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

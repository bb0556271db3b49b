"""The program with a heart: a line in a file whenever the screen's thread was late for a beat.

`python -m bench.beating FILE OPTIONS` takes the options of `vaultriage`. A line holds the moment
by `perf_counter`, which all programs of a Linux computer share, how late the beat was, and how long
the thread itself was computing in that time, all in seconds.
"""

import asyncio
import sys
from time import perf_counter, thread_time
from typing import Final, TextIO

from tui.cli.arguments import parse
from tui.cli.opening import open_vault
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


def main(path: str, *options: str) -> None:
    """Open the screen with a beating heart."""
    ask_for_frames()
    from tui.app import VaultriageApp  # noqa: PLC0415 - Textual, after the frames are asked for

    class Beating(VaultriageApp):
        def on_mount(self) -> None:  # Textual calls that of the app as well
            self.heart = asyncio.get_running_loop().create_task(beat(file))

    with open(path, "w", encoding="ascii") as file:
        Beating(open_vault(parse(options))).run()


if __name__ == "__main__":
    main(*sys.argv[1:])

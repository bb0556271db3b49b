"""What the screen does while hundreds of notes change at once."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from bench.program import CHECKOUT, PYTHON, on_vault
from bench.table import Row, Target, duration
from bench.terminal import Terminal
from bench.timing import Timing
from bench.vaults import MadeVault

_NOTES: Final = 500
_LINE: Final = b"- [?] Came with all the others. @Myself #task #proposed #auto\n"
_SETTLED_S: Final = 1.0
_WATCHED_S: Final = 1.5
"""Seconds after the change in which beats still count."""
_TIMES: Final = 3


def storms(made: MadeVault, env: Mapping[str, str]) -> Iterator[Row]:
    """The longest block of the screen's thread; the vault is changed by it.

    The best of some runs: a busy computer makes the thread wait in every one of them.
    """
    with TemporaryDirectory(prefix="vaultriage-bench-beats-") as folder:
        runs = [_run(made, env, Path(folder, str(number))) for number in range(_TIMES)]
    quiet = min(at_rest.wall for at_rest, _ in runs)
    longest = min((changing for _, changing in runs), key=lambda block: block.wall)
    yield Row(
        f"longest block of the screen while {_NOTES} notes change, {made.shape.notes:,} notes",
        duration(longest.wall),
        duration(longest.cpu),
        yardstick=f"while none does {duration(quiet)}",
        target=Target(15, 5, "ms"),
        value=longest.wall * 1e3,
    )


def _run(made: MadeVault, env: Mapping[str, str], beats: Path) -> tuple[Timing, Timing]:
    """The longest block while nothing changes, and while notes do."""
    command = (PYTHON, "-m", "bench.beating", str(beats), *on_vault(made.root))
    with Terminal(command, env, CHECKOUT) as terminal:
        terminal.wait_for(b"live")
        terminal.wait_until_quiet(_SETTLED_S)
        began = perf_counter()
        _watch(terminal)
        changed = perf_counter()
        _change(made)
        _watch(terminal)
        return _longest(beats, began, changed), _longest(beats, changed, perf_counter())


def _change(made: MadeVault) -> None:
    """Save notes from all over the vault, each by a rename, as sync programs do."""
    notes = sorted(Path(made.root).rglob("*.md"))
    for note in notes[:: max(1, len(notes) // _NOTES)][:_NOTES]:
        new = note.with_name(f".{note.name}.tmp")
        new.write_bytes(note.read_bytes() + _LINE)
        os.replace(new, note)


def _watch(terminal: Terminal) -> None:
    end = perf_counter() + _WATCHED_S
    while perf_counter() < end:
        terminal.look(0.01)


def _longest(beats: Path, start: float, end: float) -> Timing:
    """The latest beat, and the most that the thread computed before any one beat."""
    lines = beats.read_text(encoding="ascii").splitlines()
    late = [tuple(map(float, line.split())) for line in lines]
    seen = [(by, computed) for at, by, computed in late if start <= at <= end] or [(0.0, 0.0)]
    return Timing(max(by for by, _ in seen), max(computed for _, computed in seen))

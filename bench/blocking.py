"""How long the screen does nothing while many notes change at once, as `git checkout` does it."""

import os
import signal
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from bench import targets
from bench.odd_parts import FAKE
from bench.program import CHECKOUT, PYTHON, on_vault
from bench.table import Row, duration
from bench.terminal import SilentError, Terminal
from bench.timing import TIMES
from bench.vaults import MadeVault

_NOTES: Final = 500
_QUIET_S: Final = 0.5
_REST_S: Final = 2.0
_LINE: Final = b"\n- [?] Saved with many others. @Myself #task #proposed #auto\n"


def blocking(made: MadeVault, env: Mapping[str, str]) -> Iterator[Row]:
    """The longest gap in the screen's pulse, beside the longest one while nothing changes.

    The vault is changed by it: each time 500 notes get a proposal, until the screen has counted
    them all and stands still.
    """
    notes = _chosen(made)
    with TemporaryDirectory(prefix="vaultriage-bench-pulse-") as folder:
        file = Path(folder, "longest")
        command = (PYTHON, "-m", "bench.beating_screen", str(file), *on_vault(made.root))
        with Terminal(command, env, CHECKOUT) as terminal:
            terminal.wait_for(str(made.manifest.total).encode())
            terminal.wait_until_quiet(_REST_S)
            rest, busy = [], []
            for number in range(1, TIMES + 1):
                rest.append(_at_rest(terminal, file))
                wanted = made.manifest.proposed + number * len(notes)
                busy.append(_while_saving(terminal, file, notes, wanted))
    yield Row(
        f"longest time the screen is blocked while {len(notes)} notes change, {made.size}",
        duration(median(busy)),
        yardstick=f"while none changes {duration(median(rest))}",
        target=targets.BLOCKED if len(notes) == _NOTES else None,
        value=median(busy) * 1e3,
    )
    yield Row(f"… the longest of {TIMES} times", duration(max(busy)))


def _chosen(made: MadeVault) -> list[Path]:
    """Notes that hide nothing: a fence that is left open would hide the line that is added."""
    meetings = sorted(Path(made.root, "Meetings").rglob("*.md"))
    return [path for path in meetings if FAKE.encode() not in path.read_bytes()][:_NOTES]


def _at_rest(terminal: Terminal, file: Path) -> float:
    _longest(terminal, file)
    terminal.wait_until_quiet(_REST_S)
    return _longest(terminal, file)


def _while_saving(terminal: Terminal, file: Path, notes: list[Path], wanted: int) -> float:
    _longest(terminal, file)
    for note in notes:
        _save(note)
    terminal.wait_for(f"{wanted} proposed".encode())
    terminal.wait_until_quiet(_QUIET_S)
    return _longest(terminal, file)


def _save(note: Path) -> None:
    """As git does: a file of another name takes the note's place."""
    written = note.with_suffix(".tmp")
    written.write_bytes(note.read_bytes() + _LINE)
    os.replace(written, note)


def _longest(terminal: Terminal, file: Path) -> float:
    """The longest gap since the last time this was asked. Raises SilentError."""
    file.unlink(missing_ok=True)
    terminal.send(signal.SIGUSR1)
    deadline = perf_counter() + 10
    while perf_counter() < deadline:
        terminal.look(0.01)
        if file.exists():
            return float(file.read_text(encoding="ascii"))
    raise SilentError("The screen told nothing of its pulse within 10 s.")

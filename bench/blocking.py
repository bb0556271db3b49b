"""How long the screen does nothing while hundreds of notes change, as `git checkout` does it."""

import os
from collections.abc import Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from bench import targets
from bench.odd_parts import FAKE
from bench.program import CHECKOUT, PYTHON, on_vault
from bench.table import Row, duration
from bench.terminal import Terminal
from bench.timing import TIMES, Timing
from bench.vaults import MadeVault

_NOTES: Final = 500
_QUIET_S: Final = 0.5
_REST_S: Final = 1.5
_LINE: Final = b"\n- [?] Saved with many others. @Myself #task #proposed #auto\n"


def blocking(made: MadeVault, env: Mapping[str, str]) -> Iterator[Row]:
    """The latest beat of the screen's thread, beside the latest one while nothing changes.

    The vault is changed by it: each time 500 notes get a proposal, until the screen has counted
    them all and stands still.
    """
    notes = _chosen(made)
    with TemporaryDirectory(prefix="vaultriage-bench-beats-") as folder:
        rest, busy = _beats(made, env, Path(folder, "beats"), notes)
    late = median(each.wall for each in busy)
    yield Row(
        f"longest block of the screen while {len(notes)} notes change, {made.size}",
        duration(late),
        duration(median(each.cpu for each in busy)),
        f"while none does {duration(median(each.wall for each in rest))}",
        target=targets.BLOCKED if len(notes) == _NOTES else None,
        value=late * 1e3,
    )
    longest = max(busy, key=attrgetter("wall"))
    yield Row(f"… the longest of {TIMES} times", duration(longest.wall), duration(longest.cpu))


def _beats(
    made: MadeVault, env: Mapping[str, str], file: Path, notes: list[Path]
) -> tuple[list[Timing], list[Timing]]:
    """The latest beats of each time, while nothing changes and while notes do."""
    rest, busy = [], []
    command = (PYTHON, "-m", "bench.beating", str(file), *on_vault(made.root))
    with Terminal(command, env, CHECKOUT) as terminal:
        terminal.wait_for(str(made.manifest.total).encode())
        for number in range(1, TIMES + 1):
            terminal.wait_until_quiet(_QUIET_S)
            began = perf_counter()
            terminal.wait_until_quiet(_REST_S)
            rest.append(_latest(file, began))
            began = perf_counter()
            for note in notes:
                _save(note)
            terminal.wait_for(f"{made.manifest.proposed + number * len(notes)} proposed".encode())
            terminal.wait_until_quiet(_QUIET_S)
            busy.append(_latest(file, began))
    return rest, busy


def _chosen(made: MadeVault) -> list[Path]:
    """Notes from all over that hide nothing: an open fence would hide the line that is added."""
    notes = [path for path in Path(made.root).rglob("*.md") if not path.parent.name.startswith(".")]
    plain = sorted(path for path in notes if FAKE.encode() not in path.read_bytes())
    return plain[:: max(1, len(plain) // _NOTES)][:_NOTES]


def _save(note: Path) -> None:
    """As git and sync programs do: a file of another name takes the note's place."""
    new = note.with_name(f".{note.name}.tmp")
    new.write_bytes(note.read_bytes() + _LINE)
    os.replace(new, note)


def _latest(file: Path, since: float) -> Timing:
    """The latest beat since then, and the most that the thread computed before any one beat."""
    lines = [line.split() for line in file.read_text(encoding="ascii").splitlines()]
    late = [(float(by), float(computed)) for at, by, computed in lines if float(at) >= since]
    return Timing(max((by for by, _ in late), default=0.0), max((c for _, c in late), default=0.0))

"""How long a person waits: for the version, for the first frame, for the first rows."""

from collections.abc import Iterator, Mapping
from typing import Final

from bench.program import CHECKOUT, PYTHON, VAULTRIAGE, on_vault
from bench.table import Row, Target, duration
from bench.terminal import Terminal
from bench.timing import Timing, in_turn, timed_command
from bench.vaults import MadeVault

_HEADER_OF_A_NOTE: Final = "▾".encode()


def version(env: Mapping[str, str]) -> Iterator[Row]:
    """The version, from exec to exit, against an interpreter that does nothing."""
    asked, bare = in_turn(
        lambda: timed_command((*VAULTRIAGE, "--version"), env, CHECKOUT),
        lambda: timed_command((PYTHON, "-c", "pass"), env, CHECKOUT),
    )
    yield Row(
        "`vaultriage --version`, exec to exit",
        duration(asked.wall),
        duration(asked.cpu),
        f"python -c pass {duration(bare.wall)}",
        asked.wall / bare.wall,
    )


def first_frame(made: MadeVault, env: Mapping[str, str]) -> Iterator[Row]:
    """The screen's header, the first rows and the last, in a terminal that is just opened.

    There is a cache already: the command before that wrote it.
    """
    timed_command((*VAULTRIAGE, "list", "--total", *on_vault(made.root)), env, CHECKOUT)
    rows: list[float] = []
    whole: list[float] = []

    def start() -> Timing:
        with Terminal((*VAULTRIAGE, *on_vault(made.root)), env, CHECKOUT) as terminal:
            frame = terminal.wait_for(made.shape.folder.encode())
            rows.append(terminal.wait_for(_HEADER_OF_A_NOTE) - frame)
            whole.append(terminal.wait_for(str(made.manifest.total).encode()) - terminal.started)
            return Timing(frame - terminal.started, 0)

    framed, imported = in_turn(
        start,
        lambda: timed_command((PYTHON, "-c", "import textual.app"), env, CHECKOUT),
    )
    notes = f"{made.shape.notes:,} notes"
    yield Row(
        f"exec to first frame, warm, {notes}",
        duration(framed.wall),
        "",
        f"import textual.app {duration(imported.wall)}",
        framed.wall / imported.wall,
        Target(1.8, 1.4, given="" if made.shape.notes >= 100_000 else "100k notes"),
    )
    first = _median_of(rows)
    given = "" if made.shape.notes >= 100_000 else "100k notes"
    target = Target(100, 50, "ms", given)
    yield Row(
        f"first rows after it, warm, {notes}", duration(first), target=target, value=first * 1e3
    )
    yield Row(f"exec to every task counted, warm, {notes}", duration(_median_of(whole)))


def _median_of(samples: list[float]) -> float:
    """Without the first one, which warms up."""
    return sorted(samples[1:])[(len(samples) - 1) // 2]

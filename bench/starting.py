"""How long a person waits: for the version, for the first frame, for the first rows."""

from collections.abc import Iterator, Mapping
from statistics import median
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


def first_frame(
    made: MadeVault,
    env: Mapping[str, str],
    framed: Target | None = None,
    rows_shown: Target | None = None,
) -> Iterator[Row]:
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

    took, imported = in_turn(
        start,
        lambda: timed_command((PYTHON, "-c", "import textual.app"), env, CHECKOUT),
    )
    yield Row(
        f"exec to first frame, warm, {made.size}",
        duration(took.wall),
        "",
        f"import textual.app {duration(imported.wall)}",
        took.wall / imported.wall,
        framed,
    )
    # The first start warms up.
    first, last = median(rows[1:]), median(whole[1:])
    yield Row(
        f"first rows after the first frame, warm, {made.size}",
        duration(first),
        target=rows_shown,
        value=first * 1e3,
    )
    yield Row(f"exec to every task counted, warm, {made.size}", duration(last))

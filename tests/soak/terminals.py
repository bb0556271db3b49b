"""Hostile lines on the screen of a real terminal: does anything of them act?"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.soak.figures import Figure, all_of, none_of, told
from tests.tui.hostile_screens import leaks, make_hostile_lines, shapes, show_all

PART = "terminal"
LINES = 112_000
_IN_A_SESSION = 7_000


def terminals(share: float) -> Iterator[Figure]:
    """Sessions with thousands of lines each, every page of them drawn."""
    own = shapes(_show(0, 500)[1])
    sessions = max(1, round(LINES * share / _IN_A_SESSION))
    drawn = sent = ended = unchanged = 0
    leaked: list[str] = []
    for seed in range(2, 2 + sessions):
        lines, raw, is_well, is_unchanged = _show(seed, _IN_A_SESSION)
        drawn += lines
        sent += len(raw)
        ended += is_well
        unchanged += is_unchanged
        leaked += leaks(raw, own)
    for leak in leaked[:20]:
        print(f"  {leak}", flush=True)
    yield told(PART, "hostile lines drawn", drawn)
    yield told(PART, "bytes sent to the terminal", sent)
    yield none_of(PART, "control bytes of a note among them", len(leaked))
    yield all_of(PART, "sessions that ended by q, with 0", ended, sessions)
    yield all_of(PART, "sessions that changed no note", unchanged, sessions)


def _show(seed: int, lines: int) -> tuple[int, bytes, bool, bool]:
    """One session: lines drawn, bytes sent, whether it ended well, whether the notes stayed."""
    with TemporaryDirectory() as folder, TemporaryDirectory() as home:
        vault = Path(folder)
        make_hostile_lines(vault, seed, lines)
        before = {path.name: path.read_bytes() for path in vault.iterdir()}
        shown = show_all(vault, Path(home), lines)
        after = {path.name: path.read_bytes() for path in vault.iterdir()}
        return shown.lines, shown.raw, shown.code == 0, after == before

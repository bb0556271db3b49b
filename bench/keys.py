"""What a person at the keys waits for, in a real terminal: keys, decisions, saves from outside."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Final

from bench.program import CHECKOUT, PYTHON, VAULTRIAGE, on_vault
from bench.prose import DAY
from bench.table import Row, Target, duration
from bench.terminal import SilentError, Terminal
from bench.timing import percentile
from bench.vaults import MadeVault
from vault.vault import Vault
from vault.view import ViewRequest

_ECHO: Final = """
import os, tty
tty.setraw(0)
os.write(1, b"!")
while True:
    os.write(1, os.read(0, 99))
"""
_OUTSIDE: Final = "0 Saved from outside.md"
_HOLD_OVER_S = 0.5
_LOOK_S: Final = 0.0003
"""Seconds between two looks at a note's stat."""
_ROWS: Final = 100_000


def keys(made: MadeVault, env: Mapping[str, str], samples: int) -> Iterator[Row]:
    """The rows for one vault, which is changed by it."""
    echo = percentile(_echoes(env, samples), 0.95)
    order = _inbox_paths(made)
    _save_outside(made, 0)
    with Terminal((*VAULTRIAGE, *on_vault(made.root)), env, CHECKOUT) as terminal:
        terminal.wait_for(str(made.manifest.total + 1).encode())
        yield from _moving(terminal, made, echo, samples)
        yield from _saving(terminal, made, samples)
        yield from _deciding(terminal, made, order, samples)


def _echoes(env: Mapping[str, str], samples: int) -> list[float]:
    """The same round trip with a program that writes each key back."""
    with Terminal((PYTHON, "-c", _ECHO), env, CHECKOUT) as terminal:
        terminal.wait_for(b"!")
        return [_first_byte(terminal, b"j") for _ in range(samples)]


def _first_byte(terminal: Terminal, key: bytes) -> float:
    pressed = terminal.press(key)
    return terminal.wait_for_byte() - pressed


def _moving(terminal: Terminal, made: MadeVault, echo: float, samples: int) -> Iterator[Row]:
    """`j` and `k` in sight, then `j` at the lower edge, where the list scrolls."""
    given = "" if made.manifest.proposed >= _ROWS else "100k rows"
    in_view = [_first_byte(terminal, b"jk"[i % 2 : i % 2 + 1]) for i in range(samples)]
    terminal.press(b"\x04")
    scrolling = [_first_byte(terminal, b"j") for _ in range(samples)]
    terminal.press(b"g")
    for name, took, target in (
        ("in view", in_view, Target(10, 5, "ms", given)),
        ("scrolling", scrolling, Target(15, 8, "ms", given)),
    ):
        slow = percentile(took, 0.95)
        yield Row(
            f"`j` to first byte, {name}, p95, {made.manifest.proposed:,} rows",
            duration(slow),
            "",
            f"echo in a pty {duration(echo)}",
            slow / echo,
            target,
            slow * 1e3,
        )


def _saving(terminal: Terminal, made: MadeVault, samples: int) -> Iterator[Row]:
    """A note that another program saves, until its new row is drawn."""
    pauses = Random(1)
    took = []
    for number in range(1, samples + 1):
        # Watchers gather events for a while: saves must not fall into step with that.
        terminal.wait_until_quiet(pauses.uniform(0.05, 0.15))
        saved = perf_counter()
        word = _save_outside(made, number)
        took.append(terminal.wait_for(word.encode(), 10) - saved)
    notes = f"{made.shape.notes:,} notes"
    slow = percentile(took, 0.95)
    yield Row(f"outside save to row on screen, p50, {notes}", duration(median(took)))
    yield Row(
        f"outside save to row on screen, p95, {notes}",
        duration(slow),
        target=Target(150, 80, "ms"),
        value=slow * 1e3,
    )


def _save_outside(made: MadeVault, number: int) -> str:
    """Save the newest note with a proposal that holds a word of its own: that word."""
    word = f"zq{number:05d}"
    line = f"- [?] {word} is new. @Myself #task #proposed #auto"
    text = f"---\ndate: {DAY}\n---\n{line}\n"
    Path(made.root, _OUTSIDE).write_text(text, encoding="utf-8")
    return word


def _deciding(terminal: Terminal, made: MadeVault, order: list[str], samples: int) -> Iterator[Row]:
    """`a` until the note's bytes are other ones; the cursor goes from note to note.

    In one note the second decision within a second is gathered, which is no matter of speed.
    """
    terminal.press(b"g")
    # A verb right after the row under the cursor was replaced from outside would be held back.
    terminal.wait_until_quiet(_HOLD_OVER_S)
    took = []
    for path, proposals in list(Counter(order).items())[:samples]:
        took.append(_until_changed(terminal, made, path))
        if proposals > 1:
            terminal.press(b"J")
    notes = f"{made.shape.notes:,} notes"
    slow = percentile(took, 0.95)
    yield Row(f"`a` to bytes in the note, p50, {notes}", duration(median(took)))
    yield Row(
        f"`a` to bytes in the note, p95, {notes}",
        duration(slow),
        target=Target(30, 10, "ms"),
        value=slow * 1e3,
    )


def _until_changed(terminal: Terminal, made: MadeVault, path: str) -> float:
    at = os.path.join(made.root, path)
    before = _signature(at)
    pressed = terminal.press(b"a")
    while _signature(at) == before:
        if perf_counter() - pressed > 10:
            raise SilentError(f"{path} was not written within 10 s.")
        terminal.look(_LOOK_S)
    return perf_counter() - pressed


def _signature(path: str) -> tuple[int, int]:
    """Only a stat: opening the note would break the lease under which it is written."""
    stat = os.stat(path)
    return stat.st_mtime_ns, stat.st_size


def _inbox_paths(made: MadeVault) -> list[str]:
    """The note of each proposal, from the top of the inbox; the one saved from outside first."""
    vault = Vault(made.root, today=lambda: DAY)
    vault.load()
    view = vault.view(ViewRequest())
    return [_OUTSIDE, *(row.found.path for row in view.rows.values())]

"""What a person at the keys waits for, in a real terminal: keys, decisions, saves from outside."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, pairwise
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Final

from bench import targets
from bench.program import CHECKOUT, PYTHON, VAULTRIAGE, on_vault
from bench.prose import DAY
from bench.table import Row, Target, duration
from bench.terminal import SilentError, Terminal
from bench.timing import percentile
from bench.vaults import MadeVault
from vault.vault import Vault
from vault.view import View, ViewName, ViewRequest

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
_IN_SIGHT: Final = 12
"""Rows from the top that are in sight with what stands between them, whatever notes they are of."""
_BELOW: Final = 40
"""Presses of `j` from the top after which each one scrolls."""
_SAME: Final = 12
"""So many characters tell one row's words from those of the row before."""
_REST_S: Final = 3.0


def moving(made: MadeVault, env: Mapping[str, str], samples: int) -> Iterator[Row]:
    """`j` and `k` in the view of every task, in sight and at the lower edge, where it scrolls.

    A key is answered when bytes come that show the row that it leads to: what else is drawn, such
    as the pane beside the list, progress or a clock, is no answer.
    """
    echo = percentile(_echoes(env, samples), 0.95)
    words = _words(_opened(made).view(ViewRequest(ViewName.ALL)), _BELOW + 2 * samples)
    command = (*VAULTRIAGE, "--view", "all", *on_vault(made.root))
    with Terminal(command, env, CHECKOUT) as terminal:
        terminal.wait_for(str(made.manifest.total).encode())
        terminal.wait_until_quiet(_HOLD_OVER_S)
        unasked = terminal.count_bytes(_REST_S)
        in_view = _in_view(terminal, words, samples)
        scrolling = _scrolling(terminal, words, samples)
    large = made.manifest.total >= _ROWS
    in_view_at_most = targets.KEY_IN_VIEW if large else None
    yield _key_row("in view", made, in_view, echo, in_view_at_most)
    yield _key_row("scrolling", made, scrolling, echo, targets.KEY_SCROLLING if large else None)
    yield Row(f"drawn in {_REST_S:g} s in which nothing is pressed", f"{unasked:,} bytes")


def _key_row(
    where: str, made: MadeVault, took: Sequence[float], echo: float, target: Target | None
) -> Row:
    slow = percentile(took, 0.95)
    return Row(
        f"`j` to its row's first bytes, {where}, p95, {made.manifest.total:,} rows",
        duration(slow),
        "",
        f"echo in a pty {duration(echo)}",
        slow / echo,
        target,
        slow * 1e3,
    )


def _in_view(terminal: Terminal, words: Sequence[bytes], samples: int) -> list[float]:
    """Down and up again among the first rows."""
    rows = [*range(_IN_SIGHT), *range(_IN_SIGHT - 2, 0, -1)]
    steps = pairwise(cycle(rows))
    took: list[float] = []
    while len(took) < samples:
        here, there = next(steps)
        if words[here] == words[there]:  # then their bytes do not tell which of them was drawn
            terminal.press(_towards(here, there))
        else:
            took.append(_answered(terminal, _towards(here, there), words[there]))
    return took


def _scrolling(terminal: Terminal, words: Sequence[bytes], samples: int) -> list[float]:
    """Down from where the list has begun to scroll."""
    terminal.press(b"g")
    for _ in range(_BELOW):
        terminal.press(b"j")
    took: list[float] = []
    for before, there in pairwise(words[_BELOW:]):
        if len(took) == samples:
            break
        if before == there:
            terminal.press(b"j")
        else:
            took.append(_answered(terminal, b"j", there))
    return took


def _towards(here: int, there: int) -> bytes:
    return b"j" if there > here else b"k"


def _answered(terminal: Terminal, key: bytes, words: bytes) -> float:
    """Seconds until bytes came that show the row."""
    pressed = terminal.press(key)
    return terminal.wait_for(words, 10) - pressed


def _words(view: View, rows: int) -> list[bytes]:
    """The beginning of each of the first rows' words, as it is drawn."""
    shown = list(view.rows.values())[:rows]
    return [row.found.task.description[:_SAME].encode() for row in shown]


def _echoes(env: Mapping[str, str], samples: int) -> list[float]:
    """The same round trip with a program that writes each key back."""
    with Terminal((PYTHON, "-c", _ECHO), env, CHECKOUT) as terminal:
        terminal.wait_for(b"!")
        return [_answered(terminal, b"j", b"j") for _ in range(samples)]


def saving_and_deciding(made: MadeVault, env: Mapping[str, str], samples: int) -> Iterator[Row]:
    """In the inbox: saves of another program, then decisions. The vault is changed by it."""
    order = _inbox_paths(made)
    _save_outside(made, 0)
    with Terminal((*VAULTRIAGE, *on_vault(made.root)), env, CHECKOUT) as terminal:
        terminal.wait_for(str(made.manifest.total + 1).encode())
        yield from _saving(terminal, made, samples)
        yield from _deciding(terminal, made, order, samples)


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
    yield from _waited("outside save to row on screen", made, took, targets.OUTSIDE_SAVE)


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
    yield from _waited("`a` to bytes in the note", made, took, targets.ACCEPT)


def _waited(what: str, made: MadeVault, took: Sequence[float], target: Target) -> Iterator[Row]:
    slow = percentile(took, 0.95)
    yield Row(f"{what}, p50, {made.size}", duration(median(took)))
    yield Row(f"{what}, p95, {made.size}", duration(slow), target=target, value=slow * 1e3)


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
    """The note of each row of the inbox, in order; before all of them the one saved outside."""
    view = _opened(made).view(ViewRequest())
    return [_OUTSIDE, *(row.found.path for row in view.rows.values())]


def _opened(made: MadeVault) -> Vault:
    vault = Vault(made.root, today=lambda: DAY)
    vault.load()
    return vault

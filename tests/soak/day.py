"""A day beside a vault in fast-forward: does what stays open grow?

Two programs stay open on one vault: the vault in a process of its own, which counts what Python
holds, and the whole program in a terminal. Others save 100,000 times.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import linear_regression
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Final, Self

from bench.terminal import Terminal
from tests.soak.figures import Figure, all_of, told
from tests.tui.cli.program import TODAY, environment
from tests.vault.busy_day import BusyVault
from tests.vault.one_write import REPOSITORY
from tests.vault.open_all_day import tasks_hash
from tests.vault.process_figures import ProcessFigures, look_at
from vault.vault import Vault

PART = "day"
SAVES: Final = 100_000
_NOTES: Final = 600
_WARM: Final = 4 * _NOTES
"""Saves before the first look: what is remembered of each note is remembered then."""
_IN_A_WAVE: Final = 200
_SAMPLES: Final = 40
_HELD_OVER_S: Final = 0.4
_KEYS: Final = b"jjk\t\t1g"
_POOL: Final = 4 + (os.cpu_count() or 1)
"""Threads that asyncio starts when they are first needed at once."""
_MB: Final = 1_000_000
_MOST_HELD: Final = 1 * _MB
"""Bytes that Python may hold more after the second half of the day than before it."""
_MOST_RESIDENT: Final = 8 * _MB
"""The same for what the system counts, where an allocator's gaps are part of it."""


@dataclass(slots=True)
class Samples:
    """What was seen in the course of the day, a look after every so many saves."""

    saves: list[int] = field(default_factory=list)
    held: list[int] = field(default_factory=list)
    vault: list[ProcessFigures] = field(default_factory=list)
    screen: list[ProcessFigures] = field(default_factory=list)
    journal: list[int] = field(default_factory=list)
    cache: list[int] = field(default_factory=list)

    def slope(self, values: Sequence[float]) -> float:
        """How much more for each save, over the second half: a line through all looks."""
        half = len(values) // 2
        return linear_regression(self.saves[half:], values[half:]).slope

    def growth(self, values: Sequence[float]) -> float:
        """How much more over the second half, by that line."""
        return self.slope(values) * (self.saves[-1] - self.saves[len(values) // 2])


class OpenProcess:
    """The process with the vault: it answers commands."""

    def __init__(self, root: Path, folder: Path) -> None:
        command = (sys.executable, "-m", "tests.vault.open_all_day", str(root), str(folder))
        self._process = subprocess.Popen(
            command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._answer()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    def ask(self, command: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Its answer to a command of tests.vault.open_all_day."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{command}\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())


@dataclass(slots=True)
class Day:
    """The programs that are open, and what they do while others save."""

    busy: BusyVault
    folder: Path
    opened: OpenProcess
    terminal: Terminal
    samples: Samples = field(default_factory=Samples)
    decided: int = 0
    refused: int = 0
    late: int = 0
    """Waves whose last save was not seen within a minute."""

    def wave(self) -> None:
        """Some saves, until both programs have seen the last one; then a decision in each."""
        word = self.busy.wave(_IN_A_WAVE, meanwhile=lambda: self.terminal.look(0))
        self.terminal.wait_for(word.encode())
        self.late += not self.opened.ask(f"wait {word}")
        written = sum(self.opened.ask("decide"))
        self.decided += written
        self.refused += 2 - written
        self.terminal.press(_KEYS)

    def decide_on_screen(self) -> None:
        """Accept what is under the cursor and take it back, once it stands still."""
        self.terminal.wait_until_quiet(_HELD_OVER_S)
        self.terminal.press(b"a")
        self.terminal.wait_until_quiet(_HELD_OVER_S)
        self.terminal.press(b"u")
        self.terminal.wait_until_quiet(_HELD_OVER_S)

    def look(self) -> None:
        """One sample of everything."""
        self.decide_on_screen()
        samples = self.samples
        samples.saves.append(self.busy.saves)
        samples.held.append(self.opened.ask("held"))
        samples.vault.append(look_at(self.opened.pid))
        samples.screen.append(look_at(self.terminal.pid))
        samples.journal.append(_size(self.folder / "state"))
        samples.cache.append(_size(self.folder / "cache"))
        resident = samples.screen[-1].resident
        held = f"{samples.held[-1] / _MB:.2f} MB held, {resident / _MB:.2f} MB resident"
        print(f"    {samples.saves[-1]:,} saves: {held}", flush=True)


def day(share: float) -> Iterator[Figure]:
    """100,000 saves; midnight comes in the middle."""
    if not sys.platform.startswith("linux"):
        yield Figure(PART, "all of it", "left out: it reads /proc")
        return
    saves = round(SAVES * share)
    with TemporaryDirectory() as notes, TemporaryDirectory() as own, TemporaryDirectory() as home:
        root, folder = Path(notes), Path(own)
        busy = BusyVault(root, _NOTES, seed=2)
        environ = environment(Path(home), {"TERM": "xterm-256color", "COLORTERM": "truecolor"})
        command = [sys.executable, "-m", "tui", "--vault", notes, "--today", TODAY]
        with (
            OpenProcess(root, folder) as opened,
            Terminal(command, environ, str(REPOSITORY)) as screen,
        ):
            screen.wait_for(b"live")
            it = Day(busy, folder, opened, screen)
            _live_through(it, saves)
            differing = opened.ask("tasks") != _fresh(root)
            folders = 1 + sum(path.is_dir() for path in root.rglob("*"))
            opened.ask("end")
            last_cache = _size(folder / "cache")
        yield from _figures(it, folders, differing=differing, last_cache=last_cache)


def _live_through(it: Day, saves: int) -> None:
    between = max(_IN_A_WAVE, saves // _SAMPLES)
    next_look, half, end = _WARM, _WARM + saves // 2, _WARM + saves
    while it.busy.saves < end:
        it.wave()
        if it.busy.saves >= half:
            it.opened.ask("day")
            it.opened.ask("growth")
            half = end + 1
        if it.busy.saves >= next_look:
            it.look()
            next_look += between
    for line in it.opened.ask("growth"):
        print(f"    {line}", flush=True)


def _fresh(root: Path) -> int:
    """What a vault that is opened now holds."""
    vault = Vault(str(root), today=lambda: date(2026, 11, 22))
    vault.load()
    return tasks_hash(vault)


def _figures(it: Day, folders: int, *, differing: bool, last_cache: int) -> Iterator[Figure]:
    samples = it.samples
    yield told(PART, "saves of others", it.busy.saves)
    yield told(PART, "decisions written meanwhile", it.decided)
    yield told(PART, "… refused, since the note had changed", it.refused)
    yield all_of(PART, "tasks in the index at the end as in a fresh one", int(not differing), 1)
    yield told(PART, "waves of saves that were not seen within a minute", it.late)
    yield from _memory(samples)
    for name, looks in (("the vault", samples.vault), ("the screen", samples.screen)):
        yield _level(name, "open files", [look.open_files for look in looks])
        yield _level(name, "threads", [look.threads for look in looks], _POOL)
        last = looks[-1].watches
        what = f"{name}: watches, one for each folder"
        yield Figure(PART, what, f"{last:,}", f"{folders:,}", last == folders)
    yield Figure(PART, "journal at the end", _kb(samples.journal[-1]))
    yield Figure(PART, "… for each decision, over the second half", _each(samples, samples.journal))
    yield Figure(PART, "cache at the end", f"{_kb(last_cache)}, at first {_kb(samples.cache[0])}")


def _memory(samples: Samples) -> Iterator[Figure]:
    resident = [look.resident for look in samples.screen]
    traced = [look.resident for look in samples.vault]
    for what, values, most in (
        ("the vault: bytes that Python holds", samples.held, _MOST_HELD),
        ("the screen: resident memory", resident, _MOST_RESIDENT),
        ("the vault: resident memory, with what counting needs", traced, 0),
    ):
        grown, slope = samples.growth(values), samples.slope(values)
        measured = f"{grown / _MB:+.2f} MB of {values[-1] / _MB:.0f} MB; {slope:+.1f} B a save"
        promised = f"at most {most / _MB:g} MB more" if most else ""
        yield Figure(PART, f"{what}, second half", measured, promised, not most or grown <= most)


def _level(name: str, what: str, values: Sequence[int], more: int = 0) -> Figure:
    """What may come and go, but not stay: the least of the last quarter is as at first.

    `more`: how many may come later, once.
    """
    quarter = len(values) // 4
    most, last = max(values[:quarter]) + more, min(values[-quarter:])
    return Figure(PART, f"{name}: {what}", f"{last:,}", f"at most {most:,}", last <= most)


def _each(samples: Samples, sizes: Sequence[int]) -> str:
    decisions = 2 * (samples.saves[-1] - samples.saves[len(sizes) // 2]) / _IN_A_WAVE
    return f"{samples.growth(sizes) / decisions:,.0f} B"


def _kb(size: int) -> str:
    return f"{size / 1000:,.0f} kB"


def _size(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())

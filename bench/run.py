"""`make bench`: measures what there is, prints one table, writes bench/results.md.

It reports and never fails on a slow or busy machine. Every vault is made from a seed, every ratio
has both its halves from this run, and every figure says how it was taken.
"""

import argparse
import os
import platform
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version as version_of
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench.changing import accepting, one_note_again, views
from bench.keys import keys
from bench.program import CHECKOUT, VAULTRIAGE, clean_environment
from bench.reading import parsing, reading, starting_warm
from bench.starting import first_frame, version
from bench.storms import storms
from bench.table import Row, table
from bench.timing import TIMES
from bench.vaults import MadeVault, Shape, cached_vault, own_copy

_SIZES: Final = (1_000, 10_000)
_SAMPLES: Final = 100
_LIBRARIES: Final = ("textual", "watchdog", "PyYAML")
_RESULTS: Final = Path(CHECKOUT, "bench", "results.md")


class Options(argparse.Namespace):
    """What was typed."""

    quick: bool
    notes: list[int] | None
    tasks_a_note: float
    seed: int
    samples: int
    folder: str | None
    output: Path


def main(argv: Sequence[str] | None = None) -> None:
    """Measure, print, write."""
    options = _parse(argv)
    rows: list[Row] = []
    began = _load()
    with clean_environment() as env:
        for row in _rows(options, env):
            rows.append(row)
            print(f"  {row.figure}: {row.measured}", flush=True)
        report = f"{table(rows)}\n\n{_surroundings(options, env, began)}"
    print(f"\n{report}")
    options.output.write_text(f"# Benchmarks\n\n{_HOW}\n\n{report}\n", encoding="utf-8")


def _parse(argv: Sequence[str] | None) -> Options:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    add = parser.add_argument
    add("--quick", action="store_true", help="the smallest size alone, fewer key presses")
    add("--notes", type=int, nargs="+", help="sizes of the vaults; 1000 10000 by default")
    add("--tasks-a-note", type=float, default=1.5, help="tasks for each note, on average")
    add("--seed", type=int, default=1, help="what the vaults are made from")
    add("--samples", type=int, default=_SAMPLES, help="key presses, saves and decisions each")
    add("--folder", help="where vaults are kept; a folder among the temporary files by default")
    add("--output", type=Path, default=_RESULTS, help="the file for the results")
    return parser.parse_args(argv, Options())


def _rows(options: Options, env: Mapping[str, str]) -> Iterator[Row]:
    sizes = options.notes or (_SIZES[:1] if options.quick else _SIZES)
    samples = min(options.samples, 40) if options.quick else options.samples
    yield from parsing(options.seed)
    yield from version(env)
    for notes in sizes:
        made = cached_vault(Shape(notes, options.tasks_a_note, options.seed), options.folder)
        yield from reading(made, env)
        yield from starting_warm(made, env)
        yield from first_frame(made, env)
        yield from one_note_again(made)
        yield from views(made)
        with _own_copy(made, options) as copy:
            yield from accepting(copy, samples)
        with _own_copy(made, options) as copy:
            yield from keys(copy, env, samples)
        with _own_copy(made, options) as copy:
            yield from storms(copy, env)


@contextmanager
def _own_copy(made: MadeVault, options: Options) -> Iterator[MadeVault]:
    with TemporaryDirectory(prefix="vaultriage-bench-", dir=options.folder) as folder:
        yield own_copy(made, folder)


def _surroundings(options: Options, env: Mapping[str, str], began: str) -> str:
    libraries = ", ".join(
        f"{name} {version_of(name)}" for name in ("textual", "watchdog", "PyYAML")
    )
    programs = ", ".join(_answer(command, env) for command in (VAULTRIAGE, ("rg",)))
    made = f"seed {options.seed}, {options.tasks_a_note:g} tasks a note"
    lines = (
        f"{os.cpu_count()} cores, {_processor()}, {_kernel()}",
        f"Python {platform.python_version()}, {libraries}; {programs}",
        f"commit {_commit()}; {made}; load average {began} at the start, {_load()} at the end",
    )
    return "\n".join(f"- {line}" for line in lines)


def _answer(command: Sequence[str], env: Mapping[str, str]) -> str:
    """The first line that a program prints about its version."""
    if shutil.which(command[0]) is None:
        return f"no {command[0]}"
    asked = (*command, "--version")
    done = subprocess.run(asked, cwd=CHECKOUT, env=dict(env), capture_output=True, check=False)
    return done.stdout.decode(errors="replace").partition("\n")[0]


def _commit() -> str:
    """What was measured, with `-dirty` when files differ from it; `unknown` outside a checkout."""
    command = ("git", "describe", "--always", "--dirty", "--exclude", "*")
    try:
        done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, check=False)
    except FileNotFoundError:
        return "unknown"
    return done.stdout.decode().strip() or "unknown"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _kernel() -> str:
    """Name and version, without what a builder adds to it."""
    return f"{platform.system()} {platform.release().partition('-')[0]}"


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


_HOW: Final = f"""\
`make bench` writes this file. Wall time and CPU time are medians of {TIMES} runs after one that is
not counted; what is compared runs in turn, in the same run, with files in the page cache. p50 and
p95 are of single events. “Cold” means without
anything kept from an earlier run of the program, “warm” with the cache that one has written.

- `rg -n` is `rg --no-config --no-ignore --glob '*.md' -n '\\[.\\]' VAULT` into a file,
  `find -printf` is `find VAULT -name '*.md' -type f -printf '%T@ %s %i %p\\n'`, likewise.
- A first read is `Vault.load` in a fresh process, without the interpreter's start; `list --total`
  and the yardsticks are taken from exec to exit.
- The screen runs in a pty of 120 x 35. A frame has come when the vault's name is drawn, a row when
  its text is. A key's time ends with the first byte that is drawn, or when the note's stat differs.
- A block of the screen is how late a beat of 1 ms comes on its thread; the best of 3 runs.
- Accepting ends when the journal is committed and the disk has confirmed the note's bytes; both lie
  on the disk of the temporary files.
- A target with a condition behind it was set for that, not for what was measured here."""


if __name__ == "__main__":
    main()

"""How fast vaults are read, what is found in them, how much memory that needs."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from statistics import median
from tempfile import TemporaryDirectory

from bench import targets
from bench.program import CHECKOUT, PYTHON, VAULTRIAGE, on_vault
from bench.table import Point, Row, Target, duration
from bench.timing import TIMES, CommandError, Timing, in_turn, timed_command
from bench.vaults import MadeVault
from bench.yardsticks import Yardstick, find, rg

Record = Mapping[str, object]


@dataclass(slots=True)
class Reads:
    """Complete first reads of one vault, each in a process of its own."""

    made: MadeVault
    env: Mapping[str, str]
    records: list[Record] = field(default_factory=list)

    def read(self, *cache: str) -> Timing:
        """One read; without the start of the interpreter."""
        command = (PYTHON, "-m", "bench.index_once", self.made.root, *cache)
        done = subprocess.run(
            command, cwd=CHECKOUT, env=dict(self.env), capture_output=True, check=False
        )
        if done.returncode:
            raise CommandError(done.stderr.decode(errors="replace"))
        self.records.append(json.loads(done.stdout))
        return Timing(_number(self.records[-1], "wall"), _number(self.records[-1], "cpu"))

    @property
    def held(self) -> float:
        """Bytes that the process holds after a read more than before it."""
        return median(_number(record, "memory") for record in self.records)


def cold(reads: Reads, target: Target | None = None) -> Iterator[Row]:
    """A first read with nothing kept from before, beside rg and find; and whether it is right."""
    made, env = reads.made, reads.env
    sticks = (rg(made.root), find(made.root))
    usable = [stick for stick in sticks if not stick.why_not]
    took, *others = in_turn(reads.read, *(stick.job(env) for stick in usable))
    measured = dict(zip((stick.name for stick in usable), others, strict=True))
    for stick in sticks:
        other = measured.get(stick.name)
        of_stick = target if stick.name == "rg -n" else None
        row = _compared(f"first read, cold, {made.size}", took, stick, other, of_stick)
        points = _cold_points(made, took, other) if stick.name == "rg -n" else ()
        yield replace(row, points=points)
    yield found(made, reads.records[-1])


def memory(reads: Reads, without: Reads) -> Iterator[Row]:
    """What a task takes, from cold reads that were made.

    `without` is of a vault of notes without tasks: it tells what a note alone takes.
    """
    made, bare = reads.made, without.made
    for _ in range(TIMES):
        without.read()
    note = without.held / bare.manifest.notes
    each = (reads.held - note * made.manifest.notes) / made.manifest.total
    whole = reads.held / made.manifest.total
    line = made.manifest.task_bytes / made.manifest.total
    yield Row(
        f"memory a task, {made.size}",
        f"{each:,.0f} B",
        yardstick=f"its line {line:,.0f} B",
        ratio=each / line,
        target=targets.MEMORY if made.is_million else None,
        value=each,
    )
    yield Row(f"memory a task and its share of the note, {made.size}", f"{whole:,.0f} B")
    yield Row(f"memory a note without tasks, {bare.size}", f"{note:,.0f} B")


def warm(made: MadeVault, env: Mapping[str, str], target: Target | None = None) -> Iterator[Row]:
    """A first read with a cache that fits: read, every note's stat compared, ready."""
    reads, stick = Reads(made, env), find(made.root)
    with TemporaryDirectory(prefix="vaultriage-bench-cache-") as cache:
        job = () if stick.why_not else (stick.job(env),)
        took, *other = in_turn(lambda: reads.read(cache), *job)
    points = (Point("first read, warm", made.manifest.total, took.wall),) if made.is_dense else ()
    name = f"first read, warm, {made.size}"
    row = _compared(name, took, stick, other[0] if other else None, target)
    yield replace(row, points=points)


def totals(made: MadeVault, env: Mapping[str, str]) -> Iterator[Row]:
    """The command that prints how many tasks there are, from exec to exit."""
    stick = rg(made.root)
    command = (*VAULTRIAGE, "list", "--total", *on_vault(made.root))
    jobs = () if stick.why_not else (stick.job(env),)
    took, *other = in_turn(lambda: timed_command(command, env, CHECKOUT), *jobs)
    name = f"`list --total`, warm, exec to exit, {made.size}"
    yield _compared(name, took, stick, other[0] if other else None)


def found(made: MadeVault, record: Record) -> Row:
    """Whether the index holds what the manifest says, to the status, line and byte of each task."""
    wanted = made.manifest
    differing = [
        name
        for name, truth in (
            ("notes", wanted.notes),
            ("tasks", wanted.tasks),
            ("proposed", wanted.proposed),
            ("marks", wanted.marks),
        )
        if record[name] != truth
    ]
    fakes = f"{wanted.total:,}; {sum(wanted.fakes.values()):,} fakes"
    return Row(
        f"found, {made.size}",
        f"NOT the manifest's {', '.join(differing)}" if differing else f"all {wanted.total:,}",
        yardstick=f"manifest: {fakes}, {sum(wanted.odd.values()):,} odd notes",
    )


def _cold_points(made: MadeVault, took: Timing, other: Timing | None) -> tuple[Point, ...]:
    if not made.is_dense:
        return ()
    tasks = made.manifest.total
    points = [Point("first read, cold", tasks, took.wall)]
    return (*points, Point("rg -n", tasks, other.wall)) if other else tuple(points)


def _compared(
    name: str, took: Timing, stick: Yardstick, other: Timing | None, target: Target | None = None
) -> Row:
    cells = duration(took.wall), duration(took.cpu)
    if other is None:
        return Row(name, *cells, f"skipped: {stick.why_not}")
    beside = f"{stick.name} {duration(other.wall)}"
    return Row(name, *cells, beside, took.wall / other.wall, target)


def _number(record: Record, name: str) -> float:
    return float(str(record[name]))

"""How fast lines are parsed and vaults are read: against str.split, ripgrep and find."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Final

from bench.program import CHECKOUT, PYTHON, VAULTRIAGE, on_vault
from bench.prose import Prose
from bench.table import Row, Target, duration
from bench.timing import CommandError, Job, Timing, in_turn, timed, timed_command
from bench.vaults import MadeVault
from parsers.task import parse_task

_LINES: Final = 20_000
_RG: Final = ("rg", "--no-config", "--no-ignore", "--glob", "*.md", "-n", r"\[.\]")
_FIND: Final = ("-name", "*.md", "-type", "f", "-printf", r"%T@ %s %i %p\n")
_LARGE: Final = 100_000


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A command to compare with; `why_not` says why it cannot run here."""

    name: str
    command: Sequence[str]
    why_not: str = ""


def parsing(seed: int) -> Iterator[Row]:
    """What one line costs with every field, each line another."""
    prose = Prose(seed)
    lines = ["- " + prose.task(prose.status()) for _ in range(_LINES)]
    parsed, asked, split = in_turn(
        lambda: timed(lambda: [parse_task(line) for line in lines]),
        lambda: timed(lambda: [_facts(line) for line in lines]),
        lambda: timed(lambda: [line.split() for line in lines]),
    )
    for name, took, target in (
        ("parse a task line, every field", parsed, Target(6, 4, "µs")),
        ("… and ask for all that it says", asked, None),
    ):
        each = took.wall / _LINES
        yield Row(
            name,
            duration(each),
            duration(took.cpu / _LINES),
            f"str.split() {duration(split.wall / _LINES)}",
            took.wall / split.wall,
            target,
            each * 1e6,
        )


def _facts(line: str) -> object:
    task = parse_task(line)
    return task and (task.status, task.description, task.tags, task.priority, task.dates, task.rule)


def reading(made: MadeVault, env: Mapping[str, str]) -> Iterator[Row]:
    """The first read of a vault in a fresh process, and the command that does it and prints."""
    records: list[dict[str, object]] = []

    def index() -> Timing:
        records.append(_index_once(made, env))
        return Timing(float(str(records[-1]["wall"])), float(str(records[-1]["cpu"])))

    def total() -> Timing:
        command = (*VAULTRIAGE, "list", "--total", *on_vault(made.root))
        return timed_command(command, env, CHECKOUT)

    sticks = [_rg(made), _find(made)]
    usable = [stick for stick in sticks if not stick.why_not]
    jobs = [_job(stick, env) for stick in usable]
    indexed, counted, *measured = in_turn(index, total, *jobs)
    by_name = dict(zip((stick.name for stick in usable), measured, strict=True))
    for stick in sticks:
        yield _compared(made, "first read, cold", indexed, stick, by_name.get(stick.name))
    yield _compared(
        made, "`list --total`, warm, exec to exit", counted, sticks[0], by_name.get("rg -n")
    )
    yield _found(made, records[-1])
    yield _memory(made, records)


def starting_warm(made: MadeVault, env: Mapping[str, str]) -> Iterator[Row]:
    """The first read with a cache that fits, and its first half: reading and checking that."""
    stick = _find(made)
    if stick.why_not:
        return
    checks: list[Timing] = []

    def index(cache: str) -> Timing:
        record = _index_once(made, env, cache)
        checks.append(Timing(float(str(record["checked"])), 0))
        return Timing(float(str(record["wall"])), float(str(record["cpu"])))

    with TemporaryDirectory(prefix="vaultriage-bench-cache-") as cache:
        loaded, checked, other = in_turn(lambda: index(cache), checks.pop, _job(stick, env))
    given = "" if made.shape.notes >= _LARGE else "100k notes"
    for what, took, target in (
        ("cache read, notes checked", checked, Target(1.5, 0.8, given=given)),
        ("first read, warm", loaded, None),
    ):
        yield Row(
            f"{what}, {made.shape.notes:,} notes",
            duration(took.wall),
            duration(took.cpu) if took.cpu else "",
            f"{stick.name} {duration(other.wall)}",
            took.wall / other.wall,
            target,
        )


def _compared(
    made: MadeVault, what: str, took: Timing, stick: Yardstick, other: Timing | None
) -> Row:
    name = f"{what}, {made.shape.notes:,} notes"
    cells = duration(took.wall), duration(took.cpu)
    if other is None:
        return Row(name, *cells, f"{stick.name}: skipped, {stick.why_not}")
    target = None
    if what.startswith("first") and stick.name == "rg -n":
        large = made.shape.notes >= _LARGE
        given = "" if made.shape.notes in (10_000, _LARGE) else "10k notes"
        target = Target(2, 1.4) if large else Target(3, 2, given=given)
    return Row(name, *cells, f"{stick.name} {duration(other.wall)}", took.wall / other.wall, target)


def _found(made: MadeVault, record: Mapping[str, object]) -> Row:
    """Whether the index holds what the manifest says, to the task and status."""
    wanted = made.manifest
    right = (
        record["notes"] == wanted.notes
        and record["tasks"] == wanted.tasks
        and record["proposed"] == wanted.proposed
    )
    fakes = sum(wanted.fakes.values())
    return Row(
        f"found in {made.shape.notes:,} notes",
        f"{wanted.total:,} tasks" if right else f"NOT the manifest's: {record['tasks']}",
        yardstick=f"manifest {wanted.total:,}, and {fakes:,} fakes that are none",
    )


def _memory(made: MadeVault, records: Sequence[Mapping[str, object]]) -> Row:
    sizes = sorted(int(str(record["memory"])) for record in records)
    each = sizes[len(sizes) // 2] / made.manifest.total
    return Row(
        f"memory a task, notes included, {made.manifest.total:,} tasks",
        f"{each:,.0f} B",
        yardstick=f"{made.manifest.bytes / made.manifest.total:,.0f} B of notes a task",
        target=Target(400, 220, "B", "1M tasks, raw line kept"),
        value=each,
    )


def _index_once(made: MadeVault, env: Mapping[str, str], *cache: str) -> dict[str, object]:
    command = (PYTHON, "-m", "bench.index_once", made.root, *cache)
    done = subprocess.run(command, cwd=CHECKOUT, env=dict(env), capture_output=True, check=False)
    if done.returncode:
        raise CommandError(done.stderr.decode(errors="replace"))
    record: dict[str, object] = json.loads(done.stdout)
    return record


def _job(stick: Yardstick, env: Mapping[str, str]) -> Job:
    return lambda: timed_command(stick.command, env, CHECKOUT)


def _rg(made: MadeVault) -> Yardstick:
    missing = "" if shutil.which("rg") else "rg is not installed"
    return Yardstick("rg -n", (*_RG, made.root), missing)


def _find(made: MadeVault) -> Yardstick:
    command = ("find", made.root, *_FIND)
    tried = subprocess.run(("find", os.devnull, "-printf", ""), capture_output=True, check=False)
    return Yardstick("find -printf", command, "it has no -printf" if tried.returncode else "")

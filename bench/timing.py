"""Clocks: wall and CPU time of jobs and commands, medians, percentiles."""

import resource
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median
from time import perf_counter, process_time
from typing import Final

TIMES: Final = 5
"""How often a thing is measured; the median counts."""


@dataclass(frozen=True, slots=True)
class Timing:
    """What one job took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of CPU, user and system, of all threads."""


Job = Callable[[], Timing]


class CommandError(Exception):
    """A command that was to be measured has failed; the message holds its complaint."""


def timed(work: Callable[[], object], repeat: int = 1) -> Timing:
    """One run of a function of this process; the mean of `repeat` runs for what is very short."""
    wall, cpu = perf_counter(), process_time()
    for _ in range(repeat):
        work()
    return Timing((perf_counter() - wall) / repeat, (process_time() - cpu) / repeat)


def timed_command(command: Sequence[str], env: Mapping[str, str], folder: str) -> Timing:
    """One run of a command in `folder`, from its start to its end.

    Its output goes to a file: some programs do less work for /dev/null. Raises CommandError.
    """
    with tempfile.TemporaryFile() as output:
        before, start = children_cpu(), perf_counter()
        done = subprocess.run(
            command, cwd=folder, env=dict(env), stdout=output, stderr=subprocess.PIPE, check=False
        )
        wall = perf_counter() - start
    if done.returncode:
        raise CommandError(f"{command[0]}: {done.stderr.decode(errors='replace').strip()}")
    return Timing(wall, children_cpu() - before)


def in_turn(*jobs: Job, times: int = TIMES) -> tuple[Timing, ...]:
    """The medians of each job; they take turns, so that a busy moment meets all of them.

    Before that, each runs once unmeasured: files and compiled modules are in memory then.
    """
    for job in jobs:
        job()
    rounds = [[job() for job in jobs] for _ in range(times)]
    return tuple(_median(column) for column in zip(*rounds, strict=True))


def percentile(samples: Sequence[float], share: float) -> float:
    """The smallest sample that `share` (0 to 1) of all samples do not exceed."""
    ordered = sorted(samples)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def _median(timings: Sequence[Timing]) -> Timing:
    return Timing(median(t.wall for t in timings), median(t.cpu for t in timings))


def children_cpu() -> float:
    """Seconds of CPU that ended children of this process have used."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime

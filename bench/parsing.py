"""How fast a task line is parsed: against str.split."""

from collections.abc import Iterator
from typing import Final

from bench import targets
from bench.prose import Prose
from bench.table import Row, duration
from bench.timing import in_turn, timed
from parsers.task import parse_task

_LINES: Final = 20_000


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
        ("parse a task line, every field", parsed, targets.PARSE),
        ("parse a task line and ask for all that it says", asked, None),
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

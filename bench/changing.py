"""What a change costs without a screen, and what a view does: of a note, of all that there is."""

import json
import subprocess
from collections.abc import Iterator, Mapping

from bench import targets
from bench.program import CHECKOUT, PYTHON
from bench.table import Point, Row, Target, duration
from bench.timing import CommandError, Timing
from bench.vaults import MadeVault


def changing(made: MadeVault, env: Mapping[str, str], asked: Target | None = None) -> Iterator[Row]:
    """A note read again, alone and with all eight views open; then what a view costs by itself.

    `asked`: the target for grouping and filtering, where the size is that of the target.
    """
    took = _measured(made, env)
    target = targets.ONE_NOTE if made.is_million else None
    parsed = f"parse_note {duration(took['parse'].wall)}"
    for job, what, at_most in (
        ("put", "one note read again", None),
        ("put and look", "one note read again and all eight views", target),
    ):
        each = took[job]
        yield Row(
            f"{what}, {made.size}",
            duration(each.wall),
            duration(each.cpu),
            parsed,
            each.wall / took["parse"].wall,
            at_most,
            each.wall * 1e3,
            _points("one note, and all eight views", made, each) if job != "put" else (),
        )
    first = took["judge"]
    yield Row(f"the first view, {made.size}", duration(first.wall), duration(first.cpu))
    for name, what in (("group", "group every task"), ("filter", "filter every task")):
        each = took[name]
        yield Row(
            f"{what}, {made.size}",
            duration(each.wall),
            duration(each.cpu),
            target=asked,
            value=each.wall * 1e3,
            points=_points(what, made, each),
        )


def _points(series: str, made: MadeVault, took: Timing) -> tuple[Point, ...]:
    return (Point(series, made.manifest.total, took.wall),) if made.is_dense else ()


def _measured(made: MadeVault, env: Mapping[str, str]) -> dict[str, Timing]:
    command = (PYTHON, "-m", "bench.change_once", made.root)
    done = subprocess.run(command, cwd=CHECKOUT, env=dict(env), capture_output=True, check=False)
    if done.returncode:
        raise CommandError(done.stderr.decode(errors="replace"))
    return {name: Timing(**took) for name, took in json.loads(done.stdout).items()}

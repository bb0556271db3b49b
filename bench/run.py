"""`make bench`: measures what there is, prints the tables, writes bench/results.md and docs/.

It reports and never fails on a slow or busy machine. Every vault is made from a seed, every ratio
has both its halves from this run, and every figure says how it was taken.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from bench.others import DEFAULT_FOLDER
from bench.page import report, write_page, write_results
from bench.plan import QUICK, Bench, Plan
from bench.program import clean_environment
from bench.surroundings import load, surroundings
from bench.table import Row


class Options(argparse.Namespace):
    """What was typed."""

    quick: bool
    notes: list[int] | None
    tasks: list[int] | None
    rows: int | None
    samples: int | None
    seed: int
    folder: str | None
    others: str
    output: Path | None

    @property
    def plan(self) -> Plan:
        """The sizes that were asked for, or those that are usual."""
        plan = QUICK if self.quick else Plan()
        return replace(
            plan,
            notes=plan.notes if self.notes is None else tuple(self.notes),
            tasks=plan.tasks if self.tasks is None else tuple(sorted(self.tasks)),
            rows=self.rows or plan.rows,
            samples=self.samples or plan.samples,
        )


def main(argv: Sequence[str] | None = None) -> None:
    """Measure, print, write."""
    options = _parse(argv)
    plan = options.plan
    rows: list[Row] = []
    began, start = load(), perf_counter()
    with clean_environment() as env:
        for row in Bench(plan, env, options.seed, options.folder, options.others).rows():
            rows.append(row)
            print(f"  {row.figure}: {row.measured}", flush=True)
        where = surroundings(env, began, perf_counter() - start)
    print(f"\n{report(rows, where)}")
    if options.output:
        write_results(rows, where, options.output)
    elif plan == Plan():
        write_results(rows, where)
        write_page(rows, where)


def _parse(argv: Sequence[str] | None) -> Options:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    add = parser.add_argument
    add("--quick", action="store_true", help="small vaults, fewer key presses: a minute or two")
    add("--notes", type=int, nargs="*", help="sizes of vaults as people have them")
    add("--tasks", type=int, nargs="+", help="sizes of vaults of twenty tasks a note")
    add("--rows", type=int, help="tasks in the vault that is shown on the screen")
    add("--samples", type=int, help="key presses, saves and decisions each")
    add("--seed", type=int, default=1, help="what the vaults are made from")
    add("--folder", help="where vaults are kept; a folder among the temporary files by default")
    add("--others", default=DEFAULT_FOLDER, help="the environment made from bench/others.txt")
    add("--output", type=Path, help="a file for the tables; only a whole run writes them without")
    return parser.parse_args(argv, Options())


if __name__ == "__main__":
    main()

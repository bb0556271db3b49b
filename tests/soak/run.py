"""`make soak`: runs every part, prints one table, writes it to a file for docs/reliability.md.

`python -m tests.soak.run [--share 0.1] [--output FILE] [PART ...]` ends with 1 when a promise
was broken. The parts run one after the other: each wants the machine for itself.
"""

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tests.soak.day import day
from tests.soak.figures import Figure, Part, table
from tests.soak.identities import identities
from tests.soak.kills import kills
from tests.soak.races import races
from tests.soak.spans import spans
from tests.soak.syncs import syncs
from tests.soak.terminals import terminals
from tests.vault.one_write import REPOSITORY
from vault.lease import file_system

_RESULTS = REPOSITORY / "tests" / "soak" / "results.md"
PARTS: dict[str, Part] = {
    part.__name__: part for part in (identities, spans, kills, races, terminals, syncs, day)
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts that were named, or all; 1 when a promise was broken."""
    options = _parse(arguments)
    figures: list[Figure] = []
    for name in options.parts or PARTS:
        began = monotonic()
        for figure in PARTS[name](options.share):
            figures.append(figure)
            print(f"  {': '.join(filter(None, figure.cells))}", flush=True)
        print(f"{name}: {monotonic() - began:.0f} s", flush=True)
    report = f"{table(figures)}\n\n{_surroundings(options.share)}\n"
    print(f"\n{report}")
    options.output.write_text(report, encoding="utf-8")
    return 0 if all(figure.kept for figure in figures) else 1


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.run", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--share", type=float, default=1.0, help="of the full numbers; 1 is all")
    parser.add_argument("--output", type=Path, default=_RESULTS)
    options = parser.parse_args(arguments)
    if unknown := set(options.parts) - PARTS.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    return options


def _surroundings(share: float) -> str:
    with TemporaryDirectory() as folder:
        kind = file_system(os.stat(folder).st_dev) or "an unknown file system"
    system = f"{platform.system()} {platform.release().partition('-')[0]}"
    python = f"Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {kind}, {system}, {python}; {share:.0%} of the full numbers."


if __name__ == "__main__":
    sys.exit(main())

"""The files that a whole run writes: bench/results.md, the charts, and parts of a page in docs/."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bench.chart import DARK, LIGHT, chart
from bench.others import SECTION
from bench.program import CHECKOUT
from bench.table import Row, beside, reached
from bench.timing import TIMES

PAGE: Final = Path(CHECKOUT, "docs", "performance.md")
RESULTS: Final = Path(CHECKOUT, "bench", "results.md")
_PART: Final = "<!-- {} -->\n{}\n<!-- end -->"


def report(rows: Sequence[Row], surroundings: str) -> str:
    """The tables: what has a target, all else, what others take, and where it was measured."""
    parts = (
        ("", reached(rows)),
        ("## Beside them", beside(rows)),
        ("## What else reads vaults", beside(rows, SECTION)),
        ("## Measured on", surroundings),
    )
    return "\n\n".join(f"{head}\n\n{body}".strip() for head, body in parts if body)


def write_results(rows: Sequence[Row], surroundings: str, file: Path = RESULTS) -> None:
    """Write the tables into a file of their own."""
    text = f"# Benchmarks\n\n{_HOW}\n\n{report(rows, surroundings)}\n"
    file.write_text(text, encoding="utf-8")


def write_page(rows: Sequence[Row], surroundings: str, page: Path = PAGE) -> None:
    """Write the charts beside the page, and the figures into it, between their marks."""
    points = [point for row in rows for point in row.points]
    for palette in (LIGHT, DARK):
        page.with_name(f"growth-{palette.name}.svg").write_text(
            chart(points, palette), encoding="utf-8"
        )
    parts = {
        "figures": f"{reached(rows)}\n\n{surroundings}",
        "others": beside(rows, SECTION),
    }
    text = page.read_text(encoding="utf-8")
    for name, body in parts.items():
        text = _replaced(text, name, body)
    page.write_text(text, encoding="utf-8")


def _replaced(text: str, name: str, body: str) -> str:
    """The text with another body between the marks of this part."""
    pattern = _PART.format(name, "(?s:.*?)")
    return re.sub(pattern, lambda _: _PART.format(name, body), text, count=1)


_HOW: Final = f"""\
`make bench` writes this file and the figures in docs/performance.md. Wall time and CPU time are
medians of {TIMES} runs after one that is not counted; what is compared runs in turn, in the same
run, with files in the page cache. p50 and p95 are of single events. “Cold” means without anything
kept from an earlier run of the program, “warm” with the cache that one has written.

- `rg -n` is `rg --no-config --no-ignore --glob '*.md' -n '\\[.\\]' VAULT` into a file,
  `find -printf` is `find VAULT -name '*.md' -type f -printf '%T@ %s %i %p\\n'`, likewise.
- Vaults “of notes” hold a task and a half a note, in three notes of ten; vaults “of tasks” twenty
  in every note. “Found” compares what was read with the list of what was written: number, status,
  place and bytes of every task, in notes with fences, comments, properties, quotes in quotes, byte
  order marks, either line end or both, and bytes that are not UTF-8.
- A first read is `Vault.load` in a fresh process, without the interpreter's start; the warm one
  ends when every note was compared with its file. `list --total` and the yardsticks are taken from
  exec to exit.
- Memory is what the process holds after a first read more than before it, in pages. A vault of
  notes without tasks tells what a note takes; that is not counted for its tasks.
- The screen runs in a pty of 120 x 35. A frame has come when the vault's name is drawn, a row when
  its text is: a key's time ends with the first bytes that show the row that it leads to. Accepting
  with `a` ends when the note's stat differs; the journal is on the disk before that.
- A block of the screen is how late a beat of 1 ms comes on its thread; its CPU time is what that
  thread itself computed before a beat.
- A figure stands in the first table when it was measured under the condition that its target was
  set for. All lies on the disk of the temporary files."""

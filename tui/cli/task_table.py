"""Tasks as lines for people and as rows of cells for spreadsheets."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from tui.cli.task_record import Record
from tui.safe_text import safe_text
from vault.index import IndexedTask
from vault.people import Owner, People

_WIDEST_PLACE: Final = 44
"""Cells; a longer path pushes its own line to the right, not everybody's."""
_BREAKS: Final = re.compile(r"[\t\r\n]+")

COLUMNS: Final = (
    "ref", "path", "line", "symbol", "status", "type", "description", "priority", "tags", "owners",
    "created", "start", "scheduled", "due", "done", "cancelled", "recurrence", "heading",
    "proposed", "auto", "urgency", "note", "snoozed",
)  # fmt: skip
"""The header of tsv and csv; new ones may come at its end."""


def text_lines(tasks: Sequence[IndexedTask], people: People) -> Iterator[str]:
    """A line each: place, symbol, text, owners but me, due date."""
    places = [safe_text(f"{found.path}:{found.line}") for found in tasks]
    width = min(_WIDEST_PLACE, max(map(cells, places), default=0))
    for place, found in zip(places, tasks, strict=True):
        task = found.task
        parts = [
            place + " " * (width - cells(place)),
            f"[{task.status.symbol}]",
            task.description,
            *_tail(people.owners(task)),
            *([f"due {task.due.isoformat()}"] if task.due else []),
        ]
        yield "  ".join(parts)


def table(records: Iterable[Record], *, separator: str) -> str:
    """A header and a line each; with tabs between cells, no cell holds a tab or a line break."""
    rows = [COLUMNS, *(_row(record) for record in records)]
    if separator == "\t":
        return "".join("\t".join(_BREAKS.sub(" ", cell) for cell in row) + "\n" for row in rows)
    written = io.StringIO()
    csv.writer(written, delimiter=separator, lineterminator="\n").writerows(rows)
    return written.getvalue()


def cells(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(_width(sign) for sign in text)


def _width(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _tail(owners: Sequence[Owner]) -> list[str]:
    names = [f"@{owner.name}" for owner in owners if owner.kind != "me"]
    return [" ".join(names)] if names else []


def _row(record: Record) -> tuple[str, ...]:
    status = record["status"]
    flat = {
        **record,
        "symbol": status["symbol"],
        "status": status["name"],
        "type": status["type"],
        "owners": ", ".join(owner["name"] for owner in record["owners"]),
        "tags": " ".join(record["tags"]),
        "note": record["note"]["title"],
    }
    return tuple(_cell(flat[column]) for column in COLUMNS)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)

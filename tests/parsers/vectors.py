"""The Tasks plugin's own answers, and how its settings become ours."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from parsers.dataview import DATAVIEW
from parsers.file_name_dates import FileNameDates
from parsers.signifiers import EMOJI
from parsers.status import DEFAULT_STATUSES, Status, StatusRegistry, StatusType
from parsers.task import Task, TaskGrammar, parse_task

_FOLDER = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Vector:
    """One question to the plugin and its answer."""

    given: Mapping[str, Any]
    answer: Any
    category: str

    @property
    def settings(self) -> Mapping[str, Any]:
        """The plugin's settings, as far as they differ from its defaults."""
        settings: Mapping[str, Any] = self.given.get("settings") or {}
        return settings

    @property
    def grammar(self) -> TaskGrammar:
        """How the vault of the question writes its tasks."""
        dataview = self.given.get("format") == DATAVIEW.name
        listed = self.settings.get("statuses")
        return TaskGrammar(
            statuses=StatusRegistry(map(_status, listed) if listed else DEFAULT_STATUSES),
            dialect=DATAVIEW if dataview else EMOJI,
            global_filter=self.given.get("globalFilter", ""),
            file_name_dates=self._file_name_dates,
        )

    @property
    def _file_name_dates(self) -> FileNameDates | None:
        if not self.settings.get("useFilenameAsScheduledDate"):
            return None
        return FileNameDates(
            self.settings.get("filenameAsScheduledDateFormat", ""),
            tuple(self.settings.get("filenameAsDateFolders", ())),
        )

    @property
    def name_date(self) -> date | None:
        """The day of the note's name, where the settings make it one."""
        dates = self.grammar.file_name_dates
        return dates.of(self.given["path"]) if dates else None


def read_vectors(name: str) -> Iterator[Vector]:
    """The vectors of tests/data/<name>.jsonl."""
    with (_FOLDER / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            yield Vector(entry["in"], entry["out"], entry["cat"])


def facts(line: str, grammar: TaskGrammar) -> object:
    """All that is read from a line, whatever the order of its fields; None when it is no task."""
    task = parse_task(line, grammar)
    return task and (
        task.indentation,
        task.list_marker,
        task.status,
        task.description,
        task.tags,
        task.priority,
        task.dates,
        task.invalid_dates,
        task.recurrence and task.recurrence.text,
        task.on_completion,
        task.id,
        task.depends_on,
        task.block_link,
        line.endswith("  "),
    )


def repaired(line: str, task: Task) -> str:
    """The plugin's line with the text back that it wrote `Invalid date` over."""
    for value in task.invalid_dates.values():
        line = line.replace("Invalid date", value, 1)
    return line


def _status(entry: Mapping[str, str]) -> Status:
    return Status(
        entry["symbol"], entry["name"], StatusType(entry["type"]), entry["nextStatusSymbol"]
    )

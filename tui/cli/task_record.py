"""A task as JSON: the keys that scripts rely on. New ones may come, none goes."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from parsers.fields import FieldKind
from parsers.lines import decode_line, is_lossy, shown
from parsers.note_info import NoteInfo
from parsers.status import Status
from parsers.task import Task
from parsers.task_problems import find_problems, uncountable_date
from parsers.urgency import urgency
from tui.cli.refs import ref_of
from vault.index import IndexedTask, TaskId
from vault.people import Owner, People
from vault.vault import Vault

Record = dict[str, Any]
"""One JSON object."""

_WORDS_OF_NOTE: Final = ("title", "type", "person", "source_ref", "problem")

INVALID: Final = "invalid"
"""Stands for a date of the right shape that no calendar has."""


def task_record(
    found: IndexedTask,
    vault: Vault,
    people: People,
    today: date,
    snoozed: Mapping[TaskId, date],
) -> Record:
    """One task as an object for JSON: strings without surrogates, dates as ISO strings.

    `snoozed` says which proposals are put off, and until when.
    """
    task = found.task
    until = snoozed.get(found.id)
    record: Record = {
        "ref": ref_of(found),
        "path": found.path,
        "line": found.line,
        "raw": task.line.removesuffix("\r"),
        "indentation": task.indentation,
        "list_marker": task.list_marker,
        "status": _status(task.status),
        "description": task.description,
        "priority": task.priority.word,
        "tags": list(task.tags),
        "owners": [_owner(owner) for owner in people.owners(task)],
        "created": _day(task, FieldKind.CREATED),
        "start": _day(task, FieldKind.START),
        "scheduled": _scheduled(task),
        "scheduled_inferred": task.inferred_scheduled is not None,
        "due": _day(task, FieldKind.DUE),
        "done": _day(task, FieldKind.DONE),
        "cancelled": _day(task, FieldKind.CANCELLED),
        "recurrence": _recurrence(task),
        "on_completion": task.on_completion,
        "id": task.id,
        "depends_on": list(task.depends_on),
        "blocked": bool(vault.waits_for(found)),
        "blocking": bool(vault.blocks(found)),
        "block_link": task.block_link,
        "heading": found.at.headings[-1] if found.at.headings else None,
        "proposed": found.proposed,
        "auto": vault.rule.is_auto(task),
        "snoozed": until.isoformat() if until else None,
        "urgency": urgency(
            priority=task.priority,
            due=task.due,
            scheduled=task.scheduled,
            start=task.start,
            today=today,
        ),
        "problems": list(find_problems(task)),
        "note": _note(found.note.info),
    }
    record["lossy"] = is_lossy("".join(_sources(found, record)))
    return readable(record) if record["lossy"] else record


def _status(status: Status) -> Record:
    return {
        "symbol": status.symbol,
        "name": status.name,
        "type": status.type.value,
        "next": status.next_symbol,
    }


def _owner(owner: Owner) -> Record:
    return {"name": owner.name, "kind": owner.kind.value, "raw": owner.raw, "path": owner.path}


def _day(task: Task, kind: FieldKind) -> str | None:
    day = task.dates.get(kind)
    if day is not None:
        return day.isoformat()
    return INVALID if kind in task.invalid_dates else None


def _recurrence(task: Task) -> str | None:
    rule = task.recurrence
    return rule.text if rule and uncountable_date(task) is None else None


def _scheduled(task: Task) -> str | None:
    inferred = task.inferred_scheduled
    return inferred.isoformat() if inferred else _day(task, FieldKind.SCHEDULED)


def _note(info: NoteInfo) -> Record:
    return {
        "title": info.title,
        "type": info.type,
        "date": info.date.isoformat() if info.date else None,
        "person": info.person,
        "participants": list(info.participants),
        "source_ref": info.source_ref,
        "problem": info.problem or None,
    }


def _sources(found: IndexedTask, record: Record) -> Iterator[str]:
    """Every text that the record's strings are made of."""
    yield found.task.line
    yield found.path
    yield record["heading"] or ""
    for owner in record["owners"]:
        yield owner["name"]
        yield owner["path"] or ""
    note = record["note"]
    words = "".join([*filter(None, (note[key] for key in _WORDS_OF_NOTE)), *note["participants"]])
    yield words
    if "\ufffd" in words:  # where YAML has been read, its broken bytes are replaced already
        yield decode_line(found.note.frontmatter)


def readable(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """The same value with U+FFFD where a byte is not UTF-8."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {key: readable(part) for key, part in value.items()}
    if isinstance(value, list):
        return [readable(part) for part in value]
    return value

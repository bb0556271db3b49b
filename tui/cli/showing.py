"""The command `show`: one task, where it comes from, and what stands around it."""

import json
import os
from collections.abc import Iterator
from typing import Final

from parsers.fields import FieldKind
from parsers.lines import decode_line, is_lossy, split_lines
from parsers.offered_dates import offered_date
from tui.cli.arguments import Options
from tui.cli.opening import loaded_vault
from tui.cli.refs import find_task, parse_ref
from tui.cli.streams import takes_unicode, write_json, write_line, write_note
from tui.cli.task_record import Record, readable, task_record
from vault.index import IndexedTask
from vault.provenance import find_source
from vault.vault import Vault

_AROUND: Final = 3
"""Lines of the note above and below the task."""
_DATES: Final = ("created", "start", "scheduled", "due", "done", "cancelled")
_WORDS: Final = ("recurrence", "on_completion", "id", "depends_on")


def run(options: Options) -> int:
    """Print the task; 0. Raises NotFoundError, ConflictError, UsageError as a verb does."""
    ref = parse_ref(options.ref)
    with loaded_vault(options) as vault:
        for problem in vault.problems:
            write_note(problem)
        found = find_task(vault, ref, os.getcwd())
        record = shown_record(found, vault)
    if options.format == "json":
        write_json(json.dumps(record, ensure_ascii=not takes_unicode(), indent=1))
    else:
        for line in _text(record):
            write_line(line)
    return 0


def shown_record(found: IndexedTask, vault: Vault) -> Record:
    """The record of `list` with one key more, `context`. Raises what reading the note raises."""
    record = task_record(found, vault, vault.people(), vault.today(), vault.snoozed())
    context = _context(found, vault)
    lossy = is_lossy(json.dumps(context, ensure_ascii=False))
    return {**record, "context": {**(readable(context) if lossy else context), "lossy": lossy}}


def _context(found: IndexedTask, vault: Vault) -> Record:
    data = vault.read_note(found.path)
    source = find_source(vault.root, found.note, data, frozenset(vault.note_paths()))
    info = found.note.info
    lines = split_lines(data.removesuffix(b"\n"))
    first = max(0, found.at.number - _AROUND)
    return {
        "headings": list(found.at.headings),
        "source": info.source,
        "source_ref": info.source_ref,
        "source_path": source.path if source else None,
        "source_found_by": source.found_by if source else None,
        "offered_date": _offered(found, vault),
        "fields": [
            {"kind": field.kind.value, "value": field.value, "text": found.task.line[start:end]}
            for field in found.task.fields
            if field.kind is not FieldKind.TAG
            for start, end in [(field.start, field.end)]
        ],
        "lines": [
            {"line": number, "text": decode_line(raw.removesuffix(b"\r"))}
            for number, raw in enumerate(lines[first : found.at.number + _AROUND + 1], first + 1)
        ],
    }


def _offered(found: IndexedTask, vault: Vault) -> Record | None:
    """The day that the words of a proposal without a due date name."""
    counted_from = found.note.info.date
    if not found.proposed or found.task.has(FieldKind.DUE) or counted_from is None:
        return None
    description = found.task.description
    offered = offered_date(description, counted_from, vault.config.dates.settings())
    if offered is None:
        return None
    day, (start, end) = offered
    return {"date": day.isoformat(), "text": description[start:end]}


def _text(record: Record) -> Iterator[str]:
    """For people: the task, its fields, its note, and the lines around it."""
    yield record["ref"]
    yield record["description"]
    yield ""
    rows = [(name, text) for name, text in (*_task_rows(record), *_note_rows(record)) if text]
    width = max(len(name) for name, _ in rows)
    for name, text in rows:
        yield f"{name:<{width}}  {text}"
    yield ""
    last = len(str(record["context"]["lines"][-1]["line"]))
    for line in record["context"]["lines"]:
        mark = ">" if line["line"] == record["line"] else " "
        yield f"{mark} {line['line']:>{last}}  {line['text']}".rstrip()


def _task_rows(record: Record) -> Iterator[tuple[str, str]]:
    status = record["status"]
    proposed = ", proposed" if record["proposed"] else ""
    name = status["name"] or "without a name"
    yield "status", f"[{status['symbol']}] {name}, {status['type']}{proposed}"
    yield "priority", record["priority"].replace("none", "")
    for owner in record["owners"]:
        where = f", {owner['path']}" if owner["path"] else ""
        yield "owner", f"{owner['name']} ({owner['kind']}{where})"
    for name in _DATES:
        yield name, record[name] or ""
    yield "put off until", record["snoozed"] or ""
    for name in _WORDS:
        value = record[name]
        yield name, ", ".join(value) if isinstance(value, list) else value or ""
    for problem in record["problems"]:
        yield "problem", problem


def _note_rows(record: Record) -> Iterator[tuple[str, str]]:
    note, context = record["note"], record["context"]
    yield "note", note["title"]
    yield "date", note["date"] or ""
    yield "person", note["person"] or ""
    yield "participants", ", ".join(note["participants"])
    yield "headings", " > ".join(context["headings"])
    if offered := context["offered_date"]:
        yield "in its words", f"{offered['date']}, “{offered['text']}”"
    yield "source", context["source"] or ""
    yield "source_ref", context["source_ref"] or ""
    yield "found at", context["source_path"] or ""
    yield "properties", note["problem"] or ""

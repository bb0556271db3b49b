"""`list`, `toggle` and `set` on vaults made of the Tasks plugin's own answers.

One vault serves all lines with the same settings. A line stands behind a line of text, so that
its indentation makes no code block of it: the plugin was asked about the line alone.
"""

import gc
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from parsers.dataview import DATAVIEW
from parsers.signifiers import EMOJI
from parsers.task import parse_task
from tests.parsers.vectors import Vector, facts, read_vectors, repaired
from tui.cli.main import main

Record = dict[str, Any]
ABOVE = "Text\n"
DATES = {
    "created": "createdDate",
    "start": "startDate",
    "scheduled": "scheduledDate",
    "due": "dueDate",
    "done": "doneDate",
    "cancelled": "cancelledDate",
}
SAME = {
    "indentation": "indentation",
    "list_marker": "listMarker",
    "description": "description",
    "priority": "priority",
    "recurrence": "recurrenceRule",
    "on_completion": "onCompletion",
    "id": "id",
    "depends_on": "dependsOn",
    "block_link": "blockLink",
    "tags": "tags",
}
"""Our key -> the plugin's, where both say it in the same words."""


@pytest.fixture(autouse=True)
def _garbage_is_collected() -> Iterator[None]:
    """A command switches the collector off for the time that its process lives."""
    yield
    gc.enable()


def vaults(folder: Path, vectors: Sequence[Vector]) -> Iterator[tuple[Path, Mapping[str, Vector]]]:
    """A vault for each combination of settings and day, with the vector behind each note."""
    groups: dict[str, list[Vector]] = {}
    for vector in vectors:
        given = vector.given
        same = [settings_of(vector), day_of(vector), given.get("op"), given.get("symbol")]
        groups.setdefault(json.dumps(same, sort_keys=True), []).append(vector)
    for number, group in enumerate(groups.values()):
        root = folder / str(number)
        config = root / ".obsidian/plugins/obsidian-tasks-plugin"
        config.mkdir(parents=True)
        (config / "data.json").write_text(json.dumps(settings_of(group[0])), encoding="utf-8")
        notes = {f"{_letters(n)}.md": vector for n, vector in enumerate(group)}
        for name, vector in notes.items():
            text = f"{ABOVE}{vector.given['line']}\n"
            (root / name).write_bytes(text.encode("utf-8", "surrogateescape"))
        yield root, notes


def _letters(number: int) -> str:
    """A name without digits: the settings of some vectors read dates in names."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def settings_of(vector: Vector) -> Mapping[str, object]:
    """The plugin's data.json."""
    statuses = vector.settings.get("statuses")
    settings = {key: value for key, value in vector.settings.items() if key != "statuses"}
    in_dataview = vector.given.get("format") == DATAVIEW.name
    return {
        **settings,
        "taskFormat": DATAVIEW.name if in_dataview else EMOJI.name,
        "globalFilter": vector.given.get("globalFilter", ""),
        **(
            {"statusSettings": {"coreStatuses": [], "customStatuses": statuses}} if statuses else {}
        ),
    }


def day_of(vector: Vector) -> str:
    day: str = vector.given.get("today", "2026-11-22")[:10]
    return day


def run(capsys: pytest.CaptureFixture[str], vault: Path, day: str, *typed: str) -> tuple[int, Any]:
    """The exit code and the JSON of one command."""
    code = main(["--vault", str(vault), "--today", day, *typed, "--format", "json"])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else err


def listed(
    capsys: pytest.CaptureFixture[str], vault: Path, day: str
) -> Mapping[str, Sequence[Record]]:
    """The tasks of each note."""
    code, records = run(capsys, vault, day, "--read-only", "list")
    assert code == 0
    by_note: dict[str, list[Record]] = {}
    for record in records:
        by_note.setdefault(record["path"], []).append(record)
    return by_note


# list


def as_the_plugin_says_it(record: Record) -> Record:
    ours = {theirs: record[key] for key, theirs in SAME.items()}
    for key, theirs in DATES.items():
        ours[theirs] = "Invalid date" if record[key] == "invalid" else record[key]
    status = record["status"]
    ours["statusSymbol"], ours["statusType"] = status["symbol"], status["type"]
    ours["statusName"] = status["name"]
    return ours


def difference(vector: Vector, records: Sequence[Record]) -> object:
    if vector.answer is None or not records:
        return None if not records and vector.answer is None else (vector.given, records)
    wanted = {k: v for k, v in vector.answer.items() if k != "roundtrip"}
    if wanted.pop("scheduledDateIsInferred"):
        wanted["scheduledDate"] = None  # these notes have no date in their names
    ours = as_the_plugin_says_it(records[0])
    assert ours.keys() == wanted.keys()
    return {k: (ours[k], wanted[k]) for k in wanted if ours[k] != wanted[k]} or None


@pytest.mark.parametrize("name", ["parse_emoji", "parse_dataview"])
def test_list_says_of_every_line_what_the_plugin_reads(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vectors = [v for v in read_vectors(name) if "\n" not in v.given["line"]]
    assert len(vectors) > 240
    for vault, notes in vaults(tmp_path, vectors):
        records = listed(capsys, vault, "2026-11-22")
        wrong = [d for path, v in notes.items() if (d := difference(v, records.get(path, ())))]
        assert wrong == []


def test_list_names_every_date_and_rule_that_the_plugin_would_destroy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vectors = [v for v in read_vectors("parse_emoji") if "\n" not in v.given["line"]]
    seen = 0
    for vault, notes in vaults(tmp_path, vectors):
        for path, records in listed(capsys, vault, "2026-11-22").items():
            for key, theirs in DATES.items():
                if notes[path].answer[theirs] == "Invalid date":
                    seen += 1
                    assert any(p.startswith(f"{key}: ") for p in records[0]["problems"])
    assert seen > 10


# toggle and set

NO_NEXT = "no next status: the plugin writes `[]`, and the line is no task any more"


def after_verb(
    vector: Vector, code_and_told: tuple[int, Record | str], records: Sequence[Record]
) -> str:
    """Why what we wrote is not what the plugin writes; empty when both say the same."""
    code, told = code_and_told
    task = parse_task(vector.given["line"], vector.grammar)
    if task is None or vector.answer is None:
        return "" if (task, records) == (vector.answer, ()) else "only one of the two sees a task"
    assert isinstance(told, dict), (code, told)
    assert told["after"].split("\n") == ([record["raw"] for record in records] or [""])
    if told["outcome"] == "unchanged" and "names no next status" in told["message"]:
        return NO_NEXT
    theirs = [facts(repaired(line, task), task.grammar) for line in vector.answer["lines"]]
    ours = [facts(record["raw"], task.grammar) for record in records]
    return "" if ours == theirs else f"{vector.given} {records} {vector.answer}"


def test_toggle_and_set_write_what_the_plugin_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vectors = [v for v in read_vectors("toggle") if v.given["op"] in {"toggle", "set"}]
    assert len(vectors) == 180
    reasons: list[str] = []
    for vault, notes in vaults(tmp_path, vectors):
        first = next(iter(notes.values()))
        refs = [f"{path}:2" for path, vector in notes.items() if vector.answer is not None]
        typed = ["toggle"] if first.given["op"] == "toggle" else ["set"]
        typed += ["--status", first.given["symbol"]] if typed == ["set"] else []
        code, told = run(capsys, vault, day_of(first), *typed, *refs) if refs else (0, [])
        answers = dict(zip(refs, told, strict=True)) if isinstance(told, list) else {}
        records = listed(capsys, vault, day_of(first))
        for path, vector in notes.items():
            answer = answers.get(f"{path}:2", told if isinstance(told, str) else "")
            reasons.append(after_verb(vector, (code, answer), tuple(records.get(path, ()))))
    assert reasons.count(NO_NEXT) == 2
    assert {reason for reason in reasons if reason} == {NO_NEXT}

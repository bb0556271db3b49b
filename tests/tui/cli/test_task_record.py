"""A task as JSON: no string in it holds what JSON cannot say in UTF-8."""

import json
from datetime import date
from pathlib import Path

import pytest

from tui.cli.task_record import Record, task_record
from vault.vault import Vault

TASKS_SETTINGS = ".obsidian/plugins/obsidian-tasks-plugin/data.json"
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("path", "note"),
    [
        ("a.md", b"- [ ] caf\xe9 @Ana\xff #t\xe9\n"),
        ("caf\udce9.md", b"- [ ] one\n"),
        ("a.md", b"# H\xe9\n- [ ] one\n"),
        ("a.md", b"---\ntitle: caf\xe9\n---\n- [ ] one\n"),
        ("a.md", b"- [ ] ask @Ana\n"),
    ],
)
def test_whatever_is_not_utf_8_is_replaced_and_told(path: str, note: bytes, tmp_path: Path) -> None:
    (tmp_path / path).write_bytes(note)
    (tmp_path / "People").mkdir()
    (tmp_path / "People/Ana\udcff.md").write_bytes(b"---\naliases: [Ana]\n---\n")
    record = _record(tmp_path)
    text = json.dumps(record, ensure_ascii=False).encode("utf-8").decode("utf-8")
    assert record["lossy"] is True
    assert "\ufffd" in text


def test_a_replacement_sign_that_somebody_wrote_is_no_loss(tmp_path: Path) -> None:
    note = "---\ntitle: caf\ufffd\n---\n# H\ufffd\n- [ ] x\ufffd\n"
    (tmp_path / "a.md").write_bytes(note.encode())
    assert _record(tmp_path)["lossy"] is False


def test_broken_properties_are_told_with_the_note(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"---\ntitle: [caf\xe9\n---\n- [ ] x\n")
    record = _record(tmp_path)
    assert record["note"]["title"] == "a"
    assert record["note"]["problem"].startswith("Line 3: ")
    assert record["problems"] == []


def test_a_date_of_the_file_name_is_told_as_inferred_and_counts_for_urgency(tmp_path: Path) -> None:
    (tmp_path / "2026-11-20.md").write_bytes(b"- [ ] x\n")
    assert _scheduling(tmp_path) == (None, False, 2.0)
    settings = tmp_path / TASKS_SETTINGS
    settings.parent.mkdir(parents=True)
    settings.write_text('{"useFilenameAsScheduledDate": true}')
    assert _scheduling(tmp_path) == ("2026-11-20", True, 7.0)
    (tmp_path / "2026-11-20.md").write_text("- [ ] x ⏳ 2026-11-20\n")
    assert _scheduling(tmp_path) == ("2026-11-20", False, 7.0)


def _scheduling(folder: Path) -> tuple[object, object, object]:
    record = _record(folder)
    return record["scheduled"], record["scheduled_inferred"], round(record["urgency"], 1)


def _record(folder: Path) -> Record:
    vault = Vault(str(folder), today=lambda: TODAY)
    vault.load()
    (found,) = vault.tasks()
    return task_record(found, vault, vault.people(), TODAY, {})

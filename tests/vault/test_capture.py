"""A task that is typed: its line, its note, made from a template or as it is, and back again."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.vault.test_moving import opened
from vault.capture import Capture
from vault.errors import NotANoteError, NotFoundError, NotPermittedError, UsageError


def settings(root: Path, files: Mapping[str, object]) -> None:
    for path, content in files.items():
        (root / ".obsidian" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / ".obsidian" / path).write_text(json.dumps(content))


@pytest.mark.parametrize("note", [b"", b"# Day\n", b"# Day\r\ntext", b"- [ ] old\n\n"])
def test_a_task_goes_into_a_note_and_undo_leaves_it_as_it_was(note: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(note)
    vault = opened(tmp_path)
    (outcome,) = vault.capture(Capture("Call Ana", "a.md")).outcomes
    assert b"- [ ] Call Ana" in path.read_bytes().split(b"\r\n") + path.read_bytes().split(b"\n")
    found = vault.task(outcome.task_id)
    assert found is not None
    assert (found.line, found.task.description) == (outcome.line, "Call Ana")
    vault.undo()
    assert path.read_bytes() == note
    vault.redo()
    vault.undo()
    assert path.read_bytes() == note


def test_the_daily_note_is_made_from_its_template(tmp_path: Path) -> None:
    settings(
        tmp_path,
        {
            "daily-notes.json": {
                "folder": "Log",
                "format": "YYYY/MM-DD",
                "template": "Templates/Day",
            },
            "templates.json": {"folder": "Templates"},
        },
    )
    (tmp_path / "Templates").mkdir()
    template = (
        b"# {{title}} {{date:dddd}}\r\n"
        b"{{Date}} {{time}} {{time:h:mm A [x]}} {{date:SSS}} {{yesterday}}\r\n"
        b"## Tasks\r\n\xff"
    )
    (tmp_path / "Templates/Day.md").write_bytes(template)
    vault = opened(tmp_path)
    made = (
        b"# 11-22 Sunday\r\n2026-11-22 00:00 12:00 AM x {{date:SSS}} 2026-11-21\r\n## Tasks\r\n\xff"
    )
    vault.capture(Capture("one", heading="## Tasks"))
    note = tmp_path / "Log/2026/11-22.md"
    assert note.read_bytes() == made + b"\r\n- [ ] one"
    vault.capture(Capture("two", heading="Tasks"))
    assert note.read_bytes() == made + b"\r\n- [ ] one\r\n- [ ] two"
    vault.undo()
    vault.undo()
    assert note.read_bytes() == made


def test_a_template_that_is_not_there_makes_no_note(tmp_path: Path) -> None:
    settings(tmp_path, {"daily-notes.json": {"template": "gone"}})
    with pytest.raises(NotFoundError, match=r"gone\.md"):
        opened(tmp_path).capture(Capture("one"))
    assert not (tmp_path / "2026-11-22.md").exists()


def test_another_note_is_made_without_the_template(tmp_path: Path) -> None:
    settings(tmp_path, {"daily-notes.json": {"template": "gone"}})
    opened(tmp_path).capture(Capture("one", "x/y.md", "Later"))
    assert (tmp_path / "x/y.md").read_bytes() == b"## Later\n\n- [ ] one\n"


@pytest.mark.parametrize("path", ["../a.md", "/a.md", ".x/a.md", "a.txt", "a/../b.md"])
def test_no_note_is_made_outside_the_vault(path: str, tmp_path: Path) -> None:
    root = tmp_path / "vault"
    root.mkdir()
    with pytest.raises(NotANoteError):
        opened(root).capture(Capture("one", path))
    assert list(tmp_path.rglob("*.md")) == []


def test_a_note_that_ends_in_a_fence_gets_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"```\ncode\n")
    with pytest.raises(UsageError):
        opened(tmp_path).capture(Capture("one", "a.md"))
    assert (tmp_path / "a.md").read_bytes() == b"```\ncode\n"


def test_a_read_only_vault_gets_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotPermittedError):
        opened(tmp_path, read_only=True).capture(Capture("one", "a.md"))
    assert list(tmp_path.iterdir()) == []


def test_a_capture_survives_a_restart_and_can_be_taken_back_then(tmp_path: Path) -> None:
    root, state = tmp_path / "vault", tmp_path / "state"
    root.mkdir()
    vault = opened(root, state=state)
    vault.capture(Capture("one", "a.md"))
    vault.close()
    again = opened(root, state=state)
    assert again.history()[0].label == "capture “one”"
    again.undo()
    assert (root / "a.md").read_bytes() == b""


def test_a_stale_save_right_after_a_capture_is_answered(tmp_path: Path) -> None:
    note = b"# A\r\ntext\r\n"
    (tmp_path / "a.md").write_bytes(note)
    vault = opened(tmp_path)
    vault.capture(Capture("one", "a.md"))
    (tmp_path / "a.md").write_bytes(note)
    vault._aftercare.look()
    assert (tmp_path / "a.md").read_bytes() == note + b"- [ ] one\r\n"
    assert vault.lost == ()

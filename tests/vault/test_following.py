"""The note that is read in Obsidian: found, and told when it changes."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from tests.waiting import wait_until
from vault.events import Event, NoteActivated
from vault.following import is_workspace, read_active_note
from vault.vault import Vault


def read_there(root: Path, note: str, name: str = "workspace.json", *, saved: float = 0) -> None:
    """Somebody opens a note in Obsidian."""
    leaf = {"id": "a", "type": "leaf", "state": {"type": "markdown", "state": {"file": note}}}
    path = root / ".obsidian" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"main": leaf, "active": "a"}))
    if saved:
        os.utime(path, (saved, saved))


def test_the_file_that_was_saved_last_tells(tmp_path: Path) -> None:
    read_there(tmp_path, "Desk.md", saved=2_000)
    read_there(tmp_path, "Phone.md", "workspace-mobile.json", saved=3_000)
    read_there(tmp_path, "Old.md", "workspace", saved=1_000)
    assert read_active_note(str(tmp_path)) == "Phone.md"


def test_without_obsidian_nothing_is_told(tmp_path: Path) -> None:
    assert read_active_note(str(tmp_path)) is None
    (tmp_path / ".obsidian").mkdir()
    assert read_active_note(str(tmp_path)) is None


def test_a_workspace_that_is_no_file_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / ".obsidian/workspace.json").mkdir(parents=True)
    assert read_active_note(str(tmp_path)) is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (".obsidian/workspace.json", True),
        (".own/workspace-mobile.json", True),
        (".obsidian/workspace", True),
        (".obsidian/workspaces.json", False),
        (".obsidian/plugins/workspace.json", False),
        ("workspace.json", False),
    ],
)
def test_a_workspace_file_lies_in_the_config_folder(path: str, *, expected: bool) -> None:
    assert is_workspace(path) is expected


def test_an_open_vault_tells_of_each_note_that_is_opened_once(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "A.md").write_text("- [ ] Pay\n")
    told: list[str] = []

    def hear(event: Event) -> None:
        if isinstance(event, NoteActivated):
            told.append(event.path)

    vault = Vault(str(tmp_path), today=lambda: date(2026, 11, 22))
    vault.subscribe(hear)
    try:
        vault.start()
        assert wait_until(lambda: vault.loaded)
        read_there(tmp_path, "A.md")
        assert wait_until(lambda: told == ["A.md"])
        read_there(tmp_path, "A.md")
        read_there(tmp_path, "B.md", "workspace")
        assert wait_until(lambda: told == ["A.md", "B.md"])
        assert vault.active_note() == "B.md"
    finally:
        vault.close()

"""Putting off, repeating, copying, opening: keys that go on from what the list shows."""

import os
from pathlib import Path

import pytest

from tests.tui.driving import FIRST, TWO_NOTES, driving, write_vault
from tests.waiting import wait_until
from vault.view import ViewName

ALPHA = "- [?] Alpha #task #proposed"


async def test_a_proposal_that_is_put_off_leaves_the_note_alone_and_undo_lets_it_back(
    tmp_path: Path,
) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("h", "enter")
        assert drive.at == "Beta"
        assert drive.rows[0] == "(Alpha)"
        assert "4 proposed" in drive.lines[0]
        assert drive.toasts == [
            "It is hidden from the inbox until Mon 23 Nov, tomorrow; its note stays."
        ]
        await drive.press("u")
        assert "5 proposed" in drive.lines[0]
        assert drive.at == "Alpha"
        assert drive.read(FIRST).decode() == TWO_NOTES[FIRST]


async def test_undo_takes_the_decision_back_that_was_made_after_putting_off(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("h", "enter", "a", "u")
        assert drive.read(FIRST).decode() == TWO_NOTES[FIRST]
        assert len(drive.app.vault.snoozed()) == 1


async def test_a_task_that_is_put_off_moves_its_date_as_one_step(tmp_path: Path) -> None:
    write_vault(tmp_path, {"Note.md": "- [ ] Pay #task 📅 2026-11-20\n- [ ] Buy 📅 2026-11-21\n"})
    async with driving(tmp_path, view=ViewName.OVERDUE) as drive:
        await drive.press("V", "h", "plus", "2", "d", "enter")
        assert drive.read("Note.md").decode() == (
            "- [ ] Pay #task 📅 2026-11-24\n- [ ] Buy 📅 2026-11-24\n"
        )
        await drive.press("u")
        assert drive.read("Note.md").decode().count("2026-11-2") == 2
        assert "📅 2026-11-20" in drive.read("Note.md").decode()


async def test_none_lets_a_proposal_back(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path, view=ViewName.ALL) as drive:
        await drive.press("h", "enter", "k", "h", *"none", "enter")
        assert drive.app.vault.snoozed() == {}


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (["a"], "- [ ] Beta #task"),
        (["p", "1", "j"], "- [?] Beta #task #proposed 🔺"),
        (["d", *"fri", "enter", "j"], "- [?] Beta #task #proposed 📅 2026-11-27"),
        (["R", "v"], "- [-] Beta #task ❌ 2026-11-22"),
    ],
)
async def test_the_last_verb_or_edit_is_repeated(
    tmp_path: Path, keys: list[str], line: str
) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("full_stop")
        assert drive.toasts == ["There is nothing to repeat."]
        await drive.press(*keys, "full_stop")
        assert drive.read(FIRST).decode().split("\n")[3] == line


async def test_the_text_of_a_task_is_for_no_other(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("e", *"!!", "enter", "j", "full_stop")
        assert drive.toasts == ["There is nothing to repeat."]
        assert drive.read(FIRST).decode().count("!!") == 1


async def test_the_line_and_the_link_of_marked_tasks_are_copied(
    tmp_path: Path,
) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("y")
        assert drive.app.clipboard == ALPHA
        assert drive.toasts == ["Copied the line."]
        await drive.press("space", "space", "Y")
        assert drive.app.clipboard == "\n".join(["[[2026-11-20 - First#First]]"] * 2)
        assert drive.toasts == ["Copied the links of 2 tasks."]


async def test_obsidian_gets_one_argument_and_no_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, vault = tmp_path / "bin", tmp_path / "a vault;$(x)"
    write_vault(vault, TWO_NOTES)
    folder.mkdir()
    opener = folder / "xdg-open"
    opener.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$1" > "{tmp_path}/told"\n')
    opener.chmod(0o755)
    monkeypatch.setattr("tui.opener._OPENER", "xdg-open")
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    async with driving(vault) as drive:
        await drive.press("o")
        assert wait_until((tmp_path / "told").exists)
        await drive.until(lambda: drive.toasts == ["Opened in Obsidian."], "it is told")
    count, uri = (tmp_path / "told").read_text().splitlines()
    assert count == "1"
    assert uri == (
        "obsidian://open?vault=a%20vault%3B%24%28x%29&file=2026-11-20%20-%20First%23First"
    )


async def test_an_editor_is_not_opened_where_no_terminal_can_be_given_to_it(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("E")
        await drive.until(lambda: bool(drive.toasts), "it is told")
        assert drive.toasts == ["This terminal cannot be given to an editor."]

"""The list follows the note that is read in Obsidian."""

import json
from pathlib import Path

from tests.tui.driving import FIRST, SECOND, TWO_NOTES, driving, write_vault

NONE_OPEN = "Obsidian has no note open, or has not saved which."


def read_there(root: Path, note: str) -> None:
    """Somebody opens a note in Obsidian."""
    leaf = {"id": "a", "type": "leaf", "state": {"type": "markdown", "state": {"file": note}}}
    path = root / ".obsidian/workspace.json"
    path.write_text(json.dumps({"main": leaf, "active": "a"}))


def with_obsidian(root: Path) -> Path:
    """Two notes with proposals, one without, and a config folder."""
    write_vault(root, {**TWO_NOTES, "Reading.md": "Nothing to do.\n"})
    (root / ".obsidian").mkdir()
    return root


async def test_the_cursor_goes_to_each_note_that_is_opened_there(tmp_path: Path) -> None:
    async with driving(with_obsidian(tmp_path)) as drive:
        await drive.press("g")
        first = drive.at
        read_there(tmp_path, SECOND)
        await drive.press("f")
        await drive.until(lambda: drive.at != first, "the other note")
        assert drive.note == SECOND
        read_there(tmp_path, FIRST)
        await drive.until(lambda: drive.at == first, "back again")


async def test_who_moves_on_in_the_list_is_left_there(tmp_path: Path) -> None:
    async with driving(with_obsidian(tmp_path)) as drive:
        read_there(tmp_path, SECOND)
        await drive.press("f", "G")
        at = drive.at
        drive.save(FIRST, drive.read(FIRST).decode() + "\n- [?] Another #proposed\n")
        await drive.until(lambda: "Another" in " ".join(drive.rows), "the new row")
        assert drive.at == at


async def test_a_note_without_proposals_moves_nothing_and_is_named(tmp_path: Path) -> None:
    async with driving(with_obsidian(tmp_path)) as drive:
        at = drive.at
        read_there(tmp_path, "Reading.md")
        await drive.press("f")
        await drive.until(lambda: "follows Reading" in drive.shown, "its name")
        assert drive.at == at
        await drive.press("f")
        await drive.until(lambda: "follows" not in drive.shown, "no name")


async def test_without_a_workspace_file_that_is_said(tmp_path: Path) -> None:
    async with driving(with_obsidian(tmp_path)) as drive:
        await drive.press("f")
        await drive.until(lambda: drive.toasts == [NONE_OPEN], "the sentence")
        read_there(tmp_path, FIRST)
        await drive.until(lambda: "follows" in drive.shown, "its name, as soon as there is one")

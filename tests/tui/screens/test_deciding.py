"""Verbs: what they write, where the cursor goes, how long decided rows stay."""

from pathlib import Path
from typing import Literal

import pytest

from tests.tui.driving import FIRST, SECOND, TWO_NOTES, driving, write_vault
from vault.config import Config, Rejecting
from vault.outcomes import OutcomeKind


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("a", "- [ ] Alpha #task"),
        ("r", "- [-] Alpha #task ❌ 2026-11-22"),
        ("x", "- [x] Alpha #task ✅ 2026-11-22"),
        ("S", "- [/] Alpha #task"),
    ],
)
async def test_a_verb_writes_its_line_and_nothing_else(tmp_path: Path, key: str, line: str) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press(key)
        expected = TWO_NOTES[FIRST].replace("- [?] Alpha #task #proposed", line)
        assert drive.read(FIRST) == expected.encode()
        assert drive.read(SECOND) == TWO_NOTES[SECOND].encode()
        [settled] = drive.app.settled
        assert [outcome.kind for outcome in settled.applied.outcomes] == [OutcomeKind.WRITTEN]
        assert drive.at == "Beta"


@pytest.mark.parametrize("mode", ["delete", "move"])
async def test_reject_follows_the_settings_and_undo_brings_the_line_back(
    tmp_path: Path, mode: Literal["delete", "move"]
) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        drive.app.vault.config = Config(reject=Rejecting(mode=mode, move_to="No.md"))
        await drive.press("r")
        assert (
            drive.read(FIRST)
            == TWO_NOTES[FIRST].replace("- [?] Alpha #task #proposed\n", "").encode()
        )
        assert drive.at == "Beta"
        if mode == "move":
            assert drive.read("No.md") == "- [-] Alpha #task ❌ 2026-11-22\n".encode()
        await drive.press("u")
        assert drive.read(FIRST) == TWO_NOTES[FIRST].encode()
        assert drive.rows[0] == "Alpha"


async def test_the_cursor_goes_down_the_note_then_to_the_next_note(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        visited = []
        for _ in range(5):
            visited.append(drive.at)
            await drive.press("a")
        assert visited == ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"]


async def test_skipped_ones_come_last_and_then_inbox_zero(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        visited = []
        await drive.press("j")
        while drive.app.session.decided < 5:
            visited.append(drive.at)
            await drive.press("r")
        assert visited == ["Beta", "Gamma", "Delta", "Epsilon", "Alpha"]
        assert "Inbox zero" in drive.shown
        assert "5 decided: 5 rejected" in drive.shown


async def test_decided_rows_stay_until_their_note_is_finished_and_left(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("a", "a")
        assert drive.rows == ["(Alpha)", "(Beta)", "Gamma", "Delta", "Epsilon"]
        await drive.press("a")
        assert drive.rows == ["(Alpha)", "(Beta)", "(Gamma)", "Delta", "Epsilon"]
        assert drive.at == "Delta"
        await drive.press("a")
        assert drive.rows == ["(Delta)", "Epsilon"]


async def test_quick_keys_decide_one_task_each(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.pilot.press("a", "r", "a", "r", "a")
        await drive.until(lambda: len(drive.app.settled) == 5, "all five written")
        assert drive.read(FIRST).decode() == (
            "# First\n\n- [ ] Alpha #task\n- [-] Beta #task ❌ 2026-11-22\n- [ ] Gamma #task\n"
        )
        assert drive.read(SECOND).decode() == (
            "- [-] Delta #task ❌ 2026-11-22\n- [ ] Epsilon #task\n"
        )


async def test_a_decided_row_is_not_decided_twice(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("a", "k")
        assert drive.at == "Alpha"
        before = drive.read(FIRST)
        await drive.press("r")
        assert drive.read(FIRST) == before
        assert drive.toasts == ["This one is decided already; u takes the last decision back."]


async def test_an_open_task_is_done_but_not_accepted(tmp_path: Path) -> None:
    write_vault(tmp_path, {"Note.md": "- [ ] Pay #task 📅 2026-11-22\n"})
    async with driving(tmp_path) as drive:
        await drive.press("2", "a")
        assert drive.read("Note.md").decode() == "- [ ] Pay #task 📅 2026-11-22\n"
        assert drive.toasts == ["It is no proposal."]
        await drive.press("x")
        assert drive.read("Note.md").decode() == "- [x] Pay #task 📅 2026-11-22 ✅ 2026-11-22\n"


async def test_the_header_counts_what_was_decided(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("a", "r")
        assert "3 proposed" in drive.lines[0]
        assert " 2/5 " in drive.lines[0]


async def test_a_verb_in_an_empty_list_does_nothing(tmp_path: Path) -> None:
    write_vault(tmp_path, {"Note.md": "no task\n"})
    async with driving(tmp_path) as drive:
        await drive.press(*"arxSuU")
        assert drive.read("Note.md") == b"no task\n"
        assert drive.toasts == ["Nothing to redo."]

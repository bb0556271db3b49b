"""The palette: opened by a key, narrowed by typing, taken by Enter or a click."""

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.driving import FIRST, SECOND, TWO_NOTES, Driver, driving, write_vault
from tui.screens.palette import PaletteScreen
from tui.widgets.choice_list import ChoiceList
from vault.view import ViewName


async def type_in_palette(drive: Driver, text: str) -> list[str]:
    """Open the palette, type, and tell what it finds."""
    await drive.press("colon")
    palette = drive.app.screen
    assert isinstance(palette, PaletteScreen)
    await drive.until(lambda: drive.at_rest("palette"), "the notes are gathered")
    await drive.press(*("space" if letter == " " else letter for letter in text))
    return [found.choice.text for found in palette.query_one(ChoiceList).found]


async def test_an_action_is_run_by_its_name_and_shows_its_key(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        assert (await type_in_palette(drive, "acc"))[0] == "Accept"
        [line] = [line for line in drive.lines if "it becomes a task" in line]
        assert "▌ Accept        Accept it: it becomes a task" in line
        assert line[15:105].rstrip().endswith(" a")
        await drive.press("enter")
        assert drive.on_top == "TriageScreen"
        assert drive.read(FIRST).startswith(b"# First\n\n- [ ] Alpha #task\n")


async def test_a_view_is_opened_by_its_name(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        assert (await type_in_palette(drive, "overd"))[0] == "Overdue"
        await drive.press("enter")
        await drive.until(lambda: drive.tasks.view.name is ViewName.OVERDUE, "the view")


@pytest.mark.parametrize("view", [ViewName.TODAY, ViewName.INBOX, ViewName.ALL])
async def test_a_note_is_gone_to_from_any_view(view: ViewName, tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path, view=view) as drive:
        assert await type_in_palette(drive, "second") == ["Second 2026-11-10"]
        await drive.press("enter")
        await drive.until(lambda: drive.at == "Delta", "the note's first proposal")
        assert drive.tasks.view.name is ViewName.INBOX
        assert drive.read(SECOND) == TWO_NOTES[SECOND].encode()


async def test_an_owner_becomes_the_filter(tmp_path: Path) -> None:
    lines = "- [?] One @Lena Okafor #proposed\n- [?] Two @Lena Fischer #proposed\n"
    write_vault(tmp_path, {"a.md": lines})
    async with driving(tmp_path) as drive:
        await type_in_palette(drive, "oka")
        await drive.press("enter")
        await drive.until(lambda: drive.rows == ["One"], "the filtered rows")
        assert "/ @Lena @Okafor" in drive.shown
        await drive.press("escape")
        await drive.until(lambda: drive.rows == ["One", "Two"], "all rows")


@pytest.mark.parametrize("clicked", [False, True], ids=["in the palette", "in the sidebar"])
async def test_an_owner_whose_name_steers_terminals_is_found_and_steers_none(
    tmp_path: Path, clicked: bool
) -> None:
    lines = "- [?] One [owner:: Lena\x1bc O\u202ekafor\x9b2J] #proposed\n- [?] Two @Bo #proposed\n"
    write_vault(tmp_path, {"a.md": lines})
    async with driving(tmp_path) as drive:
        if clicked:
            (row,) = [at for at, line in enumerate(drive.lines) if "@Lena" in line[:20]]
            await drive.pilot.click(offset=(6, row))
        else:
            await type_in_palette(drive, "lena")
            await drive.press("enter")
        await drive.until(lambda: drive.rows == ["One"], "the filtered rows")
        await drive.press("slash")
        assert drive.screen.filter_text == "@Lena @O"
        assert not any(sign in drive.shown for sign in "\x1b\u202e\x9b")


async def test_escape_leaves_without_a_choice_and_verbs_are_only_typed(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await type_in_palette(drive, "xa")
        await drive.press("escape")
        assert drive.on_top == "TriageScreen"
        assert drive.read(FIRST) == TWO_NOTES[FIRST].encode()


async def test_the_cursor_moves_with_the_arrows_and_no_further_than_the_ends(
    tmp_path: Path,
) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await type_in_palette(drive, "mark")
        found = drive.app.screen.query_one(ChoiceList)
        await drive.press("up", "down", "down", "up")
        assert found.cursor == 1
        await drive.press("pagedown", "pagedown")
        assert found.cursor == len(found.found) - 1


async def test_a_click_takes_a_choice_and_what_is_pasted_cannot_steer_the_terminal(
    tmp_path: Path,
) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await type_in_palette(drive, "")
        query = drive.app.screen.query_one(Input)
        query.insert_text_at_cursor("overd\x1b[2J\x07ue")
        await drive.calm()
        assert query.value == "overd[2Jue"
        query.value = "upcoming"
        await drive.calm()
        await drive.pilot.click(ChoiceList, offset=(4, 0))
        await drive.until(lambda: drive.tasks.view.name is ViewName.UPCOMING, "the view")


async def test_nothing_found_is_said_and_enter_does_nothing(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        assert await type_in_palette(drive, "qqqq") == []
        assert "Nothing is called so." in drive.shown
        await drive.press("enter")
        assert drive.on_top == "PaletteScreen"

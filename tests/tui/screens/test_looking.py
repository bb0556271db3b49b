"""Views, the filter, the help, rescan."""

from datetime import date
from pathlib import Path

import pytest
from textual.events import Paste
from textual.widgets import Input

from tests.tui.driving import TWO_NOTES, driving, write_vault
from tui.safe_text import UNSAFE
from vault.view import ViewName

DATED = {
    "2026-11-21 - Dated.md": (
        "- [?] Proposal #task #proposed 📅 2026-11-22\n"
        "- [ ] Due today #task 📅 2026-11-22\n"
        "- [/] Late @me #task 📅 2026-11-20\n"
        "- [ ] Ahead @Ada Byron @TBD #task 📅 2026-12-24\n"
        "- [x] Finished #task ✅ 2026-11-20\n"
    ),
    "2026-11-20 - Owned.md": (
        "- [?] Ring the pier @Ada Byron #task #proposed\n- [?] Paint #boat #task #proposed\n"
    ),
}


@pytest.mark.parametrize(
    ("key", "name", "rows"),
    [
        ("1", "Inbox", ["Proposal", "Ring the pier", "Paint"]),
        ("2", "Today", ["Due today"]),
        ("3", "Overdue", ["Late"]),
        ("4", "Upcoming", ["Ahead"]),
        ("5", "Mine", ["Late"]),
        ("6", "Waiting", ["Ahead"]),
        ("7", "Unassigned", ["Due today"]),
        (
            "8",
            "All",
            ["Proposal", "Due today", "Late", "Ahead", "Finished", "Ring the pier", "Paint"],
        ),
    ],
)
async def test_a_number_opens_a_view(tmp_path: Path, key: str, name: str, rows: list[str]) -> None:
    write_vault(tmp_path, DATED)
    async with driving(tmp_path) as drive:
        await drive.press("8" if key == "1" else "1", key)
        assert drive.tasks.view.name == name
        assert drive.rows == rows


async def test_tab_goes_round_the_views_in_both_directions(tmp_path: Path) -> None:
    write_vault(tmp_path, DATED)
    async with driving(tmp_path) as drive:
        seen = []
        for _ in ViewName:
            await drive.press("tab")
            seen.append(drive.tasks.view.name)
        assert seen == [*list(ViewName)[1:], ViewName.INBOX]
        await drive.press("shift+tab")
        assert drive.tasks.view.name is ViewName.ALL


async def test_decided_rows_do_not_follow_into_another_view(tmp_path: Path) -> None:
    write_vault(tmp_path, DATED)
    async with driving(tmp_path) as drive:
        await drive.press("a", "2", "1")
        assert "(Proposal)" not in drive.rows


async def test_what_is_put_off_leaves_the_inbox_and_is_counted_quietly(tmp_path: Path) -> None:
    write_vault(tmp_path, DATED)
    async with driving(tmp_path) as drive:
        assert "snoozed" not in drive.shown
        vault = drive.app.vault
        vault.snooze(vault.tasks()[0], date(2026, 12, 1))
        await drive.until(lambda: len(drive.rows) == 2, "the row is gone")
        assert "1 snoozed" in drive.shown
        await drive.press("8")
        assert len(drive.rows) == 7


async def test_the_program_can_open_with_another_view(tmp_path: Path) -> None:
    write_vault(tmp_path, DATED)
    async with driving(tmp_path, view=ViewName.OVERDUE) as drive:
        assert drive.rows == ["Late"]


async def test_an_empty_view_says_so_and_how_to_go_back(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("3")
        assert "Nothing in Overdue." in drive.shown
        assert "1 goes back to the inbox." in drive.shown
        await drive.press("1")
        assert drive.at == "Alpha"


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("ring", ["Ring the pier"]),
        ("RING pier", ["Ring the pier"]),
        ("@ada", ["Ring the pier"]),
        ("#boat", ["Paint"]),
        ("dated", ["Proposal"]),
    ],
)
async def test_the_list_follows_the_filter(tmp_path: Path, typed: str, rows: list[str]) -> None:
    write_vault(tmp_path, DATED)
    async with driving(tmp_path) as drive:
        await drive.press("slash", *typed)
        assert drive.rows == rows


async def test_every_letter_of_the_filter_counts_at_once(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("slash", "e", "t", "a")
        assert drive.rows == ["Beta"]
        await drive.press("backspace", "backspace", "backspace", "p")
        assert "Epsilon" in drive.rows


async def test_what_is_pasted_into_the_filter_can_steer_no_terminal(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("slash", "B")
        drive.screen.query_one(Input).post_message(Paste("\x1b]0;e\x9b\u202et\u200b\ta\n#more"))
        await drive.calm()
        assert drive.screen.filter_text == "B]0;et a"
        assert UNSAFE.search(drive.shown.replace("\n", "")) is None
        await drive.press("home", "é")
        assert drive.screen.filter_text == "éB]0;et a"


async def test_enter_keeps_the_filter_and_gives_the_keys_back(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("slash", *"second", "enter", "j")
        assert drive.at == "Epsilon"
        assert "/ second" in drive.shown
        await drive.press("a")
        assert drive.app.session.decided == 1


async def test_esc_drops_the_filter(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("slash", *"second", "escape")
        assert len(drive.rows) == 5
        assert drive.screen.filter_text == ""
        assert not drive.screen.query_one(Input).display
        assert drive.app.focused is drive.tasks


async def test_letters_in_the_filter_are_no_verbs(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("slash", *"arxSuUq?1")
        assert drive.screen.filter_text == "arxSuUq?1"
        assert drive.app.settled == []
        assert drive.on_top == "TriageScreen"


async def test_nothing_that_matches_is_told_and_esc_shows_all(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("slash", *"zebra", "enter")
        assert "Nothing matches the filter." in drive.shown
        await drive.press("escape")
        assert drive.at != ""
        assert len(drive.rows) == 5


async def test_the_filter_stays_over_a_change_of_view(tmp_path: Path) -> None:
    write_vault(tmp_path, DATED)
    async with driving(tmp_path) as drive:
        await drive.press("slash", *"dated", "enter", "8")
        assert drive.rows == ["Proposal", "Due today", "Late", "Ahead", "Finished"]


@pytest.mark.parametrize("key", ["escape", "q", "question_mark", "enter"])
async def test_the_help_opens_and_a_key_closes_it(tmp_path: Path, key: str) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("question_mark")
        assert drive.on_top == "HelpScreen"
        assert "Take the last decision back" in drive.shown
        await drive.press(key)
        assert drive.on_top == "TriageScreen"
        await drive.press("j")
        assert drive.at == "Beta"


async def test_no_verb_works_behind_the_help(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("question_mark", *"arxSuMV", "j", "escape")
        assert drive.app.settled == []
        assert drive.marked == []
        assert drive.at == "Alpha"


async def test_the_help_scrolls_where_it_is_higher_than_the_window(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path, size=(80, 18)) as drive:
        await drive.press("question_mark")
        first = drive.lines
        await drive.press(*["j"] * 9)
        assert drive.lines != first
        await drive.press(*["k"] * 9)
        assert drive.lines == first


async def test_a_rescan_says_so(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("f5")
        assert drive.toasts == ["Looking at every file again."]
        assert len(drive.rows) == 5


@pytest.mark.parametrize("size", [(120, 35), (80, 24)])
async def test_how_many_notes_obsidian_hides_is_told_in_every_window(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    hidden = {"Old/a.md": "- [?] a #proposed\n", "Old/b.md": "", ".obsidian/app.json": HIDING}
    write_vault(tmp_path, TWO_NOTES | hidden)
    async with driving(tmp_path, size=size) as drive:
        assert drive.shown.count("2 notes hidden") == 1
        (tmp_path / "Old/b.md").unlink()
        await drive.until(lambda: "1 note hidden" in drive.shown, "one less")
        drive.save(".obsidian/app.json", "{}")
        await drive.until(lambda: "hidden" not in drive.shown, "nothing is hidden")
        assert "a" in drive.rows


HIDING = '{"userIgnoreFilters": ["Old/"]}'

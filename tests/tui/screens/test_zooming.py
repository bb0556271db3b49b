"""The task on the whole screen, where it comes from, the help, the mouse."""

import shutil
from pathlib import Path

import pytest

from tests.tui.driving import FIRST, TWO_NOTES, Driver, driving, write_vault
from tests.tui.test_snapshots import EXAMPLE
from tui.actions import ACTIONS
from tui.widgets.detail_pane import DetailPane
from tui.widgets.sidebar import Sidebar
from tui.widgets.task_list import TaskList
from vault.view import ViewName

LONG = (
    "- [?] " + "word " * 150 + "end #task #proposed\n" + "".join(f"line {n}\n" for n in range(90))
)


async def test_enter_shows_the_whole_task_and_escape_the_list_again(tmp_path: Path) -> None:
    write_vault(tmp_path, {"a.md": LONG, "b.md": "- [?] Other #proposed\n"})
    async with driving(tmp_path, size=(80, 24)) as drive:
        assert " end" not in drive.shown
        await drive.press("enter")
        assert " end" in drive.shown
        assert "Other" not in drive.shown
        assert drive.screen.query_one(DetailPane).size.width >= 76
        await drive.press("escape")
        assert "Other" in drive.shown
        assert drive.app.focused is drive.tasks


async def test_keys_go_on_working_while_zoomed_and_pages_scroll_the_task(tmp_path: Path) -> None:
    write_vault(tmp_path, {"a.md": LONG, "b.md": "- [?] Other #proposed\n"})
    async with driving(tmp_path, size=(80, 24)) as drive:
        await drive.press("enter", "pagedown", "pagedown", "pagedown", "pagedown")
        assert "line 29" in drive.shown
        await drive.press("pageup", "pageup", "pageup", "pageup", "pageup")
        assert drive.screen.query_one(DetailPane).top == 0
        await drive.press("j")
        assert "Other" in drive.shown
        await drive.press("a")
        assert drive.read("b.md") == b"- [ ] Other\n"


async def test_the_last_decision_in_the_inbox_ends_the_zoom(tmp_path: Path) -> None:
    write_vault(tmp_path, {"a.md": "- [?] One #proposed\n"})
    async with driving(tmp_path) as drive:
        await drive.press("enter", "a")
        assert "Inbox zero" in drive.shown


async def test_i_tells_where_the_task_comes_from_and_any_of_three_keys_leaves(
    tmp_path: Path,
) -> None:
    root = tmp_path / "Notes"
    shutil.copytree(EXAMPLE, root)
    async with driving(root) as drive:
        for key in ("i", "escape", "q"):
            await drive.press("i")
            await drive.until(lambda: drive.on_top == "ProvenanceScreen", "the panel")
            assert "found at Sources/Transcripts/2025-12-19 - Ines Duarte" in drive.shown
            assert "with     Mila Brandt, Ines Duarte, Tomas Lindqvist" in drive.shown
            assert "41  Ines asked not to scope the booking flow" in drive.shown
            await drive.press(key)
            assert drive.on_top == "TriageScreen"


@pytest.mark.parametrize("size", [(120, 35), (80, 24), (60, 16)])
async def test_the_help_fits_the_window_or_scrolls_to_its_end(
    size: tuple[int, int], tmp_path: Path
) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path, size=size) as drive:
        await drive.press("question_mark")
        assert "Accept it: it becomes a task" in drive.shown
        await drive.press("G")
        assert "Quit; all decisions are in the notes" in drive.shown
        assert "…" not in drive.app.screen.query_one("#columns").render().plain  # type: ignore[union-attr]
        await drive.press("g", "q")
        assert drive.on_top == "TriageScreen"


async def test_every_key_is_seen_at_once_in_a_window_of_35_rows(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path, size=(120, 35)) as drive:
        await drive.press("question_mark")
        assert all(action.help in drive.shown for action in ACTIONS)
        assert "Esc closes" in drive.lines[-1]


async def test_the_help_finds_a_key_or_a_word(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("question_mark", "slash", *"undone"[:2])
        assert "Rescan" not in drive.shown
        await drive.press("backspace", "backspace", "U")
        assert "Make it again after all" in drive.shown
        assert "Accept it" not in drive.shown
        await drive.press("escape")
        assert drive.on_top == "HelpScreen"
        assert "Accept it" in drive.shown
        await drive.press("escape")
        assert drive.on_top == "TriageScreen"


async def click(
    drive: Driver, widget: type[Sidebar] | type[TaskList], text: str, times: int
) -> None:
    region = drive.screen.query_one(widget).region
    y = next(y for y, line in enumerate(drive.lines) if text in line[region.x : region.right])
    await drive.pilot.click(widget, offset=(4, y - region.y), times=times)
    await drive.calm()


async def test_a_click_takes_the_cursor_along_and_two_show_the_task(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await click(drive, TaskList, "Delta", 1)
        assert drive.at == "Delta"
        assert not drive.screen.pane.zoomed
        await click(drive, TaskList, "Gamma", 2)
        assert drive.at == "Gamma"
        assert drive.screen.pane.zoomed


async def test_views_owners_and_notes_at_the_side_are_opened_by_a_click(tmp_path: Path) -> None:
    notes = {
        FIRST: "- [?] Alpha @Ana #proposed\n",
        "2026-11-10 - Second.md": "- [?] Delta #proposed\n",
    }
    write_vault(tmp_path, notes)
    async with driving(tmp_path) as drive:
        await click(drive, Sidebar, "Second", 1)
        assert drive.at == "Delta"
        await click(drive, Sidebar, "@Ana", 1)
        assert drive.rows == ["Alpha"]
        await click(drive, Sidebar, "Today", 1)
        await drive.until(lambda: drive.tasks.view.name is ViewName.TODAY, "the view")


async def test_the_wheel_scrolls_the_task_when_it_is_shown_alone(tmp_path: Path) -> None:
    write_vault(tmp_path, {"a.md": LONG})
    async with driving(tmp_path, size=(80, 24)) as drive:
        pane = drive.screen.query_one(DetailPane)
        pane.on_mouse_scroll_down()
        assert pane.top == 0
        await drive.press("enter")
        pane.on_mouse_scroll_down()
        assert pane.top == 3
        pane.on_mouse_scroll_up()
        assert pane.top == 0

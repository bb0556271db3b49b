"""The cursor: every key that moves it, and the mouse."""

from pathlib import Path

import pytest

from tests.tui.driving import TWO_NOTES, driving, write_vault

LONG = {
    f"2026-11-{30 - n:02} - Note {n}.md": "".join(
        f"- [?] Task {n}.{m} #task #proposed\n" for m in range(4)
    )
    for n in range(1, 13)
}
"""48 proposals in twelve notes."""


@pytest.mark.parametrize(
    ("keys", "there"),
    [
        ("j", "Beta"),
        ("down", "Beta"),
        ("j j k", "Beta"),
        ("j j up", "Beta"),
        ("k", "Alpha"),
        ("G", "Epsilon"),
        ("end", "Epsilon"),
        ("G j", "Epsilon"),
        ("G g", "Alpha"),
        ("G home", "Alpha"),
        ("J", "Delta"),
        ("j J", "Delta"),
        ("J J", "Delta"),
        ("G K", "Alpha"),
        ("J k", "Gamma"),
        ("j K", "Alpha"),
    ],
)
async def test_a_key_moves_the_cursor(tmp_path: Path, keys: str, there: str) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press(*keys.split())
        assert drive.at == there


async def test_pages_go_down_and_up_and_the_cursor_stays_in_sight(tmp_path: Path) -> None:
    write_vault(tmp_path, LONG)
    async with driving(tmp_path, size=(80, 24)) as drive:
        places = [drive.tasks.task_ids.index(drive.tasks.cursor or 0)]
        for key in ("pagedown", "ctrl+d", "pagedown", "pagedown", "pageup", "ctrl+u"):
            await drive.press(key)
            places.append(drive.tasks.task_ids.index(drive.tasks.cursor or 0))
            assert f" {drive.at} " in drive.shown.split("──")[0] + drive.shown
        assert places[0] == 0
        assert places[:5] == sorted(set(places[:5]))
        assert places[4] > places[5] > places[6]


async def test_a_page_never_leaves_the_list(tmp_path: Path) -> None:
    write_vault(tmp_path, LONG)
    async with driving(tmp_path, size=(80, 24)) as drive:
        await drive.press(*["pagedown"] * 8)
        assert drive.at == "Task 12.3"
        await drive.press(*["pageup"] * 8)
        assert drive.at == "Task 1.0"


async def test_the_header_of_a_note_is_in_sight_with_its_first_task(tmp_path: Path) -> None:
    write_vault(tmp_path, LONG)
    async with driving(tmp_path, size=(80, 24)) as drive:
        await drive.press("G", "K", "K", "K", "K", "K", "K", "K")
        assert drive.at == "Task 5.0"
        assert any("Note 5" in line for line in drive.lines[2:18])


async def test_a_click_moves_the_cursor(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        line = next(y for y, text in enumerate(drive.lines) if "Delta" in text)
        await drive.pilot.click(offset=(40, line))
        await drive.calm()
        assert drive.at == "Delta"


async def test_a_click_beside_the_tasks_moves_nothing(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        header = next(y for y, text in enumerate(drive.lines) if "▾" in text and "Second" in text)
        for line in (header, 30):
            await drive.pilot.click(offset=(40, line))
            await drive.calm()
            assert drive.at == "Alpha"


async def test_a_click_on_a_view_opens_it(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        line = next(y for y, text in enumerate(drive.lines) if text.startswith("  All"))
        await drive.pilot.click(offset=(5, line))
        await drive.until(lambda: drive.tasks.view.name == "All", "All is open")


async def test_the_right_pane_follows_the_cursor(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.until(lambda: "- [ ] Alpha #task" in drive.shown, "what accept would write")
        await drive.press("j")
        await drive.until(lambda: "- [ ] Beta #task" in drive.shown, "the same for the next")

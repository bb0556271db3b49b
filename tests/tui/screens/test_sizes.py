"""Windows of every size: nothing crashes, the cursor stays in sight, panes come and go."""

from pathlib import Path

import pytest

from tests.tui.driving import TWO_NOTES, Driver, driving, write_vault
from tests.tui.screens.test_moving import LONG

WIDTHS = (160, 120, 100, 99, 80, 60)
SIZES = (*((width, 35) for width in WIDTHS), (120, 29), (80, 24), (120, 16), (60, 16))


def cursor_lines(drive: Driver) -> list[str]:
    """Lines of the list that show the cursor's bar."""
    region = drive.tasks.region
    inside = [line[region.x : region.right] for line in drive.lines[region.y : region.bottom]]
    return [line for line in inside if line.startswith("▌")]


async def test_the_cursor_stays_in_sight_in_every_size(tmp_path: Path) -> None:
    write_vault(tmp_path, LONG)
    async with driving(tmp_path) as drive:
        for keys in ("J J J j", "G"):
            await drive.press(*keys.split())
            for size in SIZES:
                await drive.pilot.resize_terminal(*size)
                await drive.calm()
                [line] = cursor_lines(drive)
                assert drive.at in line, (keys, size)


async def test_rows_and_bars_are_never_wider_than_the_window(tmp_path: Path) -> None:
    write_vault(tmp_path, LONG)
    async with driving(tmp_path) as drive:
        for width in WIDTHS:
            await drive.pilot.resize_terminal(width, 24)
            await drive.calm()
            assert {len(line) for line in drive.lines} == {width}
            assert "? keys" in drive.lines[-1], width


@pytest.mark.parametrize(("width", "beside"), [(160, True), (100, True), (99, False)])
async def test_panes_give_way_as_the_window_narrows(
    tmp_path: Path, width: int, beside: bool
) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path, size=(width, 35)) as drive:
        assert drive.screen.query_one("#sidebar").display is beside
        detail = drive.screen.query_one("#detail").region
        assert (detail.x > drive.tasks.region.x) is beside
        assert (detail.y > drive.tasks.region.y) is not beside


@pytest.mark.parametrize("size", [(59, 35), (120, 15), (59, 15), (20, 5), (1, 1)])
async def test_a_window_that_is_too_small_says_so(tmp_path: Path, size: tuple[int, int]) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.pilot.resize_terminal(*size)
        await drive.calm()
        if size[0] > 50:
            assert "vaultriage needs 60 columns and 16 rows." in drive.shown
        await drive.pilot.resize_terminal(60, 16)
        await drive.calm()
        assert "too small" not in drive.shown
        assert cursor_lines(drive)


async def test_no_verb_is_taken_while_the_window_is_too_small(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path, size=(50, 12)) as drive:
        await drive.press("a", "V", "r")
        assert drive.app.settled == []


async def test_gap_lines_go_where_height_is_scarce(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path, size=(120, 30)) as drive:
        assert drive.tasks.virtual_size.height == 5 + 2 + 1
        await drive.pilot.resize_terminal(120, 29)
        await drive.calm()
        assert drive.tasks.virtual_size.height == 5 + 2


async def test_the_help_and_the_question_survive_a_resize(tmp_path: Path) -> None:
    write_vault(tmp_path, LONG)
    async with driving(tmp_path) as drive:
        await drive.press("V", "r")
        await drive.pilot.resize_terminal(80, 24)
        await drive.calm()
        assert "reject 48 tasks?" in drive.lines[-1]
        await drive.press("n", "question_mark")
        for width, height in ((160, 50), (59, 15), (100, 29)):
            await drive.pilot.resize_terminal(width, height)
            await drive.calm()
        await drive.press("escape")
        assert drive.at

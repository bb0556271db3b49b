"""The first row: what it says about how changes are noticed, and what it leaves out."""

from pathlib import Path

import pytest

from tests.tui.driving import Driver, driving, write_vault
from tui.messages import VaultChanged
from vault.events import WatchState

MANY = {
    "2026-11-20 - A vault with a long name.md": "- [?] One #proposed\n" * 125
    + "- [ ] Late #task 📅 2026-11-01\n" * 34
    + "- [ ] Now #task 📅 2026-11-22\n" * 12
}
NETWORK = WatchState(live=False, remark="", word="network folder")
LIMIT = WatchState(live=False, remark="The system watches no more folders.", word="watch limit")
GONE = WatchState(live=False, remark="The vault is gone: it is not there.", gone=True)
LIVE = WatchState(live=True, remark="")


async def tell(drive: Driver, state: WatchState) -> str:
    """The first row after the vault has told of a state."""
    drive.app.post_message(VaultChanged(state))
    await drive.until(lambda: drive.app._header.watch == state)
    return drive.lines[0]


@pytest.mark.parametrize("width", [60, 80, 100, 120])
async def test_the_row_fits_and_keeps_its_figures(tmp_path: Path, width: int) -> None:
    root = write_vault(tmp_path / "A rather long name of a vault", MANY)
    async with driving(root, size=(width, 24)) as drive:
        for state, words in ((NETWORK, "polling"), (LIMIT, "polling"), (LIVE, "● live")):
            row = await tell(drive, state)
            assert len(row) == width
            assert words in row
            assert "125 proposed  34 overdue  12 today" in row
        assert ("✗ gone " if width == 60 else "✗ vault gone ") in await tell(drive, GONE)


async def test_why_it_polls_stands_there_where_there_is_room(tmp_path: Path) -> None:
    async with driving(write_vault(tmp_path / "notes", MANY)) as drive:
        assert (await tell(drive, NETWORK)).endswith("○ polling: network folder ")
        assert (await tell(drive, LIMIT)).endswith("○ polling: watch limit ")
        assert drive.toasts == [LIMIT.remark]


async def test_a_vault_that_goes_and_comes_back_is_told_of(tmp_path: Path) -> None:
    root = write_vault(tmp_path / "notes", {"a.md": "- [?] One #proposed\n"})
    async with driving(root) as drive:
        await drive.until(lambda: "● live" in drive.lines[0], "it is watched")
        root.rename(tmp_path / "elsewhere")
        await drive.until(lambda: "✗ vault gone" in drive.lines[0], "it is gone")
        (said,) = drive.toasts
        assert "The vault is gone" in said
        assert drive.rows == ["One"]
        await drive.press("a")
        assert "Not done: One" in drive.toasts[-1]
        assert drive.rows == ["One"]
        (tmp_path / "elsewhere").rename(root)
        await drive.until(lambda: "● live" in drive.lines[0], "it is back")
        assert drive.toasts == ["The vault is back; everything is looked at."]
        await drive.press("a")
        assert (root / "a.md").read_text() == "- [ ] One\n"

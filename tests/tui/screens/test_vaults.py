"""Vaults of every kind: empty, without proposals, read-only, hostile, the demo."""

import os
import re
import shutil
from pathlib import Path

from tests.hostile_vault import make_hostile_vault
from tests.tui.driving import DEMO, FIRST, TWO_NOTES, Driver, driving, write_vault

UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u206f\ufeff\U000e0000-\U000e0fff"
    "\ud800-\udfff]"
)


async def test_a_vault_without_notes_says_so(tmp_path: Path) -> None:
    async with driving(write_vault(tmp_path / "New", {})) as drive:
        assert "There is no note in this vault yet." in drive.shown
        assert "New" in drive.lines[0]
        await drive.press(*"jkaVMu")
        drive.save("First.md", "- [?] Born #task #proposed\n")
        await drive.until(lambda: drive.at == "Born", "the first note")
        assert "There is no note" not in drive.shown


async def test_a_vault_without_proposals_names_what_waits(tmp_path: Path) -> None:
    write_vault(tmp_path, {"Note.md": "- [ ] Pay #task 📅 2026-11-22\n- [ ] Old 📅 2026-11-01\n"})
    async with driving(tmp_path) as drive:
        assert "No proposals wait in this vault." in drive.shown
        assert "1 today: press 2   1 overdue: press 3" in drive.shown


async def test_a_read_only_vault_is_looked_at_and_never_written(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path, read_only=True) as drive:
        assert "read-only" in drive.lines[0]
        await drive.press("a", "V", "r")
        assert {name: drive.read(name).decode() for name in TWO_NOTES} == TWO_NOTES
        assert drive.app.session.decided == 0
        assert any("read-only" in toast for toast in drive.toasts)
        await drive.calm()
        assert drive.rows == ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"]


async def test_a_note_that_may_not_be_written_is_told_and_stays(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    (tmp_path / FIRST).chmod(0o444)
    async with driving(tmp_path) as drive:
        await drive.press("a")
        if os.geteuid():
            assert drive.read(FIRST).decode() == TWO_NOTES[FIRST]
            assert drive.app.session.decided == 0
        else:
            assert drive.app.session.decided == 1
        assert (tmp_path / FIRST).stat().st_mode & 0o777 == 0o444


async def test_the_demo_can_be_decided_to_the_end(tmp_path: Path) -> None:
    root = tmp_path / "Notes"
    shutil.copytree(DEMO, root)
    async with driving(root) as drive:
        count = len(drive.rows)
        await drive.press("V", "a", "y")
        assert f"{count} decided: {count} accepted" in drive.shown
        await drive.press("u")
        assert len(drive.rows) == count
    for path in DEMO.rglob("*.md"):
        assert (root / path.relative_to(DEMO)).read_bytes() == path.read_bytes(), path


def assert_safe(drive: Driver) -> None:
    for line in drive.lines:
        found = UNSAFE.search(line)
        assert found is None, (hex(ord(found.group())), line)


async def test_a_hostile_vault_puts_no_control_character_on_the_screen(tmp_path: Path) -> None:
    make_hostile_vault(tmp_path / "Hostile")
    async with driving(tmp_path / "Hostile") as drive:
        assert len(drive.rows) > 10_000
        assert_safe(drive)
        # The five thousand alike are passed over: every other note's first tasks are looked at.
        notes = len(drive.tasks.view.groups)
        for _ in range(notes):
            await drive.pilot.press("J")
            assert_safe(drive)
        await drive.press("G")
        assert_safe(drive)
        assert "Outside the vault" not in " ".join(drive.rows)


async def test_every_line_of_a_hostile_vault_can_be_drawn(tmp_path: Path) -> None:
    make_hostile_vault(tmp_path / "Hostile")
    async with driving(tmp_path / "Hostile") as drive:
        page = drive.tasks.size.height
        for top in range(0, drive.tasks.virtual_size.height, page):
            drive.tasks.scroll_to(y=top, animate=False, immediate=True)
            for y in range(page):
                text = drive.tasks.render_line(y).text
                assert UNSAFE.search(text) is None, text

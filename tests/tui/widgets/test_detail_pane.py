"""What the pane beside the list tells about a task."""

from pathlib import Path

from tests.tui.driving import driving, write_vault

BROKEN = "---\ntitle: [a\n---\n- [?] One #proposed\n"


async def test_properties_that_cannot_be_read_are_told_beside_the_task(tmp_path: Path) -> None:
    write_vault(tmp_path, {"Note.md": BROKEN})
    async with driving(tmp_path, size=(160, 35)) as drive:
        (line,) = (line for line in drive.lines if "properties:" in line)
        assert "properties: Line 3:" in line


async def test_sound_properties_need_no_word(tmp_path: Path) -> None:
    write_vault(tmp_path, {"Note.md": BROKEN.replace("[a", "a")})
    async with driving(tmp_path, size=(160, 35)) as drive:
        assert "properties:" not in drive.shown

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


async def test_what_a_task_waits_for_and_what_it_holds_up_is_told(tmp_path: Path) -> None:
    write_vault(
        tmp_path,
        {
            "2026-11-20 - Boats.md": (
                "- [?] Paint ⛔ a,b #proposed\n- [?] Sand 🆔 a ⛔ b #proposed\n"
            ),
            "2026-11-21 - Pier.md": "- [?] Dry [[it|the boat]] 🆔 b #proposed\n",
        },
    )
    async with driving(tmp_path, size=(160, 35)) as drive:
        assert _told(drive.lines) == ["holds up Paint, Sand"]
        await drive.press("j")
        assert _told(drive.lines) == ["waits for Sand, Dry the boat"]
        await drive.press("j")
        assert _told(drive.lines) == ["waits for Dry the boat", "holds up Paint"]
        await drive.press("k", "k", "x", "j", "j")
        assert _told(drive.lines) == ["holds up Paint"]


def _told(lines: list[str]) -> list[str]:
    rows = (line[line.find(word) :].strip() for line in lines for word in _WORDS if word in line)
    return list(rows)


_WORDS = ("waits for", "holds up")

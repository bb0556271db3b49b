"""Prompts by other keys, from the palette, and over the whole task."""

from pathlib import Path

import pytest

from tests.tui.driving import FIRST, TWO_NOTES, driving, write_vault
from tui.keymap import make_keymap

ALPHA = "- [?] Alpha #task #proposed"


@pytest.mark.parametrize(
    ("preset", "keys", "line"),
    [
        ("linear", ["a", *"Zoe", "enter"], "- [?] Alpha @Zoe #task #proposed"),
        ("linear", ["D", *"fri", "enter"], f"{ALPHA} 📅 2026-11-27"),
        ("linear", ["l", *"deep", "enter"], f"{ALPHA} #deep"),
        ("linear", ["delete"], "- [-] Alpha #task ❌ 2026-11-22"),
        ("taskwarrior", ["b", *"fri", "enter"], f"{ALPHA} 📅 2026-11-27"),
        ("taskwarrior", ["m", "ctrl+u", *"Omega", "enter"], "- [?] Omega"),
        ("taskwarrior", ["S", "slash"], "- [/] Alpha #task #proposed"),
        ("taskwarrior", ["D"], "- [-] Alpha #task ❌ 2026-11-22"),
    ],
)
async def test_a_preset_has_its_own_keys_for_what_is_asked(
    tmp_path: Path, preset: str, keys: list[str], line: str
) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path, keymap=make_keymap(preset)) as drive:
        await drive.press(*keys)
        assert drive.read(FIRST).decode() == TWO_NOTES[FIRST].replace(ALPHA, line)


async def test_the_keys_of_a_preset_mean_nothing_while_a_prompt_is_open(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    keymap = make_keymap("default", {"palette": ("ctrl+p",), "accept": ("down", "a")})
    async with driving(tmp_path, keymap=keymap) as drive:
        await drive.press("p", "down", "down", "ctrl+p", "enter")
        assert drive.on_top == "TriageScreen"
        assert drive.read(FIRST).decode() == TWO_NOTES[FIRST].replace(ALPHA, f"{ALPHA} 🔽")


async def test_the_palette_opens_a_prompt(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        await drive.press("ctrl+p", *"owners", "enter")
        assert drive.screen.has_class("-prompting")
        await drive.press(*"Zoe", "enter")
        assert "Alpha @Zoe #task" in drive.read(FIRST).decode()


@pytest.mark.parametrize("size", [(120, 35), (80, 24), (60, 16)])
async def test_a_prompt_stands_below_the_whole_task_and_leaves_it_there(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path, size=size) as drive:
        await drive.press("enter", "d")
        assert "Alpha" in drive.lines[2]
        assert "due" in drive.shown
        await drive.press(*"fri", "enter")
        assert "📅 2026-11-27" in drive.read(FIRST).decode()
        assert drive.screen.pane.zoomed


async def test_what_cannot_be_edited_is_not_offered(tmp_path: Path) -> None:
    write_vault(tmp_path / "full", TWO_NOTES)
    async with driving(tmp_path / "full", read_only=True) as drive:
        assert " edit " not in drive.lines[-1]
        assert " due " not in drive.lines[-1]
    async with driving(write_vault(tmp_path / "empty", {})) as drive:
        assert " edit " not in drive.lines[-1]
        assert " keys " in drive.lines[-1]


async def test_a_verb_that_comes_too_late_tells_the_key_that_takes_back(tmp_path: Path) -> None:
    write_vault(tmp_path, {"a.md": "- [?] One #proposed\n- [?] Two #proposed\n"})
    async with driving(tmp_path, keymap=make_keymap("default", {"undo": ("z",)})) as drive:
        await drive.press("a", "k", "a")
        assert drive.toasts == ["This one is decided already; z takes the last decision back."]

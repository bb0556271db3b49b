"""Signs for terminals without Unicode: ASCII, and as wide as what they stand for."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.driving import TODAY, Driver, ListeningApp, write_vault
from tui.ascii_signs import in_ascii
from tui.render import plain
from vault.config import Config, Screen
from vault.vault import Vault
from vault.view import ViewName


def test_letters_lose_their_accents_and_signs_look_alike() -> None:
    assert in_ascii("▌ ? ▲ Café…") == "| ? ^ Cafe~"
    assert in_ascii("港 ➕") == "?  + "


@given(st.text())
def test_everything_is_ascii_and_as_wide_as_before(text: str) -> None:
    shown = plain(text)
    assert in_ascii(shown).isascii()
    assert len(in_ascii(shown)) == cell_len(shown)


async def test_the_whole_screen_is_ascii_when_that_is_wanted(tmp_path: Path) -> None:
    write_vault(tmp_path, {"Ñandú.md": "- [?] Über 港 ⏫ #task #proposed\n- [ ] Ω 📅 2026-11-20\n"})
    config = Config(screen=Screen(glyphs="ascii"))
    vault = Vault(str(tmp_path), today=lambda: TODAY, config=config)
    app = ListeningApp(vault, ViewName.INBOX)
    async with app.run_test(size=(120, 35)) as pilot:
        driver = Driver(app, pilot, tmp_path)
        await driver.ready()
        for key in ("V", "question_mark"):
            assert driver.shown.isascii(), driver.shown
            await driver.press(key)
        assert "Uber" in driver.shown or driver.on_top == "HelpScreen"
        await driver.press("escape", "ctrl+q")
        await driver.until(lambda: not app.is_running, "the app is left")

"""Starting and leaving: what is written when somebody quits at once."""

import threading
from contextlib import closing
from pathlib import Path

import pytest
from textual.events import Key

from tests.tui.driving import (
    FIRST,
    SECOND,
    TODAY,
    TWO_NOTES,
    Driver,
    ListeningApp,
    driving,
    write_vault,
)
from tui.themes import ANSI_DARK, DARK, HIGH_CONTRAST, LIGHT
from vault.config import Config, Screen
from vault.vault import Vault
from vault.view import View, ViewName, ViewRequest


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_keys_typed_ahead_of_the_quit_are_all_in_the_notes(tmp_path: Path, key: str) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path) as drive:
        for typed in ("a", "a", "a", "r", "a", key):  # at once, as a terminal delivers a burst
            drive.app.post_message(Key(typed, typed if len(typed) == 1 else None))
        await drive.until(lambda: not drive.app.is_running, "the app is left")
    assert (tmp_path / FIRST).read_text() == (
        "# First\n\n- [ ] Alpha #task\n- [ ] Beta #task\n- [ ] Gamma #task\n"
    )
    assert (tmp_path / SECOND).read_text() == (
        "- [-] Delta #task ❌ 2026-11-22\n- [ ] Epsilon #task\n"
    )
    assert drive.app.return_code == 0


async def test_ctrl_c_tells_how_to_quit_and_quits_not(tmp_path: Path) -> None:
    async with driving(write_vault(tmp_path, TWO_NOTES)) as drive:
        await drive.press("ctrl+c")
        assert drive.app.is_running
        assert drive.toasts == ["q quits. Everything decided is in the notes."]


@pytest.mark.parametrize("first", ["question_mark", "slash"])
async def test_ctrl_q_quits_from_the_help_and_from_the_filter(tmp_path: Path, first: str) -> None:
    async with driving(write_vault(tmp_path, TWO_NOTES)) as drive:
        await drive.press(first)
        await drive.pilot.press("ctrl+q")
        await drive.until(lambda: not drive.app.is_running, "the app is left")


async def test_quitting_during_the_first_read_is_no_trouble(tmp_path: Path) -> None:
    write_vault(tmp_path, {f"Note {n}.md": TWO_NOTES[FIRST] for n in range(600)})
    app = ListeningApp(Vault(str(tmp_path), today=lambda: TODAY), ViewName.INBOX)
    async with app.run_test() as pilot:
        await pilot.press("q")
    assert app.return_code == 0


async def test_the_frame_stands_before_the_vault_is_read(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    app = ListeningApp(Vault(str(tmp_path), today=lambda: TODAY), ViewName.INBOX)
    app.vault.start = lambda: None  # type: ignore[method-assign]
    async with app.run_test(size=(120, 35)):
        shown = "\n".join(s.text for s in app.screen._compositor.render_strips(app.size))
        assert tmp_path.name in shown
        assert "? keys" in shown


async def test_the_theme_is_ours(tmp_path: Path) -> None:
    async with driving(write_vault(tmp_path, TWO_NOTES)) as drive:
        assert drive.app.theme == DARK.name


async def test_the_theme_of_the_settings_stands_at_the_start_and_its_key_leaves_it(
    tmp_path: Path,
) -> None:
    write_vault(tmp_path, TWO_NOTES)
    light = Config(screen=Screen(theme="light"))
    with closing(Vault(str(tmp_path), today=lambda: TODAY, config=light)) as vault:
        async with (app := ListeningApp(vault, ViewName.INBOX)).run_test() as pilot:
            assert app.theme == LIGHT.name
            for theme in (HIGH_CONTRAST, ANSI_DARK, DARK, LIGHT):
                await pilot.press("T")
                assert app.theme == theme.name


class SlowVault(Vault):
    """A vault whose views take as long as the test wants."""

    may_be_seen = threading.Event()

    def view(self, request: ViewRequest) -> View:
        """The view, as soon as it may be seen."""
        self.may_be_seen.wait(5)
        return super().view(request)


async def test_the_header_counts_on_until_all_that_was_read_is_shown(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    with closing(SlowVault(str(tmp_path), today=lambda: TODAY)) as vault:
        async with (app := ListeningApp(vault, ViewName.INBOX)).run_test(size=(120, 35)) as pilot:
            drive = Driver(app, pilot, tmp_path)
            while not vault.loaded:
                await pilot.pause(0.005)
            await pilot.pause(0.1)
            assert "reading" in drive.lines[0]
            assert "live" not in drive.lines[0]
            vault.may_be_seen.set()
            await drive.until(lambda: "live" in drive.lines[0], "the whole vault")
            assert len(drive.rows) > 0


async def test_a_new_day_is_noticed(tmp_path: Path) -> None:
    write_vault(tmp_path, {"Note.md": "- [ ] Pay #task 📅 2026-11-23\n"})
    async with driving(tmp_path, view=ViewName.TODAY) as drive:
        assert drive.rows == []
        drive.app.vault.today = lambda: TODAY.replace(day=23)
        await drive.until(lambda: drive.rows == ["Pay"], "due today")


async def test_a_clock_that_is_set_back_makes_yesterday_of_today(tmp_path: Path) -> None:
    write_vault(tmp_path, {"Note.md": "- [ ] Pay #task 📅 2026-11-22\n"})
    async with driving(tmp_path, view=ViewName.TODAY) as drive:
        assert drive.rows == ["Pay"]
        drive.app.vault.today = lambda: TODAY.replace(day=21)
        await drive.until(lambda: drive.rows == [], "due tomorrow")


async def test_other_settings_are_followed_at_once(tmp_path: Path) -> None:
    write_vault(tmp_path, {"Note.md": "- [?] Kept #todo #proposed\n- [?] Other #proposed\n"})
    settings = tmp_path / ".obsidian/plugins/obsidian-tasks-plugin/data.json"
    settings.parent.mkdir(parents=True)
    settings.write_text("{}")
    async with driving(tmp_path) as drive:
        assert len(drive.rows) == 2
        settings.write_text('{"globalFilter": "#todo"}')
        await drive.until(lambda: drive.rows == ["Kept"], "only tasks with the filter's tag")
        followed = "The vault's settings have changed; they are followed now."
        assert drive.toasts == [followed]
        settings.write_text("{broken")
        await drive.until(lambda: len(drive.rows) == 2, "the defaults hold")
        said = [toast.split("\n") for toast in drive.toasts if "\n" in toast]
        assert [lines[0] for lines in said] == [followed]
        assert "data.json" in said[0][1]

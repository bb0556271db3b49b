"""The registry of actions: every one can be run, and is in the help, the palette, the key bar."""

import re
from pathlib import Path

import pytest

from tests.tui.cli.program import ROOT
from tests.tui.driving import TWO_NOTES, driving, write_vault
from tui.actions import ACTIONS, Action, ActionGroup
from tui.choices import action_choices
from tui.keymap import DEFAULT_KEYMAP
from tui.screens.triage import TriageScreen

KEYS_PAGE = (ROOT / "docs/keys.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_a_method_on_the_screen(action: Action) -> None:
    assert callable(getattr(TriageScreen, "action_" + action.method.partition("(")[0]))


def test_every_action_has_a_name_of_its_own_that_needs_no_quotes_in_toml() -> None:
    names = [action.id for action in ACTIONS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z_]+", name) for name in names)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_is_in_the_documentation_with_its_name(action: Action) -> None:
    assert f" | `{action.id}` | {action.help} | " in KEYS_PAGE


def test_every_action_but_the_palette_is_in_the_palette_with_its_keys() -> None:
    found = {choice.value: choice for choice in action_choices(DEFAULT_KEYMAP)}
    assert found.keys() == {action.method for action in ACTIONS if action.id != "palette"}
    assert (found["mark"].text, found["mark"].keys) == ("Mark", "Space")
    assert found["page_down"].keys == "PgDn Ctrl+D"


async def test_every_action_of_the_bar_is_in_the_bar_at_120_columns(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path, size=(120, 35)) as drive:
        for action in ACTIONS:
            shown = f"{DEFAULT_KEYMAP.first(action.id)} {action.label}"
            assert (f" {shown} " in drive.lines[-1]) is action.in_bar, shown


async def test_every_action_is_in_the_help(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path, size=(120, 90)) as drive:
        await drive.press("question_mark")
        for action in ACTIONS:
            assert f"{DEFAULT_KEYMAP.shown(action.id)}  {action.help}" in drive.shown
        for group in ActionGroup:
            assert group in drive.shown

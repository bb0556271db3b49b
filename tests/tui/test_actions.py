"""The registry of actions: every one can be run, is found by one key, and stands in the help."""

from pathlib import Path

import pytest

from tests.tui.driving import TWO_NOTES, driving, write_vault
from tui.actions import ACTIONS, Action, ActionGroup
from tui.screens.triage import TriageScreen


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_a_method_on_the_screen(action: Action) -> None:
    assert callable(getattr(TriageScreen, "action_" + action.id.partition("(")[0]))


def test_no_key_has_two_actions() -> None:
    keys = [key for action in ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys))


def test_every_action_has_a_name_of_its_own() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_no_key_is_one_that_terminals_take_for_another() -> None:
    keys = {key for action in ACTIONS for key in action.keys}
    assert not keys & {"ctrl+h", "ctrl+i", "ctrl+m", "ctrl+s", "ctrl+z", "ctrl+c"}
    assert not [key for key in keys if key.startswith("alt+")]


def test_every_action_can_be_bound_to_another_key_by_its_name() -> None:
    for action in ACTIONS:
        assert action.binding.id == action.id
        assert action.binding.key == ",".join(action.keys)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("down", "j ↓"),
        ("page_down", "PgDn Ctrl+D"),
        ("filter", "/"),
        ("help", "?"),
        ("clear", "Esc"),
    ],
)
def test_keys_are_written_as_people_write_them(name: str, shown: str) -> None:
    (action,) = (action for action in ACTIONS if action.id == name)
    assert action.shown_keys == shown


async def test_every_action_of_the_bar_is_in_the_bar_at_120_columns(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path, size=(120, 35)) as drive:
        for action in ACTIONS:
            assert (f"{action.first_key} {action.label}" in drive.lines[-1]) is action.in_bar


async def test_every_action_is_in_the_help(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path, size=(120, 60)) as drive:
        await drive.press("question_mark")
        for action in ACTIONS:
            assert f"{action.shown_keys}   {action.help}" in drive.shown
        for group in ActionGroup:
            assert group in drive.shown

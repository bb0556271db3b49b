"""Which keys do what: presets, what the settings bind over them, what is wrong in that."""

from pathlib import Path

import pytest

from tests.tui.driving import FIRST, TWO_NOTES, driving, write_vault
from tui.actions import ACTIONS, BY_ID
from tui.keymap import DEFAULT_KEYMAP, make_keymap
from tui.presets import PRESETS
from vault.config_table import SETTINGS

presets = pytest.mark.parametrize("preset", PRESETS)


def test_the_presets_there_are_can_be_chosen_in_the_settings() -> None:
    assert tuple(PRESETS) == SETTINGS["keys", "preset"].choices


@presets
def test_a_preset_names_only_actions_that_there_are(preset: str) -> None:
    assert PRESETS[preset].keys() <= BY_ID.keys()


@presets
def test_no_key_has_two_actions_and_every_action_has_a_key(preset: str) -> None:
    keymap = make_keymap(preset)
    keys = [key for action in ACTIONS for key in keymap.keys[action.id]]
    assert sorted(keys) == sorted(set(keys))
    assert [action for action, bound in keymap.keys.items() if not bound] == []
    assert keymap.problems == ()


@presets
def test_no_key_is_one_that_terminals_take_for_another(preset: str) -> None:
    keys = {key for bound in make_keymap(preset).keys.values() for key in bound}
    assert not keys & {f"ctrl+{letter}" for letter in "himszcj"}
    assert not [key for key in keys if "alt+" in key]


def test_a_wanted_key_is_taken_from_the_action_that_had_it() -> None:
    keymap = make_keymap("default", {"accept": ("j",)})
    assert keymap.keys["accept"] == ("j",)
    assert keymap.keys["down"] == ("down",)
    assert keymap.problems == ()


def test_an_action_left_without_a_key_is_named() -> None:
    (problem,) = make_keymap("default", {"accept": ("r",)}).problems
    assert problem.name == "accept"
    assert problem.sentence == (
        "r now does accept, and reject has no key left: give it another in [keys], or none: "
        "reject = []."
    )
    assert make_keymap("default", {"accept": ("r",), "reject": ()}).problems == ()


def test_of_two_actions_that_want_a_key_the_first_gets_it_and_both_are_named() -> None:
    keymap = make_keymap("default", {"accept": ("z",), "reject": ("z", "w")})
    assert (keymap.keys["accept"], keymap.keys["reject"]) == (("z",), ("w",))
    [problem] = keymap.problems
    assert problem.sentence == "z is given to accept and to reject; it does accept."


def test_what_is_wrong_is_named_and_the_rest_holds() -> None:
    wanted = {"acept": ("b",), "reject": ("ctrl+s",), "undo": ("z",), "theme": ()}
    keymap = make_keymap("default", wanted)
    assert [problem.sentence for problem in keymap.problems] == [
        "there is no action “acept” to bind a key to. Did you mean accept?",
        "reject cannot be bound to “ctrl+s”: many terminals stop at it.",
    ]
    assert keymap.keys["reject"] == ("r",)
    assert keymap.keys["undo"] == ("z",)
    assert keymap.keys["theme"] == ()
    assert keymap.told("theme", "changes colours.") == ""


def test_keys_are_told_as_people_write_them() -> None:
    assert DEFAULT_KEYMAP.shown("down") == "j ↓"
    assert DEFAULT_KEYMAP.first("mark") == "Space"
    assert DEFAULT_KEYMAP.told("undo", "takes it back.") == "u takes it back."


async def test_bound_keys_work_and_are_shown_and_the_old_ones_do_nothing(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    keymap = make_keymap("linear", {"undo": ("ctrl+u",), "theme": ()})
    async with driving(tmp_path, keymap=keymap) as drive:
        assert " 1 accept  3 reject  X done " in drive.lines[-1]
        await drive.press("r", "d")
        assert drive.read(FIRST) == TWO_NOTES[FIRST].encode()
        await drive.press("1")
        assert drive.read(FIRST).startswith(b"# First\n\n- [ ] Alpha #task\n")
        await drive.press("ctrl+u")
        assert drive.read(FIRST) == TWO_NOTES[FIRST].encode()
        await drive.press("question_mark")
        assert "Ctrl+U  Take the last decision back" in drive.shown
        assert "\n" + " " * 17 + "Other colours" in drive.shown or "  Other colours" in drive.shown


async def test_what_is_wrong_with_the_keys_is_said_at_the_start(tmp_path: Path) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path, keymap=make_keymap("default", {"acept": ("b",)})) as drive:
        assert drive.toasts == ["there is no action “acept” to bind a key to. Did you mean accept?"]


@presets
@pytest.mark.parametrize("size", [(120, 35), (110, 60), (80, 24)])
async def test_the_help_cuts_neither_keys_nor_words(
    tmp_path: Path, preset: str, size: tuple[int, int]
) -> None:
    write_vault(tmp_path, TWO_NOTES)
    async with driving(tmp_path, size=size, keymap=make_keymap(preset)) as drive:
        await drive.press("question_mark")
        shown = drive.app.screen.query_one("#columns").render()
        assert "…" not in str(shown)
        assert all(action.help in str(shown) for action in ACTIONS)

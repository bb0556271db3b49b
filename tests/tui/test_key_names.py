"""Keys as people write them become Textual's, and come back."""

import string

import pytest
from textual.keys import _character_to_key

from tui.key_names import parse_key, shown_key


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("a", "a"),
        ("G", "G"),
        ("shift+g", "G"),
        ("?", "question_mark"),
        ("question_mark", "question_mark"),
        (":", "colon"),
        ("+", "plus"),
        ("-", "minus"),
        ("@", "at"),
        (".", "full_stop"),
        ("ö", "ö"),
        ("space", "space"),
        (" ", "space"),
        ("Enter", "enter"),
        ("return", "enter"),
        ("Esc", "escape"),
        ("PgDn", "pagedown"),
        ("page_up", "pageup"),
        ("↓", "down"),
        ("F5", "f5"),
        ("ctrl+d", "ctrl+d"),
        ("Ctrl+D", "ctrl+d"),
        ("C-d", "ctrl+d"),
        ("^d", "ctrl+d"),
        ("^", "circumflex_accent"),
        ("shift+Tab", "shift+tab"),
        ("shift+ctrl+up", "ctrl+shift+up"),
    ],
)
def test_a_key_is_found_by_what_people_write(written: str, name: str) -> None:
    assert parse_key(written) == name


@pytest.mark.parametrize("sign", string.printable.strip())
def test_every_sign_of_a_keyboard_is_the_key_that_textual_makes_of_it(sign: str) -> None:
    assert parse_key(sign) == _character_to_key(sign)
    assert shown_key(parse_key(sign)) == sign


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("ctrl+h", "Backspace"),
        ("ctrl+i", "Tab"),
        ("^M", "Enter"),
        ("ctrl+s", "stop"),
        ("ctrl+z", "shell"),
        ("ctrl+c", "copy"),
        ("ctrl+q", "quits"),
        ("alt+x", "Alt"),
        ("hyper+x", "no key"),
        ("gg", "no key"),
        ("", "no key"),
        ("\x07", "typed"),
    ],
)
def test_a_key_that_no_terminal_sends_as_itself_is_refused_with_a_reason(
    written: str, why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        parse_key(written)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("down", "↓"),
        ("pagedown", "PgDn"),
        ("ctrl+d", "Ctrl+D"),
        ("slash", "/"),
        ("question_mark", "?"),
        ("escape", "Esc"),
        ("space", "Space"),
        ("shift+tab", "Shift+Tab"),
        ("f5", "F5"),
        ("underscore", "_"),
    ],
)
def test_keys_are_shown_as_people_write_them(name: str, shown: str) -> None:
    assert shown_key(name) == shown
    assert parse_key(shown) == name

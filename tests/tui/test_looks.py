"""Colours and signs, by the settings and what the terminal can show."""

import pytest

from tui.background import Background
from tui.looks import choose_looks, depends_on_background, plain_looks
from vault.config import Screen

TRUE = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
MANY = {"TERM": "tmux-256color"}
FEW = {"TERM": "xterm"}


@pytest.mark.parametrize(
    ("wanted", "environment", "background", "theme"),
    [
        ("auto", TRUE, "light", "light"),
        ("auto", TRUE, "dark", "dark"),
        ("auto", TRUE, None, "dark"),
        ("auto", MANY, "light", "light"),
        ("light", TRUE, "dark", "light"),
        ("high-contrast", MANY, None, "high-contrast"),
        ("auto", FEW, None, "ansi"),
        ("dark", FEW, "light", "ansi"),
        ("dark", {"TERM": "screen"}, None, "ansi"),
        ("dark", TRUE | {"NO_COLOR": "1"}, None, "ansi"),
    ],
)
def test_the_theme_is_the_one_wanted_as_far_as_the_terminal_has_colours(
    wanted: str, environment: dict[str, str], background: Background | None, theme: str
) -> None:
    looks = choose_looks(Screen(theme=wanted), environment, background)  # type: ignore[arg-type]
    assert looks.theme == theme
    assert looks.few_colours is (environment.get("COLORTERM") is None)
    assert looks.background == (background or "dark")


def test_the_terminal_is_asked_only_where_something_hangs_on_it() -> None:
    assert depends_on_background(Screen(), TRUE)
    assert depends_on_background(Screen(theme="dark"), FEW)
    assert not depends_on_background(Screen(theme="dark"), TRUE)
    assert not depends_on_background(Screen(), TRUE | {"NO_COLOR": "1"})


def test_signs_are_ascii_where_they_are_wanted_so_or_the_console_has_no_others() -> None:
    assert not choose_looks(Screen(), TRUE, None).ascii
    assert choose_looks(Screen(glyphs="ascii"), TRUE, None).ascii
    assert choose_looks(Screen(), {"TERM": "linux"}, None).ascii
    assert not choose_looks(Screen(glyphs="unicode"), {"TERM": "linux"}, None).ascii


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LC_ALL": "C"}, True),
        ({"LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"}, True),
        ({"LANG": "C"}, True),
        ({"LC_CTYPE": "C.UTF-8", "LANG": "C"}, False),
        ({"LC_ALL": "", "LANG": "en_GB.UTF-8"}, False),
        ({}, False),
    ],
)
def test_a_locale_without_unicode_has_signs_of_ascii(
    environment: dict[str, str], *, expected: bool
) -> None:
    looks = choose_looks(Screen(), {"TERM": "xterm-256color", **environment}, None)
    assert looks.ascii is expected


def test_without_a_terminal_the_settings_alone_count() -> None:
    assert plain_looks(Screen()).theme == "dark"
    assert plain_looks(Screen(theme="high-contrast")).theme == "high-contrast"

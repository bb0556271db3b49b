"""The two themes: the same names, and words that can be read where they stand."""

import re

import pytest
from textual.theme import Theme

from tests.tui.driving import DEMO
from tui.themes import DARK, LIGHT, THEMES, VARIABLE_DEFAULTS
from vault.config_table import SETTINGS

GROUNDS = {"bar", "side", "list", "cursor-row", "marked-row"}
WORDS = set(VARIABLE_DEFAULTS) - GROUNDS - {"faint", "quiet"}
OURS = re.compile(r"\$([a-z][a-z-]*)")
TEXTUALS = {"background"}

themes = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_ratio_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_themes_there_are_can_be_chosen_in_the_settings() -> None:
    assert tuple(THEMES) == SETTINGS["screen", "theme"].choices


def test_both_themes_define_the_same_names() -> None:
    assert DARK.variables.keys() == LIGHT.variables.keys() == VARIABLE_DEFAULTS.keys()


@themes
def test_every_word_can_be_read_on_every_ground(theme: Theme) -> None:
    low = {
        (name, ground): round(contrast(theme.variables[name], theme.variables[ground]), 2)
        for name in sorted(WORDS)
        for ground in sorted(GROUNDS)
        if name != "quiet-here" or ground == "cursor-row"
    }
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}


@themes
def test_quiet_words_can_be_read_on_all_but_the_cursors_ground(theme: Theme) -> None:
    quiet = theme.variables["quiet"]
    for ground in GROUNDS - {"cursor-row"}:
        assert contrast(quiet, theme.variables[ground]) >= 4.5, ground


@themes
def test_rules_and_line_numbers_can_be_made_out(theme: Theme) -> None:
    for ground in ("list", "side"):
        assert contrast(theme.variables["faint"], theme.variables[ground]) >= 3, ground


@themes
def test_the_cursors_ground_stands_out(theme: Theme) -> None:
    assert contrast(theme.variables["cursor-row"], theme.variables["list"]) >= 1.2


def test_every_colour_that_a_style_names_is_defined() -> None:
    room = DEMO.parent
    for path in (
        *room.glob("styles/*.tcss"),
        *room.glob("widgets/*.py"),
        *room.glob("screens/*.py"),
    ):
        text = path.read_text()
        named = (
            OURS.findall(text) if path.suffix == ".tcss" else re.findall(r'"[^"]*\$[^"]*"', text)
        )
        names = named if path.suffix == ".tcss" else [n for t in named for n in OURS.findall(t)]
        assert set(names) <= set(VARIABLE_DEFAULTS) | TEXTUALS, path.name

"""The two themes: the same names, and words that can be read where they stand."""

import re

import pytest
from textual.theme import Theme

from tests.tui.driving import DEMO
from tui.looks import Looks
from tui.themes import (
    ANSI_DARK,
    ANSI_LIGHT,
    DARK,
    FEW_DARK,
    FEW_LIGHT,
    HIGH_CONTRAST,
    LIGHT,
    THEMES,
    VARIABLE_DEFAULTS,
    themes_for,
)
from vault.config_table import SETTINGS

GROUNDS = {"bar", "side", "list", "cursor-row", "marked-row"}
WORDS = set(VARIABLE_DEFAULTS) - GROUNDS - {"faint", "quiet"}
OURS = re.compile(r"\$([a-z][a-z-]*)")
TEXTUALS = {"background"}

PAINTED = {
    "dark": DARK,
    "light": LIGHT,
    "high contrast": HIGH_CONTRAST,
    "dark in 256 colours": FEW_DARK,
    "light in 256 colours": FEW_LIGHT,
}
themes = pytest.mark.parametrize("theme", PAINTED.values(), ids=PAINTED)


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
    assert {"auto", *THEMES} == set(SETTINGS["screen", "theme"].choices)


def test_all_themes_define_the_same_names() -> None:
    assert {frozenset(theme.variables) for theme in PAINTED.values()} == {
        frozenset(VARIABLE_DEFAULTS)
    }
    for theme in (ANSI_DARK, ANSI_LIGHT):
        assert theme.variables.keys() > VARIABLE_DEFAULTS.keys()


def test_the_colours_of_the_terminal_are_its_own_and_no_others() -> None:
    for theme in (ANSI_DARK, ANSI_LIGHT):
        assert theme.ansi
        ours = {name: theme.variables[name] for name in VARIABLE_DEFAULTS}
        assert {name: colour for name, colour in ours.items() if colour[:5] != "ansi_"} == {}
        assert {theme.variables[name] for name in GROUNDS - {"cursor-row"}} == {"ansi_default"}


def test_greys_of_few_colours_are_such_as_a_terminal_of_256_colours_has() -> None:
    greys = {f"#{grey:02x}{grey:02x}{grey:02x}" for grey in (*range(8, 239, 10), 255)}
    for theme in (FEW_DARK, FEW_LIGHT):
        assert {theme.variables[name] for name in (*GROUNDS, "quiet", "faint")} <= greys


def test_a_terminal_gets_the_themes_that_it_can_show_by_the_same_names() -> None:
    assert themes_for(Looks()) == THEMES
    few = themes_for(Looks(few_colours=True, background="light"))
    assert few == THEMES | {"dark": FEW_DARK, "light": FEW_LIGHT, "ansi": ANSI_LIGHT}


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


def test_high_contrast_is_higher_than_that_of_the_others() -> None:
    colours = HIGH_CONTRAST.variables
    for ground in GROUNDS - {"cursor-row"}:
        for name in WORDS | {"quiet"}:
            assert contrast(colours[name], colours[ground]) >= 7, (name, ground)
    assert contrast(colours["cursor-row"], colours["list"]) >= 2


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

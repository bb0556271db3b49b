"""The colours: one meaning each, the same names in every theme."""

from collections.abc import Mapping
from typing import Final

from textual.theme import BUILTIN_THEMES, Theme

from tui.looks import ANSI, Looks

_DARK: Final = {
    "proposed": "#e0af68",
    "overdue": "#f7768e",
    "high": "#ff9e64",
    "person": "#bb9af7",
    "other-owner": "#7dcfff",
    "open": "#7aa2f7",
    "finished": "#9ece6a",
    "quiet": "#8b92b5",
    "quiet-here": "#a9b1d6",
    "faint": "#606890",
    "words": "#c0caf5",
    "strong": "#ffffff",
    "bar": "#1f2335",
    "side": "#16161e",
    "list": "#1a1b26",
    "cursor-row": "#283457",
    "marked-row": "#292a42",
    "added": "#9ece6a",
    "taken": "#f7768e",
}

_LIGHT: Final = {
    "proposed": "#885709",
    "overdue": "#bb233a",
    "high": "#9e4a09",
    "person": "#7847bd",
    "other-owner": "#006a86",
    "open": "#2c5bc8",
    "finished": "#376e12",
    "quiet": "#5f647f",
    "quiet-here": "#4a5070",
    "faint": "#868a9c",
    "words": "#2b3050",
    "strong": "#000000",
    "bar": "#e3e7f1",
    "side": "#eef0f6",
    "list": "#f7f8fb",
    "cursor-row": "#d2def8",
    "marked-row": "#e9e2f6",
    "added": "#376e12",
    "taken": "#bb233a",
}

_HIGH_CONTRAST: Final = {
    "proposed": "#ffd75f",
    "overdue": "#ff9d9d",
    "high": "#ffb87a",
    "person": "#e2bfff",
    "other-owner": "#8fe3ff",
    "open": "#a9c9ff",
    "finished": "#a8f08a",
    "quiet": "#c8c8c8",
    "quiet-here": "#e6e6e6",
    "faint": "#9a9a9a",
    "words": "#ffffff",
    "strong": "#ffffff",
    "bar": "#1c1c1c",
    "side": "#000000",
    "list": "#000000",
    "cursor-row": "#003f8a",
    "marked-row": "#2c2033",
    "added": "#a8f08a",
    "taken": "#ff9d9d",
}

_FEW_DARK: Final = {
    "bar": "#262626",
    "side": "#121212",
    "list": "#1c1c1c",
    "cursor-row": "#303030",
    "marked-row": "#262626",
    "faint": "#767676",
    "quiet": "#a8a8a8",
    "quiet-here": "#bcbcbc",
}
"""Greys of the 256 colours: what comes nearest to the dark grounds there is black and green."""

_FEW_LIGHT: Final = {
    "bar": "#eeeeee",
    "side": "#eeeeee",
    "list": "#ffffff",
    "cursor-row": "#e4e4e4",
    "marked-row": "#eeeeee",
    "faint": "#808080",
    "quiet": "#585858",
    "quiet-here": "#444444",
}

_ANSI_DARK: Final = {
    "proposed": "ansi_yellow",
    "overdue": "ansi_bright_red",
    "high": "ansi_red",
    "person": "ansi_magenta",
    "other-owner": "ansi_cyan",
    "open": "ansi_blue",
    "finished": "ansi_green",
    "quiet": "ansi_default",
    "quiet-here": "ansi_default",
    "faint": "ansi_bright_black",
    "words": "ansi_default",
    "strong": "ansi_default",
    "bar": "ansi_default",
    "side": "ansi_default",
    "list": "ansi_default",
    "cursor-row": "ansi_default",
    "marked-row": "ansi_default",
    "added": "ansi_green",
    "taken": "ansi_red",
}
"""The terminal's own 16 colours, whatever they are; on none of them can much be relied."""

_ANSI_LIGHT: Final = _ANSI_DARK | {"overdue": "ansi_red"}


def _theme(name: str, variables: Mapping[str, str], *, dark: bool = True) -> Theme:
    """What Textual's own parts need, from our colours."""
    ansi = name == ANSI
    textuals = BUILTIN_THEMES["ansi-dark" if dark else "ansi-light"].variables if ansi else {}
    return Theme(
        name=f"vaultriage-{name}",
        primary=variables["open"],
        secondary=variables["person"],
        accent=variables["proposed"],
        warning=variables["proposed"],
        error=variables["overdue"],
        success=variables["finished"],
        foreground=variables["words"],
        background=variables["list"],
        surface=variables["bar"],
        panel=variables["side"],
        boost=variables["bar"],
        dark=dark,
        ansi=ansi,
        variables={**textuals, **variables},
    )


DARK: Final = _theme("dark", _DARK)
LIGHT: Final = _theme("light", _LIGHT, dark=False)
HIGH_CONTRAST: Final = _theme("high-contrast", _HIGH_CONTRAST)
ANSI_DARK: Final = _theme(ANSI, _ANSI_DARK)
ANSI_LIGHT: Final = _theme(ANSI, _ANSI_LIGHT, dark=False)
FEW_DARK: Final = _theme("dark", _DARK | _FEW_DARK)
FEW_LIGHT: Final = _theme("light", _LIGHT | _FEW_LIGHT, dark=False)

VARIABLE_DEFAULTS: Final = _DARK
"""What every other theme gets for the names that only these define."""

THEMES: Final = {
    "dark": DARK,
    "light": LIGHT,
    "high-contrast": HIGH_CONTRAST,
    ANSI: ANSI_DARK,
}
"""By the names that the settings have for them (`vault.config.Screen`)."""


def themes_for(looks: Looks) -> dict[str, Theme]:
    """The themes as a terminal can show them, by the same names."""
    few = {"dark": FEW_DARK, "light": FEW_LIGHT} if looks.few_colours else {}
    ansi = {ANSI: ANSI_LIGHT} if looks.background == "light" else {}
    return THEMES | few | ansi

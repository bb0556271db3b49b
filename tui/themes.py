"""The colours: one meaning each, the same names in a dark and a light theme."""

from typing import Final

from textual.theme import Theme

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

DARK: Final = Theme(
    name="vaultriage-dark",
    primary="#7aa2f7",
    secondary="#bb9af7",
    accent="#e0af68",
    warning="#e0af68",
    error="#f7768e",
    success="#9ece6a",
    foreground="#c0caf5",
    background="#1a1b26",
    surface="#1f2335",
    panel="#16161e",
    dark=True,
    variables=_DARK,
)

LIGHT: Final = Theme(
    name="vaultriage-light",
    primary="#2c5bc8",
    secondary="#7847bd",
    accent="#885709",
    warning="#885709",
    error="#bb233a",
    success="#376e12",
    foreground="#2b3050",
    background="#f7f8fb",
    surface="#e3e7f1",
    panel="#eef0f6",
    dark=False,
    variables=_LIGHT,
)

VARIABLE_DEFAULTS: Final = _DARK
"""What every other theme gets for the names that only these two define."""

THEMES: Final = {"dark": DARK, "light": LIGHT}
"""By the names that the settings have for them (`vault.config.Screen`)."""

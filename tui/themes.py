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
    "quiet": "#787fa0",
    "faint": "#4a5070",
    "words": "#c0caf5",
    "strong": "#ffffff",
    "bar": "#1f2335",
    "side": "#16161e",
    "list": "#1a1b26",
    "cursor-row": "#2e3c64",
    "marked-row": "#292a42",
    "added": "#9ece6a",
    "taken": "#f7768e",
}

_LIGHT: Final = {
    "proposed": "#96600a",
    "overdue": "#c0243c",
    "high": "#b4540a",
    "person": "#7847bd",
    "other-owner": "#00718f",
    "open": "#2e5fd0",
    "finished": "#3f7d14",
    "quiet": "#5f6580",
    "faint": "#a8aec4",
    "words": "#2b3050",
    "strong": "#000000",
    "bar": "#dfe3ee",
    "side": "#eef0f6",
    "list": "#f7f8fb",
    "cursor-row": "#cfdcf7",
    "marked-row": "#e6def5",
    "added": "#3f7d14",
    "taken": "#c0243c",
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
    primary="#2e5fd0",
    secondary="#7847bd",
    accent="#96600a",
    warning="#96600a",
    error="#c0243c",
    success="#3f7d14",
    foreground="#2b3050",
    background="#f7f8fb",
    surface="#dfe3ee",
    panel="#eef0f6",
    dark=False,
    variables=_LIGHT,
)

VARIABLE_DEFAULTS: Final = _DARK
"""What every other theme gets for the names that only these two define."""

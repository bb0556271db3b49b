"""Which colours and signs a terminal gets: what the settings say, as far as it can show that."""

import sys
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from tui.background import Background
from vault.config import Screen

ANSI: Final = "ansi"
_WITHOUT_UNICODE: Final = ("C", "POSIX")
_TRUE_COLOUR: Final = frozenset({"truecolor", "24bit"})
_MANY: Final = frozenset({"256color", "kitty"})
"""How the names of terminals with 256 colours end, as rich has it."""


class Looks(Struct, frozen=True):
    """What the screen starts with."""

    theme: str = "dark"
    """A name of `tui.themes.THEMES`."""
    few_colours: bool = False
    """Whether the terminal has 256 colours, and so only some dark and light ones."""
    background: Background = "dark"
    """What the terminal's own colours stand on."""
    ascii: bool = False
    """Whether every sign is one of ASCII."""
    unanswered: bool = False
    """Whether the terminal was asked something and may still answer."""


def choose_looks(
    wanted: Screen, environment: Mapping[str, str], background: Background | None
) -> Looks:
    """Only the terminal's own colours where it has no others, or is to show none."""
    colours = _colours(environment)
    theme = wanted.theme
    if "NO_COLOR" in environment or colours <= 16:  # noqa: PLR2004 - a terminal's number
        theme = ANSI
    elif theme == "auto":
        theme = background or "dark"
    return Looks(
        theme=theme,
        few_colours=colours <= 256,  # noqa: PLR2004
        background=background or "dark",
        ascii=_is_ascii(wanted, environment),
    )


def plain_looks(wanted: Screen) -> Looks:
    """What the settings say, of a terminal that can show everything."""
    theme = "dark" if wanted.theme == "auto" else wanted.theme
    return Looks(theme=theme, ascii=wanted.glyphs == "ascii")


def depends_on_background(wanted: Screen, environment: Mapping[str, str]) -> bool:
    """Whether the terminal has to be asked what its background is."""
    return "NO_COLOR" not in environment and (
        wanted.theme in ("auto", ANSI) or _colours(environment) <= 16  # noqa: PLR2004
    )


def _colours(environment: Mapping[str, str]) -> int:
    if environment.get("COLORTERM", "").strip().lower() in _TRUE_COLOUR:
        return 2**24
    return 256 if environment.get("TERM", "").lower().rpartition("-")[2] in _MANY else 16


def _is_ascii(wanted: Screen, environment: Mapping[str, str]) -> bool:
    """Whether to do without other signs: the console of Linux has too few of them."""
    if wanted.glyphs != "auto":
        return wanted.glyphs == "ascii"
    if environment.get("TERM") == "linux" or _locale(environment) in _WITHOUT_UNICODE:
        return True
    encoding = getattr(sys.__stderr__, "encoding", None) or "utf-8"  # where Textual draws
    return not encoding.lower().startswith("utf")


def _locale(environment: Mapping[str, str]) -> str:
    """The locale of characters by name: Python itself takes the plain one for UTF-8 (PEP 540)."""
    named = (environment.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    return next(filter(None, named), "")

"""Every sign as one of ASCII, for terminals without Unicode; for display only."""

import unicodedata
from functools import lru_cache
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_OURS: Final = {
    "◆": "*",
    "●": "x",
    "○": "o",
    "◐": "/",
    "◌": ":",
    "✗": "-",
    "✓": "+",
    "▲": "^",
    "△": "'",
    "▽": ",",
    "▾": "v",
    "▌": "|",
    "▐": "|",
    "─": "-",
    "━": "=",
    "…": "~",
    "·": ".",
    "›": ">",
    "↑": "^",
    "↓": "v",
    "←": "<",
    "→": ">",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "➕": "+",
    "✅": "x",
    "❌": "-",
    "⏫": "^",
    "🔺": "^",
    "🔼": "'",
    "🔽": ",",
    "📅": "D",
    "⏳": "S",
    "🛫": ">",
    "🔁": "R",
}


class AsciiSigns(LineFilter):
    """What is not ASCII becomes what looks like it, as many cells wide."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The same segments in ASCII."""
        return [
            segment if segment.text.isascii() else segment._replace(text=in_ascii(segment.text))
            for segment in segments
        ]


def in_ascii(text: str) -> str:
    """The text in ASCII, with the same width in cells."""
    return "".join(map(_sign, text))


@lru_cache(maxsize=4096)
def _sign(sign: str) -> str:
    if sign.isascii():
        return sign
    width = cell_len(sign)
    plain = (
        _OURS.get(sign) or unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    )
    return (plain or "?")[:width].ljust(width)

"""Strips of a screen -> an SVG that looks the same with any fonts.

Every piece of text stands on its column, lines and bars are shapes, nothing is fetched.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import DIMMED_MONOKAI
from textual.strip import Strip

CELL_WIDTH: Final = 12
CELL_HEIGHT: Final = 25
_FONT_SIZE: Final = 20
_BASELINE: Final = 18
_CORNER: Final = 8
_FAMILIES: Final = (
    "'JetBrains Mono','DejaVu Sans Mono','Noto Sans Mono CJK JP','Noto Color Emoji',monospace"
)
_LAST_LETTER: Final = "\u024f"
"""Up to here every monospaced font has its own glyph of the right width."""

_EIGHTHS_UP: Final = "▁▂▃▄▅▆▇█"
_EIGHTHS_RIGHT: Final = "▏▎▍▌▋▊▉"
_SHAPES: Final = {
    **{
        sign: (0, CELL_HEIGHT - n * CELL_HEIGHT / 8, CELL_WIDTH, n * CELL_HEIGHT / 8)
        for n, sign in enumerate(_EIGHTHS_UP, 1)
    },
    **{sign: (0, 0, n * CELL_WIDTH / 8, CELL_HEIGHT) for n, sign in enumerate(_EIGHTHS_RIGHT, 1)},
    "▐": (CELL_WIDTH / 2, 0, CELL_WIDTH / 2, CELL_HEIGHT),
    "─": (0, 12, CELL_WIDTH, 1),
    "━": (0, 11, CELL_WIDTH, 3),
}
"""x, y, width and height in a cell of what must join its neighbours without a seam."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Text of one style that is drawn in one go."""

    column: int
    cells: int
    text: str
    style: Style


def draw(strips: Sequence[Strip], width: int) -> str:
    """The screen as an SVG of CELL_WIDTH x `width` by CELL_HEIGHT x rows pixels."""
    size = (width * CELL_WIDTH, len(strips) * CELL_HEIGHT)
    body = [line for row, strip in enumerate(strips) for line in _row(strip, row)]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}" '
        f'viewBox="0 0 {size[0]} {size[1]}">\n'
        f"<style>text{{font:{_FONT_SIZE}px {_FAMILIES};font-variant-ligatures:none;"
        "white-space:pre}.b{font-weight:bold}.i{font-style:italic}.m{text-anchor:middle}</style>\n"
        f'<clipPath id="edge"><rect width="{size[0]}" height="{size[1]}" rx="{_CORNER}"/>'
        '</clipPath>\n<g clip-path="url(#edge)">'
    )
    return "\n".join([head, *body, "</g>", "</svg>", ""])


def _row(strip: Strip, row: int) -> Iterator[str]:
    yield from _backgrounds(strip, row)
    column = 0
    for segment in strip:
        if segment.control:
            continue
        for run in _runs(segment, column):
            yield from _draw_run(run, row)
        column += segment.cell_length


def _backgrounds(strip: Strip, row: int) -> Iterator[str]:
    """One rectangle for all neighbouring cells of a colour, so that no seam shows."""
    column = 0
    spans: list[tuple[int, int, str]] = []
    for segment in strip:
        colour = _background(segment.style or Style())
        cells = segment.cell_length
        if spans and spans[-1][2] == colour:
            start, length, _ = spans.pop()
            spans.append((start, length + cells, colour))
        else:
            spans.append((column, cells, colour))
        column += cells
    for start, length, colour in spans:
        yield _rect(start * CELL_WIDTH, row * CELL_HEIGHT, length * CELL_WIDTH, CELL_HEIGHT, colour)


def _runs(segment: Segment, column: int) -> Iterator[_Run]:
    """Words of letters together, every other sign alone on its cells."""
    style = segment.style or Style()
    text, start = "", column
    for sign in _signs(segment.text):
        cells = cell_len(sign)
        if sign <= _LAST_LETTER and sign != " ":
            text += sign
        else:
            if text:
                yield _Run(start, len(text), text, style)
            if cells and (sign != " " or style.underline or style.strike):
                yield _Run(column, cells, sign, style)
            text, start = "", column + cells
        column += cells
    if text:
        yield _Run(start, len(text), text, style)


def _signs(text: str) -> Iterable[str]:
    """Characters, each with the marks of no width that follow it."""
    signs: list[str] = []
    for sign in text:
        if signs and cell_len(sign) == 0:
            signs[-1] += sign
        else:
            signs.append(sign)
    return signs


def _draw_run(run: _Run, row: int) -> Iterator[str]:
    style, colour = run.style, _foreground(run.style)
    x, y = run.column * CELL_WIDTH, row * CELL_HEIGHT
    width = run.cells * CELL_WIDTH
    if run.text in _SHAPES:
        left, top, wide, high = _SHAPES[run.text]
        yield _rect(x + left, y + top, wide, high, colour)
    elif run.text != " ":
        yield _text(run, x, y + _BASELINE, width, colour)
    if style.underline:
        yield _rect(x, y + _BASELINE + 3, width, 1, colour)
    if style.strike:
        yield _rect(x, y + 12, width, 1, colour)


def _text(run: _Run, x: int, y: int, width: int, colour: str) -> str:
    letters = run.text[0] <= _LAST_LETTER
    names = [n for n, on in (("b", run.style.bold), ("i", run.style.italic)) if on]
    names += [] if letters else ["m"]
    classes = f' class="{" ".join(names)}"' if names else ""
    place = x if letters else x + width // 2
    length = f' textLength="{width}"' if letters else ""
    return f'<text x="{place}" y="{y}"{length} fill="{colour}"{classes}>{escape(run.text)}</text>'


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{colour}"/>'


def _foreground(style: Style) -> str:
    return _hex(style.bgcolor if style.reverse else style.color, foreground=not style.reverse)


def _background(style: Style) -> str:
    return _hex(style.color if style.reverse else style.bgcolor, foreground=style.reverse or False)


def _hex(colour: Color | None, *, foreground: bool) -> str:
    colour = colour or Color.default()
    return colour.get_truecolor(DIMMED_MONOKAI, foreground=foreground).hex

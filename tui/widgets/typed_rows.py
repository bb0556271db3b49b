"""A line that is typed, as rows of a width: broken at blanks, the cursor in reverse."""

from typing import Final

from rich.cells import cell_len
from textual.content import Content

from tui.prompts.typed_line import TypedLine
from tui.render import source_line

_Piece = tuple[str, bool]
"""What one character is shown as, and whether the cursor is on it."""

_AROUND: Final = 1_000
"""Characters on each side of the cursor that are looked at: more fit on no screen."""


def typed_rows(line: TypedLine, width: int, most: int) -> list[Content]:
    """At least one row, at most `most`: those around the cursor."""
    rows = _broken(_pieces(line), max(1, width))
    here = next((n for n, row in enumerate(rows) if any(at for _, at in row)), len(rows) - 1)
    first = max(0, min(here - most // 2, len(rows) - most))
    style = "$words on $cursor-row" if line.fresh else "$strong"
    return [_row(row, style) for row in rows[first : first + most]]


def _pieces(line: TypedLine) -> list[_Piece]:
    first = max(0, line.at - _AROUND)
    text = line.text[first : line.at + _AROUND]
    pieces = [(source_line(sign) if sign != "\t" else " ", False) for sign in text]
    at = line.at - first
    if at < len(pieces):
        pieces[at] = (pieces[at][0] or " ", True)
    else:
        pieces.append((" ", True))
    return pieces


def _broken(pieces: list[_Piece], width: int) -> list[list[_Piece]]:
    rows: list[list[_Piece]] = [[]]
    taken = 0
    for piece in pieces:
        cells = cell_len(piece[0])
        if taken + cells > width and rows[-1]:
            rows.append(_last_word(rows[-1], width - cells))
            taken = _width(rows[-1])
        rows[-1].append(piece)
        taken += cells
    return rows


def _width(pieces: list[_Piece]) -> int:
    return sum(cell_len(text) for text, _ in pieces)


def _last_word(row: list[_Piece], most: int) -> list[_Piece]:
    """Take the word that a row ends with out of it; nothing of one word, or of more cells."""
    start = len(row)
    while start and row[start - 1][0] != " ":
        start -= 1
    word = row[start:] if start and _width(row[start:]) <= most else []
    del row[len(row) - len(word) :]
    return word


def _row(pieces: list[_Piece], style: str) -> Content:
    at = next((n for n, piece in enumerate(pieces) if piece[1]), len(pieces))
    texts = ["".join(text for text, _ in part) for part in (pieces[:at], pieces[at + 1 :])]
    cursor = [(pieces[at][0], "$strong reverse")] if at < len(pieces) else []
    return Content.assemble((texts[0], style), *cursor, (texts[1], style))

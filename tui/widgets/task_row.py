"""How one line of the list is put together: parts of text with the names of their styles."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Final, NamedTuple

from msgspec import Struct
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from parsers.note import Note
from tui.render import (
    PRIORITY_GLYPHS,
    due_label,
    fit,
    headline,
    owner_label,
    owner_style,
    split_title,
    status_glyph,
)
from vault.view import Row

_STYLES: Final = (
    *("proposed", "overdue", "high", "person", "other-owner", "open", "finished"),
    *("quiet", "quiet-here", "faint", "words", "strong"),
    *("current", "title", "struck", "cursor-row", "marked-row"),
)
_PREFIX: Final = "task-list--"
_TEXT_AT: Final = 7
"""The column where a task's text begins: bar, status, priority stand before it."""
_LEAST_TEXT: Final = 16
"""Cells that the text keeps before owner and date give way."""
_LEAST_RULE: Final = 2


class Part(NamedTuple):
    """Some text and the names of its styles."""

    text: str
    styles: str = "words"


class Look(Struct, frozen=True):
    """What is true of a row besides its task."""

    cursor: bool = False
    marked: bool = False
    waits: bool = False
    """It is decided, and its note is still to be written."""


class RowPainter:
    """Turns parts into a strip with the styles of its widget's theme."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_PREFIX + name for name in _STYLES}

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[str, Style] = {}

    def forget(self) -> None:
        """Ask the theme again."""
        self._styles.clear()

    def strip(self, parts: Iterable[Part], width: int, background: str) -> Strip:
        """The parts from left to right, cut or filled to `width` cells."""
        base = self._widget.rich_style
        if background:
            base += self._style(background)
        here = background == "cursor-row"
        styled = ((p.text, _raised(p.styles) if here else p.styles) for p in parts)
        segments = [Segment(text, base + self._style(styles)) for text, styles in styled]
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, names: str) -> Style:
        if names not in self._styles:
            style = Style()
            for name in names.split():
                style += self._widget.get_component_rich_style(_PREFIX + name, partial=True)
            self._styles[names] = style
        return self._styles[names]


def _raised(styles: str) -> str:
    """The styles as they can still be read on the cursor's brighter ground."""
    return styles.replace("quiet", "quiet-here")


def row_parts(row: Row, width: int, today: date, look: Look) -> list[Part]:
    """Bar, status, priority, text, and ragged on the right: owner, date."""
    glyph, glyph_style = ("…", "proposed") if look.waits else status_glyph(row.found)
    sign, sign_style = PRIORITY_GLYPHS[row.found.keys.priority]
    bar_style = "person" if look.marked else "proposed"
    dim = row.lingering or look.waits
    parts = [
        Part("▌" if look.cursor or look.marked else " ", bar_style),
        Part(f" {glyph} ", "quiet" if row.lingering and glyph != "●" else glyph_style),
        Part(fit(sign, 2) + " ", "quiet" if dim else sign_style),
    ]
    tail = _tail(row, today, dim=dim)
    room = width - _TEXT_AT - 1
    while tail and room - _width(tail) < _LEAST_TEXT:
        tail.pop(0)
    text = fit(headline(row.found.task, row.owners), room - _width(tail))
    return [*parts, *_worded(text, _text_style(row, look)), *tail, Part(" ")]


def _worded(text: str, style: str) -> list[Part]:
    """The text and the blanks behind it apart, so that a line through it ends with it."""
    words = text.rstrip()
    return [Part(words, style), Part(text[len(words) :])]


def _text_style(row: Row, look: Look) -> str:
    cursor = look.cursor
    if glyph_is_struck(row):
        return "quiet struck"
    if row.lingering or look.waits or row.found.status.type.is_done:
        return "quiet current" if cursor else "quiet"
    return "strong current" if cursor else "words"


def glyph_is_struck(row: Row) -> bool:
    """Whether the task was cancelled."""
    return status_glyph(row.found)[0] == "✗"


def _tail(row: Row, today: date, *, dim: bool) -> list[Part]:
    owner, (due, due_style) = owner_label(row.owners), due_label(row.found, today)
    tail = []
    if owner:
        tail.append(
            Part(
                " " + fit(owner, min(cell_len(owner), 20)),
                "quiet" if dim else owner_style(row.owners),
            )
        )
    if due:
        tail.append(Part(" " + due, "quiet" if dim and due != "done" else due_style))
    return tail


def _width(parts: Iterable[Part]) -> int:
    return sum(cell_len(part.text) for part in parts)


def group_parts(note: Note, count: int, width: int) -> list[Part]:
    """A note's title and subtitle, a rule, its date, and how many of its rows are open."""
    title, subtitle = split_title(note.info.title)
    day = note.info.date
    open_count = (
        [Part(f"  {count}", "proposed title")] if count else [Part("  ✓", "finished title")]
    )
    told = day is not None and day.isoformat() in title
    right = [Part(f" {day.isoformat()}", "quiet")] if day and not told else []
    right += [*open_count, Part(" ")]
    room = width - 4 - _width(right)
    name = fit(title, min(cell_len(title), room - 1))
    room -= cell_len(name) + 1
    more = fit(subtitle, min(cell_len(subtitle), max(0, room - _LEAST_RULE - 1))).rstrip()
    rule = room - cell_len(more) - bool(more)
    return [
        Part("  ▾ ", "quiet"),
        Part(name + " ", "person title"),
        Part(more + " " if more else "", "quiet"),
        Part("─" * max(0, rule), "faint"),
        *right,
    ]

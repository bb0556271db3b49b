"""How a prompt looks: a title, a calendar or choices, a preview, the line that is typed."""

from itertools import zip_longest
from typing import Final

from rich.cells import cell_len
from textual.content import Content

from tui.prompts.calendar import WIDTH as CALENDAR_WIDTH
from tui.prompts.calendar import Cells
from tui.prompts.prompt import Choice, Prompt, Said
from tui.render import fit, plain
from tui.widgets.typed_rows import typed_rows

_MOST_CHOICES: Final = 9
_MOST_CHOICES_SHORT: Final = 6
_MOST_TYPED: Final = 4
_MOST_TYPED_SHORT: Final = 3
_SIGN: Final = 3
"""Cells of a choice's sign."""
_LEAST_NOTE: Final = 8
"""With fewer cells than this, a choice's note is left out."""


def prompt_rows(
    prompt: Prompt, width: int, body: int, *, is_tall: bool
) -> tuple[list[Content], int]:
    """The rows of `width` cells, and how many of them are choices.

    At least `body` where the prompt keeps its height.
    """
    choices = _choices(prompt, width, _MOST_CHOICES if is_tall else _MOST_CHOICES_SHORT)
    body = max(body, len(choices)) if prompt.keeps_height else len(choices)
    choices += [Content()] * (body - len(choices))
    preview = [_said(said, width) for said in prompt.preview]
    most = _MOST_TYPED if is_tall else _MOST_TYPED_SHORT
    typed = _typed(prompt, width, most) if prompt.takes_text else []
    return [_title(prompt, width), *choices, *preview, *typed], body


def _title(prompt: Prompt, width: int) -> Content:
    """What is asked and about what; a problem in its place, since that is to be read."""
    title = Content.styled(f" {prompt.title} ", "bold $strong")
    told = not _beside(prompt, width) if prompt.takes_text else prompt.problem
    shown = prompt.said if told and prompt.said.text else Said(prompt.subject)
    text = fit(plain(shown.text), width - title.cell_length - 2).rstrip()
    return Content.assemble(title, " ", (text, f"${shown.style}"))


def _typed(prompt: Prompt, width: int, most: int) -> list[Content]:
    rows = typed_rows(prompt.line, width - 4, most)
    if not prompt.line.text:
        rows = [rows[0] + Content.styled(prompt.placeholder, "$faint")]
    first = Content.styled(" ❯ ", "bold $proposed")
    lines = [(Content("   ") if number else first) + row for number, row in enumerate(rows)]
    beside = _beside(prompt, width)
    return [*lines[:-1], lines[-1] + beside] if beside else lines


def _beside(prompt: Prompt, width: int) -> Content | None:
    """What the prompt says, where it fits behind a typed line of one row."""
    said = prompt.said
    text = plain(said.text)
    taken = cell_len(plain(prompt.line.text) or prompt.placeholder) + 8
    if not text or taken + cell_len(text) > width:
        return None
    return Content.assemble("   ", (text, f"${said.style}"))


def _said(said: Said, width: int) -> Content:
    return Content.styled(f"   {fit(plain(said.text), width - 4).rstrip()}", f"${said.style}")


def _choices(prompt: Prompt, width: int, most: int) -> list[Content]:
    choices = prompt.choices
    first = max(0, min(prompt.at - most // 2, len(choices) - most)) if prompt.chooses else 0
    calendar = [_calendar_row(cells) for cells in prompt.calendar]
    room = width - (CALENDAR_WIDTH + 3 if calendar else 0)
    shown = [
        _choice(choice, room, here=prompt.chooses and number == prompt.at)
        for number, choice in enumerate(choices[first : first + most], first)
    ]
    if not calendar:
        return shown
    blank = Content(" " * (CALENDAR_WIDTH + 1))
    rows = zip_longest(calendar, [Content(), *shown], fillvalue=None)
    return [(left or blank) + Content("  ") + (right or Content()) for left, right in rows]


def _calendar_row(cells: Cells) -> Content:
    styles = {"chosen": "bold $strong on $cursor-row"}
    row = Content.assemble(*((text, styles.get(style, f"${style}")) for text, style in cells))
    return Content(" ") + row


def _choice(choice: Choice, width: int, *, here: bool) -> Content:
    """One row: bar, key, check, sign, text, note."""
    parts = _marks(choice, here=here)
    room = width - sum(cell_len(text) for text, _ in parts) - 1
    text = plain(choice.text)
    text = fit(text, min(cell_len(text), room))
    parts.append((text, "bold $strong" if here else "$words"))
    left = room - cell_len(text) - 2
    if choice.note and left >= _LEAST_NOTE:
        parts.append((f"  {fit(plain(choice.note), left).rstrip()}", "$quiet"))
    row = Content.assemble(*parts)
    return row.pad_right(max(0, width - row.cell_length)).stylize("on $cursor-row") if here else row


def _marks(choice: Choice, *, here: bool) -> list[tuple[str, str]]:
    """What stands before the text."""
    parts: list[tuple[str, str]] = [("▌" if here else " ", "$proposed"), (" ", "$words")]
    if choice.key:
        parts.append((f"{'␣' if choice.key == ' ' else plain(choice.key)}  ", "bold $proposed"))
    if choice.checked is not None:
        parts.append(("● ", "$finished") if choice.checked else ("○ ", "$quiet"))
    if choice.sign or choice.style != "words":
        parts.append((fit(choice.sign, _SIGN), f"${choice.style}"))
    return parts

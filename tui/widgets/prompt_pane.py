"""The prompt at the bottom: what it is about, what can be chosen, and the line that is typed."""

from itertools import zip_longest
from typing import Final

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from tui.prompts.calendar import WIDTH as CALENDAR_WIDTH
from tui.prompts.calendar import Cells
from tui.prompts.prompt import Choice, Prompt, Said
from tui.render import fit, plain
from tui.widgets.typed_rows import typed_rows

_TALL: Final = 30
_MOST_CHOICES: Final = 9
_MOST_CHOICES_SHORT: Final = 6
_MOST_TYPED: Final = 4
_MOST_TYPED_SHORT: Final = 3
_SIGN: Final = 3
_LEAST_NOTE: Final = 8


class PromptPane(Widget):
    """As high as its prompt needs; gone without one."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.prompt: Prompt | None = None
        self._body = 0
        """Rows of choices; what was needed once stays, so that the list does not jump."""

    def show(self, prompt: Prompt | None) -> None:
        """Draw a prompt, another one or the same after a key; None: there is none any more."""
        if prompt is not self.prompt:
            self._body = 0
        self.prompt = prompt
        self._fit()

    def on_resize(self, event: events.Resize) -> None:
        """Lines wrap elsewhere now."""
        event.stop()
        self._fit()

    def _fit(self) -> None:
        if self.prompt is not None:
            self.styles.height = len(self._rows(self.prompt))
        self.refresh()

    def render(self) -> Content:
        """All of its rows."""
        return Content("\n").join(self._rows(self.prompt)) if self.prompt else Content()

    def _rows(self, prompt: Prompt) -> list[Content]:
        width = self.screen.size.width  # its own is 0 as long as it is not shown
        typed = self._typed(prompt, width) if prompt.takes_text else []
        body = self._choices(prompt, width)
        self._body = max(self._body, len(body))
        body += [Content()] * (self._body - len(body))
        preview = [_said(said, width) for said in prompt.preview]
        return [self._title(prompt, width), *body, *preview, *typed]

    @property
    def _is_tall(self) -> bool:
        return self.screen.size.height >= _TALL

    def _title(self, prompt: Prompt, width: int) -> Content:
        """What is asked and about what; a problem in its place, since that is to be read."""
        title = Content.styled(f" {prompt.title} ", "bold $strong")
        told = prompt.problem or (prompt.takes_text and not _beside(prompt, width))
        shown = prompt.said if told and prompt.said.text else Said(prompt.subject)
        room = width - title.cell_length - 2
        text = fit(plain(shown.text), room).rstrip()
        return Content.assemble(title, " ", (text, f"${shown.style}"))

    def _typed(self, prompt: Prompt, width: int) -> list[Content]:
        most = _MOST_TYPED if self._is_tall else _MOST_TYPED_SHORT
        rows = typed_rows(prompt.line, width - 4, most)
        if not prompt.line.text:
            rows = [rows[0] + Content.styled(prompt.placeholder, "$faint")]
        first = Content.styled(" ❯ ", "bold $proposed")
        lines = [(first if n == 0 else Content("   ")) + row for n, row in enumerate(rows)]
        if beside := _beside(prompt, width):
            lines[-1] += beside
        return lines

    def _choices(self, prompt: Prompt, width: int) -> list[Content]:
        most = _MOST_CHOICES if self._is_tall else _MOST_CHOICES_SHORT
        choices = prompt.choices
        first = max(0, min(prompt.at - most // 2, len(choices) - most)) if prompt.chooses else 0
        calendar = [_calendar_row(cells) for cells in prompt.calendar]
        room = width - (CALENDAR_WIDTH + 2 if calendar else 0)
        shown = [
            _choice(choice, room, here=prompt.chooses and number == prompt.at)
            for number, choice in enumerate(choices[first : first + most], first)
        ]
        if not calendar:
            return shown
        blank = Content(" " * (CALENDAR_WIDTH + 1))
        rows = zip_longest(calendar, [Content(), *shown], fillvalue=None)
        return [(left or blank) + Content("  ") + (right or Content()) for left, right in rows]


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


def _calendar_row(cells: Cells) -> Content:
    styles = {"chosen": "bold $strong on $cursor-row"}
    row = Content.assemble(*((text, styles.get(style, f"${style}")) for text, style in cells))
    return Content(" ") + row


def _choice(choice: Choice, width: int, *, here: bool) -> Content:
    """One row: bar, key, check, sign, text, note."""
    parts: list[tuple[str, str]] = [("▌" if here else " ", "$proposed"), (" ", "$words")]
    if choice.key:
        parts.append((f"{choice.key if choice.key != ' ' else '␣'}  ", "bold $proposed"))
    if choice.checked is not None:
        parts.append(("● ", "$finished") if choice.checked else ("○ ", "$quiet"))
    if choice.sign:
        parts.append((fit(choice.sign, _SIGN), f"${choice.style}"))
    elif choice.style != "words":
        parts.append((" " * _SIGN, "$words"))
    room = width - sum(cell_len(text) for text, _ in parts) - 1
    text = plain(choice.text)
    text = fit(text, min(cell_len(text), room))
    parts.append((text, "bold $strong" if here else "$words"))
    left = room - cell_len(text) - 2
    if choice.note and left >= _LEAST_NOTE:
        parts.append((f"  {fit(plain(choice.note), left).rstrip()}", "$quiet"))
    row = Content.assemble(*parts)
    return row.pad_right(max(0, width - row.cell_length)).stylize("on $cursor-row") if here else row

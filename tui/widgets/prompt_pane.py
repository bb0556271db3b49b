"""The place of a prompt at the bottom of the screen; `prompt_rows` says how it looks."""

from typing import TYPE_CHECKING, Final

from textual import events
from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from tui.prompts.prompt import Prompt

_TALL: Final = 30
"""From this height on a prompt may take more rows."""


class PromptPane(Widget):
    """As high as its prompt needs; gone without one."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.prompt: Prompt | None = None
        self._rows: list[Content] = []
        self._body = 0
        """Rows of choices; what was needed once stays, so that the list does not jump."""

    def show(self, prompt: "Prompt | None") -> None:
        """Draw a prompt, another one or the same after a key; None: there is none any more."""
        if prompt is not self.prompt:
            self._body = 0
        self.prompt = prompt
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Lines wrap elsewhere now."""
        event.stop()
        self._draw()

    def _draw(self) -> None:
        if self.prompt is not None:
            from tui.widgets.prompt_rows import prompt_rows  # noqa: PLC0415 - not at the start

            size = self.screen.size  # its own is 0 as long as it is not shown
            self._rows, self._body = prompt_rows(
                self.prompt, size.width, self._body, is_tall=size.height >= _TALL
            )
            self.styles.height = len(self._rows)
        self.refresh()

    def render(self) -> Content:
        """All of its rows."""
        return Content("\n").join(self._rows)

"""A panel over the screen that scrolls where it is higher than the window, and closes by a key."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen


class PanelScreen(ModalScreen[None]):
    """Something to read. Esc, q and Enter leave."""

    CSS_PATH = "../styles/panel.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual's word
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,enter", "dismiss", "close"),
        ("j,down", "scroll(1)", "down"),
        ("k,up", "scroll(-1)", "up"),
        ("space,ctrl+d,pagedown", "scroll_page(1)", "page down"),
        ("ctrl+u,pageup", "scroll_page(-1)", "page up"),
        ("g,home", "scroll_far(False)", "top"),
        ("G,end", "scroll_far(True)", "bottom"),
        ("ctrl+q", "app.quit", "quit"),
    ]

    def compose(self) -> ComposeResult:
        """One scrolling panel."""
        with VerticalScroll(id="panel"):
            yield from self.compose_panel()

    def compose_panel(self) -> ComposeResult:
        """What stands in the panel."""
        yield from ()

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one("#panel").scroll_relative(y=by, animate=False)

    def action_scroll_page(self, pages: int) -> None:
        """Scroll by what is seen, but one line."""
        panel = self.query_one("#panel")
        panel.scroll_relative(y=pages * max(1, panel.size.height - 1), animate=False)

    def action_scroll_far(self, last: bool) -> None:  # noqa: FBT001 - Textual gives it so
        """To the top or the bottom."""
        panel = self.query_one("#panel")
        panel.scroll_to(y=panel.max_scroll_y if last else 0, animate=False)

    async def action_dismiss(self, result: None = None) -> None:
        """Close."""
        self.dismiss(result)

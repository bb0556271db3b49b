"""The palette: everything that can be done or looked at, found by its name."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.choices import Choice, find_choices
from tui.widgets.choice_list import ChoiceList, Chosen
from tui.widgets.safe_input import SafeInput


class PaletteScreen(ModalScreen[Choice]):
    """A line to type in and what it finds; Enter takes it, Esc leaves."""

    CSS_PATH = "../styles/palette.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,ctrl+p,ctrl+k", "leave", "close"),
        ("down,ctrl+n,tab", "move(1)", "down"),
        ("up,shift+tab", "move(-1)", "up"),
        ("pagedown", "move(10)", "down"),
        ("pageup", "move(-10)", "up"),
        ("ctrl+q", "app.quit", "quit"),
    ]

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._choices = list(choices)
        self._list = ChoiceList(id="choices")
        self._query = SafeInput(
            id="query", placeholder="an action, a view, a note, an @owner", compact=True
        )

    def compose(self) -> ComposeResult:
        """One panel near the top."""
        with Vertical(id="palette"):
            yield self._query
            yield self._list

    def on_mount(self) -> None:
        """Show the first."""
        self._find()
        self._query.focus()

    def add(self, choices: Sequence[Choice]) -> None:
        """Find these as well."""
        self._choices += choices
        if self.is_mounted and self._query.value:
            self._find()

    def _find(self) -> None:
        self._list.found = find_choices(self._query.value, self._choices)
        self._list.cursor = 0

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self._list.cursor += by

    def action_leave(self) -> None:
        """Close without a choice."""
        self.dismiss(None)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._find()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if self._list.current is not None:
            self.dismiss(self._list.current)

    @on(Chosen)
    def _clicked(self, event: Chosen) -> None:
        self.dismiss(event.choice)

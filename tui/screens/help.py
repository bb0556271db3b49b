"""The keys, from the registry of actions."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.actions import ACTIONS, Action, ActionGroup

_COLUMNS: Final = (
    (ActionGroup.DECIDE, ActionGroup.EDIT, ActionGroup.MARK),
    (ActionGroup.MOVE, ActionGroup.LOOK, ActionGroup.PROGRAM),
)
_KEYS_WIDTH: Final = 13


class HelpScreen(ModalScreen[None]):
    """Every key with one line about it; any of Esc, q and ? leaves."""

    CSS_PATH = "../styles/help.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual's word
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,question_mark,enter", "dismiss", "close"),
        ("j,down", "scroll(1)", "down"),
        ("k,up", "scroll(-1)", "up"),
        ("ctrl+q", "app.quit", "quit"),
    ]

    def compose(self) -> ComposeResult:
        """One scrolling panel."""
        with VerticalScroll(id="help"), Container(id="columns"):
            for groups in _COLUMNS:
                yield Static(_help_text(groups))

    def action_scroll(self, by: int) -> None:
        """Scroll by lines where the help is higher than the screen."""
        self.query_one("#help").scroll_relative(y=by, animate=False)

    async def action_dismiss(self, result: None = None) -> None:
        """Close."""
        self.dismiss(result)


def _help_text(groups: Sequence[ActionGroup]) -> Content:
    lines: list[Content] = []
    for group in groups:
        lines.append(Content.styled(f"{group:>{_KEYS_WIDTH}}", "bold $person"))
        lines += [_line(action) for action in ACTIONS if action.group is group]
        lines.append(Content())
    return Content("\n").join(lines)


def _line(action: Action) -> Content:
    keys = action.shown_keys.rjust(_KEYS_WIDTH)
    return Content.assemble((keys, "bold $proposed"), (f"   {action.help}", "$words"))

"""The keys, from the registry of actions."""

from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.actions import ACTIONS, Action, ActionGroup


class HelpScreen(ModalScreen[None]):
    """Every key with one line about it; any of Esc, q and ? leaves."""

    CSS_PATH = "../styles/help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,question_mark,enter", "dismiss", "close"),
        ("j,down", "scroll(1)", "down"),
        ("k,up", "scroll(-1)", "up"),
    ]

    def compose(self) -> ComposeResult:
        """One scrolling panel."""
        with VerticalScroll(id="help"):
            yield Static(_help_text())

    def action_scroll(self, by: int) -> None:
        """Scroll by lines where the help is higher than the screen."""
        self.query_one("#help").scroll_relative(y=by, animate=False)

    async def action_dismiss(self, result: None = None) -> None:
        """Close."""
        self.dismiss(result)


def _help_text() -> Content:
    ordered = sorted(ACTIONS, key=lambda action: list(ActionGroup).index(action.group))
    blocks: list[Content] = []
    for group, actions in groupby(ordered, key=lambda action: action.group):
        blocks.append(Content.styled(group, "bold $person"))
        blocks += [_line(action) for action in actions]
        blocks.append(Content())
    blocks.append(Content.styled("Esc closes this.", "$quiet"))
    return Content("\n").join(blocks)


def _line(action: Action) -> Content:
    keys = action.shown_keys.rjust(16)
    return Content.assemble((keys, "bold $proposed"), (f"   {action.help}", "$words"))

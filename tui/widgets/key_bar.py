"""The last row: the most useful keys, and for a moment what the program has to say."""

from collections.abc import Iterable
from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.actions import ACTIONS, Action, ActionGroup

_ALWAYS: Final = "help"


class KeyBar(Widget):
    """Keys from the left, as many as fit; a question takes the whole row."""

    marks: reactive[int] = reactive(0)
    """How many tasks a verb would act on; 0 when none is marked."""
    question: reactive[str] = reactive("")
    """Something that the next key answers."""

    read_only: reactive[bool] = reactive(default=False)
    """Whether nothing can be decided, so that no verb is offered."""

    def render(self) -> Content:
        """The row."""
        if self.question:
            return Content.assemble((" ? ", "bold $proposed"), (self.question, "$strong"))
        shown = [action for action in ACTIONS if action.in_bar and self._is_offered(action)]
        parts = {action.id: self._part(action) for action in shown}
        while len(shown) > 1 and _width(parts[action.id] for action in shown) > self.size.width:
            # The key to all other keys is the last to go.
            shown.remove([action for action in shown if action.id != _ALWAYS][-1])
        return Content.assemble(" ", *(parts[action.id] for action in shown))

    def _is_offered(self, action: Action) -> bool:
        return not (self.read_only and action.group is ActionGroup.DECIDE)

    def _part(self, action: Action) -> Content:
        count = f" {self.marks}" if action.counts_marks and self.marks else ""
        return Content.assemble(
            (action.first_key, "bold $proposed"),
            (f" {action.label}", "$quiet"),
            (count, "bold $person"),
            "  ",
        )


def _width(parts: Iterable[Content]) -> int:
    """The cells that they take after the blank that begins the row."""
    return 1 + sum(part.cell_length for part in parts)

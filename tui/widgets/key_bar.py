"""The last row: the most useful keys, and for a moment what the program has to say."""

from collections.abc import Iterable
from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.actions import ACTIONS, Action, ActionGroup
from tui.keymap import DEFAULT_KEYMAP, Keymap
from vault.view import EMPTY_VIEW, View, ViewName

_LAST_TO_GO: Final = ("leave", "help")
"""In a narrow window the key to all other keys stays longest."""
_FOR_PROPOSALS: Final = frozenset({"accept", "reject", "start"})
_HAVE_PROPOSALS: Final = frozenset({ViewName.INBOX, ViewName.ALL})


class KeyBar(Widget):
    """Keys from the left, as many as fit; a question takes the whole row."""

    marks: reactive[int] = reactive(0)
    """How many tasks a verb would act on; 0 when none is marked."""
    question: reactive[str] = reactive("")
    """Something that the next key answers."""
    typing: reactive[bool] = reactive(default=False)
    """Whether a filter is being typed."""
    hints: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """The keys of the prompt that is open; empty without one."""
    view: reactive[View] = reactive(EMPTY_VIEW)
    read_only: reactive[bool] = reactive(default=False)
    """Whether nothing can be decided, so that no verb is offered."""

    def __init__(self, keymap: Keymap = DEFAULT_KEYMAP, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.keymap = keymap

    def render(self) -> Content:
        """The row."""
        if self.question:
            return Content.assemble((" ? ", "bold $proposed"), (self.question, "$strong"))
        if self.hints:
            return Content.assemble(" ", *(_key(key, label) for key, label in self.hints))
        if self.typing:
            return Content.assemble(" ", _key("Enter", "keep the filter"), _key("Esc", "drop it"))
        shown = [action for action in ACTIONS if action.in_bar and self._is_offered(action)]
        parts = {action.id: self._part(action) for action in shown}
        while len(shown) > 1 and _width(parts[action.id] for action in shown) > self.size.width:
            shown.remove(_first_to_go(shown))
        return Content.assemble(" ", *(parts[action.id] for action in shown))

    def _is_offered(self, action: Action) -> bool:
        if not self.keymap.keys[action.id]:
            return False
        if action.group is ActionGroup.MARK:
            return self.view.total > 0
        if action.group is ActionGroup.EDIT:
            return self.view.total > 0 and not self.read_only
        if action.group is not ActionGroup.DECIDE:
            return True
        if self.read_only or (not self.view.total and action.counts_marks):
            return False
        return action.id not in _FOR_PROPOSALS or self.view.name in _HAVE_PROPOSALS

    def _part(self, action: Action) -> Content:
        count = f" {self.marks}" if action.counts_marks and self.marks else ""
        return _key(self.keymap.first(action.id), action.label, count)


def _key(key: str, label: str, count: str = "") -> Content:
    return Content.assemble(
        (key, "bold $proposed"), (f" {label}", "$quiet"), (count, "bold $person"), "  "
    )


def _first_to_go(shown: list[Action]) -> Action:
    others = [action for action in shown if action.id not in _LAST_TO_GO]
    return others[-1] if others else shown[0]


def _width(parts: Iterable[Content]) -> int:
    """The cells that they take after the blank that begins the row, and one at its end."""
    return sum(part.cell_length for part in parts)

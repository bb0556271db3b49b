"""The last row: the most useful keys, and for a moment what the program has to say."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.actions import ACTIONS, Action


class KeyBar(Widget):
    """Keys from the left, as many as fit; a question takes the whole row."""

    marks: reactive[int] = reactive(0)
    """How many tasks a verb would act on; 0 when none is marked."""
    question: reactive[str] = reactive("")
    """Something that the next key answers."""

    def render(self) -> Content:
        """The row."""
        if self.question:
            return Content.assemble((" ? ", "bold $proposed"), (self.question, "$strong"))
        row = Content(" ")
        for action in ACTIONS:
            part = self._part(action) if action.in_bar else Content()
            if row.cell_length + part.cell_length <= self.size.width:
                row += part
        return row

    def _part(self, action: Action) -> Content:
        count = f" {self.marks}" if action.counts_marks and self.marks else ""
        return Content.assemble(
            (action.first_key, "bold $proposed"),
            (f" {action.label}", "$quiet"),
            (count, "bold $person"),
            "  ",
        )

"""The palette's list: what was found, one line each, with a cursor."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.choices import Choice, Found
from tui.render import fit


@dataclass
class Chosen(Message):
    """Somebody clicked a choice."""

    choice: Choice


class ChoiceList(Widget):
    """As many lines as there is room for, around the cursor."""

    found: reactive[Sequence[Found]] = reactive((), layout=True)
    cursor: reactive[int] = reactive(0)

    def validate_cursor(self, cursor: int) -> int:
        """Never above the first or below the last."""
        return max(0, min(cursor, len(self.found) - 1))

    @property
    def current(self) -> Choice | None:
        """What stands under the cursor."""
        return self.found[self.cursor].choice if self.found else None

    def get_content_height(self, *_: object) -> int:
        """A line each, and one to say that there is none."""
        return max(1, len(self.found))

    def render(self) -> Content:
        """The lines."""
        if not self.found:
            return Content.styled("  Nothing is called so.", "$quiet")
        top = self._top
        shown = self.found[top : top + self.size.height]
        wanted = max(cell_len(found.choice.text) for found in shown)
        column = min(wanted, self.size.width * 3 // 5)
        lines = (
            self._line(found, column, at == self.cursor) for at, found in enumerate(shown, top)
        )
        return Content("\n").join(lines)

    @property
    def _top(self) -> int:
        return max(0, self.cursor - self.size.height + 1)

    def _line(self, found: Found, column: int, here: bool) -> Content:  # noqa: FBT001
        choice, width = found.choice, self.size.width
        keys = fit(choice.keys, min(cell_len(choice.keys), 16))
        text = fit(choice.text, column)
        hint = fit(choice.hint, width - column - cell_len(keys) - 6)
        line = Content.assemble(
            ("▌" if here else " ", "$proposed"),
            " ",
            *(_lettered(text, found.places, here=here)),
            "  ",
            (hint, "$quiet-here" if here else "$quiet"),
            (f" {keys} ", "bold $proposed"),
        )
        return line.stylize("on $cursor-row") if here else line

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        at = self._top + event.y
        if at < len(self.found):
            self.post_message(Chosen(self.found[at].choice))

    def on_mouse_scroll_down(self) -> None:
        """The wheel moves the cursor."""
        self.cursor += 1

    def on_mouse_scroll_up(self) -> None:
        """The wheel moves the cursor."""
        self.cursor -= 1


def _lettered(text: str, places: frozenset[int], *, here: bool) -> list[tuple[str, str]]:
    """The text with the letters that were typed in another colour."""
    plain_style = "bold $strong" if here else "$words"
    return [
        (letter, "bold $person" if at in places else plain_style) for at, letter in enumerate(text)
    ]

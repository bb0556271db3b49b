"""Where a filter is typed; the list follows every letter."""

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from tui.messages import FilterLeft, FilterTyped
from tui.widgets.safe_input import SafeInput


class FilterLine(SafeInput):
    """One line. Enter keeps the filter, Esc drops it."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "drop the filter")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, placeholder="words  @owner  #tag", compact=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell every letter."""
        event.stop()
        self.post_message(FilterTyped(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Back to the list, filtered."""
        event.stop()
        self.post_message(FilterLeft(keep=True))

    def action_leave(self) -> None:
        """Back to the list, unfiltered."""
        self.post_message(FilterLeft(keep=False))

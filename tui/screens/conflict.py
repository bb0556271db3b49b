"""A line that changed before a decision reached it: what was, what is, what was wanted."""

from enum import StrEnum
from time import monotonic
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.conflict import Conflict
from tui.render import source_line

_HOLD_BACK_S: Final = 0.3


class ConflictAnswer(StrEnum):
    """What to do about it."""

    LEAVE = "leave"
    APPLY = "apply"
    OPEN = "open"


class ConflictScreen(ModalScreen[ConflictAnswer]):
    """Shows the versions and takes one key."""

    CSS_PATH = "../styles/conflict.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,enter,q", "answer('leave')", "leave it"),
        ("w", "answer('apply')", "apply"),
        ("e", "answer('open')", "open"),
    ]

    def __init__(self, conflict: Conflict) -> None:
        super().__init__()
        self._conflict = conflict
        self._shown_at = monotonic()

    def compose(self) -> ComposeResult:
        """One panel, scrolling when the lines are long."""
        with VerticalScroll(id="conflict"):
            yield Static(_text(self._conflict))

    @property
    def holds_back(self) -> bool:
        """Whether keys may still be meant for what was on the screen before."""
        return monotonic() - self._shown_at < _HOLD_BACK_S

    def action_answer(self, answer: str) -> None:
        """Close with an answer; one that does not apply is no answer."""
        if self.holds_back:
            return
        chosen = ConflictAnswer(answer)
        if chosen is not ConflictAnswer.APPLY or self._conflict.verb:
            self.dismiss(chosen)


def _text(conflict: Conflict) -> Content:
    parts = [
        Content.styled("The line has changed", "bold $strong"),
        Content.styled(source_line(conflict.message), "$quiet"),
        Content(),
        _version("as you saw it", conflict.was, "$taken"),
        _version("as it is now", conflict.now or "(gone)", "$words"),
        _version("what you wanted", conflict.wanted, "$added"),
        Content(),
        _keys(conflict),
    ]
    return Content("\n").join(parts)


def _version(label: str, line: str, style: str) -> Content:
    lines = "\n".join(map(source_line, line.split("\n")))
    return Content.assemble((f"{label}\n", "$quiet"), (f"{lines}\n", style))


def _keys(conflict: Conflict) -> Content:
    apply = (("w", f"{conflict.verb}: take the line as it is now"),) if conflict.verb else ()
    keys = (("Esc", "leave it"), *apply, ("e", "open the note"))
    return Content("   ").join(
        Content.assemble((key, "bold $proposed"), (f" {label}", "$quiet")) for key, label in keys
    )

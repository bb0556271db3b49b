"""What stands in the list's place when nothing is in it."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.keymap import Keymap
from vault.view import View, ViewName


class EmptyPanel(Widget):
    """A word about why it is empty, and what could come next."""

    lines: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """Text and style of each line."""

    def render(self) -> Content:
        """The lines, a third of the way down."""
        above = [Content()] * max(0, self.size.height // 3 - len(self.lines) // 2)
        shown = [Content.styled(text, style) for text, style in self.lines]
        width = self.size.width
        return Content("\n").join([*above, *(line.center(width) for line in shown)])


def empty_lines(
    view: View, *, filtered: str, loaded: bool, notes: int, summary: str, keymap: Keymap
) -> tuple[tuple[str, str], ...]:
    """The words for an empty view."""
    name, following = view.name, _following(view, keymap)
    if not loaded:
        return (("Reading the vault …", "$quiet"),)
    if filtered:
        return (
            ("Nothing matches the filter.", "bold $strong"),
            (keymap.told("clear", "shows everything again."), "$quiet"),
        )
    if not notes:
        return (
            ("There is no note in this vault yet.", "bold $strong"),
            ("Notes are files that end in .md; new ones appear here by themselves.", "$quiet"),
        )
    if name is not ViewName.INBOX:
        back = keymap.told("view_inbox", "goes back to the inbox.")
        return ((f"Nothing in {name}.", "bold $strong"), (back, "$quiet"))
    if summary:
        return (
            ("✓", "bold $finished"),
            ("Inbox zero", "bold $strong"),
            ("", ""),
            (summary, "$words"),
            (following, "$quiet"),
        )
    return (
        ("No proposals wait in this vault.", "bold $strong"),
        ("New ones appear here as soon as they are in a note.", "$quiet"),
        (following, "$quiet"),
    )


def _following(view: View, keymap: Keymap) -> str:
    """Where work waits, with the key that leads there."""
    return "   ".join(
        f"{view.counts[name]} {name.lower()}: press {key}"
        for name in (ViewName.TODAY, ViewName.OVERDUE)
        if view.counts[name] and (key := keymap.first(f"view_{name.lower()}"))
    )

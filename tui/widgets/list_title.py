"""The row above the list: which view, how much is in it, what is marked, what is filtered."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.render import hidden_text, plain
from vault.view import EMPTY_VIEW, View, ViewName


class ListTitle(Widget):
    """One row of words."""

    view: reactive[View] = reactive(EMPTY_VIEW)
    marks: reactive[int] = reactive(0)
    filter: reactive[str] = reactive("")
    typing: reactive[bool] = reactive(default=False)
    """Whether the filter is being typed, and so stands below already."""
    hidden_notes: reactive[int] = reactive(0)
    """Notes that Obsidian's ignored files hide; told where the sidebar has no room to do so."""
    followed: reactive[str] = reactive("")
    """The note that is read in Obsidian, while the list follows it."""
    reading: reactive[bool] = reactive(default=True)
    """Whether there may be more than is shown, because the vault is still read."""

    def render(self) -> Content:
        """The row."""
        view = self.view
        parts = [
            Content.assemble((f" {view.name}", "bold $strong")),
            Content.styled(self._count(), "$quiet"),
        ]
        if self.marks:
            parts.append(Content.styled(f"{self.marks} marked", "$person"))
        if self.followed:
            parts.append(Content.styled(f"follows {plain(self.followed)}", "$person"))
        if self.filter and not self.typing:
            shown = Content.assemble(("/ ", "$proposed"), (plain(self.filter), "$words"))
            parts.append(shown)
        elif view.total and not (self.marks or self.followed):
            parts.append(Content.styled("by note, newest first", "$quiet"))
        if self.hidden_notes and self.screen.has_class("-narrow"):
            parts.append(Content.styled(hidden_text(self.hidden_notes), "$quiet"))
        return Content("  ").join(parts)

    def _count(self) -> str:
        view = self.view
        if self.reading and not view.total:
            return "reading …"
        what = "proposed" if view.name is ViewName.INBOX else "tasks" if view.total != 1 else "task"
        notes = len(view.groups) - len(view.finished)
        where = f" in {notes} {'note' if notes == 1 else 'notes'}" if notes else ""
        return f"{view.total} {what}{where}"

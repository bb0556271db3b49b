"""The left side: views, owners, notes, each with its count."""

from collections.abc import Iterator
from itertools import islice
from operator import attrgetter
from typing import Final

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.messages import OwnerWanted, TaskWanted, ViewWanted
from tui.render import fit, hidden_text, plain, split_title
from tui.safe_text import typeable
from vault.view import EMPTY_VIEW, View, ViewName

_MOST_OWNERS: Final = 8
_COUNT_STYLES: Final = {ViewName.INBOX: "$proposed", ViewName.OVERDUE: "$overdue"}

Entry = tuple[Content, Message | None]
"""A line, and what a click on it says."""


class Sidebar(Widget):
    """What could be looked at, with counts; zero is not written."""

    view: reactive[View] = reactive(EMPTY_VIEW)
    hidden_notes: reactive[int] = reactive(0)
    """Notes that Obsidian's ignored files hide."""

    def render(self) -> Content:
        """As many lines as there is room for."""
        entries = islice(self._entries(), self.size.height)
        return Content("\n").join(content for content, _ in entries)

    def on_click(self, event: events.Click) -> None:
        """Open the view or the note that was clicked, or filter by the owner."""
        said = next((said for _, said in islice(self._entries(), event.y, event.y + 1)), None)
        if said is not None:
            self.post_message(said)

    def _entries(self) -> Iterator[Entry]:
        yield Content(), None
        yield self._title("TRIAGE"), None
        for name in ViewName:
            yield self._view_line(name), ViewWanted(name)
        if self.hidden_notes:
            yield Content.styled(f"  {hidden_text(self.hidden_notes)}", "$quiet"), None
        if self.view.snoozed:
            yield Content.styled(f"  {self.view.snoozed} snoozed", "$quiet"), None
        if self.view.by_owner:
            yield Content(), None
            yield self._title("OWNERS"), None
            for owner, count in self.view.by_owner[:_MOST_OWNERS]:
                line = self._line(f"@{plain(owner)}", count, "$words", "$quiet")
                yield line, OwnerWanted(typeable(owner))
        if len(self.view.groups) > len(self.view.finished):
            yield Content(), None
            yield self._title("NOTES"), None
            for group in filter(attrgetter("open"), self.view.groups):
                title = split_title(group.note.info.title)[0]
                line = self._line(title, group.open, "$words", "$proposed")
                yield line, TaskWanted(group.ids[0])

    def _title(self, text: str) -> Content:
        return Content.styled(f"  {text}", "bold $quiet")

    def _view_line(self, name: ViewName) -> Content:
        chosen = name is self.view.name
        style = "bold $strong" if chosen else "$words"
        count_style = _COUNT_STYLES.get(name, "$quiet-here" if chosen else "$quiet")
        line = self._line(name, self.view.counts[name], style, count_style, bar=chosen)
        return line.stylize("on $cursor-row") if chosen else line

    def _line(
        self, text: str, count: int, style: str, count_style: str, *, bar: bool = False
    ) -> Content:
        number = str(count) if count else ""
        room = self.size.width - len(number) - 4
        return Content.assemble(
            ("▌" if bar else " ", "$proposed"),
            (" " + fit(text, room), style),
            (f" {number} ", count_style),
        )

"""Where a task comes from, on a panel."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from tui.provenance import NumberedLine, Provenance
from tui.render import age, plain
from tui.screens.panel import PanelScreen


class ProvenanceScreen(PanelScreen):
    """Note, people, source; what the note and the source say about the same things."""

    BINDINGS: ClassVar[list[BindingType]] = [("i", "dismiss", "close")]

    def __init__(self, provenance: Provenance) -> None:
        super().__init__()
        self._provenance = provenance

    def compose_panel(self) -> ComposeResult:
        """A block of text a part, each wrapped by itself."""
        told = self._provenance
        yield Static(Content.styled(told.text, "bold $strong"), classes="part")
        yield Static(_rows(told), classes="part")
        if told.bullets:
            yield Static(_title("the note says"))
            yield Static(_numbered(told.bullets), classes="part")
        if told.passages:
            yield Static(_title("the source says"))
        for passage in told.passages:
            yield Static(_numbered(passage), classes="part")
        if told.problem:
            yield Static(Content.styled(told.problem, "$overdue"), classes="part")


def _title(text: str) -> Content:
    return Content.styled(text, "$quiet")


def _rows(told: Provenance) -> Content:
    rows = [(label, text, style) for label, text, style in _labelled(told) if text]
    return Content("\n").join(
        Content.assemble((f"{label:<9}", "$quiet"), (text, style)) for label, text, style in rows
    )


def _labelled(told: Provenance) -> Iterator[tuple[str, str, str]]:
    found, info = told.found, told.found.note.info
    day = info.date
    yield "note", plain(info.title), "$person"
    yield "", f"{plain(found.path)}:{found.line}", "$open"
    yield "under", plain(" › ".join(found.at.headings)), "$words"
    yield "date", f"{day:%a} {day.isoformat()}  {age(day, told.today)}" if day else "", "$words"
    yield "person", plain(info.person or ""), "$other-owner"
    yield "with", ", ".join(map(plain, info.participants)), "$words"
    via = " ".join(filter(None, [info.source, "generated" if info.generated else ""]))
    yield "via", plain(via), "$words"
    yield "source", plain(info.source_ref or ""), "$words"
    if told.source:
        yield "found at", told.source, "$open"
        yield "", told.found_by, "$quiet"
    elif info.source_ref:
        yield "", "it is not in this vault", "$quiet"


def _numbered(lines: tuple[NumberedLine, ...]) -> Content:
    width = len(str(lines[-1][0]))
    return Content("\n").join(
        Content.assemble((f"{number:>{width}}  ", "$faint"), (line, "$words"))
        for number, line in lines
    )

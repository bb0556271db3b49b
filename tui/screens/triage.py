"""The triage screen: header, views, the list by note, the task, the keys.

It holds the rows and the selection and turns keys into messages; the app does what they say.
"""

from collections.abc import Iterable
from time import monotonic
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from tui.bindings import bindings_of
from tui.detail import Detail
from tui.keymap import DEFAULT_KEYMAP, Keymap
from tui.messages import (
    CursorMoved,
    Decided,
    FilterLeft,
    FilterTyped,
    FollowWanted,
    MarksChanged,
    OwnerWanted,
    TaskWanted,
    UndoWanted,
    ZoomWanted,
)
from tui.screens.list_keys import ListKeys
from tui.screens.looking_keys import LookingKeys
from tui.widgets.detail_pane import DetailPane
from tui.widgets.empty_panel import EmptyPanel
from tui.widgets.filter_line import FilterLine
from tui.widgets.header import Header, HeaderState
from tui.widgets.key_bar import KeyBar
from tui.widgets.list_title import ListTitle
from tui.widgets.sidebar import Sidebar
from tui.widgets.task_list import TaskList
from vault.edits import Accept, Complete, Edit, Reject, fits
from vault.index import TaskId
from vault.view import Row, View, ViewName

_ASK_ABOVE: Final = 20
"""More marks than this are decided only after one more key."""
_HOLD_BACK_S: Final = 0.3
"""For so long after the row under the cursor was replaced from outside, no verb is taken."""


class TriageScreen(ListKeys, LookingKeys):
    """Where proposals are decided."""

    AUTO_FOCUS = "#list"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it for instances
        (0, "-tiny"),
        (60, "-narrow"),
        (100, "-normal"),
        (150, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-flat"),
        (16, "-short"),
        (30, "-tall"),
    ]

    def __init__(self, keymap: Keymap = DEFAULT_KEYMAP) -> None:
        super().__init__()
        self.keymap = keymap
        self._bindings = bindings_of(keymap)
        self._pending: set[TaskId] = set()
        self._settled: set[TaskId] = set()
        self._asking: Edit | None = None
        self._replaced_at = -_HOLD_BACK_S
        # Kept, not queried: the vault may still have something to tell while the screen closes.
        self.tasks = TaskList(id="list")
        self._header = Header(id="header")
        self._sidebar = Sidebar(id="sidebar")
        self._title = ListTitle(id="title")
        self._filter = FilterLine(id="filter")
        self._empty = EmptyPanel(id="empty")
        self.pane = DetailPane(id="detail")
        self._key_bar = KeyBar(keymap, id="keys")

    def compose(self) -> ComposeResult:
        """Lay the widgets out; styles/triage.tcss says where."""
        yield self._header
        with Container(id="body"):
            yield self._sidebar
            with Vertical(id="middle"):
                yield self._title
                yield self._filter
                yield self.tasks
                yield self._empty
            yield self.pane
        yield self._key_bar
        yield Static(
            Content("This window is too small.\nvaultriage needs 60 columns and 16 rows."),
            id="too-small",
        )

    def suit(self, size: Size) -> None:
        """Be made for a window of this size: Textual would look at it after the first frame."""
        for length, steps in (
            (size.width, self.HORIZONTAL_BREAKPOINTS),
            (size.height, self.VERTICAL_BREAKPOINTS),
        ):
            self.add_class(max(step for step in steps or () if step[0] <= length)[1])
        self._space(size)

    def _space(self, size: Size) -> None:
        """Gap lines only where there is height for them."""
        self.tasks.gaps = size.height >= 30  # noqa: PLR2004 - the same step as -tall

    # What the app hands over

    def show_view(self, view: View, empty: tuple[tuple[str, str], ...], *, loaded: bool) -> None:
        """Put other rows in place; `loaded` says whether the whole vault is read."""
        before = self.tasks.current
        same_view = self.tasks.view.name is view.name
        known = map(view.rows.get, self._pending)
        self._pending = {row.found.id for row in known if row and not row.lingering}
        self.tasks.show(view, steady=loaded)
        if same_view and before and self._was_replaced(before):
            self._replaced_at = monotonic()
        self._settled.clear()
        self._sidebar.view = view
        self._title.view = view
        self._key_bar.view = view
        self._title.reading = not loaded
        self._empty.lines = empty
        nothing = view.total == 0 and (not view.rows or view.name is ViewName.INBOX)
        self.set_class(nothing, "-empty")
        if nothing and self.pane.zoomed:
            self.set_zoomed(zoomed=False)

    def _was_replaced(self, before: Row) -> bool:
        if before.found.id in self._pending | self._settled:
            return False
        now = self.tasks.current
        return (
            now is None
            or now.found.id != before.found.id
            or now.found.at.raw != before.found.at.raw
        )

    def show_detail(self, detail: Detail | None) -> None:
        """Tell about another task."""
        self.pane.detail = detail

    @property
    def filter_text(self) -> str:
        """What is typed as a filter."""
        return self._filter.value

    @filter_text.setter
    def filter_text(self, text: str) -> None:
        self._filter.value = text

    def go_to(self, task_id: TaskId) -> None:
        """Put the cursor on this task as soon as it is shown."""
        self.tasks.go_to(task_id)

    def show_header(self, state: HeaderState) -> None:
        """Tell other figures."""
        self._header.state = state
        self._key_bar.read_only = state.read_only

    def show_followed(self, note: str) -> None:
        """Tell which note of Obsidian's the list follows; empty for none."""
        self._title.followed = note

    def show_hidden(self, notes: int) -> None:
        """Tell how many notes Obsidian hides."""
        self._sidebar.hidden_notes = notes
        self._title.hidden_notes = notes

    def settle(self, task_ids: Iterable[TaskId]) -> None:
        """These tasks are decided, or could not be: they may be decided again."""
        ids = set(task_ids)
        self._pending -= ids
        self._settled |= ids
        self.tasks.waiting -= ids

    def wait(self, task_ids: Iterable[TaskId]) -> None:
        """These tasks are decided, and their notes are still to be written."""
        self.tasks.waiting |= set(task_ids)

    def come_back(self, task_id: TaskId) -> None:
        """Nothing was written for this task: the cursor goes back to it, and waits for a look."""
        self.tasks.go_to(task_id)
        self._replaced_at = monotonic()

    # Verbs

    def action_accept(self) -> None:
        """Accept."""
        self._decide(Accept())

    def action_start(self) -> None:
        """Accept and start."""
        self._decide(Accept(start=True))

    def action_reject(self) -> None:
        """Reject."""
        self._decide(Reject())

    def action_done(self) -> None:
        """Done already."""
        self._decide(Complete())

    def action_undo(self) -> None:
        """Take back."""
        self.post_message(UndoWanted(again=False))

    def action_redo(self) -> None:
        """Make again."""
        self.post_message(UndoWanted(again=True))

    @property
    def holds_back(self) -> bool:
        """Whether the row under the cursor was replaced from outside a moment ago."""
        return monotonic() - self._replaced_at < _HOLD_BACK_S

    @property
    def _too_small(self) -> bool:
        """Whether the window shows no rows: what cannot be seen is not decided."""
        return self.has_class("-tiny") or self.has_class("-flat")

    def _decide(self, edit: Edit) -> None:
        if self._too_small:
            return
        if self._key_bar.read_only:
            self._say("The vault is open read-only; nothing is written.")
            return
        if self.holds_back:
            self._replaced_at = -_HOLD_BACK_S
            self._say("The row under the cursor has just changed. Look, then press again.")
            return
        rows = [row for row in self.tasks.targets if self._can_be_decided(row)]
        if not rows:
            self._say_why_nothing()
            return
        if not any(fits(edit, row.found) for row in rows):
            self._say("It is no proposal.")
            return
        if len(rows) > _ASK_ABOVE and self._asking != edit:
            self._ask(edit, len(rows))
            return
        self._ask(None)
        ids = [row.found.id for row in rows]
        self._pending.update(ids)
        self.post_message(Decided(edit, tuple(row.found for row in rows)))
        self.tasks.clear_marks()
        self.tasks.advance(self._pending)

    def _can_be_decided(self, row: Row) -> bool:
        return not row.lingering and row.found.id not in self._pending

    def _say_why_nothing(self) -> None:
        if self.tasks.current is not None and not self.has_class("-empty"):
            undo = self.keymap.told("undo", "takes the last decision back.")
            self._say(f"This one is decided already; {undo}" if undo else "It is decided already.")

    def _say(self, text: str) -> None:
        self.app.clear_notifications()
        self.notify(text, markup=False)

    def _ask(self, edit: Edit | None, count: int = 0) -> None:
        self._asking = edit
        question = f"{edit.name} {count} tasks?  y yes   any other key no" if edit else ""
        self._key_bar.question = question

    def on_key(self, event: events.Key) -> None:
        """While a question waits, y answers it and any other key is a no and nothing else."""
        edit = self._asking
        if edit is None:
            return
        event.stop()
        event.prevent_default()
        if event.key == "y":
            self._decide(edit)
        else:
            self._ask(None)

    # The list and the filter

    def action_clear(self) -> None:
        """Drop the zoom, else the marks, else the filter."""
        if self.pane.zoomed:
            self.set_zoomed(zoomed=False)
        elif self.tasks.marks:
            self.tasks.clear_marks()
        else:
            self._filter.value = ""
            self.post_message(FilterLeft(keep=False))

    def action_filter(self) -> None:
        """Type a filter."""
        self._set_typing(typing=True)
        self._filter.focus()

    def _set_typing(self, *, typing: bool) -> None:
        self.set_class(typing, "-filtering")
        self._key_bar.typing = typing
        self._title.typing = typing

    def action_follow(self) -> None:
        """Follow Obsidian, or not."""
        self.post_message(FollowWanted())

    async def action_leave(self) -> None:
        """Quit."""
        await self.app.action_quit()

    @on(FilterTyped)
    def _filter_typed(self, event: FilterTyped) -> None:
        self._title.filter = event.text

    @on(FilterLeft)
    def _filter_left(self, event: FilterLeft) -> None:
        self._set_typing(typing=False)
        if not event.keep:
            self._filter.value = ""
        self.tasks.focus()

    @on(MarksChanged)
    def _marks_changed(self, event: MarksChanged) -> None:
        self._key_bar.marks = event.count
        self._title.marks = event.count
        self._title.growing = event.growing

    @on(ZoomWanted)
    def _zoom_wanted(self) -> None:
        self.action_zoom()

    @on(TaskWanted)
    def _task_wanted(self, event: TaskWanted) -> None:
        self.go_to(event.task_id)

    @on(OwnerWanted)
    def _owner_wanted(self, event: OwnerWanted) -> None:
        self.filter_text = " ".join(f"@{word}" for word in event.name.split())

    @on(CursorMoved)
    def _cursor_moved(self) -> None:
        if self.tasks.cursor is None:
            self.show_detail(None)

    def on_screen_resume(self) -> None:
        """The list takes the keys again."""
        self.tasks.focus()

    def on_resize(self) -> None:
        """The list is another one in a window of another height."""
        self._space(self.size)

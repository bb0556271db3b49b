"""The triage screen: header, views, the list by note, the task, the keys.

It holds the rows and the selection and turns keys into messages; the app does what they say.
"""

from collections.abc import Callable, Iterable
from functools import partialmethod
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.actions import ACTIONS
from tui.asking import Asking
from tui.detail import Detail
from tui.messages import (
    CopyWanted,
    CursorMoved,
    FilterLeft,
    FilterTyped,
    MarksChanged,
    OpenWanted,
    OtherColoursWanted,
    RescanWanted,
    UndoWanted,
    ViewWanted,
)
from tui.prompts.maker import PromptMaker
from tui.prompts.prompt import Prompt
from tui.screens.help import HelpScreen
from tui.verdicts import Verdicts
from tui.widgets.detail_pane import DetailPane
from tui.widgets.empty_panel import EmptyPanel
from tui.widgets.filter_line import FilterLine
from tui.widgets.header import Header, HeaderState
from tui.widgets.key_bar import KeyBar
from tui.widgets.list_title import ListTitle
from tui.widgets.prompt_pane import PromptPane
from tui.widgets.sidebar import Sidebar
from tui.widgets.task_list import TaskList
from vault.edits import Accept, Cancel, Complete, Edit, Reject
from vault.index import TaskId
from vault.links import line_of, link_to
from vault.relative_edits import Reprioritize
from vault.view import Row, View, ViewName

_VIEWS: Final = tuple(ViewName)


class TriageScreen(Screen[None]):
    """Where proposals are decided."""

    CSS_PATH = "../styles/triage.tcss"
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
    BINDINGS: ClassVar[list[BindingType]] = [action.binding for action in ACTIONS]

    def __init__(self, maker: PromptMaker) -> None:
        super().__init__()
        # Kept, not queried: the vault may still have something to tell while the screen closes.
        self.tasks = TaskList(id="list")
        self._header = Header(id="header")
        self._sidebar = Sidebar(id="sidebar")
        self._title = ListTitle(id="title")
        self._filter = FilterLine(id="filter")
        self._empty = EmptyPanel(id="empty")
        self._detail = DetailPane(id="detail")
        self._prompt = PromptPane(id="prompt")
        self._key_bar = KeyBar(id="keys")
        self.verdicts = Verdicts(
            self.tasks, self._key_bar, self.post_message, self._say, lambda: self._shows_no_rows
        )
        self.asking = Asking(
            maker,
            self.verdicts,
            self.post_message,
            self._show_prompt,
            lambda name, character: self.app.post_message(events.Key(name, character)),
        )

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
            yield self._detail
        yield self._prompt
        yield self._key_bar
        yield Static(
            Content("This window is too small.\nvaultriage needs 60 columns and 16 rows."),
            id="too-small",
        )

    # What the app hands over

    def show_view(self, view: View, empty: tuple[tuple[str, str], ...], *, loaded: bool) -> None:
        """Put other rows in place; `loaded` says whether the whole vault is read."""
        before = self.tasks.current if self.tasks.view.name is view.name else None
        self.tasks.show(view, steady=loaded, ours=self.verdicts.ours)
        self.verdicts.follow(before, view)
        self._sidebar.view = view
        self._title.view = view
        self._key_bar.view = view
        self._title.reading = not loaded
        self._empty.lines = empty
        nothing = view.total == 0 and (not view.rows or view.name is ViewName.INBOX)
        self.set_class(nothing, "-empty")

    def takes_key(self, name: str, character: str | None) -> bool:
        """Whether a question or a prompt has taken the key, so that it means nothing else."""
        return self.verdicts.answer(name) or self.asking.take_key(name, character)

    @property
    def holds_back(self) -> bool:
        """Whether the row under the cursor was replaced from outside a moment ago."""
        return self.verdicts.holds_back

    def show_detail(self, detail: Detail | None) -> None:
        """Tell about another task."""
        self._detail.detail = detail

    @property
    def filter_text(self) -> str:
        """What is typed as a filter."""
        return self._filter.value

    def go_to(self, task_id: TaskId) -> None:
        """Put the cursor on this task as soon as it is shown."""
        self.tasks.go_to(task_id)

    def show_header(self, state: HeaderState) -> None:
        """Tell other figures."""
        self._header.state = state
        self._key_bar.read_only = state.read_only

    def show_hidden(self, notes: int) -> None:
        """Tell how many notes Obsidian hides."""
        self._sidebar.hidden_notes = notes
        self._title.hidden_notes = notes

    def settle(self, task_ids: Iterable[TaskId]) -> None:
        """These tasks are decided, or could not be: they may be decided again."""
        ids = set(task_ids)
        self.verdicts.settle(ids)
        self.tasks.waiting -= ids

    def wait(self, task_ids: Iterable[TaskId]) -> None:
        """These tasks are decided, and their notes are still to be written."""
        self.tasks.waiting |= set(task_ids)

    def come_back(self, task_id: TaskId) -> None:
        """Nothing was written for this task: the cursor goes back to it, and waits for a look."""
        self.tasks.go_to(task_id)
        self.verdicts.look_again()

    def _show_prompt(self, prompt: Prompt | None) -> None:
        if prompt and not self.has_class("-prompting"):
            self.app.clear_notifications()  # they would stand over the line
        self.set_class(prompt is not None, "-prompting")
        self._prompt.show(prompt)
        self._key_bar.hints = prompt.hints if prompt else ()

    # Verbs and prompts: the registry of actions says what each is for

    def _decide(self, edit: Edit) -> None:
        self.verdicts.decide(edit)

    action_accept = partialmethod(_decide, Accept())
    action_start = partialmethod(_decide, Accept(start=True))
    action_reject = partialmethod(_decide, Reject())
    action_done = partialmethod(_decide, Complete())
    action_cancel = partialmethod(_decide, Cancel())
    action_priority_up = partialmethod(_decide, Reprioritize(1))
    action_priority_down = partialmethod(_decide, Reprioritize(-1))

    def action_repeat(self) -> None:
        """The last verb or edit again."""
        self.verdicts.repeat()

    def _revert(self, *, again: bool) -> None:
        self.post_message(UndoWanted(again))

    action_undo = partialmethod(_revert, again=False)
    action_redo = partialmethod(_revert, again=True)

    def _ask(self, name: str) -> None:
        """Open the prompt of an action for the marked rows, or the one under the cursor."""
        if self.verdicts.may_ask() and (rows := self.tasks.targets):
            self.asking.ask(name, rows)

    action_owner = partialmethod(_ask, "owner")
    action_due = partialmethod(_ask, "due")
    action_priority = partialmethod(_ask, "priority")
    action_status = partialmethod(_ask, "status")
    action_tags = partialmethod(_ask, "tags")
    action_reject_because = partialmethod(_ask, "reject_because")
    action_snooze = partialmethod(_ask, "snooze")

    def _ask_about_one(self, name: str) -> None:
        """The same for the row under the cursor alone: no two tasks have one text."""
        if self.verdicts.may_ask() and (row := self.tasks.current):
            self.asking.ask(name, (row,))

    action_edit = partialmethod(_ask_about_one, "edit")
    action_edit_accept = partialmethod(_ask_about_one, "edit_accept")

    def action_capture(self) -> None:
        """Type a new task."""
        if self._key_bar.read_only:
            self._say("The vault is open read-only; nothing is written.")
        elif not self._is_too_small:
            row = self.tasks.current
            self.asking.ask("capture", (row,) if row else ())

    # Outside

    def _copy(self, what: str, text_of: Callable[[Row], str]) -> None:
        texts = [] if self._shows_no_rows else [text_of(row) for row in self.tasks.targets]
        if texts:
            whose = f"s of {len(texts)} tasks" if texts[1:] else ""
            told = f"Copied the {what}{whose}."
            self.post_message(CopyWanted("\n".join(texts), told))

    action_copy = partialmethod(_copy, "line", line_of)
    action_copy_link = partialmethod(_copy, "link", link_to)

    def _open(self, *, in_obsidian: bool) -> None:
        if (row := self.tasks.current) and not self._shows_no_rows:
            self.post_message(OpenWanted(row.found, in_obsidian))

    action_obsidian = partialmethod(_open, in_obsidian=True)
    action_editor = partialmethod(_open, in_obsidian=False)

    @property
    def _is_too_small(self) -> bool:
        return self.has_class("-tiny") or self.has_class("-flat")

    @property
    def _shows_no_rows(self) -> bool:
        """Whether the window shows no rows: what cannot be seen is not decided."""
        return self._is_too_small or self.has_class("-empty")

    def _say(self, text: str) -> None:
        self.app.clear_notifications()
        self.notify(text, markup=False)

    # Moving and marking

    def action_down(self) -> None:
        """One down."""
        self.tasks.move(1)

    def action_up(self) -> None:
        """One up."""
        self.tasks.move(-1)

    def action_first(self) -> None:
        """To the top."""
        self.tasks.move_to_end(last=False)

    def action_last(self) -> None:
        """To the bottom."""
        self.tasks.move_to_end(last=True)

    def action_page_down(self) -> None:
        """A screen down."""
        self.tasks.move_page(0.9)

    def action_page_up(self) -> None:
        """A screen up."""
        self.tasks.move_page(-0.9)

    def action_next_note(self) -> None:
        """To the next note."""
        self.tasks.move_note(1)

    def action_previous_note(self) -> None:
        """To the note before."""
        self.tasks.move_note(-1)

    def action_mark(self) -> None:
        """Mark or unmark."""
        self.tasks.toggle_mark()

    def action_mark_note(self) -> None:
        """Mark the note."""
        self.tasks.mark_note()

    def action_mark_all(self) -> None:
        """Mark everything shown."""
        self.tasks.mark(self.tasks.task_ids)

    def action_clear(self) -> None:
        """Drop the marks, else the filter."""
        if self.tasks.marks:
            self.tasks.clear_marks()
        else:
            self._filter.value = ""
            self.post_message(FilterLeft(keep=False))

    # Looking

    def action_view(self, number: int) -> None:
        """Open a view by its number."""
        self.post_message(ViewWanted(_VIEWS[number - 1]))

    def action_next_view(self) -> None:
        """The next view."""
        self._open_view(1)

    def action_previous_view(self) -> None:
        """The view before."""
        self._open_view(-1)

    def _open_view(self, by: int) -> None:
        at = _VIEWS.index(self.tasks.view.name) + by
        self.post_message(ViewWanted(_VIEWS[at % len(_VIEWS)]))

    def action_filter(self) -> None:
        """Type a filter."""
        self._set_typing(typing=True)
        self._filter.focus()

    def _set_typing(self, *, typing: bool) -> None:
        self.set_class(typing, "-filtering")
        self._key_bar.typing = typing
        self._title.typing = typing

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpScreen())

    def action_theme(self) -> None:
        """The other colours."""
        self.post_message(OtherColoursWanted())

    def action_rescan(self) -> None:
        """Look at every file again."""
        self.post_message(RescanWanted())

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

    @on(CursorMoved)
    def _cursor_moved(self) -> None:
        if self.tasks.cursor is None:
            self.show_detail(None)

    def on_screen_resume(self) -> None:
        """The list takes the keys again."""
        self.tasks.focus()

    def on_resize(self) -> None:
        """Gap lines only where there is height for them."""
        self.tasks.gaps = self.size.height >= 30  # noqa: PLR2004 - the same step as -tall

"""The triage screen: header, views, the list by note, the task, the keys.

It holds the rows and the selection and turns keys into messages; the app does what they say.
"""

from collections.abc import Callable, Iterable
from functools import cached_property, partialmethod
from typing import TYPE_CHECKING

from textual import events, on

from tui.bindings import bindings_of
from tui.keymap import DEFAULT_KEYMAP, Keymap
from tui.messages import (
    CopyWanted,
    CursorMoved,
    FilterLeft,
    FilterTyped,
    FollowWanted,
    MarksChanged,
    OpenWanted,
    OwnerWanted,
    TaskWanted,
    UndoWanted,
    ZoomWanted,
)
from tui.screens.list_keys import ListKeys
from tui.screens.looking_keys import LookingKeys
from tui.verdicts import Verdicts
from vault.edits import Accept, Cancel, Complete, Edit, Reject
from vault.index import TaskId
from vault.relative_edits import Reprioritize
from vault.view import Row, View, ViewName

if TYPE_CHECKING:
    from tui.asking import Asking
    from tui.prompts.maker import PromptMaker


class TriageScreen(ListKeys, LookingKeys):
    """Where proposals are decided."""

    def __init__(
        self, make_prompts: "Callable[[], PromptMaker]", keymap: Keymap = DEFAULT_KEYMAP
    ) -> None:
        """`make_prompts` makes what makes them, once the first is asked for."""
        super().__init__(keymap)
        self._bindings = bindings_of(keymap)
        self._make_prompts = make_prompts
        self.verdicts = Verdicts(
            self.tasks, self._key_bar, self.post_message, self._say, lambda: self._shows_no_rows
        )

    @cached_property
    def asking(self) -> "Asking":
        """The prompts of this screen."""
        from tui.asking import Asking  # noqa: PLC0415 - no prompt is in the first frame

        return Asking(
            self._make_prompts(),
            self.verdicts,
            self.post_message,
            self._show_prompt,
            lambda name, character: self.app.post_message(events.Key(name, character)),
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
        if nothing and self.pane.zoomed:
            self.set_zoomed(zoomed=False)

    def takes_key(self, name: str, character: str | None) -> bool:
        """Whether a question or a prompt has taken the key, so that it means nothing else."""
        if self.verdicts.answer(name):
            return True
        return self.is_asking and self.asking.take_key(name, character)

    def takes_paste(self, text: str) -> bool:
        """The same for what is pasted."""
        return self.is_asking and self.asking.take_paste(text)

    @property
    def is_asking(self) -> bool:
        """Whether a prompt is open."""
        return self._prompt.prompt is not None

    @property
    def holds_back(self) -> bool:
        """Whether the row under the cursor was replaced from outside a moment ago."""
        return self.verdicts.holds_back

    def go_to(self, task_id: TaskId) -> None:
        """Put the cursor on this task as soon as it is shown."""
        self.tasks.go_to(task_id)

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

    def action_copy(self) -> None:
        """Copy lines."""
        from vault.links import line_of  # noqa: PLC0415 - not in the first frame

        self._copy("line", line_of)

    def action_copy_link(self) -> None:
        """Copy links."""
        from vault.links import link_to  # noqa: PLC0415 - as above

        self._copy("link", link_to)

    def _open(self, *, in_obsidian: bool) -> None:
        if (row := self.tasks.current) and not self._shows_no_rows:
            self.post_message(OpenWanted(row.found, in_obsidian))

    action_obsidian = partialmethod(_open, in_obsidian=True)
    action_editor = partialmethod(_open, in_obsidian=False)

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

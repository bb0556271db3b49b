"""The one registry of actions: bindings, key bar, help, palette and documentation read it."""

from enum import StrEnum
from typing import Final

from msgspec import Struct


class ActionGroup(StrEnum):
    """The headings of the help, in its order."""

    DECIDE = "Decide"
    EDIT = "Edit"
    MARK = "Mark"
    MOVE = "Move"
    LOOK = "Look"
    PROGRAM = "Program"


class Action(Struct, frozen=True):
    """Something a key does."""

    id: str
    """Its name in the settings, and that of the method: `accept` runs `action_accept`."""
    keys: tuple[str, ...]
    """Textual's key names; the first is the one that is shown."""
    label: str
    """One or two words for the key bar and the palette."""
    help: str
    """One line for the help."""
    group: ActionGroup
    in_bar: bool = False
    counts_marks: bool = False
    """Whether it acts on the marked tasks, so that the key bar says how many."""
    run: str = ""
    """The method and its arguments where it is not called as the action is."""

    @property
    def method(self) -> str:
        """What Textual runs: `accept` for `action_accept()`."""
        return self.run or self.id


_G = ActionGroup

ACTIONS: Final = (
    Action("accept", ("a",), "accept", "Accept it: it becomes a task", _G.DECIDE,
           in_bar=True, counts_marks=True),
    Action("reject", ("r",), "reject", "Reject it: the line stays, cancelled", _G.DECIDE,
           in_bar=True, counts_marks=True),
    Action("done", ("x",), "done", "It is done already", _G.DECIDE, in_bar=True, counts_marks=True),
    Action("start", ("S",), "start", "Accept and start: under way at once", _G.DECIDE,
           in_bar=True, counts_marks=True),
    Action("reject_because", ("R",), "reject because", "Reject it with a reason", _G.DECIDE),
    Action("edit_accept", ("A",), "edit, accept", "Edit the text, then accept it", _G.DECIDE),
    Action("cancel", ("c",), "cancel", "Cancel it: it is not going to be done", _G.DECIDE),
    Action("mark", ("space",), "mark", "Mark and go on; verbs act on marks", _G.MARK,
           in_bar=True),
    Action("undo", ("u",), "undo", "Take the last decision back", _G.DECIDE, in_bar=True),
    Action("redo", ("U",), "redo", "Make it again after all", _G.DECIDE),
    Action("mark_range", ("v",), "mark range", "Mark from here to where you go", _G.MARK),
    Action("mark_note", ("M",), "mark note", "Mark the rest of this note", _G.MARK),
    Action("mark_all", ("V",), "mark all", "Mark all that is shown", _G.MARK),
    Action("clear", ("escape",), "clear", "Drop the marks, then the filter", _G.MARK),
    Action("filter", ("slash",), "find", "Filter: words, @owner, #tag", _G.LOOK, in_bar=True),
    Action("snooze", ("h",), "snooze", "Put it off until a day", _G.DECIDE,
           in_bar=True, counts_marks=True),
    Action("edit", ("e",), "edit", "Edit the text", _G.EDIT, in_bar=True),
    Action("owner", ("at",), "owner", "Set its owners", _G.EDIT),
    Action("due", ("d",), "due", "Set its due, scheduled or start date", _G.EDIT, in_bar=True),
    Action("priority", ("p",), "priority", "Set its priority", _G.EDIT),
    Action("priority_up", ("plus",), "priority up", "One priority up", _G.EDIT),
    Action("priority_down", ("minus",), "priority down", "One priority down", _G.EDIT),
    Action("tags", ("t",), "tags", "Put tags on it, or take them off", _G.EDIT),
    Action("status", ("s",), "status", "Set its status", _G.EDIT),
    Action("repeat", ("full_stop",), "again", "The last verb or edit again", _G.EDIT),
    Action("capture", ("n",), "new", "Write a new task", _G.EDIT),
    Action("copy", ("y",), "copy", "Copy the line", _G.EDIT),
    Action("copy_link", ("Y",), "copy link", "Copy a link to it", _G.EDIT),
    Action("editor", ("E",), "editor", "Open it in $EDITOR", _G.EDIT),
    Action("obsidian", ("o",), "Obsidian", "Open it in Obsidian", _G.LOOK),
    Action("palette", ("ctrl+p", "colon"), "go to", "Any action, view, note, owner by name",
           _G.LOOK, in_bar=True),
    Action("zoom", ("enter",), "zoom", "The whole task, on the whole screen", _G.LOOK),
    Action("provenance", ("i",), "where from", "Where it comes from: note and source", _G.LOOK),
    Action("follow", ("f",), "follow", "Follow the note read in Obsidian", _G.LOOK),
    Action("next_view", ("tab",), "next view", "The next view", _G.LOOK),
    Action("previous_view", ("shift+tab",), "previous view", "The view before", _G.LOOK),
    Action("view_inbox", ("1",), "Inbox", "Inbox: every proposal", _G.LOOK,
           run="view(1)"),
    Action("view_today", ("2",), "Today", "Today: due or scheduled", _G.LOOK,
           run="view(2)"),
    Action("view_overdue", ("3",), "Overdue", "Overdue: past the due date", _G.LOOK,
           run="view(3)"),
    Action("view_upcoming", ("4",), "Upcoming", "Upcoming: a date lies ahead", _G.LOOK,
           run="view(4)"),
    Action("view_mine", ("5",), "Mine", "Mine: open tasks that are yours", _G.LOOK,
           run="view(5)"),
    Action("view_waiting", ("6",), "Waiting", "Waiting: open tasks of others", _G.LOOK,
           run="view(6)"),
    Action("view_unassigned", ("7",), "Unassigned", "Unassigned: open tasks of nobody", _G.LOOK,
           run="view(7)"),
    Action("view_all", ("8",), "All", "All: every task of the vault", _G.LOOK,
           run="view(8)"),
    Action("down", ("j", "down"), "down", "The next task", _G.MOVE),
    Action("up", ("k", "up"), "up", "The task before", _G.MOVE),
    Action("next_note", ("J",), "next note", "The next note", _G.MOVE),
    Action("previous_note", ("K",), "previous note", "The note before", _G.MOVE),
    Action("first", ("g", "home"), "first", "The first task", _G.MOVE),
    Action("last", ("G", "end"), "last", "The last task", _G.MOVE),
    Action("page_down", ("pagedown", "ctrl+d"), "page down", "A page down", _G.MOVE),
    Action("page_up", ("pageup", "ctrl+u"), "page up", "A page up", _G.MOVE),
    Action("help", ("question_mark",), "keys", "This help", _G.PROGRAM, in_bar=True),
    Action("rescan", ("f5",), "rescan", "Look at every file again", _G.PROGRAM),
    Action("theme", ("T",), "colours", "Other colours", _G.PROGRAM),
    Action("leave", ("q", "ctrl+q"), "quit", "Quit; all decisions are in the notes", _G.PROGRAM,
           in_bar=True),
)  # fmt: skip
"""Every action, in the order of the key bar and, within its group, of the help."""


BY_ID: Final = {action.id: action for action in ACTIONS}
"""The same, by their names."""

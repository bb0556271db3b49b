"""The one registry of actions: bindings, key bar, help and documentation read it."""

from enum import StrEnum
from typing import Final

from msgspec import Struct
from textual.binding import Binding


class ActionGroup(StrEnum):
    """The headings of the help, in its order."""

    DECIDE = "Decide"
    EDIT = "Edit"
    MOVE = "Move"
    MARK = "Mark"
    LOOK = "Look"
    PROGRAM = "Program"


class Action(Struct, frozen=True):
    """Something a key does."""

    id: str
    """Also the name of the method: `accept` runs `action_accept`."""
    keys: tuple[str, ...]
    """Textual's key names; the first is the one that is shown."""
    label: str
    """One or two words for the key bar."""
    help: str
    """One line for the help."""
    group: ActionGroup
    in_bar: bool = False
    counts_marks: bool = False
    """Whether it acts on the marked tasks, so that the key bar says how many."""

    @property
    def shown_keys(self) -> str:
        """The keys as people write them."""
        return " ".join(_SHOWN.get(key, key) for key in self.keys)

    @property
    def first_key(self) -> str:
        """The first key as people write it."""
        return _SHOWN.get(self.keys[0], self.keys[0])

    @property
    def binding(self) -> Binding:
        """The binding for Textual, rebindable by the action's id."""
        return Binding(",".join(self.keys), self.id, self.label, show=False, id=self.id)


_SHOWN: Final = {
    "space": "Space",
    "slash": "/",
    "question_mark": "?",
    "down": "↓",
    "up": "↑",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "ctrl+d": "Ctrl+D",
    "ctrl+u": "Ctrl+U",
    "ctrl+q": "Ctrl+Q",
    "full_stop": ".",
    "at": "@",
    "plus": "+",
    "minus": "-",
    "enter": "Enter",
    "f5": "F5",
}

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
    Action("mark_note", ("M",), "mark note", "Mark the rest of this note", _G.MARK),
    Action("mark_all", ("V",), "mark all", "Mark all that is shown", _G.MARK),
    Action("clear", ("escape",), "clear", "Drop the marks, then the filter", _G.MARK),
    Action("filter", ("slash",), "find", "Filter: words, @owner, #tag", _G.LOOK, in_bar=True),
    Action("snooze", ("h",), "snooze", "Put it off until a day", _G.DECIDE,
           in_bar=True, counts_marks=True),
    Action("edit", ("e",), "edit", "Edit the text", _G.EDIT, in_bar=True),
    Action("owner", ("at",), "owner", "Owners", _G.EDIT),
    Action("due", ("d",), "due", "Due, scheduled or start date", _G.EDIT, in_bar=True),
    Action("priority", ("p",), "priority", "Priority", _G.EDIT),
    Action("priority_up", ("plus",), "priority up", "One priority up", _G.EDIT),
    Action("priority_down", ("minus",), "priority down", "One priority down", _G.EDIT),
    Action("tags", ("t",), "tags", "Tags", _G.EDIT),
    Action("status", ("s",), "status", "Status", _G.EDIT),
    Action("repeat", ("full_stop",), "again", "The last verb or edit again", _G.EDIT),
    Action("capture", ("n",), "new", "A new task", _G.EDIT),
    Action("copy", ("y",), "copy", "Copy the line", _G.EDIT),
    Action("copy_link", ("Y",), "copy link", "Copy a link to it", _G.EDIT),
    Action("obsidian", ("o",), "Obsidian", "Open it in Obsidian", _G.LOOK),
    Action("editor", ("E",), "editor", "Open it in $EDITOR", _G.LOOK),
    Action("follow", ("f",), "follow", "Follow the note read in Obsidian", _G.LOOK),
    Action("next_view", ("tab",), "next view", "The next view", _G.LOOK),
    Action("previous_view", ("shift+tab",), "previous view", "The view before", _G.LOOK),
    Action("view(1)", ("1",), "Inbox", "Inbox: every proposal", _G.LOOK),
    Action("view(2)", ("2",), "Today", "Today: due or scheduled", _G.LOOK),
    Action("view(3)", ("3",), "Overdue", "Overdue: past the due date", _G.LOOK),
    Action("view(4)", ("4",), "Upcoming", "Upcoming: a date lies ahead", _G.LOOK),
    Action("view(5)", ("5",), "Mine", "Mine: open tasks that are yours", _G.LOOK),
    Action("view(6)", ("6",), "Waiting", "Waiting: open tasks of others", _G.LOOK),
    Action("view(7)", ("7",), "Unassigned", "Unassigned: open tasks of nobody", _G.LOOK),
    Action("view(8)", ("8",), "All", "All: every task of the vault", _G.LOOK),
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
    Action("theme", ("T",), "colours", "Dark or light colours", _G.PROGRAM),
    Action("leave", ("q", "ctrl+q"), "quit", "Quit; all decisions are in the notes", _G.PROGRAM,
           in_bar=True),
)  # fmt: skip
"""Every action, in the order of the key bar and, within its group, of the help."""


def keys_page() -> str:
    """The page of the documentation that lists every key."""
    lines = ["# Keys", "", "Every key, as `?` shows them.", ""]
    for group in ActionGroup:
        lines += [f"## {group}", "", "| key | does |", "|---|---|"]
        for action in ACTIONS:
            if action.group is group:
                keys = " ".join(f"`{key}`" for key in action.shown_keys.split(" "))
                lines.append(f"| {keys} | {action.help} |")
        lines.append("")
    lines += [
        "`Ctrl+Z` gives the terminal back to the shell until `fg`. Where a line has changed before",
        "a decision reached it, `w` applies the decision to the line as it is now, `e` opens the",
        "note in `$EDITOR`, and `Esc` leaves the line as it is.",
    ]
    return "\n".join(lines) + "\n"

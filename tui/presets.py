"""Sets of keys for those who have others in their fingers."""

from collections.abc import Mapping
from typing import Final

_LINEAR: Final = {
    # In Linear's triage: 1 accepts, 3 declines. Its x selects, so done is the key beside it.
    "accept": ("1",),
    "reject": ("3",),
    "done": ("X",),
    "mark": ("x",),
    "mark_all": ("ctrl+a", "V"),
    "owner": ("a",),
    "due": ("D",),
    "tags": ("l",),
    "capture": ("c", "n"),
    "cancel": ("delete",),
    "zoom": ("enter", "space"),
    "filter": ("f", "slash"),
    "follow": ("ctrl+f",),
    "palette": ("ctrl+k", "ctrl+p", "colon"),
    "rescan": ("ctrl+r",),
    "view_inbox": ("f1",),
    "view_today": ("f2",),
    "view_overdue": ("f3",),
    "view_upcoming": ("f4",),
    "view_mine": ("f5",),
    "view_waiting": ("f6",),
    "view_unassigned": ("f7",),
    "view_all": ("f8",),
}

_TASKWARRIOR: Final = {
    # vit and taskwarrior-tui: d is done, x deletes, s starts, v marks, ] [ change the report.
    "accept": ("y",),
    "reject": ("x",),
    "done": ("d",),
    "start": ("s",),
    "mark": ("v", "space"),
    "mark_range": ("r",),
    "capture": ("a",),
    "edit": ("m",),
    "editor": ("e",),
    "snooze": ("w",),
    "due": ("b",),
    "status": ("S",),
    "cancel": ("D",),
    "copy": ("c",),
    "copy_link": ("C",),
    "next_note": ("right_curly_bracket",),
    "previous_note": ("left_curly_bracket",),
    "page_down": ("J", "pagedown", "ctrl+d"),
    "page_up": ("K", "pageup", "ctrl+u"),
    "next_view": ("right_square_bracket", "tab"),
    "previous_view": ("left_square_bracket", "shift+tab"),
    "filter": ("slash", "f"),
    "follow": ("ctrl+f",),
    "zoom": ("enter", "z"),
    "provenance": ("i", "equals_sign"),
    "rescan": ("ctrl+r", "f5"),
}

PRESETS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "default": {},
    "linear": _LINEAR,
    "taskwarrior": _TASKWARRIOR,
}
"""Textual's names of keys by the ids of actions; an action that is not here keeps its own keys."""

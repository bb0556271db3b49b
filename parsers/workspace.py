"""Obsidian's workspace file: which note somebody reads there.

Obsidian writes it some seconds after another note is opened: `.obsidian/workspace.json`, before
version 0.16 `.obsidian/workspace`, on phones `.obsidian/workspace-mobile.json`. The form is
nobody's promise, so whatever does not look as expected says nothing.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Final

_PARTS: Final = ("main", "floating", "left", "right")
"""The windows' contents, those first in which notes are read."""


def active_note(data: bytes) -> str | None:
    """The path of the note that is read, relative to the vault; None where none is, or none told.

    It is the note of the active leaf; while that is one without a note, such as the list of files,
    the first note that is to be seen in the main window, then in windows of their own.
    """
    try:
        layout = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(layout, dict):
        return None
    parts = [layout.get(part) for part in _PARTS]
    leaves = [leaf for part in parts for leaf in _leaves(part)]
    active = next((leaf for leaf in leaves if leaf.get("id") == layout.get("active")), {})
    seen = (leaf for part in parts[:2] for leaf in _leaves(part, only_seen=True))
    notes = (note for leaf in (active, *seen) if (note := _note_of(leaf)))
    return next(notes, None)


def _leaves(part: object, *, only_seen: bool = False) -> Iterator[Mapping[str, object]]:
    """The leaves below a part of the layout; `only_seen`: of tabs the one that is on top."""
    rest = [part]
    while rest:
        node = rest.pop()
        if not isinstance(node, dict):
            continue
        children = node.get("children")
        if node.get("type") == "leaf":
            yield node
        elif isinstance(children, list):
            shown = [_on_top(node, children)] if only_seen and _is_tabs(node) else children
            rest += reversed(shown)


def _is_tabs(node: Mapping[str, object]) -> bool:
    return node.get("type") == "tabs"


def _on_top(tabs: Mapping[str, object], children: list[object]) -> object:
    current = tabs.get("currentTab")
    number = current if isinstance(current, int) else 0
    return children[number] if 0 <= number < len(children) else None


def _note_of(leaf: Mapping[str, object]) -> str | None:
    """The note that a leaf shows, or whose links or outline it shows."""
    view = leaf.get("state")
    shown = view.get("state") if isinstance(view, dict) else None
    path = shown.get("file") if isinstance(shown, dict) else None
    return path if isinstance(path, str) and path.casefold().endswith(".md") else None

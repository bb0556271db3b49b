"""The keys, from the registry of actions; typing finds some of them."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Static

from tui.actions import ACTIONS, Action, ActionGroup
from tui.keymap import DEFAULT_KEYMAP, Keymap
from tui.render import fit
from tui.screens.panel import PanelScreen
from tui.widgets.safe_input import SafeInput

_KEYS_WIDTH: Final = 15
_GAP: Final = 2
_COLUMN: Final = 55
"""Cells that a column takes at least."""


class HelpScreen(PanelScreen):
    """Every key with one line about it, in as many columns as there is room for.

    `/` finds keys and words; any of Esc, q and ? leaves.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("question_mark", "dismiss", "close"),
        ("slash", "find", "find"),
        ("escape", "leave", "close"),
    ]

    def __init__(self, keymap: Keymap = DEFAULT_KEYMAP) -> None:
        super().__init__()
        self._keymap = keymap
        self._wanted = ""

    def compose_panel(self) -> ComposeResult:
        """What is looked for, and the columns."""
        yield SafeInput(id="wanted", placeholder="a key or a word", compact=True)
        yield Static(id="columns")

    def on_mount(self) -> None:
        """Lay the columns out for the window."""
        self._lay_out()

    def on_resize(self) -> None:
        """Lay them out again."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = min(self.size.width, 124) - 5  # the panel's padding and its scroll bar
        columns = max(1, width // _COLUMN)
        blocks = [_block(group, self._keymap, self._wanted) for group in ActionGroup]
        shown = _columns([block for block in blocks if block], columns, width // columns)
        nothing = Content.styled("No key and no word is like that.", "$quiet")
        hint = Content.styled("/ finds a key or a word   Esc closes".center(width), "$quiet")
        self.query_one("#columns", Static).update(Content("\n").join([shown or nothing, hint]))

    def action_find(self) -> None:
        """Type what is looked for."""
        self.add_class("-finding")
        self.query_one("#wanted", Input).focus()

    def action_leave(self) -> None:
        """Close, or first show everything again."""
        if not self.has_class("-finding"):
            self.dismiss(None)
            return
        self.remove_class("-finding")
        self.query_one("#wanted", Input).value = ""
        self.query_one("#panel").focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._wanted = event.value.strip()
        self._lay_out()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one("#panel").focus()


def _block(group: ActionGroup, keymap: Keymap, wanted: str) -> list[tuple[str, str]]:
    """The group's heading and its lines: keys and words; nothing when none is wanted."""
    actions = [action for action in ACTIONS if action.group is group]
    lines = [
        (keymap.shown(action.id), action.help)
        for action in actions
        if _is_wanted(action, keymap, wanted)
    ]
    return [("", str(group)), *lines] if lines else []


def _is_wanted(action: Action, keymap: Keymap, wanted: str) -> bool:
    keys = keymap.shown(action.id)
    return wanted in keys.split(" ") or all(
        word in f"{action.label} {action.help} {keys}".casefold()
        for word in wanted.casefold().split()
    )


def _columns(blocks: Sequence[list[tuple[str, str]]], count: int, width: int) -> Content:
    """The blocks side by side, in `count` columns that are about as high; none is broken."""
    height = _least_height(blocks, count)
    columns: list[list[tuple[str, str]]] = [[]]
    for block in blocks:
        if columns[-1] and len(columns[-1]) + 1 + len(block) > height:
            columns.append([])
        columns[-1] += [("", ""), *block] if columns[-1] else block
    rows = max((len(column) for column in columns), default=0)
    cells = [[*column, *[("", "")] * (rows - len(column))] for column in columns]
    return Content("\n").join(
        Content("").join(_cell(keys, text, width) for keys, text in row)
        for row in zip(*cells, strict=True)
    )


def _least_height(blocks: Sequence[list[tuple[str, str]]], count: int) -> int:
    """The lowest height at which all blocks stand in `count` columns."""
    height = max((len(block) for block in blocks), default=0)
    while sum(1 for _ in _filled(blocks, height)) > count:
        height += 1
    return height


def _filled(blocks: Sequence[list[tuple[str, str]]], height: int) -> Iterator[int]:
    """The heights of the columns that the blocks take one after the other."""
    used = 0
    for block in blocks:
        if used and used + 1 + len(block) > height:
            yield used
            used = 0
        used += len(block) + (1 if used else 0)
    if used:
        yield used


def _cell(keys: str, text: str, width: int) -> Content:
    if not keys and text in set(ActionGroup):
        return Content.styled(fit(f"{'':{_KEYS_WIDTH}}{'':{_GAP}}{text}", width), "bold $person")
    room = width - _KEYS_WIDTH - _GAP
    return Content.assemble(
        (fit(keys.rjust(_KEYS_WIDTH), _KEYS_WIDTH), "bold $proposed"),
        " " * _GAP,
        (fit(text, room), "$words"),
    )

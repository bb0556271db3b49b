"""The panes of the triage screen: where they stand, and what is shown in them."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from tui.detail import Detail
from tui.keymap import DEFAULT_KEYMAP, Keymap
from tui.render import plain
from tui.widgets.detail_pane import DetailPane
from tui.widgets.empty_panel import EmptyPanel
from tui.widgets.filter_line import FilterLine
from tui.widgets.header import Header, HeaderState
from tui.widgets.key_bar import KeyBar
from tui.widgets.list_title import ListTitle
from tui.widgets.prompt_pane import PromptPane
from tui.widgets.sidebar import Sidebar
from tui.widgets.task_list import TaskList

if TYPE_CHECKING:
    from tui.prompts.prompt import Prompt


class PanesScreen(Screen[None]):
    """Header, views, list, task, prompt and key bar; styles/triage.tcss says where."""

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
        # Kept, not queried: the vault may still have something to tell while the screen closes.
        self.tasks = TaskList(id="list")
        self._header = Header(id="header")
        self._sidebar = Sidebar(id="sidebar")
        self._title = ListTitle(id="title")
        self._filter = FilterLine(id="filter")
        self._empty = EmptyPanel(id="empty")
        self.pane = DetailPane(id="detail")
        self._prompt = PromptPane(id="prompt")
        self._key_bar = KeyBar(keymap, id="keys")

    def compose(self) -> ComposeResult:
        """Lay the widgets out."""
        yield self._header
        with Container(id="body"):
            yield self._sidebar
            with Vertical(id="middle"):
                yield self._title
                yield self._filter
                yield self.tasks
                yield self._empty
            yield self.pane
        yield self._prompt
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

    def _show_prompt(self, prompt: "Prompt | None") -> None:
        if prompt and not self.has_class("-prompting"):
            self.app.clear_notifications()  # they would stand over the line
        self.set_class(prompt is not None, "-prompting")
        self._prompt.show(prompt)
        self._key_bar.hints = prompt.hints if prompt else ()

    @property
    def _is_too_small(self) -> bool:
        return self.has_class("-tiny") or self.has_class("-flat")

    @property
    def _shows_no_rows(self) -> bool:
        """Whether the window shows no rows: what cannot be seen is not decided."""
        return self._is_too_small or self.has_class("-empty")

    def _say(self, text: str) -> None:
        self.app.clear_notifications()
        self.notify("\n".join(map(plain, text.split("\n"))), markup=False)

    def on_resize(self) -> None:
        """The list is another one in a window of another height."""
        self._space(self.size)

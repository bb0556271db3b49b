"""The first row: which vault, what waits in it, how far this session has come."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.render import fit, plain
from vault.events import WatchState
from vault.view import ViewName

_PROGRESS_CELLS: Final = 12
_ROOMY: Final = 100
_LEAST_NAME: Final = 12
"""Cells that the vault's name keeps before any word of explanation is shown."""
_LEFT: Final = 15
"""Cells that stand beside the name and the figures."""
_LIVE: Final = WatchState(live=True, remark="")


class HeaderState(Struct, frozen=True):
    """What the header tells."""

    vault: str = ""
    proposed: int = 0
    overdue: int = 0
    today: int = 0
    decided: int = 0
    """In this session."""
    pending: int = 0
    """Decisions that wait to be written."""
    read: tuple[int, int] | None = None
    """Notes read and to be read, during the first read."""
    watch: WatchState = _LIVE
    read_only: bool = False
    remark: str = ""
    """Such as the day that the program was told it is."""

    def counting(self, counts: Mapping[ViewName, int], decided: int) -> "HeaderState":
        """The same with the figures of a view."""
        return replace(
            self,
            proposed=counts[ViewName.INBOX],
            overdue=counts[ViewName.OVERDUE],
            today=counts[ViewName.TODAY],
            decided=decided,
        )


class Header(Widget):
    """One row; what matters least is left out when there is no room."""

    state: reactive[HeaderState] = reactive(HeaderState())

    def render(self) -> Content:
        """Name on the left, figures on the right."""
        width = self.size.width
        right = self._right(width, with_word=True)
        if width - right.cell_length - _LEFT < min(_LEAST_NAME, cell_len(plain(self.state.vault))):
            right = self._right(width, with_word=False)
        room = max(0, width - right.cell_length - _LEFT)
        name = fit(plain(self.state.vault), room).rstrip()
        left = Content.assemble(
            (" ◆ ", "$proposed"), ("vaultriage", "bold $strong"), (f" {name}", "$quiet")
        )
        gap = max(1, width - left.cell_length - right.cell_length)
        return Content.assemble(left, " " * gap, right)

    def _right(self, width: int, *, with_word: bool) -> Content:
        """`with_word`: whether there is room to say why changes are looked for."""
        state = self.state
        parts: list[Content] = []
        for count, word, style in (
            (state.proposed, "proposed", "bold $proposed"),
            (state.overdue, "overdue", "bold $overdue"),
            (state.today, ViewName.TODAY.lower(), "bold $strong"),
        ):
            if count:
                parts.append(Content.assemble((str(count), style), (f" {word}", "$quiet")))
        if state.pending:
            parts.append(Content.styled(f"{state.pending} pending", "$proposed"))
        if state.remark and width >= _ROOMY:
            parts.append(Content.styled(state.remark, "$quiet"))
        if state.read_only:
            parts.append(Content.styled("read-only", "$proposed"))
        if state.decided and width >= _ROOMY:
            parts.append(self._progress())
        parts.append(self._liveness(with_word=with_word))
        return Content("  ").join(parts) + Content(" ")

    def _progress(self) -> Content:
        done, total = self.state.decided, self.state.decided + self.state.proposed
        filled = round(_PROGRESS_CELLS * done / total)
        return Content.assemble(
            ("━" * filled, "$finished"),
            ("━" * (_PROGRESS_CELLS - filled), "$faint"),
            (f" {done}/{total}", "$quiet"),
        )

    def _liveness(self, *, with_word: bool) -> Content:
        watch = self.state.watch
        if watch.gone:
            what = "vault gone" if with_word else "gone"
            return Content.assemble(("✗ ", "$overdue"), (what, "bold $overdue"))
        if self.state.read:
            done, total = self.state.read
            progress = f"reading {done}/{total}" if total else "reading"
            return Content.assemble(("◌ ", "$proposed"), (progress, "$quiet"))
        if watch.live:
            return Content.assemble(("● ", "$finished"), ("live", "$quiet"))
        why = f": {watch.word}" if watch.word and with_word else ""
        return Content.assemble(("○ ", "$proposed"), (f"polling{why}", "$quiet"))

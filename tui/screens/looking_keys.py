"""The keys that show something else: views, the whole task, where it comes from, the help."""

from typing import Final

from tui.messages import (
    OtherColoursWanted,
    PaletteWanted,
    ProvenanceWanted,
    RescanWanted,
    ViewWanted,
)
from tui.screens.panes import PanesScreen
from vault.view import ViewName

_VIEWS: Final = tuple(ViewName)


class LookingKeys(PanesScreen):
    """Actions of a screen with a list, and a pane that tells about the task under the cursor."""

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

    def action_zoom(self) -> None:
        """The task on the whole screen, or the list again."""
        self.set_zoomed(zoomed=not self.pane.zoomed and self.tasks.current is not None)

    def set_zoomed(self, *, zoomed: bool) -> None:
        """Give the whole screen to the task, or not any more; all keys go on working."""
        self.pane.zoomed = zoomed
        self.set_class(zoomed, "-zoomed")
        if not zoomed:
            self.tasks.focus()

    def action_page_down(self) -> None:
        """A screen down."""
        self._page(1)

    def action_page_up(self) -> None:
        """A screen up."""
        self._page(-1)

    def _page(self, by: int) -> None:
        if self.pane.zoomed:
            self.pane.scroll_text(by * max(1, self.pane.size.height - 1))
        else:
            self.tasks.move_page(0.9 * by)

    def action_provenance(self) -> None:
        """Where the task comes from."""
        if self.tasks.current is not None:
            self.post_message(ProvenanceWanted())

    def action_palette(self) -> None:
        """Find anything by its name."""
        self.post_message(PaletteWanted())

    def action_help(self) -> None:
        """Show the keys."""
        from tui.screens.help import HelpScreen  # noqa: PLC0415 - not before it is asked for

        self.app.push_screen(HelpScreen(self.keymap))

    def action_theme(self) -> None:
        """Other colours."""
        self.post_message(OtherColoursWanted())

    def action_rescan(self) -> None:
        """Look at every file again."""
        self.post_message(RescanWanted())

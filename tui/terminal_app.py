"""The app in its terminal: its colours and signs, what it says in passing, unforeseen ends."""

import os
from collections.abc import Sequence

from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter
from textual.notifications import SeverityLevel

from tui.log import logged
from tui.looks import Looks
from tui.render import plain
from tui.safe_text import safe_text
from tui.themes import VARIABLE_DEFAULTS, themes_for


class TerminalApp(App[None], inherit_bindings=False):
    """An app in our colours that says one thing at a time."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._themes = themes_for(looks)
        self._signs: list[LineFilter] = []
        self._styled_as = ""
        # Without colours Textual would draw in greys, were it not told that none are to be made.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._dress()

    def _dress(self) -> None:
        """Take on the colours before anything is styled, so that all is styled once."""
        for theme in self._themes.values():
            self.register_theme(theme)
        self.theme = self._styled_as = self._themes[self._looks.theme].name
        self.stylesheet.set_variables(self.get_css_variables())
        if self._looks.ascii:
            from tui.ascii_signs import AsciiSigns  # noqa: PLC0415 - few terminals need it

            self._signs = [AsciiSigns()]

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's
        """Style everything anew, unless it is styled by this theme already.

        Textual wants it once at the start, since a theme was set: that costs the time of a frame.
        """
        if self._styled_as != self.theme:
            self._styled_as = self.theme
            super().refresh_css(animate)

    def next_theme(self) -> str:
        """Change to the next theme; its name in the settings."""
        names = list(self._themes)
        at = [theme.name for theme in self._themes.values()].index(self.theme)
        name = names[(at + 1) % len(names)]
        self.theme = self._themes[name].name
        return name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The names that only our own themes define."""
        return VARIABLE_DEFAULTS

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's, and that of signs where only ASCII is to be shown."""
        return [*super().get_line_filters(), *self._signs]

    def get_driver_class(self) -> type[Driver]:
        """Textual's own, or one that keeps back an answer for which nobody waits any more."""
        chosen = super().get_driver_class()
        if not self._looks.unanswered or chosen.__name__ != "LinuxDriver":
            return chosen
        from tui.late_answers import ListeningDriver  # noqa: PLC0415 - hardly ever needed

        return ListeningDriver

    def _unexpected(self, error: Exception) -> None:
        """Something that nobody foresaw: told and logged, and the program goes on."""
        self._say(logged(error), "error")

    def _handle_exception(self, error: Exception) -> None:
        """Leave with a sentence and a log instead of a traceback; tests get the error itself."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        self.exit(return_code=1, message=safe_text(logged(error)))

    def _say(self, text: str, severity: SeverityLevel = "information") -> None:
        """Say one thing; what was said before gives way."""
        self.clear_notifications()
        safe = "\n".join(plain(line) for line in text.split("\n"))
        self.notify(safe, severity=severity, markup=False)

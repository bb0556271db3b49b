"""An app in our own colours, which is styled once before its first frame."""

from textual.app import App

from tui.themes import DARK, LIGHT, THEMES, VARIABLE_DEFAULTS


class DressedApp(App[None], inherit_bindings=False):
    """Knows our themes, and wears one of them before anything is styled."""

    def __init__(self, theme: str) -> None:
        """`theme`: `dark` or `light`."""
        super().__init__()
        for known in THEMES.values():
            self.register_theme(known)
        self.theme = self._styled_as = THEMES[theme].name
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The names that only our own themes define."""
        return VARIABLE_DEFAULTS

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's
        """Style everything anew, unless it is styled by this theme already.

        Textual wants it once at the start, since a theme was set: that costs the time of a frame.
        """
        if self._styled_as != self.theme:
            self._styled_as = self.theme
            super().refresh_css(animate)

    def change_colours(self) -> None:
        """Light for dark, or dark for light."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

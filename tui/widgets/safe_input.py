"""A line to type in that takes only what a terminal may be shown."""

from textual.widgets import Input

from tui.safe_text import UNSAFE


class SafeInput(Input):
    """Whatever is typed or pasted comes through `replace`: what no terminal may get stays out."""

    def replace(self, text: str, start: int, end: int) -> None:
        """Put `text` in the place of what stands between."""
        super().replace(UNSAFE.sub("", text.replace("\t", " ")), start, end)

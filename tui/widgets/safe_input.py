"""A line to type in that takes only what a terminal may be shown."""

from textual.widgets import Input

from tui.safe_text import UNSAFE


class SafeInput(Input):
    """What no terminal may get stays out, whoever puts it in."""

    def validate_value(self, value: str) -> str:
        """What the program puts in may be words of a note."""
        return UNSAFE.sub("", value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put what is typed or pasted in the place of what stands between."""
        super().replace(UNSAFE.sub("", text.replace("\t", " ")), start, end)

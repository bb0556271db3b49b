"""One line that somebody types: its text, and where the cursor is in it."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct

from tui.safe_text import UNSAFE

_WORD_BEFORE: Final = re.compile(r"\S*\s*\Z")
_LONGEST: Final = 20_000
_JOINERS: Final = frozenset("\u200c\u200d\ufe0e\ufe0f")
"""They stand in names and between emoji; shown, they are left out."""


class TypedLine(Struct, frozen=True):
    """A text with a cursor; every edit gives another one."""

    text: str = ""
    at: int = 0
    """Characters in front of the cursor."""
    fresh: bool = False
    """Whether the text was only offered: what is typed takes its place."""

    @classmethod
    def offered(cls, text: str) -> "TypedLine":
        """A text that the first character typed replaces."""
        return cls(text, len(text), fresh=bool(text))

    @classmethod
    def begun(cls, text: str) -> "TypedLine":
        """A text to go on with, from its end."""
        return cls(text, len(text))

    def typed(self, text: str) -> "TypedLine":
        """With more text at the cursor; what no line may hold stays out."""
        more = "".join(sign for sign in text.replace("\t", " ") if _may_stand(sign))
        if not more:
            return self
        if self.fresh:
            return TypedLine.begun(more[:_LONGEST])
        more = more[: max(0, _LONGEST - len(self.text))]
        return TypedLine(self.text[: self.at] + more + self.text[self.at :], self.at + len(more))

    def replaced(self, start: int, text: str) -> "TypedLine":
        """With `text` in place of what stands between `start` and the cursor."""
        return TypedLine(self.text[:start] + text + self.text[self.at :], start + len(text))

    def edited(self, key: str) -> "TypedLine | None":
        """What a key makes of it, by Textual's name; None for a key that edits no line."""
        edit = _EDITS.get(key)
        return edit(self) if edit else None

    def moved(self, at: int) -> "TypedLine":
        """With the cursor elsewhere, or at the end that is nearest."""
        return TypedLine(self.text, max(0, min(at, len(self.text))))

    def cut(self, start: int, end: int) -> "TypedLine":
        """Without what stands between two places, the cursor there."""
        start = max(0, start)
        return TypedLine(self.text[:start] + self.text[end:], start)

    def rubbed_out(self) -> "TypedLine":
        """Without the character before the cursor; without all that was only offered."""
        return TypedLine() if self.fresh else self.cut(self.at - 1, self.at)

    def word_start(self) -> int:
        """Where the word before the cursor begins."""
        found = _WORD_BEFORE.search(self.text[: self.at])
        return found.start() if found else 0

    def word_end(self) -> int:
        """Where the word behind the cursor ends."""
        ahead = self.text[self.at :]
        words = ahead.lstrip()
        return self.at + len(ahead) - len(words.lstrip("".join(words.split()[:1])))


def _may_stand(sign: str) -> bool:
    return sign in _JOINERS or UNSAFE.match(sign) is None


_EDITS: Final[Mapping[str, Callable[[TypedLine], TypedLine]]] = {
    "backspace": TypedLine.rubbed_out,
    "ctrl+h": TypedLine.rubbed_out,
    "delete": lambda line: line.cut(line.at, line.at + 1),
    "ctrl+w": lambda line: line.cut(line.word_start(), line.at),
    "ctrl+backspace": lambda line: line.cut(line.word_start(), line.at),
    "ctrl+u": lambda line: line.cut(0, line.at),
    "ctrl+k": lambda line: line.cut(line.at, len(line.text)),
    "left": lambda line: line.moved(line.at - 1),
    "ctrl+b": lambda line: line.moved(line.at - 1),
    "right": lambda line: line.moved(line.at + 1),
    "ctrl+f": lambda line: line.moved(line.at + 1),
    "ctrl+left": lambda line: line.moved(line.word_start()),
    "ctrl+right": lambda line: line.moved(line.word_end()),
    "home": lambda line: line.moved(0),
    "ctrl+a": lambda line: line.moved(0),
    "end": lambda line: line.moved(len(line.text)),
    "ctrl+e": lambda line: line.moved(len(line.text)),
}

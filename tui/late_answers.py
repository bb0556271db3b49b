"""A terminal's answer that comes late: it is no key, though Textual would take it for some."""

import re
from time import monotonic
from typing import Final

from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message

_PATIENCE_S: Final = 10.0
"""A terminal that answers later than that never does."""
_COLOUR: Final = r"\](?:1(?:1(?:;[rgba:/0-9A-Fa-f?]*)?)?)?[\^\\\x07]*"
_ATTRIBUTES: Final = r"\[(?:\?[0-9;]*)?"
_BEGINNING: Final = re.compile(rf"\^?(?:{_COLOUR})?\^?(?:{_ATTRIBUTES})?\Z")
"""The beginning of an answer to `tui.background`'s questions; `^` stands for Esc."""
_WHOLE: Final = re.compile(r".*\[\?[0-9;]+c\Z", re.DOTALL)


class LateAnswers:
    """Keeps back what looks like the beginning of an answer until it is one, or is none."""

    def __init__(self, patience: float = _PATIENCE_S) -> None:
        """After so many seconds no answer is waited for any more."""
        self._kept: list[Key] = []
        self._until = monotonic() + patience
        self._over = False

    def sift(self, key: Key) -> list[Key]:
        """The keys that are keys, now that this one has come."""
        kept = [*self._kept, key]
        if self._over or key.time > self._until:
            self._over, self._kept = True, []
            return kept
        text = "".join(one.character or "" for one in kept)
        if key.character and _WHOLE.match(text) and _BEGINNING.match(text[:-1]):
            self._over, self._kept = True, []
            return []
        if key.character and _BEGINNING.match(text):
            self._kept = kept
            return []
        self._kept = []
        return kept


class ListeningDriver(LinuxDriver):
    """The driver for a terminal that was asked and has not answered yet."""

    _answers = LateAnswers()

    def process_message(self, message: Message) -> None:
        """Hand keys on, and leave answers out."""
        for one in self._answers.sift(message) if isinstance(message, Key) else [message]:
            super().process_message(one)

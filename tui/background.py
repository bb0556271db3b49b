"""Whether the terminal is light or dark: it is asked before the screen starts, if it may answer.

The question is OSC 11, which many terminals answer with their background, and behind it DA1, which
nearly all answer: who answers the second has answered the first, or never will.
"""

import os
import re
import select
import termios
from collections.abc import Mapping
from contextlib import suppress
from time import monotonic
from types import TracebackType
from typing import Any, Final, Literal, Self

Background = Literal["light", "dark"]

_QUESTION: Final = b"\x1b]11;?\x1b\\\x1b[c"
_COLOUR: Final = re.compile(
    rb"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})"
)
_END: Final = re.compile(rb"\x1b\[\?[0-9;]*c")
_NEAR_S: Final = 0.25
_FAR_S: Final = 1.0
"""Over a network; inside tmux it is tmux that answers, which is always near."""
_SPEECHLESS: Final = frozenset({"", "dumb", "linux", "unknown", "cons25"})
_LIGHT_FROM: Final = 0.5
_CHUNK: Final = 4096
_LOCAL_MODES: Final = 3
"""Where they stand in what termios gives."""


class Question:
    """What is asked of a terminal; other work can be done until the answer is wanted.

    What is typed meanwhile is not echoed, and is lost.
    """

    def __init__(self, environment: Mapping[str, str], ask_at: int, hear_at: int) -> None:
        """`ask_at` and `hear_at` are the descriptors of the terminal's two directions."""
        self._environment = environment
        self._ask_at = ask_at
        self._hear_at = hear_at
        self._modes: list[Any] | None = None
        self._until = 0.0
        self.unanswered = False
        """Whether an answer may still come, as keys that nobody pressed."""

    def __enter__(self) -> Self:
        return self

    def ask(self) -> None:
        """Ask a terminal that may know; `answer` says what it says."""
        with suppress(OSError, termios.error):
            if self._environment.get("TERM", "") not in _SPEECHLESS and self._in_front():
                self._ask()

    def _in_front(self) -> bool:
        """Who is in the background would be stopped for asking."""
        return os.tcgetpgrp(self._hear_at) == os.getpgrp()

    def _ask(self) -> None:
        self._modes = termios.tcgetattr(self._hear_at)
        quiet = termios.tcgetattr(self._hear_at)
        quiet[_LOCAL_MODES] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(self._hear_at, termios.TCSANOW, quiet)
        os.write(self._ask_at, _QUESTION)
        far = "SSH_CONNECTION" in self._environment and "TMUX" not in self._environment
        self._until = monotonic() + (_FAR_S if far else _NEAR_S)
        self.unanswered = True

    def answer(self) -> Background | None:
        """What the terminal says, else its variable COLORFGBG; None where neither tells."""
        heard = b""
        with suppress(OSError):
            while self.unanswered and (left := self._until - monotonic()) > 0:
                if select.select([self._hear_at], [], [], left)[0]:
                    heard += os.read(self._hear_at, _CHUNK)
                    self.unanswered = _END.search(heard) is None
        return background_in(heard) or _background_of(self._environment.get("COLORFGBG", ""))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._modes is not None:
            with suppress(OSError, termios.error):
                termios.tcsetattr(self._hear_at, termios.TCSANOW, self._modes)


def background_in(heard: bytes) -> Background | None:
    """What an answer to OSC 11 says; each part of its colour has one to four hex digits."""
    found = _COLOUR.search(heard)
    if found is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in found.groups())
    return "light" if 0.299 * red + 0.587 * green + 0.114 * blue > _LIGHT_FROM else "dark"


def _background_of(variable: str) -> Background | None:
    """`15;0` or `0;default;15`: the last is the background's number among the 16 colours."""
    number = variable.rpartition(";")[2]
    if not number.isdecimal():
        return None
    return "light" if int(number) in (7, *range(9, 16)) else "dark"

"""A terminal for the program under measurement: a pty of 120 x 35, and a clock beside it."""

import os
import pty
import select
import signal
import subprocess
import termios
from collections.abc import Mapping, Sequence
from time import perf_counter
from types import TracebackType
from typing import Final, Self

SIZE: Final = (35, 120)
"""Rows and columns."""
_CHUNK: Final = 65_536
_WHO: Final = b"\x1b[c"
_A_TERMINAL: Final = b"\x1b[?62;22c"
"""What a program asks a terminal, and what nearly all answer: it waits for that."""
_LONGEST_MARKER: Final = 200


class SilentError(Exception):
    """The program has not shown in time what was waited for, or has ended."""


class Terminal:
    """Runs one program; what it draws is looked at and thrown away."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], folder: str) -> None:
        self._fd, inside = pty.openpty()
        termios.tcsetwinsize(inside, SIZE)
        self.started = perf_counter()
        """When the program was started, by `perf_counter`."""
        self._unread = b""
        self._process = subprocess.Popen(
            command, cwd=folder, env=dict(env), stdin=inside, stdout=inside, stderr=inside,
            start_new_session=True,
        )  # fmt: skip
        os.close(inside)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self._fd)

    def wait_for(self, marker: bytes, seconds: float = 60) -> float:
        """The moment at which the program had drawn these bytes. Raises SilentError."""
        deadline = perf_counter() + seconds
        while (now := perf_counter()) < deadline:
            before, found, behind = self._unread.partition(marker)
            if found:
                self._unread = behind
                return now
            self._unread = before[-_LONGEST_MARKER:] + self._read(deadline - now)
        raise SilentError(f"{marker.decode()} was not shown within {seconds:g} s.")

    def look(self, seconds: float) -> None:
        """Take what is drawn next, waiting for it no longer than so many seconds."""
        self._read(seconds)

    def wait_until_quiet(self, seconds: float = 0.04) -> None:
        """Read until nothing was drawn for so long; nobody waits for what was drawn till then."""
        while self._read(seconds):
            pass
        self._unread = b""

    def press(self, keys: bytes) -> float:
        """Press keys when all is quiet; the moment at which they were pressed."""
        self.wait_until_quiet()
        now = perf_counter()
        os.write(self._fd, keys)
        return now

    def count_bytes(self, seconds: float) -> int:
        """How many bytes are drawn in so many seconds."""
        deadline, drawn = perf_counter() + seconds, 0
        while (left := deadline - perf_counter()) > 0:
            drawn += len(self._read(left))
        return drawn

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._process.pid

    def _read(self, seconds: float) -> bytes:
        """What was drawn, as soon as there is any; empty when the time is over."""
        if not select.select([self._fd], [], [], max(0.0, seconds))[0]:
            return b""
        try:
            data = os.read(self._fd, _CHUNK)
        except OSError as end:  # the program has closed its side
            raise SilentError("The program has ended.") from end
        if _WHO in data:
            os.write(self._fd, _A_TERMINAL)
        return data

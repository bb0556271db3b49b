"""A terminal of our own: a program runs in a real pty, pyte shows what a person would see."""

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import threading
from collections.abc import Callable, Mapping, Sequence
from time import monotonic, sleep

import pyte

_PATIENCE_S = 20.0
_LOOK_AGAIN_S = 0.02
_CHUNK = 65_536
_WHO, _A_TERMINAL = b"\x1b[c", b"\x1b[?62;22c"
# Queries and keyboard protocols that pyte takes for something else.
_NOT_FOR_PYTE = re.compile(rb"\x1b\[[<>=?][\d;:]*\$?[a-zA-Z]|\x1b[P_^][^\x1b]*\x1b\\")
_UNFINISHED = re.compile(rb"\x1b(\[[<>=?]?[\d;:]*\$?|[P_^][^\x1b]*\x1b?)?$")
_MODE = re.compile(rb"\x1b\[\?(\d+)([hl])")


class Terminal:
    """One program in one window, until it ends or `close` ends it."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], size: tuple[int, int]
    ) -> None:
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._pending = b""
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self.raw = b""
        """All that the program wrote."""
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.modes_before = termios.tcgetattr(theirs)
        self._theirs = theirs
        self.process = subprocess.Popen(
            command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs,
            start_new_session=True,
        )  # fmt: skip
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        with contextlib.suppress(OSError):
            while not self._closing.is_set():
                # A read that blocked would keep the terminal alive after its end was closed.
                if not select.select([self._ours], [], [], _LOOK_AGAIN_S)[0]:
                    continue
                data = os.read(self._ours, _CHUNK)
                if not data:
                    return
                if _WHO in data:
                    os.write(self._ours, _A_TERMINAL)
                with self._lock:
                    self.raw += data
                    self._pending = self._feed(self._pending + data)

    def _feed(self, data: bytes) -> bytes:
        """Show what is whole; the answer is what waits for more."""
        unfinished = _UNFINISHED.search(data)
        whole = data[: unfinished.start()] if unfinished else data
        self._stream.feed(_NOT_FOR_PYTE.sub(b"", whole))
        return data[len(whole) :]

    @property
    def shown(self) -> str:
        """The window's text."""
        with self._lock:
            return "\n".join(self._screen.display)

    @property
    def modes(self) -> dict[int, bool]:
        """Every private mode that was ever switched, and how it is now."""
        with self._lock:
            return {int(mode): state == b"h" for mode, state in _MODE.findall(self.raw)}

    @property
    def modes_now(self) -> list[object]:
        """The line discipline's settings, to compare with `modes_before`."""
        return termios.tcgetattr(self._theirs)

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._ours, keys.encode())

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait for a condition. Raises AssertionError with the window when it never comes."""
        end = monotonic() + _PATIENCE_S
        while not holds():
            if monotonic() > end:
                raise AssertionError(f"never came: {what}\n{self.shown}")
            sleep(_LOOK_AGAIN_S)

    def until_shown(self, text: str) -> None:
        """Wait for words in the window."""
        self.until(lambda: text in self.shown, text)

    def until_ended(self) -> int:
        """Wait for the end; the exit code."""
        return self.process.wait(_PATIENCE_S)

    def hang_up(self) -> None:
        """The window is closed; the program may not be told."""
        self._closing.set()
        self._reader.join(_PATIENCE_S)
        os.close(self._theirs)
        os.close(self._ours)

    def close(self) -> None:
        """End the program if it still runs."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(_PATIENCE_S)
        os.close(self._theirs)
        self._reader.join(_PATIENCE_S)
        os.close(self._ours)

"""The terminal from the outside: signals that end the program, and a terminal that went away."""

import asyncio
import os
import signal
import sys
import termios
from collections.abc import Callable
from contextlib import suppress
from typing import Final

ENDING: Final = (signal.SIGTERM, signal.SIGHUP)
"""Signals after which the program finishes what it writes and leaves."""

_HUNG_UP: Final = 128 + signal.SIGHUP


def leave_on_signals(leave: Callable[[], None]) -> None:
    """Call `leave` on the running loop when the system asks the program to end."""
    loop = asyncio.get_running_loop()
    for number in ENDING:
        with suppress(NotImplementedError, RuntimeError, ValueError):  # not the main thread
            loop.add_signal_handler(number, leave)


def end_without_terminal() -> None:
    """End the program where nobody can see it: what is drawn now would wait for ever."""
    os._exit(_HUNG_UP)


def terminal_is_gone() -> bool:
    """Whether the terminal of standard input was closed under us, without a signal."""
    try:
        descriptor = sys.__stdin__.fileno() if sys.__stdin__ else -1
        termios.tcgetattr(descriptor)
    except (OSError, ValueError, termios.error):
        return True
    return False

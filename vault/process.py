"""Names for running programs, to tell whether the one that began something is still there."""

import os
import zlib
from functools import cache
from typing import Final

_DEAD: Final = frozenset("ZX")
"""States of proc(5) in which a process has ended, although its parent has not noticed yet."""


def process_mark() -> str:
    """This process: its id and when it began, so that a reused id is not taken for it."""
    return _mark(os.getpid())


def is_running(mark: str) -> bool:
    """Whether the process with this mark is another one than this, and still runs."""
    pid = int(mark.partition(" ")[0])
    if pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return _started(pid) == mark.partition(" ")[2]


@cache
def _mark(pid: int) -> str:
    return f"{pid} {_started(pid)}"


def _started(pid: int) -> str:
    """Digits that tell when: clock ticks since the system's start, and which start that was.

    By proc(5). Empty where there is no /proc, `-` for a process that has ended.
    """
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
            words = stat.read().rpartition(")")[2].split()
    except OSError:
        return ""
    return "-" if words[0] in _DEAD else f"{words[19]}{_boot()}"


@cache
def _boot() -> str:
    try:
        with open("/proc/sys/kernel/random/boot_id", "rb") as boot:
            return f"{zlib.crc32(boot.read()):010d}"
    except OSError:
        return ""

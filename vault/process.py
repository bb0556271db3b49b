"""Names for running programs, to tell whether the one that began something is still there."""

import os
from functools import cache


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
    """Clock ticks since the system's start, from proc(5); empty where there is no /proc."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
            return stat.read().rpartition(")")[2].split()[19]
    except OSError:
        return ""

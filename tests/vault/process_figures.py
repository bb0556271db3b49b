"""What the system knows about a process: memory, open files, threads, watched folders."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

_KB = 1024


@dataclass(frozen=True, slots=True)
class ProcessFigures:
    """One look at a process."""

    resident: int
    """Bytes of memory of its own, those that it shares with its files left out."""
    open_files: int
    threads: int
    watches: int
    """inotify watches: one for each folder."""


def look_at(pid: int) -> ProcessFigures:
    """Look at a process of this user, on Linux."""
    process = Path("/proc", str(pid))
    status = dict(
        line.split(":", 1) for line in (process / "status").read_text(encoding="utf-8").splitlines()
    )
    files = os.listdir(process / "fd")
    return ProcessFigures(
        resident=int(status["RssAnon"].split()[0]) * _KB,
        open_files=len(files),
        threads=int(status["Threads"]),
        watches=sum(_watches(process / "fdinfo" / number) for number in files),
    )


def _watches(info: Path) -> int:
    try:
        return len(re.findall(r"^inotify wd:", info.read_text(encoding="utf-8"), re.MULTILINE))
    except OSError:  # closed since
        return 0

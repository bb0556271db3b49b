"""What a benchmark ran on: machine, system, versions, commit, and how busy it was."""

import os
import platform
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Final

from bench.program import CHECKOUT, VAULTRIAGE

_LIBRARIES: Final = ("textual", "watchdog", "msgspec", "PyYAML")


def surroundings(env: Mapping[str, str], began: str, seconds: float) -> str:
    """A Markdown list; `began` is the load at the start, `seconds` how long it all took."""
    libraries = ", ".join(f"{name} {version_of(name)}" for name in _LIBRARIES)
    programs = ", ".join(_answer(command, env) for command in (VAULTRIAGE, ("rg",), ("find",)))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    busy = f"load average {began} at the start, {load()} at the end"
    lines = (
        f"{os.cpu_count()} cores, {_processor()}, {memory:.0f} GB, {_kernel()}",
        f"Python {platform.python_version()}, {libraries}; {programs}",
        f"commit {_commit()}; {busy}; {seconds / 60:.0f} minutes",
    )
    return "\n".join(f"- {line}" for line in lines)


def load() -> str:
    """How many programs wanted to run, on average over the last minute."""
    return f"{os.getloadavg()[0]:.1f}"


def _answer(command: Sequence[str], env: Mapping[str, str]) -> str:
    """The first line that a program prints about its version."""
    if shutil.which(command[0]) is None:
        return f"no {command[0]}"
    asked = (*command, "--version")
    done = subprocess.run(asked, cwd=CHECKOUT, env=dict(env), capture_output=True, check=False)
    return done.stdout.decode(errors="replace").partition("\n")[0]


def _commit() -> str:
    """What was measured, with `-dirty` when files differ from it; `unknown` outside a checkout."""
    command = ("git", "describe", "--always", "--dirty", "--exclude", "*")
    try:
        done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, check=False)
    except FileNotFoundError:
        return "unknown"
    return done.stdout.decode().strip() or "unknown"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _kernel() -> str:
    """Name and version, without what a builder adds to it."""
    return f"{platform.system()} {platform.release().partition('-')[0]}"

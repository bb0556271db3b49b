"""The commands that figures are compared with, where they are installed."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bench.program import CHECKOUT
from bench.timing import Job, timed_command

_RG: Final = ("rg", "--no-config", "--no-ignore", "--glob", "*.md", "-n", r"\[.\]")
_FIND: Final = ("-name", "*.md", "-type", "f", "-printf", r"%T@ %s %i %p\n")


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A command to compare with; `why_not` says why it cannot run here."""

    name: str
    command: Sequence[str]
    why_not: str = ""

    def job(self, env: Mapping[str, str]) -> Job:
        """One run of it."""
        return lambda: timed_command(self.command, env, CHECKOUT)


def rg(root: str) -> Yardstick:
    """Every line with a box in the notes below `root`, by ripgrep."""
    missing = "" if shutil.which("rg") else "rg is not installed"
    return Yardstick("rg -n", (*_RG, root), missing)


def find(root: str) -> Yardstick:
    """A walk over the notes below `root` that looks at each one's stat."""
    tried = subprocess.run(("find", os.devnull, "-printf", ""), capture_output=True, check=False)
    missing = "find has no -printf" if tried.returncode else ""
    return Yardstick("find -printf", ("find", root, *_FIND), missing)

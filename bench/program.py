"""The program under measurement, as it is in this checkout, in surroundings of its own."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench.prose import DAY

CHECKOUT: Final = str(Path(__file__).resolve().parents[1])
PYTHON: Final = sys.executable
VAULTRIAGE: Final = (PYTHON, "-m", "tui")


def on_vault(root: str) -> tuple[str, ...]:
    """The options that open this vault on the day of the made vaults."""
    return ("--vault", root, "--today", DAY.isoformat())


@contextmanager
def clean_environment() -> Iterator[Mapping[str, str]]:
    """Environment variables without this user's settings, and a home folder with nothing in it."""
    with TemporaryDirectory(prefix="vaultriage-bench-home-") as home:
        yield {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": home,
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONPATH": CHECKOUT,
        }

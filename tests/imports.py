"""What a piece of code imports, told by a fresh Python that runs it."""

import os
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

ROOT = Path(__file__).parents[1]


def imported(code: str, *, of: Collection[str]) -> set[str]:
    """Which modules `of` these are loaded once `code` has run, from the checkout's root."""
    told = f"{code}\nimport sys; print(*({set(of)!r} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", told],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())

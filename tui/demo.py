"""The sample vault: a copy to play with, and the day on which its story takes place."""

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Final

DEMO_DAY: Final = date(2026, 11, 22)
"""Its notes have fixed dates: on another day everything would be long overdue, or far ahead."""
DEMO_NAME: Final = "Ferry Notes"
"""What the copy's folder is called, and so the vault."""

DEMO_VAULT: Final = Path(__file__).with_name("demo_vault")
"""The sample vault itself: it stays as it is."""


def copy_demo_vault() -> str:
    """A fresh copy in the system's folder for temporary files; its path."""
    folder = Path(tempfile.mkdtemp(prefix="vaultriage-demo-"), DEMO_NAME)
    # Contents only: where the program is installed, files may be read-only.
    shutil.copytree(DEMO_VAULT, folder, copy_function=shutil.copyfile)
    folder.chmod(0o700)
    return str(folder)


def drop_demo_vault(root: str) -> None:
    """Delete a copy, and the folder that was made for it."""
    shutil.rmtree(Path(root).parent, ignore_errors=True)

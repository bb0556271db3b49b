"""The one name the wheel owns: it finds its own rooms first, then starts the command line."""

import sys
from pathlib import Path

__version__ = "0.1.0"


def main() -> None:
    """Run the command line with this process's arguments and exit with its code."""
    rooms = str(Path(__file__).resolve().parent)
    if Path(rooms, "parsers").is_dir() and rooms not in sys.path:
        sys.path.insert(0, rooms)
    from tui.cli.main import main as run  # noqa: PLC0415 - only after the path is set

    sys.exit(run())

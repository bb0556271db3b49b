"""The one name the wheel owns: it finds its own rooms first, then starts the command line."""

import os
import sys


def main() -> None:
    """Run the command line with this process's arguments and exit with its code."""
    rooms = os.path.dirname(os.path.realpath(__file__))
    if os.path.isdir(os.path.join(rooms, "parsers")) and rooms not in sys.path:
        sys.path.insert(0, rooms)
    from tui.cli.main import main as run  # noqa: PLC0415 - only after the path is set

    sys.exit(run())

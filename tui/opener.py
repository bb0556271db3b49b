"""Opening a URI with the system's own opener, without a shell."""

import os
import shutil
import subprocess
import sys
from typing import Final

_OPENER: Final = "open" if sys.platform == "darwin" else "xdg-open"
_LONGEST_S: Final = 5.0
"""An opener that runs longer has opened something, and stays with it."""


def open_uri(uri: str) -> str:
    """Hand it over; a sentence when that failed, else empty. Waits, so it is not for the screen."""
    program = shutil.which(_OPENER)
    if program is None:
        return f"{_OPENER} is not there, which opens Obsidian on this system."
    try:
        ended = subprocess.Popen(  # noqa: S603 - a list; the URI is one argument
            [program, uri],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=os.path.expanduser("~"),
            start_new_session=True,
        ).wait(_LONGEST_S)
    except subprocess.TimeoutExpired:
        return ""
    except OSError as error:
        return f"{_OPENER} could not be started: {error.strerror}."
    return f"{_OPENER} could not open Obsidian; it ended with {ended}." if ended else ""

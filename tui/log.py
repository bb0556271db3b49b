"""The log file: where an error that nobody foresaw is written down."""

import contextlib
import os
import traceback
from datetime import UTC, datetime

import platformdirs


def log_path() -> str:
    """The file that remembers unexpected errors."""
    folder = platformdirs.user_log_dir("vaultriage", appauthor=False)
    return os.path.join(folder, "vaultriage.log")


def write_log(error: BaseException) -> str:
    """Write down where it happened; a sentence that says where to read it."""
    path = log_path()
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    story = "".join(traceback.format_exception(error))
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{moment}\n{story}\n")
        return f"The details are in {path}."
    return f"The details could not be written to {path}; --debug shows them."


def named(error: BaseException) -> str:
    """The error in a few words: its class and the first line of what it says."""
    words = str(error).split("\n", 1)[0]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def logged(error: BaseException) -> str:
    """Write the log; a sentence that says what happened and where more stands."""
    where = write_log(error)
    return f"Something unexpected happened ({named(error)}). {where}"

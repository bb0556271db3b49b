"""What people read when a command could not do its work, and the exit code that goes with it."""

import contextlib
import os
import traceback
from datetime import UTC, datetime

import platformdirs

from tui.cli.streams import write_note
from vault.errors import VaultriageError


def report_failure(error: Exception, *, debug: bool) -> int:
    """Say what went wrong in a sentence; the exit code.

    What nobody foresaw goes to a log file, with where it happened; `debug` shows that at once.
    """
    if isinstance(error, VaultriageError):
        write_note(str(error))
        code = error.exit_code
    else:
        write_note(f"Something unexpected happened ({_named(error)}). {_logged(error)}")
        code = 1
    if debug:
        for line in traceback.format_exception(error):
            for part in line.splitlines():
                write_note(part)
    return code


def log_path() -> str:
    """The file that remembers unexpected errors."""
    folder = platformdirs.user_log_dir("vaultriage", appauthor=False)
    return os.path.join(folder, "vaultriage.log")


def _named(error: Exception) -> str:
    words = str(error).split("\n", 1)[0]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def _logged(error: Exception) -> str:
    path = log_path()
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    story = "".join(traceback.format_exception(error))
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{moment}\n{story}\n")
        return f"The details are in {path}."
    return f"The details could not be written to {path}; --debug shows them."

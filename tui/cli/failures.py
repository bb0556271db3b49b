"""What people read when a command could not do its work, and the exit code that goes with it."""

import traceback

from tui.cli.streams import write_note
from tui.log import logged
from vault.errors import VaultriageError


def report_failure(error: Exception, *, debug: bool) -> int:
    """Say what went wrong in a sentence; the exit code.

    What nobody foresaw goes to a log file, with where it happened; `debug` shows that at once.
    """
    if isinstance(error, VaultriageError):
        write_note(str(error))
        code = error.exit_code
    else:
        write_note(logged(error))
        code = 1
    if debug:
        for line in traceback.format_exception(error):
            for part in line.splitlines():
                write_note(part)
    return code

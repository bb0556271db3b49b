"""Opening a note in the person's own editor, at a line, without a shell."""

import os
import shutil
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Final

from vault.errors import UsageError

_JUMP: Final = {
    "code": ("--goto", "{path}:{line}"),
    "codium": ("--goto", "{path}:{line}"),
    "subl": ("{path}:{line}",),
    "hx": ("{path}:{line}",),
    "helix": ("{path}:{line}",),
    "zed": ("{path}:{line}",),
}
"""Editors that take the line otherwise than as `+line path`."""


def editor_command(path: str, line: int, environment: Mapping[str, str]) -> list[str]:
    """The program and its arguments; `path` is absolute, `line` 1-based.

    Raises UsageError when no editor is named, or the one named is not there.
    """
    named = environment.get("VISUAL") or environment.get("EDITOR") or "vi"
    import shlex  # noqa: PLC0415 - seldom needed

    try:
        words = shlex.split(named)
    except ValueError as error:
        raise UsageError(f"$EDITOR cannot be read ({error}).", "Name a program in it.") from error
    if not words or shutil.which(words[0]) is None:
        raise UsageError(f"The editor “{named}” is not there.", "Name another in $EDITOR.")
    jump = _JUMP.get(os.path.basename(words[0]), ("+{line}", "{path}"))
    return [*words, *(part.format(path=path, line=line) for part in jump)]


def run_editor(command: Sequence[str]) -> str:
    """Run it until it ends, on the main thread; a sentence when it failed, else empty.

    The terminal's modes are then as they were, also after an editor that was killed.
    """
    try:
        with _terminal_kept():
            ended = subprocess.run(command, check=False)  # noqa: S603 - a list, chosen by the person
    except OSError as error:
        return f"{command[0]} could not be started: {error.strerror}."
    return f"{command[0]} ended with {ended.returncode}." if ended.returncode else ""


@contextmanager
def _terminal_kept() -> Iterator[None]:
    """Keep the terminal's modes, and leave the keys that interrupt to the editor alone."""
    keys = (signal.SIGINT, signal.SIGQUIT)
    # A function, unlike SIG_IGN, is not handed down to the editor.
    before = [signal.signal(number, lambda *_: None) for number in keys]
    modes = None
    with suppress(OSError, ValueError, termios.error):
        modes = termios.tcgetattr(sys.__stdin__.fileno() if sys.__stdin__ else -1)
    try:
        yield
    finally:
        if modes is not None and sys.__stdin__:
            with suppress(OSError, termios.error):
                termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSADRAIN, modes)
        for number, handler in zip(keys, before, strict=True):
            signal.signal(number, handler)

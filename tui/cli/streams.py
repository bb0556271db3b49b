"""What comes from where and goes where: results to standard output, the rest to standard error."""

import contextlib
import os
import re
import sys
from typing import BinaryIO, Final, TextIO

from tui.safe_text import UNSAFE, safe_text
from vault.errors import UsageError

_ASTRAL: Final = 0x10000


def prepare() -> None:
    """Make both streams able to take any text, whatever the locale, and survive being closed."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as we run
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # A test's capture, or a host program, may have put another kind of stream there.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def read_input() -> BinaryIO:
    """Standard input, as bytes. Raises UsageError when it is closed."""
    if sys.stdin is None:
        raise UsageError(
            "The references are to come from standard input, and standard input is closed.",
            "Leave out “-”, or send references: vaultriage list --format ndjson | jq -r .ref | …",
        )
    return sys.stdin.buffer


def write_line(text: str) -> None:
    """Write text for people, one line."""
    sys.stdout.write(safe_text(text) + "\n")


def write_note(text: str) -> None:
    """Tell people something beside the results."""
    sys.stderr.write(f"vaultriage: {safe_text(text)}\n")


def write_json(text: str) -> None:
    """Write JSON; what must not reach a terminal is escaped there, which says the same."""
    if is_terminal(sys.stdout):
        text = "\n".join(UNSAFE.sub(_escaped, line) for line in text.split("\n"))
    sys.stdout.write(text + "\n")


def write_data(text: str) -> None:
    """Write text for programs as it is; for a terminal, line by line made safe."""
    if is_terminal(sys.stdout):
        text = "\n".join(map(safe_text, text.split("\n")))
    sys.stdout.write(text)


def write_bytes(data: bytes) -> None:
    """Write bytes as they are; for a terminal, line by line made safe."""
    if is_terminal(sys.stdout) or not hasattr(sys.stdout, "buffer"):
        for line in data.removesuffix(b"\n").split(b"\n"):
            write_line(line.decode("utf-8", "surrogateescape"))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks at this stream."""
    return stream is not None and stream.isatty()


def takes_unicode() -> bool:
    """Whether standard output is UTF-8, so that JSON need not escape what is not ASCII."""
    encoding = getattr(sys.stdout, "encoding", None) or ""
    return encoding.casefold().replace("-", "") == "utf8"


def flush() -> None:
    """Write out what is still held back. Raises OSError."""
    sys.stdout.flush()


def abandon() -> None:
    """Let nothing more be written: at exit, Python would complain about the broken pipe."""
    with contextlib.suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < _ASTRAL:
        return f"\\u{code:04x}"
    high, low = divmod(code - _ASTRAL, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"

"""What a terminal gets, and what a pipe gets."""

import json
import os
import pty
import subprocess
import sys

from tests.tui.cli.program import TODAY, Program, environment


def _on_a_terminal(program: Program, *arguments: str) -> str:
    """What the program writes when standard output is a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "--vault", str(program.vault), "--today", TODAY, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        cwd=program.home,
        env=environment(program.home),
    ):
        os.close(theirs)
        written = b""
        while chunk := _read(ours):
            written += chunk
    os.close(ours)
    return written.decode("utf-8").replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says EIO when the other end is closed
        return b""


def test_json_on_a_terminal_escapes_what_must_not_reach_it_and_means_the_same(
    program: Program,
) -> None:
    program.write("a.md", "- [ ] x\x9b31m \u202e ü \U000e0041\n".encode())
    shown = _on_a_terminal(program, "list", "--format", "json")
    assert r"x\u009b31m \u202e ü \udb40\udc41" in shown
    assert json.loads(shown) == program("list", "--format", "json").json
    assert "x\x9b31m \u202e" in program("list", "--format", "json").text


def test_a_table_and_a_diff_on_a_terminal_are_made_safe(program: Program) -> None:
    program.write("a.md", b"- [ ] x\x1b]0;owned\x07\r\n")
    assert "x␛]0;owned␇" in _on_a_terminal(program, "list", "--format", "csv")
    diff = _on_a_terminal(program, "done", "--dry-run", "a.md:1")
    assert diff.splitlines()[3:] == [
        "-- [ ] x␛]0;owned␇␍",
        "+- [x] x␛]0;owned␇ ✅ 2026-11-22␍",
    ]

"""The screen as it is started from a shell, and what it leaves behind there."""

import os
import pty
import subprocess
import sys
from pathlib import Path

from tests.tui.cli.program import environment

_FRAME_RATE = (
    "from tui.cli.screen import ask_for_frames\n"
    "ask_for_frames()\n"
    "from textual.constants import MAX_FPS\n"
    "print(MAX_FPS)"
)


def _read_until(terminal: int, wanted: bytes) -> bytes:
    read = b""
    while wanted not in read:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # Linux says EIO when the other end is closed
            break
        read += chunk
    return read


def test_after_the_demo_its_path_is_printed_and_can_steer_no_terminal(tmp_path: Path) -> None:
    odd = tmp_path / "a\x9b31m\x1b]0;owned\x07"
    odd.mkdir()
    extra = {"TMPDIR": str(odd), "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "--demo"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=tmp_path,
        env=environment(tmp_path, extra),
        start_new_session=True,
    ) as started:
        os.close(theirs)
        shown = _read_until(ours, b"accept")
        os.write(ours, b"q")
        shown += _read_until(ours, b"no end but that of the program")
        assert started.wait(timeout=60) == 0
    os.close(ours)
    last = shown.decode("utf-8").rstrip().splitlines()[-1]
    assert "The demo's notes are in" in last
    assert "a‹009B›31m␛]0;owned␇" in last


def test_keys_are_answered_120_times_a_second_unless_somebody_says_otherwise() -> None:
    for extra, rate in (({}, "120"), ({"TEXTUAL_FPS": "30"}, "30")):
        environ = {**environment(Path("/")), **extra}
        done = subprocess.run(
            [sys.executable, "-c", _FRAME_RATE], env=environ, capture_output=True, check=True
        )
        assert done.stdout.decode().strip() == rate

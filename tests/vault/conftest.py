"""What several tests begin with."""

import io
import subprocess
from pathlib import Path

import pytest

from vault import second_reader


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A note with one proposal."""
    path = tmp_path / "note.md"
    path.write_bytes(b"# Day\n- [?] call\nend\n")
    return path


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every second process that is started."""
    started: list[subprocess.Popen[bytes]] = []
    really = second_reader._started

    def start() -> tuple[subprocess.Popen[bytes], io.FileIO, io.FileIO]:
        process, *pipes = really()
        started.append(process)
        return process, pipes[0], pipes[1]

    monkeypatch.setattr(second_reader, "_started", start)
    return started

"""The vault that a command works on, and the day that it takes for today."""

import struct
import subprocess
import sys
from pathlib import Path

import pytest

from tests.imports import ROOT

_APART = ("unshare", "--user", "--map-root-user", "--mount")
_TRAVEL = """
import subprocess, sys
from tui.cli.opening import _this_moment
for zone in sys.argv[1:]:
    subprocess.run(["mount", "--bind", zone, "/etc/localtime"], check=True)
    print(_this_moment().utcoffset())
"""


def zone(folder: Path, name: str, hours: int) -> Path:
    """A time zone as tzfile(5) has it: so many hours east of Greenwich, always."""
    path = folder / name
    counts = struct.pack(">6l", 0, 0, 0, 0, 1, len(name) + 1)
    path.write_bytes(
        b"TZif"
        + bytes(16)
        + counts
        + struct.pack(">lbb", hours * 3600, 0, 0)
        + name.encode()
        + b"\0"
    )
    return path


def test_a_computer_that_travels_has_the_day_of_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    east, west = zone(tmp_path, "EAST", 14), zone(tmp_path, "WEST", -11)
    monkeypatch.delenv("TZ", raising=False)
    trial = [*_APART, "mount", "--bind", str(east), "/etc/localtime"]
    if subprocess.run(trial, check=False, capture_output=True).returncode:
        pytest.skip("no name space for mounts is to be had")
    done = subprocess.run(
        [*_APART, sys.executable, "-c", _TRAVEL, east, west, east],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split("\n") == ["14:00:00", "-1 day, 13:00:00", "14:00:00", ""]

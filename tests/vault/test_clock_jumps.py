"""Whether time went on without the program, by the readings of three clocks."""

import signal
import subprocess
import sys
import time

import pytest

from tests.imports import ROOT
from vault.clock_jumps import Moment, has_jumped, now

START = Moment(awake=1000.0, always=5000.0, wall=1_800_000_000.0)


@pytest.mark.parametrize(
    ("awake", "always", "wall", "jumped"),
    [
        (1.0, 1.0, 1.0, False),
        (1.02, 1.02, 1.01, False),
        (5.0, 5.0, 5.0, False),  # a busy machine
        (1.0, 3601.0, 3601.0, True),  # it slept for an hour
        (1.0, 4.0, 4.0, True),  # for three seconds
        (90.0, 90.0, 90.0, True),  # the program was stopped
        (1.0, 1.0, 3601.0, True),  # the clock was set
        (1.0, 1.0, -86_399.0, True),  # set back by a day
        (1.0, 1.0, 1.9, False),  # kept right by the network
    ],
)
def test_readings_tell_whether_time_jumped(
    awake: float, always: float, wall: float, jumped: bool
) -> None:
    after = Moment(START.awake + awake, START.always + always, START.wall + wall)
    assert has_jumped(START, after, expected=1.0) is jumped


def test_the_clocks_of_this_machine_run_together() -> None:
    before = now()
    time.sleep(0.05)
    after = now()
    assert after.awake - before.awake == pytest.approx(after.always - before.always, abs=0.02)
    assert not has_jumped(before, after, expected=0.05)


def test_a_program_that_is_stopped_is_late() -> None:
    code = (
        "import time\n"
        "from vault import clock_jumps\n"
        "clock_jumps.LATE_S = 0.3\n"
        "before = clock_jumps.now()\n"
        "print(1, flush=True)\n"
        "time.sleep(0.1)\n"
        "print(clock_jumps.has_jumped(before, clock_jumps.now(), 0.1))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        program.stdout.readline()
        program.send_signal(signal.SIGSTOP)
        time.sleep(0.7)
        program.send_signal(signal.SIGCONT)
        assert program.stdout.read() == "True\n"

"""Which processes count as running."""

import os
import subprocess
import sys

from vault.process import is_running, process_mark

_MARK = "from vault.process import process_mark; print(process_mark(), flush=True); input()"


def test_this_process_is_none_that_another_run_has_to_wait_for() -> None:
    assert not is_running(process_mark())


def test_another_process_runs_until_it_ends_even_if_nobody_has_noticed_its_end() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _MARK], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        mark = child.stdout.readline().decode().strip()
        assert is_running(mark)
        child.kill()
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # it is a zombie now
        assert not is_running(mark)


def test_a_process_with_a_used_again_id_or_of_another_start_of_the_system_does_not_run() -> None:
    pid = os.getppid()
    assert not is_running(f"{pid} 1")
    assert not is_running("999999999 12345")

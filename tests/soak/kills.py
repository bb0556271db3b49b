"""A program that is killed at every moment of its writes: is every note whole afterwards?"""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.soak.figures import Figure, all_of, told
from tests.vault.killing import (
    Contents,
    calls_needed,
    contents,
    in_child,
    killed_at,
    make,
    overwritten_foreign_version,
    torn_at,
    what_is_wrong,
    whole_stages,
)
from tests.vault.one_write import REPOSITORY

PART = "kill -9"
_MOMENTS, _TORN, _FOREIGN = 2_000, 400, 400
_SYSTEM_CALLS = ("pwrite64", "fdatasync", "fsync", "fallocate", "ftruncate", "unlink", "fcntl")
"""What a write asks of the kernel, the journal's own files included."""


def kills(share: float) -> Iterator[Figure]:
    """Three decisions in two notes, each time in a new vault and a new process."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        stages = whole_stages(home / "stages")
        yield from _anywhere(home, stages, share)
        yield from _at_system_calls(home, stages, share)
        yield from _torn(home, stages, round(_TORN * share))
        yield from _saved_by_others(home, round(_FOREIGN * share))


def _anywhere(home: Path, stages: list[Contents], share: float) -> Iterator[Figure]:
    calls = calls_needed(make(home / "count"))
    moments = range(1, calls, max(1, round(calls / (_MOMENTS * share))))
    whole = 0
    for moment in moments:
        with _new_vault(home) as folder:
            root = make(Path(folder, "vault"))
            assert in_child(killed_at(root, moment)) == signal.SIGKILL
            whole += _is_well(root, stages, f"call {moment}")
    yield all_of(PART, "whole, killed at a call that leaves Python", whole, len(moments))


def _at_system_calls(home: Path, stages: list[Contents], share: float) -> Iterator[Figure]:
    if shutil.which("strace") is None:
        yield Figure(PART, "killed at a system call", "left out: strace is not installed")
        return
    killed = whole = 0
    for name in _SYSTEM_CALLS:
        number = 1
        while True:
            with _new_vault(home) as folder:
                root = make(Path(folder, "vault"))
                if not _is_killed_by_strace(root, name, number):
                    break
                killed += 1
                whole += _is_well(root, stages, f"{name} {number}")
            number += max(1, round(1 / share))
    yield all_of(PART, "whole, killed at a system call", whole, killed)


def _is_killed_by_strace(root: Path, name: str, number: int) -> bool:
    """Run the decisions; whether they came to the `number`-th such call, and died of it."""
    inject = f"inject={name}:signal=SIGKILL:when={number}"
    strace = ["strace", "-f", "-qqq", "-o", os.devnull, "-e", f"trace={name}", "-e", inject]
    done = subprocess.run(
        [*strace, sys.executable, "-m", "tests.vault.killing", str(root)],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )
    if done.returncode == 0:
        return False
    assert done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL), done.stderr.decode()
    return True


def _torn(home: Path, stages: list[Contents], trials: int) -> Iterator[Figure]:
    dice = random.Random(3)
    torn = whole = 0
    for _ in range(trials):
        with _new_vault(home) as folder:
            root = make(Path(folder, "vault"))
            assert in_child(torn_at(root, dice.randrange(2), dice.random())) == signal.SIGKILL
            torn += contents(root) not in stages
            whole += _is_well(root, stages, "a torn write")
    yield told(PART, "writes cut short that left a torn note", torn)
    yield all_of(PART, "whole, a write cut short", whole, trials)


def _saved_by_others(home: Path, trials: int) -> Iterator[Figure]:
    dice = random.Random(4)
    calls = calls_needed(make(home / "count again"))
    kept = 0
    for _ in range(trials):
        with _new_vault(home) as folder:
            root = make(Path(folder, "vault"))
            in_child(killed_at(root, dice.randrange(1, calls)))
            wrong = overwritten_foreign_version(root, dice)
            kept += _told(wrong)
    yield all_of(PART, "versions saved by others after the kill, untouched", kept, trials)


def _new_vault(home: Path) -> TemporaryDirectory[str]:
    return TemporaryDirectory(dir=home)


def _is_well(root: Path, stages: list[Contents], where: str) -> bool:
    wrong = what_is_wrong(root, stages)
    return _told(wrong and f"{where}: {wrong}")


def _told(wrong: str) -> bool:
    if wrong:
        print(f"  {wrong}", flush=True)
    return not wrong

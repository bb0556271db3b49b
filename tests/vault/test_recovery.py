"""After a crash a note is whole: as before the decision, or as after it."""

import errno
import os
import random
import signal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault.killing import (
    DAY,
    DECISIONS,
    NOTES,
    Contents,
    calls_needed,
    contents,
    decide_all,
    decision,
    in_child,
    killed_at,
    killed_before_the_note_is_touched,
    make,
    opened,
    overwritten_foreign_version,
    torn_at,
    what_is_wrong,
    whole_stages,
)
from vault import overwrite
from vault.recovery import is_torn
from vault.vault import Vault


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> list[Contents]:
    """What the notes hold after no, one, two and three decisions."""
    return whole_stages(tmp_path_factory.mktemp("stages") / "vault")


def test_a_program_that_is_killed_anywhere_leaves_whole_notes_and_an_exact_undo(
    tmp_path: Path, stages: list[Contents]
) -> None:
    calls = calls_needed(make(tmp_path / "count"))
    step = max(1, calls // 120)
    reached = set()
    for number, moment in enumerate(range(1, calls, step)):
        root = make(tmp_path / f"vault{number}")
        assert in_child(killed_at(root, moment)) == signal.SIGKILL
        opened(root).close()
        reached.add(stages.index(contents(root)))
        assert what_is_wrong(root, stages) == "", f"killed at call {moment} of {calls}"
    assert reached == {0, 1, 2, 3}


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 1.0])
@pytest.mark.parametrize("write", [0, 1])
def test_a_write_that_stops_half_way_is_finished_at_the_next_start(
    tmp_path: Path, write: int, share: float, stages: list[Contents]
) -> None:
    root = make(tmp_path / "vault")
    assert in_child(torn_at(root, write, share)) == signal.SIGKILL
    if share == 0.3:
        assert contents(root) not in stages
    opened(root).close()
    assert contents(root) == stages[write + 1]


@pytest.mark.parametrize("seed", range(8))
def test_notes_that_somebody_saved_after_a_kill_anywhere_are_never_overwritten(
    tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)
    root = make(tmp_path / "vault")
    assert in_child(killed_at(root, dice.randint(50, 400))) == signal.SIGKILL
    assert overwritten_foreign_version(root, dice) == ""


def test_a_version_that_somebody_saved_after_the_crash_is_never_overwritten(
    tmp_path: Path,
) -> None:
    root = make(tmp_path / "vault")
    assert in_child(killed_before_the_note_is_touched(root)) == signal.SIGKILL
    foreign = b"Somebody rewrote all of it.\n"
    (root / "Long.md").write_bytes(foreign)
    vault = opened(root)
    assert (root / "Long.md").read_bytes() == foreign
    assert "Long.md" in vault.problems[0]


def test_an_interrupted_decision_is_made_in_a_note_that_was_saved_meanwhile(
    tmp_path: Path,
) -> None:
    root = make(tmp_path / "vault")
    assert in_child(killed_before_the_note_is_touched(root)) == signal.SIGKILL
    (root / "Long.md").write_bytes(b"A new line.\n" + NOTES["Long.md"])
    vault = opened(root)
    expected = NOTES["Long.md"].replace(
        b"- [?] Prepare the deck. #proposed", b"- [ ] Prepare the deck."
    )
    assert (root / "Long.md").read_bytes() == b"A new line.\n" + expected
    assert vault.problems == ()


def test_the_writes_of_a_program_that_still_runs_are_left_to_it(tmp_path: Path) -> None:
    root = make(tmp_path / "vault")
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        vault = opened(root)

        def wait(*_arguments: object) -> int:
            os.write(writer, b"!")
            signal.pause()
            return 0

        overwrite.os.posix_fallocate = wait  # type: ignore[attr-defined]
        overwrite.os.pwrite = wait  # type: ignore[attr-defined]
        try:
            decide_all(vault)
        finally:
            os._exit(0)
    try:
        assert os.read(reader, 1) == b"!"
        (root.parent / "copy").mkdir()
        other = Vault(str(root), today=lambda: DAY, state=str(root.parent / "vault-state"))
        other.recover()
        assert other.problems == ()
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    other.recover()
    assert (root / "Long.md").read_bytes().count(b"- [ ] Prepare the deck.") == 1


@given(
    base=st.binary(max_size=40),
    new=st.binary(max_size=40),
    cut=st.integers(0, 40),
    grown=st.booleans(),
)
def test_every_state_of_an_interrupted_write_is_known_as_torn(
    base: bytes, new: bytes, cut: int, grown: bool
) -> None:
    state = base
    if grown and len(new) > len(base):
        state = base + b"\0" * (len(new) - len(base))
    cut = min(cut, len(new), len(state))
    state = new[:cut] + state[cut:]
    assert is_torn(state, base, new) or cut == len(new) < len(base)


@given(data=st.binary(max_size=30), base=st.binary(max_size=30), new=st.binary(max_size=30))
def test_other_bytes_are_not_taken_for_torn_ones(data: bytes, base: bytes, new: bytes) -> None:
    if is_torn(data, base, new):
        assert all(
            byte in (new[i : i + 1], base[i : i + 1], b"\0")
            for i, byte in enumerate(data[j : j + 1] for j in range(len(data)))
        )


def test_a_torn_note_that_is_in_use_at_the_next_start_is_made_whole_at_the_one_after(
    tmp_path: Path,
) -> None:
    stages = whole_stages(tmp_path / "stages")
    root = make(tmp_path / "vault")
    assert in_child(torn_at(root, 0, 0.3)) == signal.SIGKILL
    torn = contents(root)
    assert torn not in stages
    with (root / "Long.md").open("rb"):
        vault = opened(root)
        assert len(vault.problems) == 1
        assert vault.problems[0].startswith("A decision in Long.md was interrupted")
        vault.close()
    assert contents(root) == torn
    assert what_is_wrong(root, stages) == ""


def test_bytes_that_a_failing_disk_left_behind_are_put_right_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stages = whole_stages(tmp_path / "stages")
    root = make(tmp_path / "vault")
    pwrite, calls = os.pwrite, 0

    def fail_after_nine_bytes(fd: int, data: memoryview, at: int) -> int:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise OSError(errno.EIO, "the disk fails")
        return pwrite(fd, data[:9], at)

    vault = opened(root)
    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", fail_after_nine_bytes)
        [outcome] = vault.apply([decision(vault, *DECISIONS[0])]).outcomes
    assert outcome.message.startswith("A write to Long.md failed half way")
    vault.close()
    assert contents(root) not in stages
    assert what_is_wrong(root, stages) == ""

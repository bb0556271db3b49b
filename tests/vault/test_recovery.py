"""After a crash a note is whole: as before the decision, or as after it."""

import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault import overwrite
from vault.edits import Accept, Complete, Reject
from vault.outcomes import Decision
from vault.recovery import is_torn
from vault.vault import Vault

DAY = date(2026, 11, 22)
NOTES = {
    "Long.md": b"# Long\n"
    + b"filler\n" * 50
    + b"- [?] Prepare the deck. #proposed\n"
    + b"z\n" * 99,
    "Short.md": b"- [?] Water the plants #proposed\n- [ ] Burn the list \xf0\x9f\x8f\x81 delete\n",
}


def make(folder: Path) -> Path:
    folder.mkdir()
    for name, data in NOTES.items():
        (folder / name).write_bytes(data)
    return folder


def opened(root: Path) -> Vault:
    vault = Vault(str(root), today=lambda: DAY, state=str(root.parent / f"{root.name}-state"))
    vault.load()
    return vault


def decide_all(vault: Vault) -> None:
    """Edits that keep the length, let a note grow, and let it shrink."""
    for words, edit in (
        ("deck", Accept()),
        ("plants", Reject()),
        ("Burn", Complete()),
    ):
        found = next(one for one in vault.tasks() if words in one.task.description)
        vault.apply([Decision(found, edit)])


def contents(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.glob("*.md")}


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """What the notes hold after no, one, two and three decisions."""
    root = make(tmp_path_factory.mktemp("stages") / "vault")
    vault = opened(root)
    seen = [contents(root)]
    for words, edit in (("deck", Accept()), ("plants", Reject()), ("Burn", Complete())):
        found = next(one for one in vault.tasks() if words in one.task.description)
        vault.apply([Decision(found, edit)])
        seen.append(contents(root))
    return seen


def in_child(work: Callable[[], None]) -> int:
    """Run `work` in a forked process; the signal that ended it, or 0."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def killed_at(root: Path, moment: int) -> Callable[[], None]:
    """Decide everything, and die at the `moment`-th call that leaves Python."""

    def work() -> None:
        vault = opened(root)
        left = moment

        def watch(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal left
            if event == "c_call":
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(watch)
        decide_all(vault)
        sys.setprofile(None)

    return work


def calls_needed(root: Path) -> int:
    """How many calls leave Python while everything is decided."""
    reader, writer = os.pipe()

    def work() -> None:
        vault = opened(root)
        count = 0

        def watch(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal count
            count += event == "c_call"

        sys.setprofile(watch)
        decide_all(vault)
        sys.setprofile(None)
        os.write(writer, str(count).encode())

    assert in_child(work) == 0
    os.close(writer)
    with os.fdopen(reader) as answer:
        return int(answer.read())


def test_a_program_that_is_killed_anywhere_leaves_whole_notes_and_an_exact_undo(
    tmp_path: Path, stages: list[dict[str, bytes]]
) -> None:
    calls = calls_needed(make(tmp_path / "count"))
    step = max(1, calls // 120)
    reached = set()
    for number, moment in enumerate(range(1, calls, step)):
        root = make(tmp_path / f"vault{number}")
        assert in_child(killed_at(root, moment)) == signal.SIGKILL
        vault = opened(root)
        assert vault.problems == ()
        assert contents(root) in stages, f"killed at call {moment} of {calls}"
        reached.add(stages.index(contents(root)))
        while vault.undo():
            pass
        assert contents(root) == stages[0], f"undone after a kill at call {moment} of {calls}"
        vault.close()
    assert reached == {0, 1, 2, 3}


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7])
def test_a_write_that_stops_half_way_is_finished_at_the_next_start(
    tmp_path: Path, share: float, stages: list[dict[str, bytes]]
) -> None:
    root = make(tmp_path / "vault")

    def work() -> None:
        vault = opened(root)
        pwrite = os.pwrite

        def half(fd: int, data: memoryview, at: int) -> int:
            pwrite(fd, data[: int(len(data) * share)], at)
            os.kill(os.getpid(), signal.SIGKILL)
            return 0

        overwrite.os.pwrite = half  # type: ignore[attr-defined]
        decide_all(vault)

    assert in_child(work) == signal.SIGKILL
    if share:
        assert contents(root) not in stages
    opened(root)
    assert contents(root) == stages[1]


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


def killed_before_the_note_is_touched(root: Path) -> Callable[[], None]:
    def work() -> None:
        vault = opened(root)

        def die(*_arguments: object) -> int:
            os.kill(os.getpid(), signal.SIGKILL)
            return 0

        overwrite.os.pwrite = die  # type: ignore[attr-defined]
        decide_all(vault)

    return work


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

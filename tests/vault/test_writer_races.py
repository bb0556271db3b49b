"""Our edits against programs that save the same note all the time: none lost, none torn."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.vault.contested import State, count_ours, parse_state, whole_state
from tests.vault.one_write import REPOSITORY
from vault.writer import NoteWriter, Written

EDITS = 450
PYTHON = (sys.executable, "-m", "tests.vault.rival")
NODE = ("node", "tests/vault/rival.mjs")
_VIM = 'yes | vim -N -u NONE -i NONE -n -es -S tests/vault/rival.vim "$@"'
VIM = ("sh", "-c", _VIM, "vim")

needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
needs_vim = pytest.mark.skipif(shutil.which("vim") is None, reason="vim is not installed")


@dataclass(slots=True)
class Tally:
    """Of our edits: `lost` through nobody's save, undone by a `stale` one of the rival."""

    edits: int = 0
    lost: int = 0
    stale: int = 0
    theirs_lost: int = 0
    last: State | None = None

    def judge(self, written: Written) -> None:
        found = whole_state(written.before)
        if self.last is not None:
            self.theirs_lost += found.theirs < self.last.theirs
            undone = found.ours != self.last.ours
            saved_since = found.theirs > self.last.theirs and found.carried == found.ours
            self.stale += undone and saved_since
            self.lost += undone and not saved_since
        self.edits += 1
        self.last = whole_state(written.after)


@dataclass(slots=True)
class Rival:
    """What rival.py counted, once it has stopped."""

    saves: int = 0
    lost: int = 0
    torn: int = 0


@contextmanager
def rivalry(program: tuple[str, ...], way: str, note: Path) -> Iterator[Rival]:
    rival = Rival()
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(
        [*program, way, str(note)], cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        try:
            yield rival
        finally:
            Path(f"{note}.stop").touch()
            counted = process.stdout.read()
    assert process.returncode == 0
    rival.saves, rival.lost, rival.torn = json.loads(counted).values()


def edit(note: Path) -> Tally:
    tally = Tally()
    writer = NoteWriter(str(note.parent), patience=10)
    for _ in range(EDITS):
        tally.judge(writer.write(note.name, count_ours))
        time.sleep(random.uniform(0, 0.001))
    return tally


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.md"
    path.write_bytes(State(0, 0, 0).to_bytes())
    return path


@pytest.mark.parametrize("program", [PYTHON, pytest.param(NODE, marks=needs_node)])
def test_with_a_saver_that_holds_the_note_open_every_edit_of_both_stays(
    note: Path, program: tuple[str, ...]
) -> None:
    with rivalry(program, "hold", note) as rival:
        tally = edit(note)
    assert (tally.lost, tally.stale, tally.theirs_lost) == (0, 0, 0)
    assert (rival.lost, rival.torn) == (0, 0)
    end = whole_state(note.read_bytes())
    assert (end.ours, end.theirs) == (EDITS, rival.saves)
    assert rival.saves > EDITS // 10


@pytest.mark.parametrize(
    "program",
    [PYTHON, pytest.param(NODE, marks=needs_node), pytest.param(VIM, marks=needs_vim)],
)
def test_with_an_editor_that_saves_whole_notes_only_its_own_stale_saves_undo_ours(
    note: Path, program: tuple[str, ...]
) -> None:
    with rivalry(program, "save", note) as rival:
        tally = edit(note)
    assert (tally.lost, tally.theirs_lost) == (0, 0)
    assert (rival.lost, rival.torn) == (0, 0)
    assert whole_state(note.read_bytes()).theirs == rival.saves > EDITS // 10


def test_with_a_sync_program_that_renames_only_its_own_stale_saves_undo_ours(note: Path) -> None:
    with rivalry(PYTHON, "rename", note) as rival:
        tally = edit(note)
    assert (tally.lost, tally.theirs_lost) == (0, 0)
    assert (rival.lost, rival.torn) == (0, 0)
    assert whole_state(note.read_bytes()).theirs == rival.saves > EDITS // 10


def test_a_reader_never_sees_half_an_edit(note: Path) -> None:
    inode = note.stat().st_ino
    with rivalry(PYTHON, "read", note) as rival:
        tally = edit(note)
    assert (tally.lost, tally.stale, rival.torn) == (0, 0, 0)
    assert parse_state(note.read_bytes()) == State(EDITS, 0, 0)
    assert note.stat().st_ino == inode


def test_two_writers_lose_nothing_of_each_other(note: Path) -> None:
    with rivalry(PYTHON, "write", note) as rival:
        tally = edit(note)
    assert (tally.lost, tally.stale, tally.theirs_lost) == (0, 0, 0)
    assert (rival.lost, rival.torn) == (0, 0)
    end = whole_state(note.read_bytes())
    assert (end.ours, end.theirs) == (EDITS, rival.saves)
    assert rival.saves > EDITS // 10

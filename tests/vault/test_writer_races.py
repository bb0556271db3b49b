"""Our edits against programs that save the same note all the time: none lost, none torn."""

import shutil
from pathlib import Path

import pytest

from tests.vault.contested import State, parse_state, whole_state
from tests.vault.races import NODE, PYTHON, VIM, edit, kept, rivalry, unrecoverable
from vault.strategies import Strategy

LEASE, EXCHANGE = Strategy.LEASE, Strategy.EXCHANGE
EDITS = {LEASE: 450, EXCHANGE: 60}
"""An exchange takes as long as its late writers are waited for."""

both = pytest.mark.parametrize("strategy", [LEASE, EXCHANGE])
needs_vim = pytest.mark.skipif(shutil.which("vim") is None, reason="vim is not installed")
needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")


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
        tally = edit(note, EDITS[LEASE])
    assert (tally.lost, tally.stale, tally.theirs_lost) == (0, 0, 0)
    assert (rival.lost, rival.torn) == (0, 0)
    end = whole_state(note.read_bytes())
    assert (end.ours, end.theirs) == (EDITS[LEASE], rival.saves)
    assert rival.saves > EDITS[LEASE] // 10


@pytest.mark.parametrize(
    "program",
    [PYTHON, pytest.param(NODE, marks=needs_node), pytest.param(VIM, marks=needs_vim)],
)
def test_with_an_editor_that_saves_whole_notes_only_its_own_stale_saves_undo_ours(
    note: Path, program: tuple[str, ...]
) -> None:
    with rivalry(program, "save", note) as rival:
        tally = edit(note, EDITS[LEASE])
    assert (tally.lost, tally.theirs_lost) == (0, 0)
    assert (rival.lost, rival.torn) == (0, 0)
    assert whole_state(note.read_bytes()).theirs == rival.saves > EDITS[LEASE] // 10


def test_with_a_sync_program_that_renames_only_its_own_stale_saves_undo_ours(note: Path) -> None:
    with rivalry(PYTHON, "rename", note) as rival:
        tally = edit(note, EDITS[LEASE])
    assert (tally.lost, tally.theirs_lost) == (0, 0)
    assert (rival.lost, rival.torn) == (0, 0)
    assert whole_state(note.read_bytes()).theirs == rival.saves > EDITS[LEASE] // 10


@pytest.mark.parametrize(
    ("program", "way"),
    [
        (PYTHON, "hold"),
        (PYTHON, "save"),
        (PYTHON, "rename"),
        pytest.param(NODE, "hold", marks=needs_node),
        pytest.param(NODE, "save", marks=needs_node),
        pytest.param(VIM, "save", marks=needs_vim),
    ],
)
def test_where_notes_are_exchanged_every_save_stays_or_is_kept_beside_the_note(
    note: Path, program: tuple[str, ...], way: str
) -> None:
    with rivalry(program, way, note, EXCHANGE) as rival:
        tally = edit(note, EDITS[EXCHANGE], EXCHANGE)
    print(way, tally, "gave way:", rival.lost, "of", rival.saves)
    assert unrecoverable(rival, note) == []
    assert len(kept(note)) <= tally.conflicts
    assert tally.edits + tally.conflicts == EDITS[EXCHANGE]
    assert tally.edits > EDITS[EXCHANGE] // 2
    assert rival.torn == 0
    assert whole_state(note.read_bytes()).theirs == rival.saves > EDITS[EXCHANGE] // 10
    assert list(note.parent.glob(".*.tmp")) == []


@both
def test_a_reader_never_sees_half_an_edit(note: Path, strategy: Strategy) -> None:
    inode = note.stat().st_ino
    with rivalry(PYTHON, "read", note, strategy) as rival:
        tally = edit(note, EDITS[strategy], strategy)
    assert (tally.lost, tally.stale, rival.torn) == (0, 0, 0)
    assert parse_state(note.read_bytes()) == State(EDITS[strategy], 0, 0)
    assert strategy is EXCHANGE or note.stat().st_ino == inode


@both
def test_two_writers_lose_nothing_of_each_other(note: Path, strategy: Strategy) -> None:
    with rivalry(PYTHON, "write", note, strategy) as rival:
        tally = edit(note, EDITS[strategy], strategy)
    assert (tally.lost, tally.stale, tally.theirs_lost) == (0, 0, 0)
    assert (rival.lost, rival.torn) == (0, 0)
    end = whole_state(note.read_bytes())
    assert (end.ours, end.theirs) == (EDITS[strategy], rival.saves)
    assert rival.saves

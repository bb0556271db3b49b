"""The history: what it keeps, in which order steps go back, and who may share it."""

import os
import sqlite3
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from vault.edits import Accept, Complete, Edit, Reject
from vault.errors import ConflictError, NoSpaceError
from vault.index import IndexedTask
from vault.journal import Journal
from vault.journal_file import FILE_NAME
from vault.outcomes import Applied, Decision
from vault.vault import Vault

DAY = date(2026, 11, 22)
NOTE = (
    b"# Standup\r\n"
    b"- [?] Prepare the deck. #proposed\r\n"
    b"- [?] Water the plants \xff #proposed\n"
    b"- [ ] Sweep the pier \xf0\x9f\x94\x81 every week \xf0\x9f\x93\x85 2026-11-20\n"
    b"- [ ] Burn the list \xf0\x9f\x8f\x81 delete\n"
    b"the end"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "Standup.md").write_bytes(NOTE)
    return folder


def opened(root: Path, *, read_only: bool = False) -> Vault:
    vault = Vault(
        str(root), today=lambda: DAY, read_only=read_only, state=str(root.parent / "state")
    )
    vault.load()
    return vault


def task(vault: Vault, words: str) -> IndexedTask:
    return next(found for found in vault.tasks() if words in found.task.description)


def decide(vault: Vault, edit: Edit, *words: str) -> Applied:
    return vault.apply([Decision(task(vault, one), edit) for one in words])


def undone(vault: Vault) -> Applied:
    applied = vault.undo()
    assert applied is not None
    return applied


def test_undo_goes_back_to_the_same_bytes_in_another_run_of_the_program(root: Path) -> None:
    first = opened(root)
    decide(first, Accept(), "deck", "plants")
    decide(first, Complete(), "Sweep")
    decide(first, Complete(), "Burn")
    first.close()
    second = opened(root)
    assert [undone(second).written for _ in range(3)] == [1, 1, 2]
    assert (root / "Standup.md").read_bytes() == NOTE
    assert second.undo() is None


def test_redo_in_another_run_makes_the_same_bytes_again(root: Path) -> None:
    first = opened(root)
    decide(first, Reject(), "deck")
    decide(first, Complete(), "Burn")
    decided = (root / "Standup.md").read_bytes()
    undone(first)
    undone(first)
    first.close()
    second = opened(root)
    labels = [again.label for _ in range(2) if (again := second.redo())]
    assert labels == ["reject “Prepare the deck. #proposed”", "done “Burn the list”"]
    assert (root / "Standup.md").read_bytes() == decided
    assert second.redo() is None


def test_a_new_decision_ends_what_could_be_made_again(root: Path) -> None:
    vault = opened(root)
    decide(vault, Accept(), "deck")
    undone(vault)
    decide(vault, Accept(), "plants")
    assert vault.redo() is None


def test_a_step_is_taken_back_only_once_however_often_undo_and_redo_alternate(root: Path) -> None:
    vault = opened(root)
    decide(vault, Accept(), "deck")
    decide(vault, Accept(), "plants")
    decided = (root / "Standup.md").read_bytes()
    for _ in range(3):
        undone(vault)
        undone(vault)
        assert (root / "Standup.md").read_bytes() == NOTE
        assert vault.redo() is not None
        assert vault.redo() is not None
        assert (root / "Standup.md").read_bytes() == decided


def test_an_undone_task_keeps_its_id_within_one_run(root: Path) -> None:
    vault = opened(root)
    before = task(vault, "Burn").id
    decide(vault, Complete(), "Burn")
    assert undone(vault).outcomes[0].task_id == before
    assert task(vault, "Burn").id == before


def test_the_task_of_an_undo_in_another_run_is_the_one_of_its_index(root: Path) -> None:
    first = opened(root)
    decide(first, Accept(), "plants")
    first.close()
    second = opened(root)
    now = task(second, "plants").id
    assert undone(second).outcomes[0].task_id == now


def test_an_undo_whose_line_changed_refuses_with_both_versions_and_can_be_tried_again(
    root: Path,
) -> None:
    vault = opened(root)
    decide(vault, Accept(), "deck")
    note = root / "Standup.md"
    note.write_bytes(note.read_bytes().replace(b"the deck", b"both decks"))
    error = undone(vault).outcomes[0].error
    assert isinstance(error, ConflictError)
    assert (error.was, error.now) == (
        "- [ ] Prepare the deck.\r",
        "- [ ] Prepare both decks.\r",
    )
    assert isinstance(undone(vault).outcomes[0].error, ConflictError)
    note.write_bytes(note.read_bytes().replace(b"both decks", b"the deck"))
    assert undone(vault).written == 1
    assert note.read_bytes() == NOTE
    assert vault.undo() is None


def test_behind_a_step_that_is_refused_twice_the_older_one_is_taken_back(root: Path) -> None:
    vault = opened(root)
    decide(vault, Accept(), "plants")
    decide(vault, Accept(), "deck")
    note = root / "Standup.md"
    note.write_bytes(note.read_bytes().replace(b"the deck", b"both decks"))
    assert undone(vault).failures
    assert undone(vault).label.startswith("accept “Water the plants")
    assert [step.taken_back for step in vault.history()[1:]] == [False, True]
    note.write_bytes(note.read_bytes().replace(b"both decks", b"the deck"))
    assert undone(vault).label == "accept “Prepare the deck. #proposed”"
    assert note.read_bytes() == NOTE


def test_a_decision_that_was_not_written_is_not_in_the_history(root: Path) -> None:
    vault = opened(root)
    stale = task(vault, "deck")
    (root / "Standup.md").write_bytes(b"nothing left\n")
    assert not vault.apply([Decision(stale, Accept())]).written
    assert vault.history() == []


def test_the_history_names_steps_newest_first(root: Path) -> None:
    vault = opened(root)
    decide(vault, Accept(), "deck", "plants")
    decide(vault, Complete(), "Sweep")
    undone(vault)
    told = [(step.kind.value, step.label, step.taken_back) for step in vault.history()]
    assert told == [
        ("undo", "done “Sweep the pier”", False),
        ("do", "done “Sweep the pier”", True),
        ("do", "accept 2 tasks", False),
    ]


def test_vaults_share_the_file_but_not_their_steps(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "Standup.md").write_bytes(NOTE)
    one, two = opened(root), opened(other)
    decide(one, Accept(), "deck")
    assert two.undo() is None
    assert undone(one).written == 1


def test_another_program_takes_back_what_this_one_decided_and_this_one_does_not_again(
    root: Path,
) -> None:
    vault = opened(root)
    decide(vault, Accept(), "deck")
    script = (
        "import sys; from datetime import date; from vault.vault import Vault\n"
        "vault = Vault(sys.argv[1], today=date.today, state=sys.argv[2])\n"
        "print(vault.undo().written)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, str(root), str(root.parent / "state")],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )
    assert ended.stdout == "1\n"
    assert (root / "Standup.md").read_bytes() == NOTE
    assert vault.undo() is None


def test_read_only_opens_no_file_of_the_state(root: Path) -> None:
    vault = opened(root, read_only=True)
    assert decide(vault, Accept(), "deck").failures
    assert not (root.parent / "state").exists()


def test_a_broken_journal_is_set_aside_and_said_so(root: Path) -> None:
    state = root.parent / "state"
    state.mkdir()
    (state / FILE_NAME).write_bytes(b"this is no database" * 500)
    vault = opened(root)
    assert "broken" in vault.problems[0]
    assert len([name for name in os.listdir(state) if ".broken-" in name]) == 1
    decide(vault, Accept(), "deck")
    assert undone(vault).written == 1


def test_a_journal_of_a_newer_program_is_left_alone(root: Path) -> None:
    state = root.parent / "state"
    state.mkdir()
    with sqlite3.connect(state / FILE_NAME) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    before = (state / FILE_NAME).read_bytes()
    vault = opened(root)
    assert "newer vaultriage" in vault.problems[0]
    decide(vault, Accept(), "deck")
    assert undone(vault).written == 1
    assert (state / FILE_NAME).read_bytes() == before


def test_the_journal_is_its_owners_alone(root: Path) -> None:
    decide(opened(root), Accept(), "deck")
    state = root.parent / "state"
    assert stat.S_IMODE(state.stat().st_mode) == 0o700


def test_a_confirmed_write_keeps_no_copy_of_the_note(root: Path) -> None:
    vault = opened(root)
    decide(vault, Accept(), "deck")
    vault.close()
    with sqlite3.connect(root.parent / "state" / FILE_NAME) as file:
        rows = file.execute("SELECT base, new FROM writes").fetchall()
    file.close()
    assert rows == [(None, None)]


def test_old_steps_are_forgotten_and_unfinished_ones_never(root: Path) -> None:
    state = str(root.parent / "state")
    vault = opened(root)
    decide(vault, Accept(), "deck")
    decide(vault, Accept(), "plants")
    vault.close()
    with sqlite3.connect(Path(state) / FILE_NAME) as file:
        file.execute("UPDATE steps SET made = 1000")
        file.execute("UPDATE writes SET base = x'00', new = x'01' WHERE id = 1")
    file.close()
    journal = Journal(state, str(root))
    assert [step.label for step in journal.history(9)] == ["accept “Prepare the deck. #proposed”"]


def test_what_the_journal_cannot_take_is_not_written(root: Path) -> None:
    vault = opened(root)
    pages = vault._journal._database.execute("PRAGMA page_count").fetchone()[0]
    vault._journal._database.execute(f"PRAGMA max_page_count = {pages}")
    (root / "Long.md").write_bytes(b"- [?] Long #proposed\n" + b"x" * 100_000)
    vault.load()
    applied = decide(vault, Accept(), "Long")
    assert applied.outcomes[0].message.startswith("The journal cannot be written")
    assert isinstance(applied.outcomes[0].error, NoSpaceError)
    assert (root / "Long.md").read_bytes()[:21] == b"- [?] Long #proposed\n"
    assert vault.history() == []
    vault._journal._database.execute("PRAGMA max_page_count = 1000000")
    assert decide(vault, Accept(), "Long").written == 1
    vault.close()


def test_steps_are_forgotten_when_they_are_too_old_or_too_many(root: Path) -> None:
    state = str(root.parent / "state")
    vault = opened(root)
    for words in ("Prepare", "Water", "Sweep"):
        decide(vault, Complete(), words)
    vault.close()
    with sqlite3.connect(os.path.join(state, FILE_NAME)) as database:
        database.execute("UPDATE steps SET made = made - 3 * 86400 WHERE id = 1")
    database.close()

    def kept(keep_days: int, keep_steps: int) -> list[int]:
        journal = Journal(state, str(root), keep_days=keep_days, keep_steps=keep_steps)
        steps = [step.id for step in journal.history(10)]
        journal.close()
        return steps

    assert kept(4, 3) == [3, 2, 1]
    assert kept(2, 3) == [3, 2]
    assert kept(2, 1) == [3]

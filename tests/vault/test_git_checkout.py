"""Notes changed by git, by the hundred and by the thousand, under a vault that is open."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import sleep

import pytest

from tests.waiting import wait_until
from vault.edits import Accept
from vault.events import Event, IndexChanged
from vault.outcomes import Decision, OutcomeKind
from vault.vault import Vault

NOTES = 200
DAY = date(2026, 11, 22)

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(root: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "core.hooksPath=.none")
    return subprocess.run(
        ["git", "-C", str(root), *identity, *arguments], capture_output=True, check=True, text=True
    ).stdout


def write(root: Path, words: str) -> None:
    for number in range(NOTES):
        text = f"# {words} {number}\n\n- [?] Task {number}. #proposed\n- [?] Other #proposed\n"
        (root / f"{number}.md").write_text(f"{words}\n" * (number % 5) + text)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with the branches `one` and `two`, the first checked out."""
    git(tmp_path, "init", "-q", "-b", "one")
    for branch in ("one", "two"):
        git(tmp_path, "checkout", "-q", "-B", branch)
        write(tmp_path, branch)
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-q", "-m", branch)
    git(tmp_path, "checkout", "-q", "one")
    return tmp_path


@contextmanager
def opened(root: Path) -> Iterator[Vault]:
    """The vault, read and watched."""
    vault = Vault(str(root), today=lambda: DAY)
    vault.start()
    try:
        assert wait_until(lambda: vault.loaded, 20)
        yield vault
    finally:
        vault.close()


@pytest.fixture
def vault(root: Path) -> Iterator[Vault]:
    with opened(root) as vault:
        yield vault


def lines(vault: Vault) -> list[tuple[str, int, bytes]]:
    return [(found.path, found.at.number, found.at.raw) for found in vault.tasks()]


def fresh(root: Path) -> list[tuple[str, int, bytes]]:
    vault = Vault(str(root), today=lambda: DAY)
    vault.load()
    return lines(vault)


def test_a_checkout_is_seen_whole_and_decisions_made_before_it_find_their_lines(
    root: Path, vault: Vault
) -> None:
    chosen = [found for found in vault.tasks() if "Task" in found.task.description][::10]
    git(root, "checkout", "-q", "two")
    applied = vault.apply([Decision(found, Accept()) for found in chosen])
    assert {outcome.kind for outcome in applied.outcomes} == {OutcomeKind.WRITTEN}
    changed = [line for line in git(root, "diff", "-U0").split("\n") if line[:2] in ("+-", "--")]
    wanted = [int(found.path.removesuffix(".md")) for found in chosen]
    gone = {f"-- [?] Task {number}. #proposed" for number in wanted}
    come = {f"+- [ ] Task {number}." for number in wanted}
    assert {line for line in changed if not line.startswith("---")} == gone | come
    expected = fresh(root)
    assert wait_until(lambda: lines(vault) == expected, 20)


def test_the_index_follows_checkouts_back_and_forth(root: Path, vault: Vault) -> None:
    for branch in ("two", "one", "two"):
        git(root, "checkout", "-q", branch)
    expected = fresh(root)
    assert wait_until(lambda: lines(vault) == expected, 20)
    assert git(root, "status", "--porcelain") == ""


def test_what_is_stashed_goes_and_what_is_popped_comes_back(root: Path, vault: Vault) -> None:
    committed = lines(vault)
    for number in range(0, NOTES, 2):
        (root / f"{number}.md").write_text(f"- [?] Edited {number} #proposed\n")
    edited = fresh(root)
    assert wait_until(lambda: lines(vault) == edited, 20)
    git(root, "stash", "-q")
    assert wait_until(lambda: lines(vault) == committed, 20)
    git(root, "stash", "pop", "-q")
    assert wait_until(lambda: lines(vault) == edited, 20)


def test_a_rebase_ends_at_what_is_there_however_many_versions_it_went_through(
    root: Path, vault: Vault
) -> None:
    for number in range(12):
        (root / f"{number}.md").write_text(f"- [?] Step {number} #proposed\n")
        (root / f"new {number}.md").write_text("- [ ] new\n")
        git(root, "add", ".")
        git(root, "commit", "-q", "-m", f"step {number}")
    git(root, "checkout", "-q", "-b", "base", "one~0")
    git(root, "reset", "-q", "--hard", "one~12")
    (root / "100.md").write_text("- [?] Below all of them #proposed\n")
    git(root, "commit", "-q", "-a", "-m", "below")
    git(root, "checkout", "-q", "one")
    git(root, "rebase", "-q", "base")
    expected = fresh(root)
    assert ("100.md", 0, b"- [?] Below all of them #proposed") in expected
    assert ("11.md", 0, b"- [?] Step 11 #proposed") in expected
    assert wait_until(lambda: lines(vault) == expected, 20)


def test_thousands_of_notes_are_told_in_few_pieces(tmp_path: Path) -> None:
    many = 1_500
    git(tmp_path, "init", "-q", "-b", "one")
    for branch in ("one", "two"):
        git(tmp_path, "checkout", "-q", "-B", branch)
        for number in range(many):
            folder = tmp_path / f"{number % 30}"
            folder.mkdir(exist_ok=True)
            (folder / f"{number}.md").write_text(f"- [?] {branch} {number} #proposed\n")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-q", "-m", branch)
    git(tmp_path, "checkout", "-q", "one")
    heard: list[Event] = []
    with opened(tmp_path) as vault:
        vault.subscribe(heard.append)
        git(tmp_path, "checkout", "-q", "two")
        expected = fresh(tmp_path)
        assert wait_until(lambda: lines(vault) == expected, 30)
    changes = [event for event in heard if isinstance(event, IndexChanged)]
    assert len(frozenset().union(*(change.paths for change in changes))) == many
    assert len(changes) < many / 50


@pytest.mark.parametrize("pause", [0.0, 0.03, 0.1])
def test_a_note_that_is_written_in_pieces_is_right_at_its_end(
    root: Path, vault: Vault, pause: float
) -> None:
    pieces = [part for n in range(8) for part in (f"- [?] Piece {n} #prop", "osed\n")]
    with (root / "0.md").open("w") as note:
        for piece in pieces:
            note.write(piece)
            note.flush()
            os.utime(root / "0.md")
            sleep(pause)
    expected = fresh(root)
    assert wait_until(lambda: lines(vault) == expected, 20)

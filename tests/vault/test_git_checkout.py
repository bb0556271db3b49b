"""Two hundred notes changed by `git checkout` under a vault that is open."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.waiting import wait_until
from vault.edits import Accept
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


@pytest.fixture
def vault(root: Path) -> Iterator[Vault]:
    vault = Vault(str(root), today=lambda: DAY)
    vault.start()
    assert wait_until(lambda: vault.loaded)
    yield vault
    vault.close()


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

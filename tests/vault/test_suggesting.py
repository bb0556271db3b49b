"""Suggestions from a real journal and real notes."""

from datetime import date
from pathlib import Path

import pytest

from vault.config import Config, Suggestions
from vault.edits import Accept, Complete, Reject
from vault.index import IndexedTask
from vault.outcomes import Decision
from vault.vault import Vault

DAY = date(2026, 11, 22)
ANA = '---\ntype: call\nperson: "[[Ana]]"\n---\n'
BEN = '---\nperson: "[[Ben]]"\n---\n'


def lines(count: int) -> str:
    return "".join(f"- [?] Do thing number {n} @Myself #proposed\n" for n in range(count))


def opened(root: Path, config: Config | None = None) -> Vault:
    state = str(root.parent / "state")
    vault = Vault(str(root), today=lambda: DAY, state=state, config=config or Config())
    vault.load()
    return vault


def proposals(vault: Vault, note: str) -> list[IndexedTask]:
    return [found for found in vault.in_note(note) if found.proposed]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two notes with ten proposals each, of which nine are decided: Ana's accepted, Ben's not."""
    folder = tmp_path / "Notes"
    folder.mkdir()
    (folder / "A.md").write_text(ANA + lines(10))
    (folder / "B.md").write_text(BEN + lines(10))
    vault = opened(folder)
    first, *rest = proposals(vault, "A.md")[:9]
    vault.apply([Decision(first, Complete()), *(Decision(found, Accept()) for found in rest)])
    vault.apply([Decision(found, Reject()) for found in proposals(vault, "B.md")[:9]])
    vault.close()
    return folder


def reasons(vault: Vault) -> list[str | None]:
    found = [*proposals(vault, "A.md"), *proposals(vault, "B.md")]
    told = [vault.suggest(one) for one in found]
    return [one.reason if one else None for one in told]


def test_another_run_knows_what_was_decided(root: Path) -> None:
    vault = opened(root)
    assert reasons(vault) == [
        "you accepted 9 of 9 from notes of the type call with Ana",
        "you rejected 9 of 9 from notes with Ben",
    ]
    vault.close()


def test_what_is_taken_back_is_forgotten_at_once(root: Path) -> None:
    vault = opened(root)
    assert all(reasons(vault))
    vault.undo()
    (only, *rest) = reasons(vault)
    assert only is None
    assert set(rest) == {None}
    vault.redo()
    assert all(reasons(vault))
    vault.close()


def test_decisions_on_what_was_no_proposal_do_not_count(root: Path) -> None:
    (root / "C.md").write_text(BEN + "".join(f"- [ ] Own thing {n}\n" for n in range(20)))
    vault = opened(root)
    vault.apply([Decision(found, Complete()) for found in vault.in_note("C.md")])
    assert reasons(vault)[1] == "you rejected 9 of 9 from notes with Ben"
    vault.close()


def test_who_wants_no_suggestions_gets_none(root: Path) -> None:
    vault = opened(root, Config(suggest=Suggestions(show=False)))
    assert reasons(vault) == [None, None]
    vault.close()


def test_a_task_is_told_nothing(root: Path) -> None:
    vault = opened(root)
    (done, *_) = vault.in_note("A.md")
    assert vault.suggest(done) is None
    vault.close()

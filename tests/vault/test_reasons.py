"""Why something was decided: kept with its step, for as long as the step is."""

from datetime import date
from pathlib import Path

from vault.edits import Accept, Reject
from vault.outcomes import Decision
from vault.vault import Vault


def opened(folder: Path) -> Vault:
    root = folder / "vault"
    root.mkdir(exist_ok=True)
    if not (root / "a.md").exists():
        (root / "a.md").write_bytes(b"- [?] x #proposed\n")
    vault = Vault(str(root), today=lambda: date(2026, 11, 22), state=str(folder / "state"))
    vault.load()
    return vault


def test_a_reason_stays_with_its_step_and_goes_with_undo_and_redo(tmp_path: Path) -> None:
    vault = opened(tmp_path)
    vault.apply([Decision(vault.tasks()[0], Reject())], "not mine")
    vault.close()
    again = opened(tmp_path)
    again.undo()
    again.redo()
    assert [(step.kind, step.reason) for step in again.history()] == [
        ("redo", "not mine"),
        ("undo", "not mine"),
        ("do", "not mine"),
    ]


def test_most_steps_have_no_reason(tmp_path: Path) -> None:
    vault = opened(tmp_path)
    vault.apply([Decision(vault.tasks()[0], Accept())])
    assert [step.reason for step in vault.history()] == [""]


def test_a_step_that_came_to_nothing_leaves_no_reason(tmp_path: Path) -> None:
    vault = opened(tmp_path)
    found = vault.tasks()[0]
    (tmp_path / "vault/a.md").write_bytes(b"- [?] other #proposed\n")
    vault.apply([Decision(found, Reject())], "wrong")
    assert vault.history() == []

"""Every fault through Vault.apply: named for what it is, nothing written, nothing made."""

from datetime import date
from pathlib import Path

import pytest

from tests.vault.faults import FAULTS, PATH, Fault, everything, inflicted, make
from vault.edits import Accept
from vault.outcomes import Decision, OutcomeKind
from vault.vault import Vault


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_note_with_a_fault_stays_as_it_is_and_stops_no_other(
    tmp_path: Path, fault: Fault
) -> None:
    root = tmp_path / "vault"
    make(root)
    (root / "Well.md").write_bytes(b"- [?] Well. #proposed\n")
    state = str(tmp_path / "state")
    vault = Vault(str(root), today=lambda: date(2026, 11, 22), state=state)
    vault.load()
    chosen = [found for found in vault.tasks() if found.path in (PATH, "Well.md")]
    with inflicted(fault, root):
        before = everything(root)
        applied = vault.apply([Decision(found, Accept()) for found in chosen])
        after = everything(root)
    assert after.pop("vault/Well.md") == b"- [ ] Well.\n"
    assert after.items() == {k: v for k, v in before.items() if k != "vault/Well.md"}.items()
    failed = next(outcome for outcome in applied.outcomes if outcome.path == PATH)
    assert type(failed.error) is fault.error
    assert failed.error.exit_code == fault.exit_code
    assert failed.kind is not OutcomeKind.WRITTEN
    assert failed.message.endswith(".")
    assert [change.path for step in vault.history() for change in step.changes] == ["Well.md"]
    vault.close()
    again = Vault(str(root), today=lambda: date(2026, 11, 22), state=state)
    again.recover()
    assert again.problems == ()

"""What decisions would write, without writing."""

from datetime import date
from pathlib import Path

from vault.edits import Accept, Complete
from vault.outcomes import Decision, OutcomeKind
from vault.splices import apply_splices
from vault.vault import Vault


def _opened(folder: Path) -> Vault:
    vault = Vault(str(folder), today=lambda: date(2026, 11, 22))
    vault.load()
    return vault


def test_a_rehearsal_says_what_apply_then_writes(tmp_path: Path) -> None:
    note = tmp_path / "a.md"
    note.write_bytes("- [?] one #proposed\r\ntext\n- [ ] two 🔁 every day 📅 2026-11-22".encode())
    before = note.read_bytes()
    vault = _opened(tmp_path)
    one, two = vault.tasks()
    decisions = [Decision(one, Accept()), Decision(two, Complete())]
    rehearsal = vault.rehearse(decisions)
    assert note.read_bytes() == before
    (rehearsed,) = rehearsal.notes
    assert (rehearsed.path, rehearsed.data) == ("a.md", before)
    applied = vault.apply(decisions)
    assert apply_splices(before, rehearsed.splices) == note.read_bytes()
    assert rehearsal.outcomes == applied.outcomes


def test_what_changes_nothing_names_no_note(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"- [ ] no proposal\n")
    vault = _opened(tmp_path)
    rehearsal = vault.rehearse([Decision(vault.tasks()[0], Accept())])
    assert rehearsal.notes == ()
    assert [outcome.kind for outcome in rehearsal.outcomes] == [OutcomeKind.UNCHANGED]


def test_a_note_that_is_gone_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"- [ ] one\n")
    (tmp_path / "b.md").write_bytes(b"- [ ] two\n")
    vault = _opened(tmp_path)
    decisions = [Decision(task, Complete()) for task in vault.tasks()]
    (tmp_path / "a.md").unlink()
    rehearsal = vault.rehearse(decisions)
    assert [note.path for note in rehearsal.notes] == ["b.md"]
    assert [outcome.kind for outcome in rehearsal.outcomes] == [
        OutcomeKind.GONE,
        OutcomeKind.WRITTEN,
    ]
    assert list(tmp_path.iterdir()) == [tmp_path / "b.md"]

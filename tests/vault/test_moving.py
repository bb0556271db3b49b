"""Rejected lines that are deleted or go to another note, byte for byte, there and back."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from vault.append import AppendPlan
from vault.edits import Reject, RejectMode
from vault.index import IndexedTask
from vault.journal import OpenStep
from vault.outcomes import Applied, Decision, OutcomeKind
from vault.steps import Change
from vault.vault import Vault

TODAY = date(2026, 11, 22)
MOVE = Reject(RejectMode.MOVE, "Archive/Rejected.md")
END = " ❌ 2026-11-22".encode()


def opened(root: Path, *, state: Path | None = None, read_only: bool = False) -> Vault:
    vault = Vault(
        str(root),
        today=lambda: TODAY,
        read_only=read_only,
        state=str(state) if state else None,
    )
    vault.load()
    return vault


def named(vault: Vault, *words: str) -> list[IndexedTask]:
    return [t for word in words for t in vault.tasks() if word in t.task.description.split()]


def decided(vault: Vault, edit: Reject, *words: str) -> Applied:
    return vault.apply([Decision(found, edit) for found in named(vault, *words)])


def kinds(applied: Applied | None) -> Sequence[OutcomeKind]:
    assert applied is not None
    return [outcome.kind for outcome in applied.outcomes]


@pytest.mark.parametrize(
    ("note", "left"),
    [
        (b"a\n- [?] x #proposed\nb\n", b"a\nb\n"),
        (b"a\r\n- [?] x #proposed\r\nb\r\n", b"a\r\nb\r\n"),
        (b"a\r\n- [?] x #proposed", b"a"),
        (b"- [?] x #proposed", b""),
        (b"- [?] x #proposed\n", b""),
        (b"> q\n> - [?] x #proposed\n>   - [ ] sub\n", b"> q\n>   - [ ] sub\n"),
        (b"\xff\n\t* [?] x #proposed \n- y", b"\xff\n- y"),
    ],
)
def test_a_deleted_line_goes_and_undo_brings_it_back_exactly(
    note: bytes, left: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(note)
    vault = opened(tmp_path)
    assert kinds(decided(vault, Reject(RejectMode.DELETE), "x")) == [OutcomeKind.WRITTEN]
    assert path.read_bytes() == left
    assert kinds(vault.undo()) == [OutcomeKind.WRITTEN]
    assert path.read_bytes() == note
    assert kinds(vault.redo()) == [OutcomeKind.WRITTEN]
    assert path.read_bytes() == left


@pytest.mark.parametrize(
    ("note", "left", "moved"),
    [
        (
            b"# A\n- [?] x #proposed\n  - sub\n\n    text\n- [ ] y\n",
            b"# A\n- [ ] y\n",
            b"- [-] x%s\n  - sub\n\n    text\n",
        ),
        (
            b"a\r\n\t- [?] x #proposed\r\n\t\t- sub\r\nb\r\n",
            b"a\r\nb\r\n",
            b"- [-] x%s\n    - sub\n",
        ),
        (b"> - [?] x #proposed\n>   - sub\n> - y", b"> - y", b"- [-] x%s\n  - sub\n"),
        (b"a\n- [?] x #proposed", b"a", b"- [-] x%s\n"),
        (
            b"- [?] x #proposed\n  - [?] sub #proposed\nz\n",
            b"z\n",
            b"- [-] x%s\n  - [?] sub #proposed\n",
        ),
    ],
)
def test_a_line_moves_with_the_lines_below_it_and_undo_is_exact(
    note: bytes, left: bytes, moved: bytes, tmp_path: Path
) -> None:
    path, other = tmp_path / "a.md", tmp_path / "Archive/Rejected.md"
    path.write_bytes(note)
    vault = opened(tmp_path)
    assert kinds(decided(vault, MOVE, "x")) == [OutcomeKind.WRITTEN]
    assert path.read_bytes() == left
    assert other.read_bytes() == moved % END
    assert kinds(vault.undo()) == [OutcomeKind.WRITTEN, OutcomeKind.WRITTEN]
    assert (path.read_bytes(), other.read_bytes()) == (note, b"")
    assert kinds(vault.redo()) == [OutcomeKind.WRITTEN, OutcomeKind.WRITTEN]
    assert (path.read_bytes(), other.read_bytes()) == (left, moved % END)
    vault.undo()
    assert (path.read_bytes(), other.read_bytes()) == (note, b"")


def test_many_notes_move_in_one_step_and_the_other_note_keeps_its_line_ends(
    tmp_path: Path,
) -> None:
    (tmp_path / "Archive").mkdir()
    before = {
        "a.md": b"- [?] one #proposed\n  - [?] two #proposed\n- [?] three #proposed\n",
        "b.md": b"- [?] four #proposed",
        "Archive/Rejected.md": b"# Old\r\n- [-] zero",
    }
    for path, data in before.items():
        (tmp_path / path).write_bytes(data)
    vault = opened(tmp_path, state=tmp_path / "state")
    applied = decided(vault, MOVE, "two", "one", "four")
    assert kinds(applied) == [OutcomeKind.WRITTEN] * 3
    assert (tmp_path / "a.md").read_bytes() == b"- [?] three #proposed\n"
    assert (tmp_path / "b.md").read_bytes() == b""
    lines = (b"# Old", b"- [-] zero", b"- [-] one" + END, b"  - [-] two" + END, b"- [-] four" + END)
    assert (tmp_path / "Archive/Rejected.md").read_bytes() == b"\r\n".join(lines)
    assert vault.history()[0].label == "reject 2 tasks"
    vault.close()
    again = opened(tmp_path, state=tmp_path / "state")
    again.undo()
    assert {path: (tmp_path / path).read_bytes() for path in before} == before


def test_a_line_that_is_there_already_is_only_marked(tmp_path: Path) -> None:
    (tmp_path / "Archive").mkdir()
    path = tmp_path / "Archive/Rejected.md"
    path.write_bytes(b"- [?] x #proposed\n- y\n")
    decided(opened(tmp_path), MOVE, "x")
    assert path.read_bytes() == b"- [-] x" + END + b"\n- y\n"


def test_what_is_no_proposal_does_not_move(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"- [ ] x\n")
    assert kinds(decided(opened(tmp_path), MOVE, "x")) == [OutcomeKind.UNCHANGED]
    assert path.read_bytes() == b"- [ ] x\n"
    assert not (tmp_path / "Archive").exists()


def test_a_line_that_changed_meanwhile_is_not_moved(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"- [?] x #proposed\n- [?] y #proposed\n")
    vault = opened(tmp_path)
    tasks = named(vault, "x", "y")
    path.write_bytes(b"- [?] x and more #proposed\n- [?] y #proposed\n")
    applied = vault.apply([Decision(found, MOVE) for found in tasks])
    assert kinds(applied) == [OutcomeKind.CONFLICT, OutcomeKind.WRITTEN]
    assert path.read_bytes() == b"- [?] x and more #proposed\n"
    assert (tmp_path / "Archive/Rejected.md").read_bytes() == b"- [-] y" + END + b"\n"


def test_nothing_leaves_its_note_when_the_other_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    note = b"- [?] x #proposed\n"
    path.write_bytes(note)
    (tmp_path / "Archive").write_bytes(b"no folder")
    vault = opened(tmp_path)
    assert kinds(decided(vault, MOVE, "x")) == [OutcomeKind.GONE]
    assert path.read_bytes() == note
    assert vault.history() == []
    hidden = Reject(RejectMode.MOVE, ".trash/a.md")
    assert kinds(decided(vault, hidden, "x")) == [OutcomeKind.GONE]
    assert path.read_bytes() == note


def test_a_read_only_vault_makes_no_note(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"- [?] x #proposed\n")
    vault = opened(tmp_path, read_only=True)
    assert kinds(decided(vault, MOVE, "x")) == [OutcomeKind.REFUSED]
    assert not (tmp_path / "Archive").exists()


def test_undo_takes_nothing_away_that_could_not_go_back(tmp_path: Path) -> None:
    path, other = tmp_path / "a.md", tmp_path / "Archive/Rejected.md"
    path.write_bytes(b"a\n- [?] x #proposed\nb\n")
    vault = opened(tmp_path)
    decided(vault, MOVE, "x")
    path.write_bytes(b"a\nin between\nb\n")
    assert kinds(vault.undo()) == [OutcomeKind.CONFLICT, OutcomeKind.CONFLICT]
    assert other.read_bytes() == b"- [-] x" + END + b"\n"


def test_a_crash_between_the_two_notes_leaves_the_line_twice_and_undo_takes_one_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = tmp_path / "a.md", tmp_path / "Archive/Rejected.md"
    note = b"a\n- [?] x #proposed\nb\n"
    path.write_bytes(note)
    vault = opened(tmp_path, state=tmp_path / "state")

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(vault._scribe._pen, "write", dies)
    with pytest.raises(KeyboardInterrupt):
        decided(vault, MOVE, "x")
    assert (path.read_bytes(), other.read_bytes()) == (note, b"- [-] x" + END + b"\n")
    again = opened(tmp_path, state=tmp_path / "state")
    again.undo()
    assert (path.read_bytes(), other.read_bytes()) == (note, b"")


def test_a_line_that_changes_in_between_stays_and_its_copy_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = tmp_path / "a.md", tmp_path / "Archive/Rejected.md"
    path.write_bytes(b"- [?] x #proposed\n")
    vault = opened(tmp_path)
    pen = vault._scribe._pen
    add = pen.add

    def add_while_another_program_saves(to: str, plan: AppendPlan, step: OpenStep) -> list[Change]:
        changes = add(to, plan, step)
        path.write_bytes(b"- [?] x and more #proposed\n")
        return changes

    monkeypatch.setattr(pen, "add", add_while_another_program_saves)
    (outcome,) = decided(vault, MOVE, "x").outcomes
    assert outcome.kind is OutcomeKind.CONFLICT
    assert "A copy stands in Archive/Rejected.md; undo takes it away." in outcome.message
    assert path.read_bytes() == b"- [?] x and more #proposed\n"
    assert other.read_bytes() == b"- [-] x" + END + b"\n"
    vault.undo()
    assert other.read_bytes() == b""


def test_a_rehearsal_names_both_notes_and_writes_none(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"- [?] x #proposed\n  - sub\n")
    vault = opened(tmp_path)
    found = named(vault, "x")
    rehearsal = vault.rehearse([Decision(one, MOVE) for one in found])
    assert [(n.path, n.is_new, n.data) for n in rehearsal.notes] == [
        ("Archive/Rejected.md", True, b""),
        ("a.md", False, b"- [?] x #proposed\n  - sub\n"),
    ]
    assert [outcome.kind for outcome in rehearsal.outcomes] == [OutcomeKind.WRITTEN]
    assert path.exists()
    assert not (tmp_path / "Archive").exists()


def test_a_byte_order_mark_stays_in_the_note_whose_mark_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf- [?] one #proposed\n- [ ] two\n")
    assert kinds(decided(opened(tmp_path), MOVE, "one")) == [OutcomeKind.WRITTEN]
    assert (tmp_path / "Archive/Rejected.md").read_bytes() == b"- [-] one" + END + b"\n"

"""Decisions that are gathered or waited for: what is in the note, in the journal, and when."""

import multiprocessing
import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import date
from multiprocessing.context import SpawnProcess
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Protocol

import pytest

from vault.edits import Accept, Complete, Edit, Reject
from vault.index import IndexedTask
from vault.journal import Journal
from vault.outcomes import Applied, Decision
from vault.overwrite import Revision
from vault.recording import RecordedWrite
from vault.relative_edits import Reprioritize
from vault.set_task import AddTag, SetTask
from vault.vault import Vault

DAY = date(2026, 11, 22)
NOTE = "".join(f"- [?] {name} #proposed\r\n" for name in ("one", "two", "three"))
PATIENCE_S = 15.0


class Open(Protocol):
    """Opens the vault; each is closed at the end."""

    def __call__(self, *, gather_for: float = 60) -> Vault: ...


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "a.md").write_bytes(NOTE.encode())
    (folder / "b.md").write_text("- [?] other #proposed\n")
    return folder


@pytest.fixture
def opened(root: Path) -> Iterator[Open]:
    vaults: list[Vault] = []

    def open_it(*, gather_for: float = 60) -> Vault:
        state = str(root.parent / "state")
        vault = Vault(str(root), today=lambda: DAY, state=state, gather_for=gather_for)
        vault.load()
        vaults.append(vault)
        return vault

    yield open_it
    for vault in vaults:
        vault.close()


def task(vault: Vault, word: str) -> IndexedTask:
    return next(found for found in vault.tasks() if f" {word}" in found.task.line)


def decide(vault: Vault, *words: str, edit: Edit | None = None) -> list[Applied]:
    return vault.decide([Decision(task(vault, word), edit or Accept()) for word in words])


def kinds(applied: Applied) -> list[str]:
    return [outcome.kind.value for outcome in applied.outcomes]


def accepted(*words: str) -> bytes:
    text = NOTE
    for word in words:
        text = text.replace(f"[?] {word} #proposed", f"[ ] {word}")
    return text.encode()


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


# Gathering


def test_the_first_decision_on_a_note_is_written_at_once_and_the_next_ones_wait(
    root: Path, opened: Open
) -> None:
    vault = opened()
    assert kinds(decide(vault, "one")[-1]) == ["written"]
    assert kinds(decide(vault, "two")[-1]) == ["pending"]
    assert kinds(decide(vault, "three")[-1]) == ["pending"]
    assert (root / "a.md").read_bytes() == accepted("one")
    assert vault.pending == 2
    assert 0 < (vault.next_due or 0) <= 60


def test_what_was_gathered_becomes_one_write_of_the_note(root: Path, opened: Open) -> None:
    vault = opened()
    for word in ("one", "two", "three"):
        decide(vault, word)
    writes: list[str] = []
    vault.subscribe(lambda event: writes.append(type(event).__name__))
    steps = vault.write_held(everything=True)
    assert writes == ["IndexChanged"]
    assert [(step.name, kinds(step)) for step in steps] == [("accept", ["written"])] * 2
    assert (root / "a.md").read_bytes() == accepted("one", "two", "three")
    assert (vault.pending, vault.next_due) == (0, None)


def test_gathered_decisions_stay_steps_of_their_own_to_undo(root: Path, opened: Open) -> None:
    vault = opened()
    for word in ("one", "two", "three"):
        decide(vault, word)
    vault.write_held(everything=True)
    assert [step.label for step in vault.history()] == [
        "accept “three #proposed”",
        "accept “two #proposed”",
        "accept “one #proposed”",
    ]
    vault.undo()
    assert (root / "a.md").read_bytes() == accepted("one", "two")
    vault.undo()
    assert (root / "a.md").read_bytes() == accepted("one")
    vault.redo()
    assert (root / "a.md").read_bytes() == accepted("one", "two")


def test_another_note_is_written_at_once_and_leaving_a_note_writes_what_it_gathers(
    root: Path, opened: Open
) -> None:
    vault = opened()
    decide(vault, "one")
    decide(vault, "two")
    assert kinds(decide(vault, "other")[-1]) == ["written"]
    assert vault.write_held() == []
    assert [kinds(step) for step in vault.write_held(leaving="a.md")] == [["written"]]
    assert (root / "a.md").read_bytes() == accepted("one", "two")


def test_what_waits_is_due_when_the_time_since_the_write_is_over(root: Path, opened: Open) -> None:
    vault = opened(gather_for=0.2)
    decide(vault, "one")
    decide(vault, "two")
    until(lambda: bool(vault.write_held()))
    assert (root / "a.md").read_bytes() == accepted("one", "two")


def test_marks_in_several_notes_are_one_step_although_one_note_gathers(
    root: Path, opened: Open
) -> None:
    vault = opened()
    decide(vault, "one")
    assert kinds(decide(vault, "two", "other", "three")[-1]) == ["pending", "written", "pending"]
    vault.write_held(everything=True)
    assert (root / "b.md").read_text() == "- [ ] other\n"
    assert [len(step.changes) for step in vault.history()] == [3, 1]
    vault.undo()
    assert (root / "b.md").read_text() == "- [?] other #proposed\n"
    assert (root / "a.md").read_bytes() == accepted("one")


def test_closing_writes_what_waits(root: Path, opened: Open) -> None:
    vault = opened()
    decide(vault, "one")
    decide(vault, "two", edit=Reject())
    [step] = vault.close()
    assert kinds(step) == ["written"]
    assert "- [-] two ❌ 2026-11-22\r\n" in (root / "a.md").read_bytes().decode()


def test_a_second_decision_on_a_task_that_waits_comes_after_the_first(
    root: Path, opened: Open
) -> None:
    vault = opened()
    decide(vault, "one")
    decide(vault, "two")
    first, second = decide(vault, "two", edit=Accept(start=True))
    assert (first.name, kinds(first)) == ("accept", ["written"])
    assert (second.name, kinds(second)) == ("start", ["pending"])
    assert [kinds(step) for step in vault.write_held(everything=True)] == [["written"]]
    assert (root / "a.md").read_bytes() == accepted("one", "two").replace(b"[ ] two", b"[/] two")


def test_a_line_that_others_change_while_it_waits_is_a_conflict(root: Path, opened: Open) -> None:
    vault = opened()
    decide(vault, "one")
    decide(vault, "two")
    decide(vault, "three")
    theirs = accepted("one").replace(b"two", b"two or more")
    (root / "a.md").write_bytes(theirs)
    steps = vault.write_held(everything=True)
    assert [kinds(step) for step in steps] == [["conflict"], ["written"]]
    assert (root / "a.md").read_bytes() == theirs.replace(b"[?] three #proposed", b"[ ] three")
    assert vault.pending == 0


# A note that somebody types in


def test_a_note_that_others_have_just_saved_is_waited_for(root: Path, opened: Open) -> None:
    vault = opened(gather_for=0)
    (root / "a.md").write_bytes(NOTE.encode() + b"more\n")
    assert kinds(decide(vault, "one")[-1]) == ["pending"]
    assert (root / "a.md").read_bytes() == NOTE.encode() + b"more\n"
    until(lambda: bool(vault.write_held()))
    assert (root / "a.md").read_bytes() == accepted("one") + b"more\n"


def test_each_save_of_theirs_makes_it_wait_longer_but_never_for_ever(
    root: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vault.outbox._LONGEST_S", 3.0)
    vault = opened(gather_for=0)
    began = time.monotonic()
    lines = 0
    (root / "a.md").write_bytes(NOTE.encode() + b"x")
    decide(vault, "one")
    while not vault.write_held():
        assert time.monotonic() - began < PATIENCE_S
        lines += 1
        (root / "a.md").write_bytes(NOTE.encode() + b"x" * lines)
        time.sleep(0.05)
    assert 2.5 < time.monotonic() - began < PATIENCE_S
    assert (root / "a.md").read_bytes() == accepted("one") + b"x" * lines


def test_our_own_write_is_nobody_typing(root: Path, opened: Open) -> None:
    vault = opened(gather_for=0)
    for word in ("one", "two", "three"):
        assert kinds(decide(vault, word)[-1]) == ["written"]


def test_a_command_does_not_wait(root: Path, opened: Open) -> None:
    vault = opened()
    (root / "a.md").write_bytes(NOTE.encode() + b"more\n")
    for word in ("one", "two"):
        applied = vault.apply([Decision(task(vault, word), Accept())])
        assert kinds(applied) == ["written"]
    assert (root / "a.md").read_bytes() == accepted("one", "two") + b"more\n"


# A note that is in use, or a journal that is


def test_a_note_in_use_makes_a_decision_wait_and_holds_up_nobody(root: Path, opened: Open) -> None:
    vault = opened(gather_for=0)
    with (root / "a.md").open("rb"):
        began = time.monotonic()
        for word in ("one", "two", "three"):
            assert kinds(decide(vault, word)[-1]) == ["pending"]
        assert kinds(decide(vault, "other")[-1]) == ["written"]
        assert time.monotonic() - began < 1.5
        assert vault.write_held(everything=True) == []
        assert vault.pending == 3
    steps = vault.write_held(everything=True)
    assert [kinds(step) for step in steps] == [["written"]] * 3
    assert (root / "a.md").read_bytes() == accepted("one", "two", "three")


def test_how_much_waits_is_told_while_something_is_written(root: Path, opened: Open) -> None:
    vault = opened()
    decide(vault, "one")
    decide(vault, "two")
    with vault._scribe._lock:
        assert vault.pending == 1
        assert vault.next_due is not None


def test_a_decision_on_a_task_that_still_waits_is_refused(root: Path, opened: Open) -> None:
    vault = opened(gather_for=0)
    with (root / "a.md").open("rb"):
        decide(vault, "one")
        [again] = decide(vault, "one", edit=Reject())
        assert kinds(again) == ["refused"]
        assert again.outcomes[0].message.startswith("A decision on this task waits to be written")
    vault.write_held(everything=True)
    assert (root / "a.md").read_bytes() == accepted("one")


def test_what_waits_stays_when_the_journal_cannot_take_its_write(
    root: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = opened()
    decide(vault, "one")
    decide(vault, "two")
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "intend", locked)
        assert vault.write_held(everything=True) == []
        assert vault.pending == 1
    assert [kinds(step) for step in vault.write_held(everything=True)] == [["written"]]


def test_an_undo_that_the_journal_cannot_take_is_offered_again(
    root: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = opened()
    decide(vault, "one")
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "intend", locked)
        refused = vault.undo()
    assert refused is not None
    assert type(refused.outcomes[0].error).__name__ == "JournalError"
    assert [step.taken_back for step in vault.history()] == [False]
    vault.undo()
    assert (root / "a.md").read_bytes() == NOTE.encode()


def test_a_write_that_could_not_be_confirmed_is_not_made_again_after_its_undo(
    root: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = opened()
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "confirm", locked)
        assert kinds(decide(vault, "one")[-1]) == ["written"]
    vault.undo()
    vault.close()
    again = opened()
    assert (root / "a.md").read_bytes() == NOTE.encode()
    assert (again.problems, again.undo()) == ((), None)


def locked(*_arguments: object) -> int:
    raise sqlite3.OperationalError("database is locked")


# Taking back


@pytest.mark.parametrize(
    "lines",
    [
        "- [?] call #proposed\n- [?] call #proposed\n",
        "- [ ] one 🏁 delete\n- [ ] two 🏁 delete\n",
        "- [?] call #proposed\n- [ ] one 🏁 delete\n- [?] call #proposed\n- [ ] two 🏁 delete",
    ],
)
def test_what_was_gathered_is_undone_exactly_where_lines_are_equal_or_deleted(
    root: Path, opened: Open, lines: str
) -> None:
    (root / "a.md").write_text("# Top\n- [ ] zero\n" + lines)
    before = (root / "a.md").read_bytes()
    vault = opened()
    (root / "b.md").unlink()
    for found in vault.in_note("a.md"):
        vault.decide([Decision(found, Accept() if found.proposed else Complete())])
    vault.write_held(everything=True)
    steps = len(vault.in_note("a.md")) and len(vault.history())
    assert steps == lines.count("- [") + 1
    for _ in range(steps):
        applied = vault.undo()
        assert applied is not None
        assert kinds(applied) == ["written"]
    assert (root / "a.md").read_bytes() == before


def test_an_undo_elsewhere_takes_the_waiting_half_of_a_step_along(root: Path, opened: Open) -> None:
    vault = opened()
    decide(vault, "one")
    decide(vault, "two", "other")
    other = Vault(str(root), today=lambda: DAY, state=str(root.parent / "state"))
    assert other.undo() is not None
    other.close()
    assert vault.write_held(everything=True) == []
    assert vault.pending == 0
    assert (root / "a.md").read_bytes() == accepted("one")
    assert (root / "b.md").read_text() == "- [?] other #proposed\n"


def test_a_decision_that_was_refused_at_the_last_moment_is_no_step(
    root: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = opened()
    theirs = NOTE.encode().replace(b"one", b"only one")
    record = RecordedWrite.record

    def record_and_be_overtaken(self: RecordedWrite, revision: Revision) -> None:
        record(self, revision)
        (root / "a.md").write_bytes(theirs)

    with monkeypatch.context() as patch:
        patch.setattr(RecordedWrite, "record", record_and_be_overtaken)
        assert kinds(decide(vault, "one")[-1]) == ["conflict"]
    assert (root / "a.md").read_bytes() == theirs
    assert (vault.history(), vault.undo()) == ([], None)


def test_undo_lets_go_of_what_could_not_be_written_yet(root: Path, opened: Open) -> None:
    vault = opened()
    decide(vault, "one")
    decide(vault, "two")
    applied = vault.undo()
    assert applied is not None
    assert (applied.label, kinds(applied)) == ("accept “two #proposed”", ["unchanged"])
    assert applied.outcomes[0].message == "It had not been written yet, and now it will not be."
    assert vault.pending == 0
    vault.undo()
    assert (root / "a.md").read_bytes() == NOTE.encode()


def test_undo_lets_go_of_the_newest_alone_of_what_waits(root: Path, opened: Open) -> None:
    vault = opened()
    for word in ("one", "two", "three"):
        decide(vault, word)
    applied = vault.undo()
    assert applied is not None
    assert applied.label == "accept “three #proposed”"
    assert vault.pending == 1
    assert [kinds(step) for step in vault.write_held(everything=True)] == [["written"]]
    assert (root / "a.md").read_bytes() == accepted("one", "two")


def test_undo_takes_a_written_step_back_before_an_older_one_that_waits(
    root: Path, opened: Open
) -> None:
    vault = opened()
    decide(vault, "one")
    decide(vault, "two")
    decide(vault, "other")
    applied = vault.undo()
    assert applied is not None
    assert applied.label == "accept “other #proposed”"
    assert (root / "b.md").read_text() == "- [?] other #proposed\n"
    assert vault.pending == 1


def test_undo_of_a_step_that_is_half_written_takes_back_both_halves(
    root: Path, opened: Open
) -> None:
    vault = opened()
    decide(vault, "one")
    decide(vault, "two", "other")
    applied = vault.undo()
    assert applied is not None
    assert kinds(applied) == ["written", "unchanged"]
    assert vault.write_held(everything=True) == []
    assert (root / "a.md").read_bytes() == accepted("one")
    assert (root / "b.md").read_text() == "- [?] other #proposed\n"


# A program that dies


def decide_and_wait(root: str, state: str, held: Event) -> None:
    vault = Vault(root, today=lambda: DAY, state=state, gather_for=600)
    vault.load()
    decide(vault, "one")
    decide(vault, "two")
    decide(vault, "three", edit=Reject())
    held.set()
    time.sleep(600)


def with_decisions_waiting(root: Path) -> SpawnProcess:
    """Another run of the program: one decision is written, two wait."""
    spawn = multiprocessing.get_context("spawn")
    held = spawn.Event()
    state = str(root.parent / "state")
    process = spawn.Process(target=decide_and_wait, args=(str(root), state, held))
    process.start()
    assert held.wait(PATIENCE_S)
    return process


@pytest.mark.parametrize("moved", [False, True])
def test_what_waits_outlives_a_killed_program(root: Path, opened: Open, *, moved: bool) -> None:
    process = with_decisions_waiting(root)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    assert (root / "a.md").read_bytes() == accepted("one")
    above = b"# A line above\n" if moved else b""
    (root / "a.md").write_bytes(above + accepted("one"))

    vault = opened()
    after = accepted("one", "two").decode()
    after = after.replace("[?] three #proposed", "[-] three ❌ 2026-11-22")
    assert (root / "a.md").read_bytes() == above + after.encode()
    assert vault.problems == ()
    assert [step.name for step in vault.history()] == ["reject", "accept", "accept"]
    vault.undo()
    assert (root / "a.md").read_bytes() == above + accepted("one", "two")


def test_what_waits_in_a_running_program_is_left_to_it(root: Path, opened: Open) -> None:
    process = with_decisions_waiting(root)
    vault = opened()
    assert (vault.pending, (root / "a.md").read_bytes()) == (0, accepted("one"))
    assert [step.name for step in vault.history()] == ["accept"]
    vault.undo()
    assert (root / "a.md").read_bytes() == NOTE.encode()
    process.kill()
    process.join()


def test_what_waited_and_cannot_be_written_any_more_is_told(root: Path, opened: Open) -> None:
    process = with_decisions_waiting(root)
    process.kill()
    process.join()
    (root / "a.md").unlink()
    vault = opened()
    assert len(vault.problems) == 2
    assert vault.problems[0].startswith("A decision in a.md was left waiting")
    assert vault.pending == 0


def test_an_edit_may_follow_another_before_anybody_saw_the_first(root: Path, opened: Open) -> None:
    vault = opened(gather_for=0)
    seen = task(vault, "one")
    for edit in (Reprioritize(1), SetTask((AddTag("#deep"),)), Reprioritize(1), Accept()):
        assert kinds(vault.decide([Decision(seen, edit)])[-1]) == ["written"]
    assert (root / "a.md").read_bytes().split(b"\r\n")[0].decode() == "- [ ] one #deep ⏫"
    for _ in range(4):
        vault.undo()
    assert (root / "a.md").read_bytes() == NOTE.encode()


def test_an_edit_that_follows_one_that_waits_is_written_on_top_of_it(
    root: Path, opened: Open
) -> None:
    vault = opened()
    vault.decide([Decision(task(vault, "two"), Accept())])
    seen = task(vault, "one")
    assert kinds(vault.decide([Decision(seen, Reprioritize(1))])[-1]) == ["pending"]
    assert kinds(vault.decide([Decision(seen, Reprioritize(1))])[-1]) == ["pending"]
    vault.write_held(everything=True)
    assert (root / "a.md").read_bytes().split(b"\r\n")[0].decode() == "- [?] one #proposed ⏫"


def test_a_line_that_others_changed_meanwhile_takes_no_edit_that_was_for_the_old_one(
    root: Path, opened: Open
) -> None:
    vault = opened(gather_for=0)
    seen = task(vault, "one")
    vault.decide([Decision(seen, Reprioritize(1))])
    note = root / "a.md"
    note.write_bytes(note.read_bytes().replace(b"one", b"one and more"))
    vault.load()
    assert kinds(vault.apply([Decision(seen, Reprioritize(1))])) == ["conflict"]

"""What is done in the seconds after a write, when others save what they had before it."""

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.waiting import wait_until
from vault.edits import Accept, Complete, Edit, Reject, Toggle
from vault.events import DecisionLost, Event, IndexChanged
from vault.index import IndexedTask
from vault.journal import WATCHED_S
from vault.journal_file import FILE_NAME
from vault.outcomes import Decision
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
DECK, PLANTS = b"- [?] Prepare the deck. #proposed\r", b"- [?] Water the plants \xff #proposed"
SHORT_S = 1.0
"""A watch that a test can wait for."""

Open = Callable[..., Vault]


@pytest.fixture
def note(tmp_path: Path) -> Path:
    (tmp_path / "vault").mkdir()
    path = tmp_path / "vault/Standup.md"
    path.write_bytes(NOTE)
    return path


@pytest.fixture
def opened(note: Path) -> Iterator[Open]:
    vaults: list[Vault] = []

    def open_one(*, watch_for: float = WATCHED_S, live: bool = True) -> Vault:
        root = note.parent
        state = str(root.parent / "state")
        vault = Vault(str(root), today=lambda: DAY, state=state, watch_for=watch_for)
        vaults.append(vault)
        if live:
            vault.start()
            assert wait_until(lambda: vault.loaded)
        else:
            vault.load()
        return vault

    yield open_one
    for vault in vaults:
        vault.close()


def task(vault: Vault, words: str) -> IndexedTask:
    return next(found for found in vault.tasks() if words in found.task.description)


def decide(vault: Vault, edit: Edit, *words: str) -> None:
    applied = vault.apply([Decision(task(vault, one), edit) for one in words])
    assert applied.written == len(words)


def save(note: Path, data: bytes) -> None:
    """As Node does: the same file, emptied and written."""
    with note.open("wb") as file:
        file.write(data)


def watched(vault: Vault) -> int:
    return len(vault._journal.watched.claim())


def test_a_stale_save_after_ours_is_answered_and_the_line_keeps_its_id(
    note: Path, opened: Open
) -> None:
    vault = opened()
    deck = task(vault, "deck").id
    decide(vault, Accept(), "deck")
    decided = note.read_bytes()
    save(note, NOTE)
    assert wait_until(lambda: note.read_bytes() == decided)
    assert wait_until(lambda: task(vault, "deck").id == deck)
    assert vault.lost == ()


def test_only_the_line_is_made_again_and_what_others_wrote_stays(note: Path, opened: Open) -> None:
    vault = opened()
    decide(vault, Accept(), "deck", "plants")
    mixed = b"New on top\n" + NOTE.replace(PLANTS, b"- [ ] Water the plants \xff")
    save(note, mixed)
    wanted = mixed.replace(DECK, b"- [ ] Prepare the deck.\r")
    assert wait_until(lambda: note.read_bytes() == wanted)


@pytest.mark.parametrize(
    ("edit", "words"), [(Complete(), "Sweep"), (Complete(), "Burn"), (Reject(), "plants")]
)
def test_two_lines_for_one_and_none_for_one_are_made_again_too(
    note: Path, opened: Open, edit: Edit, words: str
) -> None:
    vault = opened()
    decide(vault, edit, words)
    decided = note.read_bytes()
    save(note, NOTE.replace(b"# Standup", b"# Stand-up"))
    assert wait_until(lambda: note.read_bytes() == decided.replace(b"# Standup", b"# Stand-up"))


def test_a_step_that_was_made_again_is_taken_back_as_one(note: Path, opened: Open) -> None:
    vault = opened()
    decide(vault, Accept(), "deck", "plants")
    decided = note.read_bytes()
    save(note, decided.replace(b"- [ ] Prepare the deck.\r", DECK))
    assert wait_until(lambda: note.read_bytes() == decided)
    assert wait_until(lambda: len(vault.history()) == 1 and len(vault.history()[0].changes) == 2)
    undone = vault.undo()
    assert undone is not None
    assert undone.written == 2
    assert note.read_bytes() == NOTE


def test_a_write_is_made_again_three_times_and_then_told(note: Path, opened: Open) -> None:
    vault = opened(watch_for=SHORT_S)
    decide(vault, Accept(), "deck")
    decided = note.read_bytes()
    for _ in range(3):
        save(note, NOTE)
        assert wait_until(lambda: note.read_bytes() == decided)
    save(note, NOTE)
    assert wait_until(lambda: bool(vault.lost))
    assert note.read_bytes() == NOTE
    assert vault.lost == (
        DecisionLost(
            path="Standup.md",
            text="Prepare the deck. #proposed",
            was="- [?] Prepare the deck. #proposed",
            wanted="- [ ] Prepare the deck.",
            now="- [?] Prepare the deck. #proposed",
        ),
    )
    assert watched(vault) == 0


def test_a_line_of_which_others_made_something_else_is_told_and_left_alone(
    note: Path, opened: Open
) -> None:
    vault = opened(watch_for=SHORT_S)
    events: list[Event] = []
    vault.subscribe(events.append)
    decide(vault, Accept(), "deck")
    theirs = NOTE.replace(DECK, b"- [?] Prepare both decks. #proposed\r")
    save(note, theirs)
    assert wait_until(lambda: bool(vault.lost))
    assert note.read_bytes() == theirs
    (lost,) = vault.lost
    assert (lost.was, lost.wanted, lost.now) == (
        "- [?] Prepare the deck. #proposed",
        "- [ ] Prepare the deck.",
        "- [?] Prepare both decks. #proposed",
    )
    assert [event for event in events if isinstance(event, DecisionLost)] == [lost]
    assert vault.losses() == [lost]
    assert [step.lost for step in vault.history()] == [True]


@pytest.mark.parametrize("gone", ["line", "note"])
def test_a_line_that_is_gone_is_told(note: Path, opened: Open, gone: str) -> None:
    vault = opened(watch_for=SHORT_S)
    decide(vault, Accept(), "deck")
    if gone == "note":
        note.unlink()
    else:
        save(note, NOTE.replace(DECK + b"\n", b""))
    assert wait_until(lambda: [lost.now for lost in vault.lost] == [""])
    assert not note.exists() or b"deck" not in note.read_bytes()


def test_what_survives_is_told_to_nobody(note: Path, opened: Open) -> None:
    vault = opened(watch_for=SHORT_S)
    decide(vault, Accept(), "deck", "plants")
    decide(vault, Complete(), "Sweep")
    moved = b"top\n" + note.read_bytes().replace(b"\r\n", b"\n") + b"\nbottom\n"
    save(note, moved)
    assert wait_until(lambda: watched(vault) == 0)
    assert vault.lost == ()
    assert note.read_bytes() == moved


@pytest.mark.parametrize(
    "line",
    [
        b"- [ ] Prepare the deck. #task \xf0\x9f\x93\x85 2026-12-01",
        b"- [ ] Prepare  both decks and the deck.",
    ],
)
def test_a_line_in_which_others_kept_the_decision_has_survived(
    note: Path, opened: Open, line: bytes
) -> None:
    vault = opened(watch_for=SHORT_S)
    decide(vault, Accept(), "deck")
    theirs = NOTE.replace(DECK, line + b"\r")
    save(note, theirs)
    assert wait_until(lambda: watched(vault) == 0)
    assert (note.read_bytes(), vault.lost) == (theirs, ())


@pytest.mark.parametrize("line", [b"- [ ] Another thing", b"- [?] Prepare the deck.", b"deck"])
def test_another_line_in_its_place_is_not_taken_for_it(
    note: Path, opened: Open, line: bytes
) -> None:
    vault = opened(watch_for=SHORT_S)
    decide(vault, Accept(), "deck")
    save(note, NOTE.replace(DECK, line + b"\r"))
    assert wait_until(lambda: [lost.now for lost in vault.lost] == [line.decode()])


def test_what_this_program_itself_undid_or_changed_is_not_made_again(
    note: Path, opened: Open
) -> None:
    vault = opened(watch_for=SHORT_S)
    decide(vault, Accept(), "deck")
    vault.undo()
    decide(vault, Accept(), "plants")
    decide(vault, Toggle(), "plants")
    decide(vault, Complete(), "Burn")
    vault.undo()
    vault.redo()
    kept = note.read_bytes()
    assert wait_until(lambda: watched(vault) == 0)
    assert note.read_bytes() == kept
    assert vault.lost == ()


def test_an_undo_is_watched_as_well(note: Path, opened: Open) -> None:
    vault = opened()
    decide(vault, Accept(), "deck")
    decided = note.read_bytes()
    vault.undo()
    save(note, decided)
    assert wait_until(lambda: note.read_bytes() == NOTE)


def test_the_undo_of_another_run_is_not_answered(note: Path, opened: Open) -> None:
    vault = opened(watch_for=SHORT_S)
    decide(vault, Accept(), "deck")
    in_another_process(note, "vault.undo()", watch_for=SHORT_S)
    assert note.read_bytes() == NOTE
    assert wait_until(lambda: watched(vault) == 0)
    assert (note.read_bytes(), vault.lost) == (NOTE, ())


def test_a_twin_that_stood_there_all_the_time_is_not_taken_for_the_line(
    note: Path, opened: Open
) -> None:
    twins = b"# A\n- [?] Call #proposed\n# B\n- [?] Call #proposed\n"
    note.write_bytes(twins)
    vault = opened(watch_for=SHORT_S)
    first = next(iter(vault.tasks()))
    vault.apply([Decision(first, Accept())])
    theirs = b"# A\n# B\n- [?] Call #proposed\n"
    save(note, theirs)
    assert wait_until(lambda: len(vault.lost) == 1)
    assert note.read_bytes() == theirs


def test_of_twins_the_one_that_was_decided_is_made_again(note: Path, opened: Open) -> None:
    twins = b"# A\n- [?] Call #proposed\n# B\n- [?] Call #proposed\n"
    note.write_bytes(twins)
    vault = opened()
    vault.apply([Decision(list(vault.tasks())[1], Accept())])
    save(note, b"top\n" + twins)
    wanted = b"top\n# A\n- [?] Call #proposed\n# B\n- [ ] Call\n"
    assert wait_until(lambda: note.read_bytes() == wanted)


def test_a_running_screen_looks_after_what_a_command_wrote(note: Path, opened: Open) -> None:
    vault = opened()
    in_another_process(note, ACCEPT_THE_DECK)
    decided = note.read_bytes()
    save(note, NOTE)
    assert wait_until(lambda: note.read_bytes() == decided)
    assert wait_until(lambda: "deck" in str([t for t in vault.tasks() if not t.proposed]))


def test_the_next_run_answers_a_stale_save_that_came_after_a_command(
    note: Path, opened: Open
) -> None:
    in_another_process(note, ACCEPT_THE_DECK)
    decided = note.read_bytes()
    save(note, NOTE)
    opened(live=False)
    assert note.read_bytes() == decided


def test_the_next_run_tells_what_was_lost_while_nobody_looked(note: Path, opened: Open) -> None:
    in_another_process(note, ACCEPT_THE_DECK)
    save(note, NOTE.replace(b"the deck", b"decks"))
    set_watch(note, until=time.time())
    vault = opened(live=False)
    assert [lost.now for lost in vault.lost] == ["- [?] Prepare decks. #proposed"]
    assert opened(live=False).lost == ()


def test_a_note_saved_long_after_the_watch_is_somebodys_later_decision(
    note: Path, opened: Open
) -> None:
    in_another_process(note, ACCEPT_THE_DECK)
    set_watch(note, until=time.time() - 3600)
    save(note, NOTE.replace(DECK, b"- [x] Prepare the deck.\r"))
    assert opened(live=False).lost == ()


def test_a_line_that_stands_as_before_long_after_the_watch_is_told_and_not_written(
    note: Path, opened: Open
) -> None:
    in_another_process(note, ACCEPT_THE_DECK)
    set_watch(note, until=time.time() - 3600)
    save(note, NOTE)
    assert len(opened(live=False).lost) == 1
    assert note.read_bytes() == NOTE


def test_staying_ends_when_the_watch_does(note: Path, opened: Open) -> None:
    vault = opened(watch_for=SHORT_S, live=False)
    decide(vault, Accept(), "deck")
    begun = time.monotonic()
    vault.stay()
    assert SHORT_S - 0.1 < time.monotonic() - begun < SHORT_S + 3
    assert watched(vault) == 0


def test_nothing_is_watched_read_only(note: Path, opened: Open) -> None:
    in_another_process(note, ACCEPT_THE_DECK)
    save(note, NOTE)
    vault = Vault(
        str(note.parent), today=lambda: DAY, read_only=True, state=str(note.parent.parent / "state")
    )
    vault.load()
    vault.close()
    assert note.read_bytes() == NOTE


def test_subscribers_hear_of_a_line_that_was_made_again(note: Path, opened: Open) -> None:
    vault = opened()
    decide(vault, Accept(), "deck")
    changed: list[Event] = []
    vault.subscribe(changed.append)
    save(note, NOTE)
    deck = task(vault, "deck").id
    assert wait_until(
        lambda: any(isinstance(e, IndexChanged) and deck in e.changed for e in changed)
    )
    assert wait_until(lambda: not task(vault, "deck").proposed)


ACCEPT_THE_DECK = (
    "vault.apply([Decision(next(t for t in vault.tasks() if 'deck' in t.task.description),"
    " Accept())])"
)


def in_another_process(note: Path, statement: str, *, watch_for: float = WATCHED_S) -> None:
    """A run of the program that ends at once."""
    root = note.parent
    program = (
        "from datetime import date\n"
        "from vault.edits import Accept\nfrom vault.outcomes import Decision\n"
        "from vault.vault import Vault\n"
        f"vault = Vault({str(root)!r}, today=lambda: date(2026, 11, 22),"
        f" state={str(root.parent / 'state')!r}, watch_for={watch_for})\n"
        f"vault.load()\n{statement}\nvault.close()\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def set_watch(note: Path, *, until: float) -> None:
    with sqlite3.connect(note.parent.parent / "state" / FILE_NAME) as journal:
        journal.execute("UPDATE writes SET watched_until = ?", (until,))
    journal.close()


def test_a_vault_may_be_closed_while_it_starts(note: Path) -> None:
    before = set(threading.enumerate())
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(60):
            vault = Vault(str(note.parent), today=lambda: DAY)
            vault.start()
            vault.close()
    finally:
        sys.setswitchinterval(usual)
    assert wait_until(lambda: set(threading.enumerate()) <= before)

"""`undo`, `redo` and `history`, each run a program of its own."""

from pathlib import Path

import pytest

from tests.tui.cli.program import Program

NOTE = b"# Standup\n- [?] Prepare the deck. #proposed\n- [?] Water the plants #proposed\n"


@pytest.fixture
def note(program: Program) -> Path:
    path = program.vault / "Standup.md"
    path.write_bytes(NOTE)
    return path


def test_what_one_run_decided_another_takes_back_and_a_third_makes_again(
    program: Program, note: Path
) -> None:
    assert program("reject", "Standup.md:2").code == 0
    decided = note.read_bytes()
    undone = program("undo")
    assert (undone.code, undone.text) == (0, "undone  reject “Prepare the deck. #proposed”\n")
    assert note.read_bytes() == NOTE
    assert program("redo").text == "redone  reject “Prepare the deck. #proposed”\n"
    assert note.read_bytes() == decided


def test_a_number_takes_so_many_steps_back(program: Program, note: Path) -> None:
    program("accept", "Standup.md:2")
    program("accept", "Standup.md:3")
    assert len(program("undo", "2").text.splitlines()) == 2
    assert note.read_bytes() == NOTE


def test_with_nothing_to_take_back_it_says_so_and_is_content(program: Program) -> None:
    assert (program("undo").code, program("undo").text) == (0, "Nothing to undo.\n")
    assert (program("redo").code, program("redo").text) == (0, "Nothing to redo.\n")


def test_an_undo_of_a_line_that_changed_is_exit_code_3_and_writes_nothing(
    program: Program, note: Path
) -> None:
    program("accept", "Standup.md:2")
    edited = note.read_bytes().replace(b"deck", b"slides")
    note.write_bytes(edited)
    ended = program("undo")
    assert ended.code == 3
    assert "has changed" in ended.complaint
    assert note.read_bytes() == edited


def test_the_history_is_newest_first_with_what_was_taken_back(program: Program, note: Path) -> None:
    program("accept", "Standup.md:2", "Standup.md:3")
    program("undo")
    steps = program("history", "--format", "json").json
    assert [(step["kind"], step["label"], step["taken_back"]) for step in steps] == [
        ("undo", "accept 2 tasks", False),
        ("do", "accept 2 tasks", True),
    ]
    change = steps[1]["changes"][0]
    assert change["before"] == "- [?] Prepare the deck. #proposed"
    assert change["after"] == "- [ ] Prepare the deck."
    assert "accept 2 tasks  (taken back)" in program("history").text


def test_undo_as_json_names_each_line(program: Program, note: Path) -> None:
    program("accept", "Standup.md:2")
    (step,) = program("undo", "--format", "json").json
    assert step["outcomes"] == [
        {
            "ref": "Standup.md:2",
            "outcome": "undone",
            "before": "- [ ] Prepare the deck.",
            "after": "- [?] Prepare the deck. #proposed",
            "message": "",
        }
    ]


@pytest.mark.parametrize("command", ["undo", "redo", "history"])
def test_read_only_leaves_the_journal_closed(program: Program, note: Path, command: str) -> None:
    program("accept", "Standup.md:2")
    accepted = note.read_bytes()
    ended = program(command, "--read-only")
    assert (ended.code, ended.text) == (5, "")
    assert ended.complaint.startswith("vaultriage: With --read-only the journal stays closed")
    assert note.read_bytes() == accepted


@pytest.mark.parametrize("count", ["0", "-1", "two", "1.5"])
def test_a_count_that_is_none_is_exit_code_2(program: Program, count: str) -> None:
    assert program("undo", count).code == 2

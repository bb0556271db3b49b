"""`reject` from the shell: reasons, subtasks, and what the settings make of the line."""

import pytest

from tests.tui.cli.program import Program

NOTE = b"- [?] one #proposed\r\n\t- [?] two #proposed\r\n\t- [ ] three\r\n- [?] four #proposed"
END = " ❌ 2026-11-22".encode()


@pytest.fixture
def program(program: Program) -> Program:
    program.write("a.md", NOTE)
    return program


def note(program: Program, path: str = "a.md") -> bytes:
    return (program.vault / path).read_bytes()


def test_a_reason_goes_to_the_journal_and_not_to_the_note(program: Program) -> None:
    assert program("reject", "a.md:4", "--reason", "not mine").code == 0
    assert note(program) == NOTE.replace(b"[?] four #proposed", b"[-] four" + END)
    (step,) = program("history", "--format", "json").json
    assert step["reason"] == "not mine"
    assert program("history").text.endswith("reject “four #proposed”  (not mine)\n")
    program("accept", "a.md:1")
    assert program("history", "1", "--format", "json").json[0]["reason"] is None


def test_a_reason_stands_in_the_line_where_the_settings_say_so(program: Program) -> None:
    program.write(".vaultriage.toml", b'[reject]\nreason = "note"\n')
    assert program("reject", "a.md:4", "--reason", "vague").code == 0
    assert note(program).endswith(b"- [-] four [reason:: vague]" + END)
    assert program("undo").code == 0
    assert note(program) == NOTE


@pytest.mark.parametrize("reason", ["a\nb", "a\x1b[2J", "x" * 501, "", "  "])
def test_a_reason_is_one_line_of_text(program: Program, reason: str) -> None:
    assert program("reject", "a.md:4", "--reason", reason).code == 2
    assert note(program) == NOTE


def test_proposals_below_are_told_or_taken_along(program: Program) -> None:
    ended = program("reject", "a.md:1")
    assert "1 proposal below it still waits; --with-subtasks takes them too." in ended.text
    assert b"[?] two" in note(program)
    program("undo")
    ended = program("reject", "a.md:1", "--with-subtasks")
    assert ended.text.count("rejected") == 2
    assert note(program) == (
        b"- [-] one%s\r\n\t- [-] two%s\r\n\t- [ ] three\r\n- [?] four #proposed" % (END, END)
    )
    assert program("undo").text == "undone  reject 2 tasks\n"
    assert note(program) == NOTE


def test_nothing_is_told_of_those_that_are_named_as_well(program: Program) -> None:
    assert "below it" not in program("reject", "a.md:1", "a.md:2").text


def test_a_rejected_line_is_deleted_where_the_settings_say_so(program: Program) -> None:
    program.write(".vaultriage.toml", b'[reject]\nmode = "delete"\n')
    ended = program("reject", "a.md:4", "a.md:2", "--format", "json")
    assert [(r["before"], r["after"], r["now"]) for r in ended.json] == [
        ("- [?] four #proposed", "", None),
        ("\t- [?] two #proposed", "", None),
    ]
    assert note(program) == b"- [?] one #proposed\r\n\t- [ ] three"
    assert program("undo").code == 0
    assert note(program) == NOTE


def test_lines_below_a_deleted_one_are_told(program: Program) -> None:
    program.write(".vaultriage.toml", b'[reject]\nmode = "delete"\n')
    dry = program("reject", "a.md:1", "--dry-run")
    assert "1 other line indented below it stays in the note." in dry.complaint
    ended = program("reject", "a.md:1", "--with-subtasks")
    assert "below it still" not in ended.text
    assert "1 other line indented below it stays in the note." in ended.text
    assert note(program) == b"\t- [ ] three\r\n- [?] four #proposed"
    program("undo")
    assert note(program) == NOTE


@pytest.mark.parametrize("settings", ['mode = "delete"', 'mode = "move"\nmove_to = "No.md"'])
def test_lines_that_go_are_told_by_the_numbers_that_they_had(
    settings: str, program: Program
) -> None:
    program.write(".vaultriage.toml", f"[reject]\n{settings}\n".encode())
    told = program("reject", "a.md:2", "a.md:4").text.splitlines()
    assert [line.split()[1] for line in told] == ["a.md:2", "a.md:4"]


def test_a_rejected_line_moves_where_the_settings_say_so(program: Program) -> None:
    program.write(".vaultriage.toml", b'[reject]\nmode = "move"\nmove_to = "Old/No.md"\n')
    dry = program("reject", "a.md:1", "--dry-run")
    assert dry.out.startswith(b"--- /dev/null\n+++ b/Old/No.md\n@@ -0,0 +1,3 @@\n")
    assert note(program) == NOTE
    ended = program("reject", "a.md:1")
    assert "(It is in Old/No.md now. 1 proposal below it moved along and still waits" in ended.text
    assert note(program) == b"- [?] four #proposed"
    assert note(program, "Old/No.md") == (
        b"- [-] one%s\n    - [?] two #proposed\n    - [ ] three\n" % END
    )
    assert program("undo").text == "undone  reject “one #proposed”\n"
    assert (note(program), note(program, "Old/No.md")) == (NOTE, b"")
    assert program("reject", "a.md:1", "--with-subtasks").code == 0
    assert note(program, "Old/No.md") == (
        b"- [-] one%s\n    - [-] two%s\n    - [ ] three\n" % (END, END)
    )

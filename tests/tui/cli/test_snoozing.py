"""`snooze` from the shell."""

import pytest

from tests.tui.cli.program import Program

NOTE = (
    "- [?] one #proposed\r\n> - [ ] two 📅 2026-12-01\r\n- [ ] three ⏳ 2026-11-01\r\n- [ ] four"
).encode()


@pytest.fixture
def program(program: Program) -> Program:
    program.write("a.md", NOTE)
    return program


def note(program: Program) -> bytes:
    return (program.vault / "a.md").read_bytes()


def test_a_proposal_is_hidden_until_its_day_and_the_note_stays(program: Program) -> None:
    ended = program("snooze", "a.md:1", "2026-12-01")
    assert (ended.code, ended.err) == (0, b"")
    assert ended.text == (
        "snoozed  a.md:1  one #proposed  "
        "(It is hidden from the inbox until Tue 1 Dec, in 9 days; its note stays.)\n"
    )
    assert note(program) == NOTE
    assert program("list", "--proposed", "--total").text == "0\n"
    assert program("list", "--view", "inbox", "--total").text == "0\n"
    assert program("list", "--total").text == "4\n"
    assert [t["snoozed"] for t in program("list", "--format", "json").json] == [
        "2026-12-01", None, None, None,
    ]  # fmt: skip
    assert program("--today", "2026-12-01", "list", "--proposed", "--total").text == "1\n"


def test_none_lets_it_back(program: Program) -> None:
    program("snooze", "a.md:1", "friday")
    assert program("snooze", "a.md:1", "none").text.startswith("back  a.md:1")
    assert program("snooze", "a.md:1", "none").text.startswith("unchanged  a.md:1")
    assert program("list", "--proposed", "--total").text == "1\n"


@pytest.mark.parametrize(
    ("day", "two", "three", "four"),
    [
        ("2026-12-24", "2026-12-24", "2026-12-24", "2026-12-24"),
        ("+3d", "2026-12-04", "2026-11-25", "2026-11-25"),
        ("2 weeks", "2026-12-15", "2026-12-06", "2026-12-06"),
        ("tomorrow", "2026-11-23", "2026-11-23", "2026-11-23"),
        ("today", "2026-11-22", "2026-11-22", "2026-11-22"),
        ("2 weeks from today", "2026-12-06", "2026-12-06", "2026-12-06"),
        ("2 workdays", "2026-12-03", "2026-11-24", "2026-11-24"),
        ("15 dec", "2026-12-15", "2026-12-15", "2026-12-15"),
    ],
)
def test_a_task_moves_its_own_date_spans_from_the_later_day(
    program: Program, day: str, two: str, three: str, four: str
) -> None:
    ended = program("snooze", "a.md:2", "a.md:3", "a.md:4", day)
    assert (ended.code, ended.err) == (0, b"")
    after = (
        "- [?] one #proposed\r\n"
        f"> - [ ] two 📅 {two}\r\n"
        f"- [ ] three ⏳ {three}\r\n"
        f"- [ ] four ⏳ {four}"
    )
    assert note(program) == after.encode()
    assert program("undo").text == "undone  snooze 3 tasks\n"
    assert note(program) == NOTE


def test_refs_may_come_from_standard_input_and_keep_their_order(program: Program) -> None:
    told = program("snooze", "-", "+3d", "--format", "json", given=b"a.md:4\na.md:1\nb.md:1\n")
    assert told.code == 4
    assert [(r["ref"], r["outcome"]) for r in told.json] == [
        ("a.md:4", "written"), ("a.md:1", "written"), ("b.md:1", "gone"),
    ]  # fmt: skip
    assert told.json[0]["message"] == "scheduled: Wed 25 Nov, in 3 days."


def test_a_dry_run_puts_nothing_off(program: Program) -> None:
    ended = program("snooze", "a.md:1", "a.md:4", "friday", "--dry-run")
    assert ended.out.endswith("+- [ ] four ⏳ 2026-11-27\n\\ No newline at end of file\n".encode())
    day = "Fri 27 Nov, in 5 days"
    hidden = f"It is hidden from the inbox until {day}; its note stays."
    assert ended.complaint.splitlines() == [
        f"vaultriage: planned  a.md:1  one #proposed  ({hidden})",
        f"vaultriage: planned  a.md:4  four  (scheduled: {day}.)",
    ]
    (told, _) = program(
        "snooze", "a.md:1", "a.md:4", "friday", "--dry-run", "--format", "json"
    ).json
    assert told["outcome"] == "planned"
    assert note(program) == NOTE
    assert program("list", "--proposed", "--total").text == "1\n"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["a.md:1"], "a date"),
        (["a.md:1", "a.md:2"], "names no day"),
        (["a.md:1", "x"], "names no day"),
        (["a.md:1", "yesterday"], "no day to come"),
        (["a.md:1", "2026-11-22"], "no day to come"),
        (["a.md:2", "none"], "--start none"),
        (["a.md:2", "yesterday"], "the task stays as it is"),
        (["a.md:3", "2026-11-21"], "no day to come"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(
    program: Program, words: list[str], complaint: str
) -> None:
    ended = program("snooze", *words)
    assert ended.code == 2
    assert complaint in ended.complaint
    assert note(program) == NOTE


def test_nothing_is_put_off_read_only(program: Program) -> None:
    assert program("--read-only", "snooze", "a.md:1", "friday").code == 5
    assert program("list", "--proposed", "--total").text == "1\n"


def test_a_start_date_does_it_where_the_settings_say_so(program: Program) -> None:
    program.write(".vaultriage.toml", b"[snooze]\nwrite_start = true\n")
    assert program("snooze", "a.md:1", "friday").code == 0
    assert note(program) == NOTE.replace(b"#proposed", "#proposed 🛫 2026-11-27".encode())
    assert program("list", "--proposed", "--total").text == "0\n"
    assert program("undo").code == 0
    assert program("list", "--proposed", "--total").text == "1\n"


def test_what_was_hidden_before_start_dates_were_wanted_is_let_back_all_the_same(
    program: Program,
) -> None:
    assert program("snooze", "a.md:1", "friday").code == 0
    program.write(".vaultriage.toml", b"[snooze]\nwrite_start = true\n")
    assert program("snooze", "a.md:1", "none").text.startswith("back  a.md:1")
    assert program("list", "--proposed", "--total").text == "1\n"
    assert program("snooze", "a.md:1", "friday").code == 0
    ended = program("snooze", "a.md:1", "none")
    assert (ended.code, "--start none" in ended.complaint) == (2, True)


def test_show_says_until_when_it_is_put_off(program: Program) -> None:
    program("snooze", "a.md:1", "friday")
    assert program("show", "a.md:1", "--format", "json").json["snoozed"] == "2026-11-27"
    assert "put off until  2026-11-27\n" in program("show", "a.md:1").text

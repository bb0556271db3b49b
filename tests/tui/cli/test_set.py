"""`set` and `cancel` from the shell: bytes on the disk, what is printed, what is refused."""

import json
from pathlib import Path

import pytest

from tests.tui.cli.program import Program

LINE = "- [?] Prepare the deck.  @Myself ⏫ #task #proposed 📅2026-12-01 #auto ^b  ".encode()
AROUND = b"\xef\xbb\xbf# caf\xe9\r\n\r\n", b"\r\n\ttext  \r\n\x00no end"
STATUSES = [
    {"symbol": "?", "name": "Proposed", "type": "TODO", "nextStatusSymbol": " "},
    {"symbol": "h", "name": "On Hold", "type": "ON_HOLD", "nextStatusSymbol": "x"},
    {"symbol": "H", "name": "on hold", "type": "ON_HOLD", "nextStatusSymbol": "x"},
]


def _settings(program: Program, **settings: object) -> None:
    program.write(
        ".obsidian/plugins/obsidian-tasks-plugin/data.json", json.dumps(settings).encode()
    )


def _set(program: Program, line: str, *typed: str) -> str:
    """What `set` makes of one line."""
    note = program.write("a.md", line.encode())
    ended = program("set", "a.md:1", *typed)
    assert (ended.code, ended.err) == (0, b"")
    return note.read_bytes().decode()


def test_several_options_are_one_edit_of_the_line_and_one_step(program: Program) -> None:
    note = program.write("a b.md", AROUND[0] + LINE + AROUND[1])
    typed = ["--due", "next friday", "--priority", "low", "--owner", "Ana Souza", "--tag", "+#home",
             "--tag", "-#auto", "--status", "in progress", "--start", "2026-11-23"]  # fmt: skip
    ended = program("set", "a b.md:3", *typed, "--format", "json")
    assert (ended.code, ended.err) == (0, b"")
    after = (
        "- [/] Prepare the deck.  @Ana Souza #home 🔽 #task #proposed 📅2026-12-04 "
        "🛫 2026-11-23 ^b  "
    )
    assert ended.json[0]["after"] == after
    assert ended.json[0]["message"] == "due: Fri 4 Dec, in 12 days."
    assert note.read_bytes() == AROUND[0] + after.encode() + AROUND[1]
    assert program("undo").code == 0
    assert note.read_bytes() == AROUND[0] + LINE + AROUND[1]


def test_set_prints_a_line_a_task_and_says_what_a_typed_date_means(program: Program) -> None:
    note = program.write("a.md", b"- [ ] one\n- [ ] two\n")
    ended = program("set", "a.md:1", "--scheduled", "tomorrow", "a.md:2")
    assert ended.text == (
        "set  a.md:1  one  (scheduled: Mon 23 Nov, tomorrow.)\n"
        "set  a.md:2  two  (scheduled: Mon 23 Nov, tomorrow.)\n"
    )
    assert note.read_bytes() == "- [ ] one ⏳ 2026-11-23\n- [ ] two ⏳ 2026-11-23\n".encode()


def test_a_typed_date_is_read_as_the_users_settings_say(program: Program) -> None:
    config = program.write("../config.toml", b'[dates]\nnext_weekday = "nearest"\n')
    after = _set(program, "- [ ] a", "--due", "next friday", "--config", str(config))
    assert after == "- [ ] a 📅 2026-11-27"


def test_a_dry_run_writes_nothing(program: Program) -> None:
    note = program.write("a.md", b"- [ ] one\n")
    ended = program("--read-only", "set", "a.md:1", "--due", "2026-12-01", "--dry-run")
    assert ended.code == 0
    assert "+- [ ] one 📅 2026-12-01\n" in ended.text
    assert note.read_bytes() == b"- [ ] one\n"


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        (["--due", "none"], "- [ ] a @x #t ⏫"),
        (["--due", "None", "--start", "none"], "- [ ] a @x #t ⏫"),
        (["--description", "Say “hi” -- #u"], "- [ ] Say “hi” -- #u ⏫ 📅 2026-12-01"),
        (["--description", "-x"], "- [ ] -x ⏫ 📅 2026-12-01"),
        (["--owner", "none"], "- [ ] a #t ⏫ 📅 2026-12-01"),
        (["--owner", "[[@Bo]]"], "- [ ] a [[@Bo]] #t ⏫ 📅 2026-12-01"),
        (["--tag", "#n", "--tag", "-#T"], "- [ ] a @x #n ⏫ 📅 2026-12-01"),
        (["--status", "x"], "- [x] a @x #t ⏫ 📅 2026-12-01 ✅ 2026-11-22"),
        (["--status", "DONE"], "- [x] a @x #t ⏫ 📅 2026-12-01 ✅ 2026-11-22"),
        (["--status", "?"], "- [?] a @x #t ⏫ 📅 2026-12-01"),
    ],
)
def test_each_option_by_itself(program: Program, typed: list[str], after: str) -> None:
    assert _set(program, "- [ ] a @x #t ⏫ 📅 2026-12-01", *typed) == after


def test_an_owner_behind_the_fields_does_not_go_because_they_would_count(program: Program) -> None:
    note = program.write("a.md", "- [ ] a ⏫ @x".encode())
    assert program("set", "a.md:1", "--owner", "none").code == 2
    assert note.read_bytes() == "- [ ] a ⏫ @x".encode()
    assert _set(program, "- [ ] a ⏫ @x", "--owner", "Bo") == "- [ ] a ⏫ @Bo"


def test_a_dataview_vault_gets_dataview_fields(program: Program) -> None:
    _settings(program, taskFormat="dataview")
    after = _set(program, "- [ ] a (due:: 2026-12-01)", "--due", "+3d", "--priority", "HIGHEST")
    assert after == "- [ ] a (due:: 2026-11-25) [priority:: highest]"


def test_a_status_is_a_symbol_or_a_name_of_this_vault(program: Program) -> None:
    _settings(program, statusSettings={"customStatuses": STATUSES})
    assert _set(program, "- [ ] a", "--status", "proposed") == "- [?] a"
    assert _set(program, "- [ ] a", "--status", "h") == "- [h] a"
    ended = program("set", "a.md:1", "--status", "on-hold")
    assert ended.code == 2
    assert "Several statuses are named “on-hold”. Say which: “h”, “H”." in ended.complaint


def test_the_global_filter_stays_with_a_new_description(program: Program) -> None:
    _settings(program, globalFilter="#task")
    assert _set(program, "- [ ] a #task ⏫", "--description", "b") == "- [ ] b #task ⏫"
    ended = program("set", "a.md:1", "--tag", "-#task")
    assert ended.code == 2
    assert "global filter" in ended.complaint


def test_done_by_set_leaves_the_next_occurrence(program: Program) -> None:
    after = _set(program, "- [ ] a 🔁 every day 📅 2026-11-22", "--status", "x")
    assert after == (
        "- [ ] a 🔁 every day 📅 2026-11-23\n- [x] a 🔁 every day 📅 2026-11-22 ✅ 2026-11-22"
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            ["--status", "todoo"],
            "“todoo” is no status of this vault; nothing was written. The near",
        ),
        (["--status", "someday"], "There are Todo “ ”, Done “x”, In Progress “/”, Cancelled “-”."),
        (["--status", ""], "is no status of this vault"),
        (["--priority", "hgh"], "“hgh” is no priority. Did you mean high?"),
        (["--due", "2026-02-30"], "“2026-02-30” names no day for --due; nothing was written."),
        (["--start", "someday"], "“someday” names no day for --start"),
        (["--due", ""], "“” names no day"),
        (["--description", ""], "--description “” cannot be written: it is empty."),
        (["--description", "a\nb"], "“a␊b” cannot be written: it has more than one line."),
        (["--description", "a 📅 2026-12-01"], "Tasks would read a field at its end."),
        (["--description", "a ^id"], "Obsidian would read a block link at its end."),
        (["--owner", "Ana, Bo"], "it is not the name of one owner."),
        (["--owner", ""], "it is not the name of one owner."),
        (["--tag", "+home"], "a tag is #"),
        (["--tag", "-#a b"], "a tag is #"),
        ([], "There is nothing to set: name one of --status, --priority"),
        (["--duee", "x"], "There is no option --duee. Did you mean --due?"),
        (["--tag"], "expected one argument"),
    ],
)
def test_what_makes_no_sense_is_a_sentence_and_nothing_is_written(
    program: Program, typed: list[str], sentence: str
) -> None:
    note = program.write("a.md", b"- [ ] one\n")
    ended = program("set", "a.md:1", *typed, "--format", "json")
    assert (ended.code, ended.out) == (2, b"")
    assert sentence in ended.complaint
    assert ended.complaint.count("\n") == 1
    assert note.read_bytes() == b"- [ ] one\n"


def test_one_bad_option_stops_all_of_them(program: Program) -> None:
    note = program.write("a.md", b"- [ ] one\n")
    assert program("set", "a.md:1", "--due", "friday", "--status", "nope").code == 2
    assert note.read_bytes() == b"- [ ] one\n"


def test_a_line_too_odd_is_refused_and_the_others_are_written(program: Program) -> None:
    odd = "- [ ] a 🔁 #t every day"
    note = program.write("a.md", f"{odd}\n- [ ] b #t\n".encode())
    ended = program("set", "a.md:1", "a.md:2", "--tag", "-#t", "--format", "json")
    assert ended.code == 2
    assert [told["outcome"] for told in ended.json] == ["refused", "written"]
    assert note.read_bytes().decode() == f"{odd}\n- [ ] b\n"


def test_a_known_person_is_written_as_a_name_in_running_text(program: Program) -> None:
    program.write("People/Cleo Doe.md", b"")
    assert _set(program, "- [ ] Let @Ana write", "--owner", "cleo doe") == (
        "- [ ] Let @cleo doe write"
    )
    assert _set(program, "- [ ] Let @Ana write", "--owner", "Dan Roe") == (
        "- [ ] Let @[[Dan Roe]] write"
    )


def test_cancel_of_a_task_and_of_a_proposal(program: Program) -> None:
    note = program.write("a.md", b"- [ ] one ^id\n- [?] two #proposed\n- [x] three\n")
    ended = program("cancel", "a.md:1", "a.md:2", "a.md:3")
    assert [line.split()[0] for line in ended.text.splitlines()] == [
        "cancelled", "cancelled", "unchanged",
    ]  # fmt: skip
    stamp = "❌ 2026-11-22"
    assert note.read_bytes().decode() == f"- [-] one {stamp} ^id\n- [-] two {stamp}\n- [x] three\n"


def test_references_to_set_come_from_standard_input(program: Program, tmp_path: Path) -> None:
    note = program.write("a.md", b"- [ ] one\n- [ ] two\n")
    refs = b"".join(
        task["ref"].encode() + b"\n" for task in program("list", "--format", "ndjson").objects
    )
    assert program("set", "-", "--priority", "high", given=refs).code == 0
    assert note.read_bytes().decode() == "- [ ] one ⏫\n- [ ] two ⏫\n"

"""`list`: every key, every format, and what is chosen."""

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest

from tests.tui.cli.program import Program, run

KEYS = {
    "ref", "path", "line", "raw", "indentation", "list_marker", "status", "description",
    "priority", "tags", "owners", "created", "start", "scheduled", "scheduled_inferred", "due",
    "done", "cancelled", "recurrence", "on_completion", "id", "depends_on", "block_link",
    "heading", "proposed", "auto", "snoozed", "urgency", "problems", "note", "lossy", "blocked",
    "blocking",
}  # fmt: skip

MEETING = """\
---
type: meeting
date: 2026-11-20
participants: [Ana, Noor]
person: "[[Ana]]"
source_ref: Sources/x.md
---
# Standup
## Action Items
- [?] Send the notes. @Myself ⏫ #task #proposed #auto
""".encode()


def test_a_proposal_has_every_key_of_the_contract(program: Program) -> None:
    program.write("Meetings/2026-11-20 Standup.md", MEETING)
    (task,) = program("list", "--format", "json").json
    raw = "- [?] Send the notes. @Myself ⏫ #task #proposed #auto"
    guard = hashlib.sha256(raw.encode()).hexdigest()[:8]
    assert task.keys() == KEYS
    assert task == {
        "ref": f"Meetings/2026-11-20 Standup.md:10@{guard}",
        "path": "Meetings/2026-11-20 Standup.md",
        "line": 10,
        "raw": raw,
        "indentation": "",
        "list_marker": "-",
        "status": {"symbol": "?", "name": "Unknown", "type": "TODO", "next": "x"},
        "description": "Send the notes. @Myself #task #proposed #auto",
        "priority": "high",
        "tags": ["#task", "#proposed", "#auto"],
        "owners": [{"name": "Myself", "kind": "me", "raw": "@Myself", "path": None}],
        "created": None,
        "start": None,
        "scheduled": None,
        "scheduled_inferred": False,
        "due": None,
        "done": None,
        "cancelled": None,
        "recurrence": None,
        "on_completion": "",
        "id": "",
        "depends_on": [],
        "blocked": False,
        "blocking": False,
        "block_link": "",
        "heading": "Action Items",
        "proposed": True,
        "auto": True,
        "snoozed": None,
        "urgency": 6.0,
        "problems": [],
        "note": {
            "title": "Standup",
            "type": "meeting",
            "date": "2026-11-20",
            "person": "Ana",
            "participants": ["Ana", "Noor"],
            "source_ref": "Sources/x.md",
            "problem": None,
        },
        "lossy": False,
    }


def test_every_field_of_a_line_is_told(program: Program) -> None:
    line = (
        "  1. [ ] Call @Ana 🆔 abc ⛔ d1,d2 🔽 🔁 every mon 🏁 delete "
        "➕ 2026-11-01 🛫 2026-11-02 ⏳ 2026-11-03 📅 2026-11-29 ^block-1"
    )
    program.write("a.md", b"- above\n" + line.encode() + b"\n")
    (task,) = program("list", "--format", "json").json
    assert (task["indentation"], task["list_marker"]) == ("  ", "1.")
    assert (task["id"], task["depends_on"], task["priority"]) == ("abc", ["d1", "d2"], "low")
    assert (task["recurrence"], task["on_completion"]) == ("every week on Monday", "delete")
    assert (task["created"], task["start"]) == ("2026-11-01", "2026-11-02")
    assert (task["scheduled"], task["due"]) == ("2026-11-03", "2026-11-29")
    assert (task["done"], task["cancelled"]) == (None, None)
    assert task["block_link"] == " ^block-1"
    assert (task["heading"], task["raw"]) == (None, line)


def test_what_waits_and_what_is_waited_for_is_told(program: Program) -> None:
    program.write("a.md", "- [ ] a 🆔 a\n- [x] b 🆔 b ⛔ a\n".encode())
    program.write("b.md", "- [ ] c 🆔 c ⛔ a,b\n- [ ] d ⛔ b\n".encode())
    told = [(t["blocked"], t["blocking"]) for t in program("list", "--format", "json").json]
    assert told == [(False, True), (False, False), (True, False), (False, False)]


def test_an_impossible_date_and_a_refused_rule_are_named(program: Program) -> None:
    program.write("a.md", "- [ ] Odd 🔁 daily 📅 2026-02-30\n".encode())
    (task,) = program("list", "--format", "json").json
    assert (task["due"], task["recurrence"]) == ("invalid", None)
    date, rule = task["problems"]
    assert date == "due: 2026-02-30 is on no calendar"
    assert rule.startswith("recurrence: “daily” is no rule that Tasks accepts")


def test_a_rule_that_counts_from_no_day_is_none(program: Program) -> None:
    program.write("a.md", "- [ ] a 🔁 every day ⏳ 2026-12-01 📅 2026-02-30\n".encode())
    program.write("b.md", "- [ ] b 🔁 every day when done 📅 2026-02-30\n".encode())
    program.write("c.md", "- [ ] c 🔁 every day ⏳ 2026-02-30 📅 2026-12-01\n".encode())
    told = program("list", "--format", "json").json
    assert [task["recurrence"] for task in told] == [None, "every day when done", "every day"]
    assert told[0]["problems"] == [
        "due: 2026-02-30 is on no calendar",
        "recurrence: it would count from 2026-02-30, which is no day",
    ]


def test_bytes_that_are_not_utf_8_show_as_replacements_and_say_so(program: Program) -> None:
    note = program.write("a.md", b"# H\xe9\n- [ ] caf\xe9 #task\n")
    (task,) = program("list", "--format", "json").json
    assert (task["raw"], task["heading"]) == ("- [ ] caf\ufffd #task", "H\ufffd")
    assert task["lossy"] is True
    assert program("done", task["ref"]).code == 0
    assert note.read_bytes() == "# H\\xe9\n- [x] caf\\xe9 #task ✅ 2026-11-22\n".encode().replace(
        rb"\xe9", b"\xe9"
    )


def test_a_path_that_is_not_utf_8_can_be_named_as_it_is_printed(program: Program) -> None:
    note = program.write("caf\udce9.md", b"- [ ] one\n")
    (task,) = program("list", "--format", "json").json
    assert (task["path"], task["lossy"]) == ("caf\ufffd.md", True)
    assert program("done", task["ref"]).code == 0
    assert note.read_bytes().startswith(b"- [x] one")


def test_raw_has_no_carriage_return_but_the_guard_counts_it(program: Program) -> None:
    program.write("a.md", b"\xef\xbb\xbf- [ ] one\r\n- [ ] two\r\n")
    one, two = program("list", "--format", "ndjson").objects
    assert (one["raw"], two["raw"]) == ("- [ ] one", "- [ ] two")
    assert two["ref"] == "a.md:2@" + hashlib.sha256(b"- [ ] two\r").hexdigest()[:8]


def test_owners_are_resolved_to_people_notes(program: Program) -> None:
    program.write("People/Ana Silva.md", b"---\naliases: [Ana]\n---\n")
    program.write("a.md", b"- [ ] Ask @Ana and @TBD or @Nobody\n")
    (task,) = program("list", "--format", "json").json
    assert [(o["name"], o["kind"], o["path"]) for o in task["owners"]] == [
        ("Ana Silva", "person", "People/Ana Silva.md"),
        ("TBD", "unassigned", None),
        ("Nobody", "unknown", None),
    ]


def test_an_empty_vault_is_an_empty_array(program: Program) -> None:
    assert program("list", "--format", "json").json == []
    assert program("list", "--format", "ndjson").out == b""
    assert program("list").out == b""
    assert program("list", "--total").text == "0\n"


def test_json_and_ndjson_hold_the_same_objects_in_order_of_path_and_line(program: Program) -> None:
    program.write("b.md", b"- [ ] b1\n\n- [x] b3\n")
    program.write("a.md", b"- [ ] a1\n")
    listed = program("list", "--format", "json").json
    assert [(task["path"], task["line"]) for task in listed] == [
        ("a.md", 1),
        ("b.md", 1),
        ("b.md", 3),
    ]
    assert program("list", "--format", "ndjson").objects == listed


def test_proposed_and_views_choose(program: Program) -> None:
    program.write(
        "a.md",
        "- [?] maybe #proposed 📅 2026-11-22\n- [ ] now 📅 2026-11-22\n"
        "- [ ] late @me 📅 2026-11-21\n- [ ] soon @Bo ⏳ 2026-11-23\n"
        "- [x] over 📅 2026-11-22\n".encode(),
    )

    def lines(*chosen: str) -> list[int]:
        return [task["line"] for task in program("list", *chosen, "--format", "ndjson").objects]

    assert lines() == lines("--view", "all") == [1, 2, 3, 4, 5]
    assert lines("--proposed") == lines("--view", "inbox") == [1]
    assert lines("--view", "today") == [2]
    assert lines("--view", "overdue") == [3]
    assert lines("--view", "upcoming") == [4]
    assert lines("--view", "mine") == [3]
    assert lines("--view", "waiting") == [4]
    assert lines("--view", "unassigned") == [2]
    assert program("list", "--view", "All", "--proposed", "--total").text == "1\n"


def test_a_question_is_no_proposal(program: Program) -> None:
    settings = {
        "statusSettings": {
            "customStatuses": [
                {"symbol": "?", "name": "Question", "nextStatusSymbol": "x", "type": "TODO"}
            ]
        }
    }
    program.write(
        ".obsidian/plugins/obsidian-tasks-plugin/data.json", json.dumps(settings).encode()
    )
    program.write("a.md", b"- [?] why\n- [?] who\n")
    assert program("list", "--proposed", "--total").text == "0\n"
    assert program("list", "--total").text == "2\n"


def test_text_is_aligned_and_names_owner_and_due_date(program: Program) -> None:
    program.write("a.md", "- [?] Ask @Ana #proposed 📅 2026-12-01\n".encode())
    program.write("longer.md", b"- [x] mine @Myself\n")
    assert program("list").text == (
        "a.md:1       [?]  Ask @Ana #proposed  @Ana  due 2026-12-01\n"
        "longer.md:1  [x]  mine @Myself\n"
    )


def test_text_shows_control_signs_and_never_sends_them(program: Program) -> None:
    program.write("a\x1b[2J.md", "- [ ] x\x1b]0;owned\x07y \u202e \x9b31m\n".encode())
    assert program("list").text == "a␛[2J.md:1  [ ]  x␛]0;owned␇y ‹202E› ‹009B›31m\n"


def test_a_path_with_control_signs_can_be_named_as_text_shows_it(program: Program) -> None:
    note = program.write("a\x1b[2J\n.md", b"- [ ] one\n")
    assert program("done", "a␛[2J␊.md:1").code == 0
    assert note.read_bytes().startswith(b"- [x] one")


def test_tsv_has_a_header_and_no_tab_inside_a_cell(program: Program) -> None:
    program.write("a.md", "- [ ] one\ttwo @Ana #x 📅 2026-12-01\n".encode())
    header, row = program("list", "--format", "tsv").text.splitlines()
    cells = dict(zip(header.split("\t"), row.split("\t"), strict=True))
    assert (cells["path"], cells["line"], cells["due"]) == ("a.md", "1", "2026-12-01")
    assert (cells["description"], cells["owners"]) == ("one two @Ana #x", "Ana")
    assert (cells["proposed"], cells["tags"], cells["done"]) == ("false", "#x", "")


def test_csv_quotes_what_needs_it(program: Program) -> None:
    program.write("a,b.md", b'- [ ] say "hi", twice\n')
    (row,) = csv.DictReader(io.StringIO(program("list", "--format", "csv").text))
    assert (row["path"], row["description"]) == ("a,b.md", 'say "hi", twice')
    assert (row["symbol"], row["type"], row["line"]) == (" ", "TODO", "1")
    assert float(row["urgency"]) == pytest.approx(1.95)


def test_a_broken_settings_file_is_told_on_standard_error(program: Program) -> None:
    program.write(".obsidian/plugins/obsidian-tasks-plugin/data.json", b'{"sta')
    program.write("a.md", b"- [ ] one\n")
    ended = program("list", "--total")
    assert (ended.code, ended.text) == (0, "1\n")
    assert "data.json of the vault cannot be read" in ended.complaint


def test_the_sample_vault_has_24_proposals_and_is_left_as_it_is(tmp_path: Path) -> None:
    assert run(["--demo", "list", "--proposed", "--total"], home=tmp_path).text == "24\n"
    first = run(["list", "--proposed", "--format", "json", "--demo"], home=tmp_path).json[0]
    accepted = run(["--demo", "accept", first["ref"], "--format", "json"], home=tmp_path).json
    assert accepted[0]["outcome"] == "written"
    again = run(["--demo", "accept", first["ref"], "--format", "json"], home=tmp_path).json
    assert again[0]["outcome"] == "written"
    assert "➕ 2026-11-22" in again[0]["after"]
    assert list(tmp_path.glob("vaultriage-demo-*")) == []

"""`show`: one task with its origin and its surroundings."""

from tests.tui.cli.program import Program

MEETING = """\
---
type: meeting
date: 2026-11-20
person: "[[Ana Souza]]"
participants: [Ana, Noor]
source: transcript
source_ref: /Users/ana/V/Sources/2026-11-20 Standup.md
---
# Standup
## Action Items
- [?] Send the notes. @Ana ⏫ #task #proposed 📅 2026-02-30 ⏫ 🆔 n1\r
- [ ] Another
""".encode()

DROPPED = "stands further left; Tasks would drop it"


def _vault(program: Program) -> None:
    program.write("Meetings/2026-11-20 Standup.md", MEETING)
    program.write("Sources/2026-11-20 Standup.md", b"text\n")
    program.write("People/Ana Souza.md", b"---\naliases: [Ana]\n---\n")


def test_json_is_the_record_of_the_list_with_the_context(program: Program) -> None:
    _vault(program)
    ended = program("show", "Meetings/2026-11-20 Standup.md:11", "--format", "json")
    listed = program("list", "--format", "json").json[0]
    context = ended.json.pop("context")
    assert ended.code == 0
    assert {key: value for key, value in ended.json.items() if key != "context"} == listed
    lines = context.pop("lines")
    assert context == {
        "headings": ["Standup", "Action Items"],
        "source": "transcript",
        "source_ref": "/Users/ana/V/Sources/2026-11-20 Standup.md",
        "source_path": "Sources/2026-11-20 Standup.md",
        "source_found_by": "name",
        "offered_date": None,
        "lossy": False,
        "fields": [
            {"kind": "priority", "value": "high", "text": "⏫"},
            {"kind": "due", "value": "2026-02-30", "text": "📅 2026-02-30"},
            {"kind": "priority", "value": "high", "text": "⏫"},
            {"kind": "id", "value": "n1", "text": "🆔 n1"},
        ],
    }
    assert [line["line"] for line in lines] == [8, 9, 10, 11, 12]
    assert lines[0]["text"] == "---"
    assert lines[-1]["text"] == "- [ ] Another"


def test_people_read_fields_note_and_lines(program: Program) -> None:
    _vault(program)
    ended = program("show", "Meetings/2026-11-20 Standup.md:11")
    assert (ended.code, ended.err) == (0, b"")
    ref, *rest = ended.text.splitlines()
    assert ref.startswith("Meetings/2026-11-20 Standup.md:11@")
    assert rest == [
        "Send the notes. @Ana #task #proposed",
        "",
        "status        [?] Unknown, TODO, proposed",
        "priority      high",
        "owner         Ana Souza (person, People/Ana Souza.md)",
        "due           invalid",
        "id            n1",
        "problem       due: 2026-02-30 is on no calendar",
        f"problem       priority: high does not count, because high {DROPPED}",
        "problem       line end: the line ends in CR LF; Tasks would write LF alone",
        "note          Standup",
        "date          2026-11-20",
        "person        Ana Souza",
        "participants  Ana, Noor",
        "headings      Standup > Action Items",
        "source        transcript",
        "source_ref    /Users/ana/V/Sources/2026-11-20 Standup.md",
        "found at      Sources/2026-11-20 Standup.md",
        "",
        "   8  ---",
        "   9  # Standup",
        "  10  ## Action Items",
        "> 11  - [?] Send the notes. @Ana ⏫ #task #proposed 📅 2026-02-30 ⏫ 🆔 n1",
        "  12  - [ ] Another",
    ]


def test_what_is_not_there_has_changed_or_makes_no_sense_ends_as_a_verb_does(
    program: Program,
) -> None:
    program.write("a.md", b"text\n- [ ] one\n")
    for ref, code, words in (
        ("a.md:1", 4, "holds no task"),
        ("b.md:1", 4, "b.md"),
        ("a.md:2@00000000", 3, "has changed"),
        ("nonsense", 2, "nonsense"),
    ):
        ended = program("show", ref)
        assert (ended.code, ended.out) == (code, b"")
        assert words in ended.complaint


def test_bytes_that_are_not_utf_8_and_signs_that_steer_a_terminal_are_shown(
    program: Program,
) -> None:
    program.write("a.md", b"caf\xe9 \x1b[2J\n- [ ] one\n")
    ended = program("show", "a.md:2", "--format", "json")
    assert (ended.json["lossy"], ended.json["context"]["lossy"]) == (False, True)
    (listed,) = program("list", "--format", "json").json
    assert listed["lossy"] is False
    assert ended.json["context"]["lines"][0]["text"] == "caf\ufffd \x1b[2J"
    assert b"\x1b" not in ended.out + program("show", "a.md:2").out


def test_show_writes_nothing_and_works_read_only(program: Program) -> None:
    note = program.write("a.md", b"- [ ] one\n")
    assert program("--read-only", "show", "a.md:1").code == 0
    assert note.read_bytes() == b"- [ ] one\n"


def test_the_day_in_a_proposals_words_is_told_and_not_written(program: Program) -> None:
    note = program.write(
        "Meetings/2025-12-19 Standup.md",
        b"- [?] Send it by Monday #proposed\n- [ ] Call by Monday\n"
        + "- [?] Ask by Monday #proposed 📅 2025-12-30\n".encode(),
    )
    before = note.read_bytes()

    def offered(line: int) -> object:
        shown = program("show", f"Meetings/2025-12-19 Standup.md:{line}", "--format", "json")
        return shown.json["context"]["offered_date"]

    assert offered(1) == {"date": "2025-12-22", "text": "Monday"}
    assert (offered(2), offered(3)) == (None, None)
    text = program("show", "Meetings/2025-12-19 Standup.md:1").text
    assert "in its words  2025-12-22, “Monday”\n" in text
    assert note.read_bytes() == before

"""The verbs from the shell: bytes on the disk, what is printed, exit codes."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.cli.program import Program, environment, run
from tests.waiting import wait_until
from tui.cli.main import main
from vault.strategies import UNPROTECTED, Strategy
from vault.vault import Vault

PROPOSAL = "- [?] Prepare the deck.  @Myself ⏫ #task #proposed #auto".encode()


def _ref(program: Program, line: int) -> str:
    tasks = program("list", "--format", "ndjson").objects
    return str(next(task["ref"] for task in tasks if task["line"] == line))


@pytest.mark.parametrize("verb", ["accept", "start", "reject", "done", "toggle"])
def test_a_date_of_the_file_name_is_never_written(program: Program, verb: str) -> None:
    line = "- [?] water the plants #proposed 🔁 every week ^id".encode()
    plain, dated = program.write("plain.md", line), program.write("2026-11-20.md", line)
    program.write(
        ".obsidian/plugins/obsidian-tasks-plugin/data.json", b'{"useFilenameAsScheduledDate": true}'
    )
    listed = program("list", "--format", "ndjson").objects
    assert {task["path"]: task["scheduled"] for task in listed} == {
        "plain.md": None,
        "2026-11-20.md": "2026-11-20",
    }
    assert program(verb, "plain.md:1").code == program(verb, "2026-11-20.md:1").code == 0
    assert dated.read_bytes() == plain.read_bytes() != line


@pytest.mark.parametrize(
    ("verb", "past", "after"),
    [
        ("accept", "accepted", "- [ ] Prepare the deck.  @Myself ⏫ #task #auto"),
        ("start", "started", "- [/] Prepare the deck.  @Myself ⏫ #task #auto"),
        ("reject", "rejected", "- [-] Prepare the deck.  @Myself ⏫ #task #auto ❌ 2026-11-22"),
        ("done", "done", "- [x] Prepare the deck.  @Myself ⏫ #task #auto ✅ 2026-11-22"),
    ],
)
def test_a_verb_changes_its_line_and_nothing_else(
    program: Program, verb: str, past: str, after: str
) -> None:
    around = b"\xef\xbb\xbf# caf\xe9\r\n\r\n", b"\r\n\ttext  \r\n\x00no end"
    note = program.write("a b.md", around[0] + PROPOSAL + around[1])
    ended = program(verb, "a b.md:3")
    assert (ended.code, ended.err) == (0, b"")
    text = "Prepare the deck.  @Myself #task #proposed #auto"
    assert ended.text == f"{past}  a b.md:3  {text}\n"
    assert note.read_bytes() == around[0] + after.encode() + around[1]


def test_toggle_goes_to_the_next_status(program: Program) -> None:
    note = program.write("a.md", b"- [ ] one\n")
    assert program("toggle", "a.md:1").text == "toggled  a.md:1  one\n"
    assert note.read_bytes() == "- [x] one ✅ 2026-11-22\n".encode()


def test_json_names_the_reference_the_outcome_and_both_lines(program: Program) -> None:
    program.write("a.md", PROPOSAL + b"\r\n")
    ref = _ref(program, 1)
    (told,) = program("accept", ref, "--format", "json").json
    after = "- [ ] Prepare the deck.  @Myself ⏫ #task #auto"
    assert told == {
        "ref": ref,
        "outcome": "written",
        "before": PROPOSAL.decode(),
        "after": after,
        "message": "",
        "now": _ref(program, 1),
    }


def test_a_finished_recurring_task_tells_both_lines(program: Program) -> None:
    note = program.write("a.md", "- [ ] water 🔁 every day 📅 2026-11-22\n".encode())
    (told,) = program("done", "a.md:1", "--format", "json").json
    following = "- [ ] water 🔁 every day 📅 2026-11-23"
    finished = "- [x] water 🔁 every day 📅 2026-11-22 ✅ 2026-11-22"
    assert told["after"] == f"{following}\n{finished}"
    assert note.read_bytes() == f"{following}\n{finished}\n".encode()
    assert told["now"] == _ref(program, 2)


def test_what_is_no_proposal_stays_unchanged(program: Program) -> None:
    note = program.write("a.md", b"- [ ] one\n")
    ended = program("accept", "a.md:1")
    assert (ended.code, ended.text) == (0, "unchanged  a.md:1  one  (It is no proposal.)\n")
    assert note.read_bytes() == b"- [ ] one\n"


def test_a_template_is_no_proposal_for_the_verbs_as_for_the_list(program: Program) -> None:
    program.write(".obsidian/templates.json", b'{"folder": "Templates"}')
    note = program.write("Templates/m.md", PROPOSAL)
    assert program("list", "--proposed", "--total").text == "0\n"
    for verb in ("accept", "reject"):
        assert program(verb, "Templates/m.md:1").text.endswith("(It is no proposal.)\n")
    assert note.read_bytes() == PROPOSAL


def test_many_references_write_each_note_once_and_keep_their_order(program: Program) -> None:
    a = program.write("a.md", b"".join(b"- [ ] a%d\n" % n for n in range(5)))
    b = program.write("b.md", b"- [ ] b0\n")
    ended = program("done", "b.md:1", "a.md:4", "a.md:2", "a.md:4")
    assert [line.split()[1] for line in ended.text.splitlines()] == ["b.md:1", "a.md:4", "a.md:2"]
    stamp = " ✅ 2026-11-22".encode()
    assert a.read_bytes() == (
        b"- [ ] a0\n- [x] a1" + stamp + b"\n- [ ] a2\n- [x] a3" + stamp + b"\n- [ ] a4\n"
    )
    assert b.read_bytes() == b"- [x] b0" + stamp + b"\n"


def test_references_come_from_standard_input(program: Program) -> None:
    note = program.write("a.md", b"- [?] x #proposed\n- [ ] y\n- [?] z #proposed\n")
    refs = [task["ref"] for task in program("list", "--proposed", "--format", "ndjson").objects]
    ended = program("reject", "-", given="\n".join(refs).encode())
    assert ended.code == 0
    assert note.read_bytes() == "- [-] x ❌ 2026-11-22\n- [ ] y\n- [-] z ❌ 2026-11-22\n".encode()


def test_a_closed_standard_input_matters_only_to_a_dash(program: Program) -> None:
    note = program.write("a.md", b"- [ ] one\n")
    shell = 'exec "$@" <&-'
    typed = [sys.executable, "-m", "tui", "--vault", str(program.vault), "done"]
    for ref, code in (("-", 2), ("a.md:1", 0)):
        done = subprocess.run(
            ["sh", "-c", shell, "sh", *typed, ref],
            env=environment(program.home),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code
        assert ("standard input is closed" in done.stderr) is (code == 2)
    assert note.read_bytes().startswith(b"- [x] one")


def test_no_references_on_standard_input_is_nothing_to_do(program: Program) -> None:
    ended = program("accept", "-")
    assert (ended.code, ended.out, ended.err) == (0, b"", b"")
    assert program("accept", "-", "--format", "json").json == []


def test_a_line_that_moved_is_decided_where_it_is_now(program: Program) -> None:
    note = program.write("a.md", PROPOSAL + b"\n")
    ref = _ref(program, 1)
    note.write_bytes(b"new\n\n" + PROPOSAL + b"\nend\n")
    (told,) = program("accept", ref, "--format", "json").json
    assert (told["ref"], told["outcome"]) == (ref, "written")
    after = "- [ ] Prepare the deck.  @Myself ⏫ #task #auto".encode()
    assert note.read_bytes() == b"new\n\n" + after + b"\nend\n"


def test_a_line_that_changed_is_a_conflict_and_nothing_is_written(program: Program) -> None:
    note = program.write("a.md", PROPOSAL + b"\n")
    ref = _ref(program, 1)
    changed = PROPOSAL.replace(b"deck", b"desk") + b"\n"
    note.write_bytes(changed)
    ended = program("accept", ref, "--format", "json")
    assert ended.code == 3
    assert ended.json[0]["outcome"] == "conflict"
    assert ended.json[0]["after"] == changed.decode().rstrip("\n")
    assert "has changed" in ended.complaint
    assert note.read_bytes() == changed
    assert program("accept", ref).text == f"conflict  {ref}\n"


def test_a_line_without_a_task_is_gone(program: Program) -> None:
    program.write("a.md", b"text\n- [ ] one\n")
    for ref in ("a.md:1", "a.md:99", "nowhere.md:1"):
        ended = program("done", ref, "--format", "json")
        assert ended.code == 4
        assert [told["outcome"] for told in ended.json] == ["gone"]
    assert "Line 1 of a.md holds no task." in program("done", "a.md:1").complaint


def test_every_reference_is_tried_and_the_highest_code_wins(program: Program) -> None:
    note = program.write("a.md", PROPOSAL + b"\n")
    stale = "a.md:1@00000000"
    ended = program("accept", "nonsense", stale, "a.md:7", "a.md:1", "--format", "json")
    assert ended.code == 4
    assert [told["outcome"] for told in ended.json] == ["refused", "conflict", "gone", "written"]
    assert note.read_bytes().startswith(b"- [ ] Prepare")
    assert program("accept", "nonsense").code == 2
    assert program("accept", "nonsense", stale).code == 3


def test_read_only_writes_nothing(program: Program) -> None:
    note = program.write("a.md", PROPOSAL + b"\n")
    ended = program("--read-only", "accept", "a.md:1", "--format", "json")
    assert ended.code == 5
    assert ended.json[0]["outcome"] == "refused"
    assert "read-only" in ended.complaint
    assert note.read_bytes() == PROPOSAL + b"\n"


def test_a_dry_run_prints_a_diff_that_patch_takes_and_writes_nothing(
    program: Program, tmp_path: Path
) -> None:
    lines = [b"line %d\r" % n for n in range(30)]
    lines[4] = lines[24] = PROPOSAL + b"\r"
    note = program.write("sub/a.md", b"\n".join(lines))
    before = note.read_bytes()
    dry = program("--read-only", "reject", "--dry-run", "sub/a.md:5", "sub/a.md:25")
    assert (dry.code, dry.err) == (0, b"")
    assert note.read_bytes() == before
    assert dry.out.count(b"--- a/sub/a.md\n+++ b/sub/a.md\n") == 1
    assert dry.out.count(b"@@ -") == 2
    copy = tmp_path / "copy"
    (copy / "sub").mkdir(parents=True)
    (copy / "sub/a.md").write_bytes(before)
    subprocess.run(["git", "apply", "-"], input=dry.out, cwd=copy, check=True)
    assert program("reject", "sub/a.md:5", "sub/a.md:25").code == 0
    assert (copy / "sub/a.md").read_bytes() == note.read_bytes()


def test_a_dry_run_tells_as_json_what_is_planned(program: Program) -> None:
    note = program.write("a.md", PROPOSAL + b"\n- [ ] one\n")
    ended = program("accept", "a.md:1", "a.md:2", "a.md:9", "--dry-run", "--format", "json")
    assert ended.code == 4
    assert [told["outcome"] for told in ended.json] == ["planned", "unchanged", "gone"]
    assert ended.json[0]["after"].startswith("- [ ] Prepare")
    assert note.read_bytes() == PROPOSAL + b"\n- [ ] one\n"


def test_two_last_lines_that_finish_and_go_leave_the_rest(program: Program) -> None:
    note = program.write("a.md", "top\n- [ ] a 🏁 delete\n- [ ] b 🏁 delete".encode())
    dry = program("done", "a.md:2", "a.md:3", "--dry-run")
    assert dry.code == 0
    assert program("done", "a.md:2", "a.md:3").code == 0
    assert note.read_bytes() == b"top"


def test_paths_count_from_the_working_folder_too(program: Program) -> None:
    note = program.write("sub/a.md", b"- [ ] one\n")
    typed = ["--vault", str(program.vault), "done", "a.md:1"]
    assert run(typed, home=program.home, here=program.vault / "sub").code == 0
    assert note.read_bytes().startswith(b"- [x] one")


def test_a_hidden_sign_in_a_message_never_reaches_the_terminal(program: Program) -> None:
    ended = program("accept", "a\x1b[2J.md:1", "\x9b31m")
    assert ended.code == 4
    assert b"\x1b" not in ended.out + ended.err
    assert "a␛[2J.md" in ended.complaint


def test_wait_stays_until_no_stale_save_can_undo_the_line(program: Program) -> None:
    note = program.write("a.md", b"- [?] one #proposed\n- [?] two #proposed\n")
    with running(program, "accept", "--wait", "a.md:1", "a.md:2") as process:
        assert wait_until(lambda: b"[?]" not in note.read_bytes())
        note.write_bytes(b"- [?] one #proposed\n- [ ] two\n")
        assert wait_until(lambda: note.read_bytes() == b"- [ ] one\n- [ ] two\n")
        out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, b"")
    assert out.decode().count("accepted") == 2


def test_wait_tells_what_another_program_made_of_the_line(program: Program) -> None:
    note = program.write("a.md", b"- [?] one #proposed\n")
    with running(program, "accept", "--wait", "a.md:1") as process:
        assert wait_until(lambda: b"[?]" not in note.read_bytes())
        note.write_bytes(b"- [x] another\n")
        _, err = process.communicate(timeout=20)
    assert process.returncode == 3
    assert err.decode().splitlines() == [
        "vaultriage: Another program has undone a decision in a.md: one #proposed",
        "vaultriage:   was     - [?] one #proposed",
        "vaultriage:   wanted  - [ ] one",
        "vaultriage:   now     - [x] another",
    ]
    assert note.read_bytes() == b"- [x] another\n"
    assert "(undone by another program)" in program("history").text
    assert program("history", "--format", "json").json[0]["lost"] is True


def test_the_next_command_repairs_what_a_stale_save_undid(program: Program) -> None:
    note = program.write("a.md", b"- [?] one #proposed\n")
    program("accept", "a.md:1")
    note.write_bytes(b"- [?] one #proposed\n")
    assert program("list", "--proposed", "--total").text == "0\n"
    assert note.read_bytes() == b"- [ ] one\n"


def running(program: Program, *arguments: str) -> "subprocess.Popen[bytes]":
    """A command that goes on while the test does something else."""
    return subprocess.Popen(
        [sys.executable, "-m", "tui", "--vault", str(program.vault), "--today", "2026-11-22",
         *arguments],
        env=environment(program.home), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        cwd=program.vault,
    )  # fmt: skip


@pytest.fixture
def _unprotected(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that grants neither lease nor exchange."""
    defaults = Vault.__init__.__kwdefaults__ or {}
    monkeypatch.setitem(defaults, "strategies", frozenset({Strategy.GUARDED}))


@pytest.mark.usefixtures("_unprotected")
def test_that_notes_are_written_without_protection_is_said_once_by_what_writes_them(
    program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.md", "b.md"):
        program.write(name, b"- [?] one #proposed\n")

    def told(*typed: str) -> list[str]:
        assert main(["--vault", str(program.vault), *typed]) == 0
        return capsys.readouterr().err.splitlines()

    assert told("list") == []
    assert told("accept", "--dry-run", "a.md:1") == []
    assert told("accept", "a.md:1", "b.md:1") == [f"vaultriage: {UNPROTECTED}"]
    assert told("accept", "a.md:1") == []
    assert told("undo") == [f"vaultriage: {UNPROTECTED}"]
    assert told("history") == []
    assert (program.vault / "b.md").read_bytes() == b"- [?] one #proposed\n"

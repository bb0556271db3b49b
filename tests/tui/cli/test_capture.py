"""`capture` from the shell."""

import subprocess

import pytest

from tests.tui.cli.program import Program


def test_a_task_goes_into_the_daily_note(program: Program) -> None:
    ended = program("capture", "Call Ana 📅 2026-12-01")
    assert (ended.code, ended.err) == (0, b"")
    assert ended.text == "captured  2026-11-22.md:1  Call Ana  (The note is new.)\n"
    assert (program.vault / "2026-11-22.md").read_bytes() == (
        "- [ ] Call Ana 📅 2026-12-01\n".encode()
    )
    assert program("capture", "Two").text == "captured  2026-11-22.md:2  Two\n"


def test_json_names_the_line_as_it_can_be_referred_to(program: Program) -> None:
    note = program.write("In/box.md", b"# A\r\n\r\n# B\r\n")
    (told,) = program(
        "capture", "one", "--note", "In/box", "--heading", "a", "--format", "json"
    ).json
    assert note.read_bytes() == b"# A\r\n- [ ] one\r\n\r\n# B\r\n"
    (task,) = program("list", "--format", "json").json
    assert told == {
        "ref": task["ref"],
        "outcome": "written",
        "before": "",
        "after": "- [ ] one",
        "message": "",
        "now": task["ref"],
    }
    assert program("undo").code == 0
    assert note.read_bytes() == b"# A\r\n\r\n# B\r\n"


@pytest.mark.parametrize("note", [b"# A\r\nno end", None])
def test_a_dry_run_prints_what_git_applies_and_writes_nothing(
    program: Program, note: bytes | None
) -> None:
    path = program.vault / "a.md"
    if note is not None:
        path.write_bytes(note)
    ended = program("capture", "one", "--note", "a.md", "--dry-run")
    assert ended.code == 0
    assert (path.read_bytes() if path.exists() else None) == note
    subprocess.run(["git", "apply", "-"], input=ended.out, cwd=program.vault, check=True)
    patched = path.read_bytes()
    if note is None:
        path.unlink()
    else:
        path.write_bytes(note)
    assert program("capture", "one", "--note", "a.md").code == 0
    assert path.read_bytes() == patched


@pytest.mark.parametrize("text", ["", " ", "a\nb", "a\rb"])
def test_what_is_no_line_is_wrong_usage(program: Program, text: str) -> None:
    ended = program("capture", text)
    assert (ended.code, ended.out) == (2, b"")
    assert ended.complaint.count("\n") == 1
    assert list(program.vault.iterdir()) == []


def test_a_path_outside_the_vault_is_refused(program: Program) -> None:
    assert program("capture", "x", "--note", "../a.md").code == 4
    assert not (program.vault.parent / "a.md").exists()


def test_nothing_is_captured_read_only(program: Program) -> None:
    assert program("--read-only", "capture", "x").code == 5
    assert list(program.vault.iterdir()) == []


def test_the_settings_name_note_and_heading(program: Program) -> None:
    program.write(".vaultriage.toml", b'[capture]\nnote = "In.md"\nheading = "New"\n')
    assert program("capture", "x").code == 0
    assert (program.vault / "In.md").read_bytes() == b"## New\n\n- [ ] x\n"

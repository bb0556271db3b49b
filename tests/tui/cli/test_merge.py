"""`merge` from the shell."""

import pytest

from tests.tui.cli.program import Program

PROPOSAL = b"> - [?] Prepare it #proposed\r\nend"
KEPT = "- [ ] Prepare 📅 2026-12-01".encode()


@pytest.fixture
def program(program: Program) -> Program:
    program.write("Notes/Sync.md", PROPOSAL)
    program.write("Work.md", KEPT)
    return program


def test_the_proposal_is_cancelled_and_the_other_task_stays(program: Program) -> None:
    ended = program("merge", "Notes/Sync.md:1", "Work.md:1")
    assert (ended.code, ended.err) == (0, b"")
    assert ended.text.splitlines()[0] == "merged     Notes/Sync.md:1  Prepare it #proposed"
    assert (program.vault / "Notes/Sync.md").read_bytes() == (
        "> - [-] Prepare it ❌ 2026-11-22\r\nend".encode()
    )
    assert (program.vault / "Work.md").read_bytes() == KEPT


def test_a_link_goes_to_the_line_that_is_kept_and_undo_takes_both_back(program: Program) -> None:
    told = program("merge", "Notes/Sync.md:1", "Work.md:1", "--link", "--format", "json").json
    assert [record["outcome"] for record in told] == ["written", "written"]
    assert told[1]["after"] == "- [ ] Prepare [[Sync]] 📅 2026-12-01"
    assert (program.vault / "Work.md").read_bytes() == (
        "- [ ] Prepare [[Sync]] 📅 2026-12-01".encode()
    )
    assert program("undo").text == "undone  merge 2 tasks\n"
    assert (program.vault / "Notes/Sync.md").read_bytes() == PROPOSAL
    assert (program.vault / "Work.md").read_bytes() == KEPT


def test_unless_both_are_as_they_were_neither_is_written(program: Program) -> None:
    (first, second) = [t["ref"] for t in program("list", "--format", "ndjson").objects]
    changed = KEPT.replace(b"Prepare", b"Repair")
    program.write("Work.md", changed)
    ended = program("merge", first, second, "--link")
    assert ended.code == 3
    assert "Work.md" in ended.complaint
    assert (program.vault / "Notes/Sync.md").read_bytes() == PROPOSAL
    assert (program.vault / "Work.md").read_bytes() == changed


def test_a_dry_run_writes_nothing(program: Program) -> None:
    ended = program("merge", "Notes/Sync.md:1", "Work.md:1", "--link", "--dry-run")
    assert ended.out.count(b"\n@@ ") == 2
    assert (program.vault / "Notes/Sync.md").read_bytes() == PROPOSAL


@pytest.mark.parametrize(
    ("refs", "code"),
    [
        (["Notes/Sync.md:1"], 2),
        (["Notes/Sync.md:1", "Work.md:1", "Work.md:1"], 2),
        (["Notes/Sync.md:1", "Notes/Sync.md:1"], 2),
        (["Work.md:1", "Notes/Sync.md:1"], 2),
        (["Notes/Sync.md:1", "Work.md:2"], 4),
    ],
)
def test_two_tasks_are_needed_the_first_a_proposal(
    program: Program, refs: list[str], code: int
) -> None:
    ended = program("merge", *refs)
    assert ended.code == code
    assert ended.complaint
    assert (program.vault / "Notes/Sync.md").read_bytes() == PROPOSAL

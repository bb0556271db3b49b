"""`duplicates` from the shell."""

import hashlib

import pytest

from tests.tui.cli.program import Program

LINES = (
    "- [?] Prepare the deck for the board @Ana #proposed",
    "- [ ] Put together the slides for the board @Ana",
    "- [?] Send invoice 12 to Bo #proposed",
    "- [ ] Send invoice 13 to Bo",
    "- [-] Order chairs ❌ 2026-10-01",
    "- [?] Please order the chairs #proposed",
)


def ref(line: int) -> str:
    return f"a.md:{line}@{hashlib.sha256(LINES[line - 1].encode()).hexdigest()[:8]}"


@pytest.fixture
def program(program: Program) -> Program:
    program.write("a.md", "\n".join(LINES).encode())
    return program


def test_clusters_are_shown_with_what_has_become_of_each(program: Program) -> None:
    ended = program("duplicates")
    assert (ended.code, ended.err) == (0, b"")
    assert ended.text == (
        "100  a.md:2  open  Put together the slides for the board @Ana\n"
        "     a.md:1  proposed  Prepare the deck for the board @Ana #proposed\n"
        "\n"
        "100  a.md:5  rejected 2026-10-01  Order chairs\n"
        "     a.md:6  proposed  Please order the chairs #proposed\n"
    )


def test_clusters_as_json_name_each_task_once(program: Program) -> None:
    found = program("duplicates", "--format", "json").json
    assert [cluster["refs"] for cluster in found["clusters"]] == [
        [ref(2), ref(1)],
        [ref(5), ref(6)],
    ]
    assert [cluster["score"] for cluster in found["clusters"]] == [100, 100]
    first, second = found["clusters"][1]["tasks"]
    assert first == {
        "ref": ref(5),
        "path": "a.md",
        "state": "rejected",
        "on": "2026-10-01",
        "reason": None,
        "text": "Order chairs",
    }
    assert second == {
        "ref": ref(6),
        "path": "a.md",
        "state": "proposed",
        "on": None,
        "reason": None,
        "text": "Please order the chairs #proposed",
        "score": 100,
        "same": True,
        "why": "the same words",
        "here": [],
        "there": [],
    }


def test_a_vault_without_duplicates_has_no_clusters(program: Program) -> None:
    program.write("a.md", b"- [?] Call Ana #proposed\n")
    assert program("duplicates").text == ""
    assert program("duplicates", "--format", "json").json == {"clusters": []}


def test_candidates_say_why_one_is_another_task(program: Program) -> None:
    (found,) = program("duplicates", "--candidates", "1", "a.md:3", "--format", "ndjson").objects
    assert found["ref"] == ref(3)
    (candidate,) = found["candidates"]
    assert candidate["ref"] == ref(4)
    assert candidate["same"] is False
    assert candidate["why"] == "another number: 12, 13"
    assert found["text"][slice(*candidate["here"][0])] == "12"
    assert candidate["text"][slice(*candidate["there"][0])] == "13"
    assert 0 < candidate["score"] < 100


def test_without_refs_every_open_and_proposed_task_has_candidates(program: Program) -> None:
    found = program("duplicates", "--candidates", "2", "--format", "json").json
    assert [one["ref"] for one in found] == [ref(1), ref(2), ref(3), ref(4), ref(6)]
    assert found[0]["candidates"][0]["ref"] == ref(2)
    assert all(len(one["candidates"]) <= 2 for one in found)


def test_candidates_are_indented_below_their_task(program: Program) -> None:
    assert program("duplicates", "--candidates", "1", "a.md:6").text == (
        "a.md:6  Please order the chairs #proposed\n"
        "  100  a.md:5  rejected 2026-10-01  Order chairs  (the same words)\n"
    )


def test_refs_come_from_standard_input_and_each_is_tried(program: Program) -> None:
    ended = program(
        "duplicates", "--candidates", "1", "-", "--format", "ndjson", given=b"a.md:99\na.md:1\n"
    )
    assert ended.code == 4
    assert [found["ref"] for found in ended.objects] == [ref(1)]
    assert ended.complaint == (
        "vaultriage: Line 99 of a.md holds no task. The nearest task is on line 6.\n"
    )


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        (("a.md:1",), "A REF is for --candidates N: leave it out, or say how many to show."),
        (("--format", "ndjson"), "Clusters are one object: use --format json."),
        (("--candidates", "0"), "Argument --candidates: “0” is no number of tasks."),
        (
            ("--format", "csv"),
            "“csv” is no format; there are text, json, ndjson.",
        ),
    ],
)
def test_what_makes_no_sense_ends_with_2(
    program: Program, typed: tuple[str, ...], complaint: str
) -> None:
    ended = program("duplicates", *typed)
    assert (ended.code, ended.out) == (2, b"")
    assert ended.complaint == f"vaultriage: {complaint} See vaultriage duplicates --help.\n"


def test_bytes_that_are_no_text_and_signs_that_steer_do_no_harm(program: Program) -> None:
    program.write(
        "a.md", b"- [?] Ring caf\xff \x1b[31m bar #proposed\n- [ ] ring caf\xff \x1b[31m bar\n"
    )
    (cluster,) = program("duplicates", "--format", "json").json["clusters"]
    assert cluster["tasks"][0]["text"] == "ring caf\ufffd \x1b[31m bar"
    assert b"\x1b" not in program("duplicates").out

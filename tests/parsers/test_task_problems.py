"""What is wrong with a line: every problem by its sentence, and every loss of the plugin's."""

from collections import Counter

import pytest

from parsers.fields import FieldKind
from parsers.task import DEFAULT_GRAMMAR, Task, TaskGrammar, parse_task
from parsers.task_problems import find_problems
from tests.parsers.vectors import Vector, read_vectors

REFUSED = "is no rule that Tasks accepts"
DROPPED = "stands further left; Tasks would drop it"
CR = "line end: the line ends in CR LF; Tasks would write LF alone"
CUT = "line end: text behind a line separator is no part of the task; Tasks would drop it"


def problems(line: str, grammar: TaskGrammar = DEFAULT_GRAMMAR) -> tuple[str, ...]:
    task = parse_task(line, grammar)
    assert task is not None, line
    return find_problems(task)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("- [ ] a", ()),
        ("- [ ] a ⏫ 📅 2026-12-01 🔁 every week 🏁 Delete 🆔 b ⛔ c #t #t ^id  ", ()),
        ("- [ ] a 📅 2026-02-30", ("due: 2026-02-30 is on no calendar",)),
        (
            "- [ ] a ✅ 2026-00-01 ➕ 0000-01-01",
            ("done: 2026-00-01 is on no calendar", "created: 0000-01-01 is on no calendar"),
        ),
        (
            "- [ ] a 🔁 every week ⏳ 2026-02-30",
            (
                "scheduled: 2026-02-30 is on no calendar",
                "recurrence: it would count from 2026-02-30, which is no day",
            ),
        ),
        (
            "- [ ] a 🔁 every week when done ⏳ 2026-02-30",
            ("scheduled: 2026-02-30 is on no calendar",),
        ),
        (
            "- [ ] a 🔁 every two weeks",
            (f"recurrence: “every two weeks” {REFUSED}; did you mean “every 2 weeks”?",),
        ),
        (
            "- [ ] a 🔁 every blue moon",
            (f"recurrence: “every blue moon” {REFUSED}",),
        ),
        ("- [ ] a 🏁 archive", ("on_completion: “archive” is neither keep nor delete",)),
        (
            "- [ ] a ⏫ 📅 2026-12-01 🔽 📅 2026-02-30",
            (
                f"priority: low does not count, because high {DROPPED}",
                f"due: 2026-02-30 does not count, because 2026-12-01 {DROPPED}",
            ),
        ),
        ("- [ ] a\r", (CR,)),
        ("- [ ] a\rb", (CUT,)),
        (
            "- [ ] a\u2028b",
            ("line end: text behind a line separator is no part of the task; Tasks would drop it",),
        ),
        (
            "- [ ] a\rb\r",
            (CR, CUT),
        ),
        ("- [ ] a\u3000\t", ()),
    ],
)
def test_every_problem_has_its_sentence(line: str, told: tuple[str, ...]) -> None:
    assert problems(line) == told


def kinds(task: Task) -> Counter[FieldKind]:
    """How many fields of each kind have a value that stands for something."""
    return Counter(found.kind for found in task.fields if found.kind is not FieldKind.TAG)


def untold_losses(vector: Vector) -> list[str]:
    """The fields that the plugin loses when it writes the line again, and no problem names."""
    before = parse_task(vector.given["line"], vector.grammar)
    if before is None or vector.answer is None:
        return []
    # What the plugin writes over a date hides the fields before it, which it does keep.
    written = vector.answer["roundtrip"].replace("Invalid date", "2026-02-30")
    after = parse_task(written, vector.grammar)
    kept = kinds(after) if after else Counter()
    told = find_problems(before)
    return [
        f"{kind.value} of {before.line}"
        for kind in kinds(before) - kept
        if not any(problem.startswith(f"{kind.value}: ") for problem in told)
    ]


@pytest.mark.parametrize("name", ["parse_emoji", "parse_dataview"])
def test_whatever_the_plugin_would_lose_is_told(name: str) -> None:
    vectors = list(read_vectors(name))
    assert [loss for vector in vectors for loss in untold_losses(vector)] == []
    told = [v for v in vectors if v.answer and problems(v.given["line"], v.grammar)]
    assert len(told) > 20


def test_what_the_plugin_keeps_is_no_problem() -> None:
    for vector in (*read_vectors("parse_emoji"), *read_vectors("parse_dataview")):
        if vector.answer is None or vector.category != "canonical":
            continue
        line = vector.given["line"]
        if vector.answer["roundtrip"] == line:
            assert problems(line, vector.grammar) == (), line

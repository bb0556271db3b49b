"""The tables: what has a target, what has none, what is judged."""

import pytest

from bench.table import Row, Target, beside, duration, reached

RATIO = Target(2, 1.4)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(2.5e-6, "2.50 µs"), (12.3e-6, "12.3 µs"), (1.5e-3, "1.50 ms"), (61.24, "61.2 s")],
)
def test_a_duration_has_the_unit_that_people_read(seconds: float, text: str) -> None:
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("value", "verdict"), [(1.4, "better"), (1.5, "met"), (2.0, "met"), (2.1, "missed")]
)
def test_a_target_judges_at_its_own_bounds(value: float, verdict: str) -> None:
    assert RATIO.judge(value) == verdict


def test_a_row_is_judged_by_its_value_or_else_by_its_ratio() -> None:
    assert Row("a", "1 s", ratio=1.5, target=RATIO).cells[-1] == "met"
    in_ms = Target(10, 5, "ms")
    assert Row("a", "4 ms", ratio=99, target=in_ms, value=4).cells[-2:] == (
        "10 ms, better 5",
        "better",
    )


def test_each_row_stands_in_one_table() -> None:
    rows = [Row("with", "1 s", ratio=1, target=RATIO), Row("without", "2 s"),
            Row("other", "3 s", section="others")]  # fmt: skip
    assert [line.split()[1] for line in reached(rows).splitlines()[2:]] == ["with"]
    assert [line.split()[1] for line in beside(rows).splitlines()[2:]] == ["without"]
    assert [line.split()[1] for line in beside(rows, "others").splitlines()[2:]] == ["other"]


def test_no_rows_are_no_table() -> None:
    assert reached([Row("without", "2 s")]) == beside([]) == ""

"""Which date putting off moves, and that nothing else of the line changes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.dataview import DATAVIEW
from parsers.task import DEFAULT_GRAMMAR, Task, TaskGrammar, parse_task
from tests.strategies import EMOJI_FIELDS, task_lines
from tests.vault.test_edits import CONTEXT, after, plan_as_found, task
from vault.errors import UsageError
from vault.postpone import Postpone, day_to_count_from, postponed_field

TODAY = date(2026, 11, 22)
LATER = Postpone(date(2026, 12, 24))


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("- [ ] a 🛫 2026-11-01 📅 2026-11-03", "🛫 2026-11-01 📅 2026-12-24"),
        ("- [ ] a 🛫 2026-11-01 ⏳ 2026-11-02", "🛫 2026-11-01 ⏳ 2026-12-24"),
        ("- [/] a 🛫 2026-11-01 #b  ", "🛫 2026-12-24 #b  "),
        ("- [ ] a", "⏳ 2026-12-24"),
        ("- [ ] a ^id\r", "⏳ 2026-12-24 ^id\r"),
        ("- [ ] a 📅2026-02-30", "📅2026-12-24"),
        ("- [?] a #proposed 📅 2026-11-03", "#proposed 📅 2026-11-03 🛫 2026-12-24"),
    ],
)  # fmt: skip
def test_due_moves_else_scheduled_else_start_and_an_undated_task_is_scheduled(
    before: str, then: str
) -> None:
    assert after(LATER, before) == f"{before[:7]} {then}"


def test_a_dataview_vault_has_its_own_form() -> None:
    grammar = TaskGrammar(dialect=DATAVIEW)
    assert after(LATER, "> * [ ] a (due:: 2026-11-03), ", grammar=grammar) == (
        "> * [ ] a (due:: 2026-12-24), "
    )
    assert after(LATER, "- [ ] a", grammar=grammar) == "- [ ] a [scheduled:: 2026-12-24]"


def test_what_is_finished_stays() -> None:
    rewrite = plan_as_found(LATER, task("- [x] a 📅 2026-11-03"), CONTEXT)
    assert (rewrite.lines, rewrite.remark) == (
        ("- [x] a 📅 2026-11-03",),
        "It is finished already.",
    )


def test_the_day_that_was_chosen_is_told() -> None:
    rewrite = plan_as_found(LATER, task("- [ ] a 📅 2026-11-03"), CONTEXT)
    assert rewrite.remark == "due: Thu 24 Dec, in 32 days."


@pytest.mark.parametrize(
    ("line", "proposed", "day"),
    [
        ("- [ ] a 📅 2026-12-01", False, date(2026, 12, 1)),
        ("- [ ] a 📅 2026-11-01 ⏳ 2026-12-05", False, TODAY),
        ("- [ ] a 📅 2026-02-30", False, TODAY),
        ("- [ ] a", False, TODAY),
        ("- [?] a 📅 2026-12-01", True, TODAY),
    ],
)
def test_a_span_counts_from_the_later_of_today_and_the_date_that_moves(
    line: str, proposed: bool, day: date
) -> None:
    assert day_to_count_from(task(line), TODAY, proposed=proposed) == day


def test_a_day_in_the_name_of_the_note_counts_as_the_scheduled_date() -> None:
    found = parse_task("- [ ] a", DEFAULT_GRAMMAR, date(2026, 12, 3))
    assert found is not None
    assert day_to_count_from(found, TODAY, proposed=False) == date(2026, 12, 3)
    assert plan_as_found(LATER, found, CONTEXT).lines == ("- [ ] a ⏳ 2026-12-24",)


@given(task_lines(EMOJI_FIELDS), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_on_any_line_that_one_date_is_set_or_nothing_happens(line: str, day: date) -> None:
    found = parse_task(line, DEFAULT_GRAMMAR)
    assert found is not None
    try:
        (new,) = plan_as_found(Postpone(day), found, CONTEXT).lines
    except UsageError:
        return
    if found.status.type.is_done:
        assert new == line
        return
    now = parse_task(new, DEFAULT_GRAMMAR)
    assert isinstance(now, Task)
    proposed = CONTEXT.proposed.holds(found)
    kind = "start" if proposed else postponed_field(found).value
    assert getattr(now, kind) == day
    assert now.description.split() == found.description.split()

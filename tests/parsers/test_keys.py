"""The keys of a task that is parsed."""

from datetime import date

from parsers.keys import INVALID_DAY, NO_DAY, Keys, keys_of
from parsers.priority import Priority
from parsers.task import DEFAULT_GRAMMAR, parse_task


def test_the_keys_of_a_task_are_its_symbol_priority_and_days() -> None:
    task = parse_task("- [?] a ⏫ 📅 2026-12-01 🛫 2026-02-30 ✅ 2026-11-30")
    assert task is not None
    due, done = date(2026, 12, 1).toordinal(), date(2026, 11, 30).toordinal()
    assert keys_of(task) == Keys("?", Priority.HIGH, due, NO_DAY, INVALID_DAY, done, NO_DAY)


def test_a_task_without_days_is_scheduled_for_the_day_of_its_notes_name() -> None:
    day = date(2026, 11, 22)
    task = parse_task("- [ ] a", DEFAULT_GRAMMAR, day)
    assert task is not None
    assert keys_of(task).scheduled == day.toordinal()


def test_happens_is_the_earliest_day_that_a_calendar_has() -> None:
    assert Keys(" ", Priority.NONE, 9, NO_DAY, 7, 1, 1).happens == 7
    assert Keys(" ", Priority.NONE, INVALID_DAY, NO_DAY, NO_DAY, 1, 1).happens == NO_DAY

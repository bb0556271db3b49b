"""parsers.recurrence: the plugin's answers, and what may never happen."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.recurrence import (
    DateField,
    HappensDates,
    next_occurrence,
    parse_recurrence,
)
from tests.imports import imported

VECTORS = Path(__file__).parents[1] / "data" / "recurrence.jsonl"
FIELDS: tuple[DateField, ...] = ("start", "scheduled", "due")
NEVER = "Invalid date"
TODAY = date(2026, 11, 22)

WORDS = re.findall(
    r"\S+",
    "every 1 2 13 101 day days week weekdays month year hour minute on in the at for until when "
    "done first second 3rd 31st last monday tue fri january jun , and or 2027 ! foo",
)


def vectors() -> list[dict[str, Any]]:
    return [json.loads(line) for line in VECTORS.read_text(encoding="utf-8").splitlines()]


def happens_dates(fields: dict[str, Any]) -> HappensDates:
    values: dict[str, date | None] = dict.fromkeys(FIELDS)
    invalid: set[DateField] = set()
    for field in FIELDS:
        try:
            values[field] = date.fromisoformat(fields[field]) if fields.get(field) else None
        except ValueError:
            invalid.add(field)
    return HappensDates(**values, invalid=frozenset(invalid))


def as_json(dates: HappensDates | None) -> dict[str, str | None] | str:
    if dates is None:
        return NEVER
    found = {field: dates.get(field) for field in FIELDS}
    return {field: day.isoformat() if day else None for field, day in found.items()}


def plugin_next(answer: dict[str, str | None]) -> dict[str, str | None] | str:
    """The plugin writes the words into a line; we say that there is none, and write no line."""
    return NEVER if NEVER in answer.values() else answer


def our_answer(question: dict[str, Any], completions: int) -> dict[str, Any] | None:
    remove = question.get("settings", {}).get("removeScheduledDateOnRecurrence", False)
    today = date.fromisoformat(question["today"][:10])
    dates = happens_dates(question)
    recurrence = parse_recurrence(question["rule"])
    if recurrence is None:
        return None
    if not recurrence.when_done and dates.reference(remove_scheduled=remove) in dates.invalid:
        return None
    answers = []
    following: HappensDates | None = dates
    for _ in range(completions):
        if following is not None:
            following = next_occurrence(recurrence, following, today, remove_scheduled=remove)
            answers.append(as_json(following))
    return {"text": recurrence.text, "next": answers}


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: repr(vector["in"]["rule"]))
def test_a_rule_is_read_and_counted_as_the_plugin_does(vector: dict[str, Any]) -> None:
    theirs = vector["out"]
    ours = our_answer(vector["in"], len(theirs["next"]) if theirs else 1)
    if theirs is None:
        assert ours is None
    else:
        expected = [plugin_next(answer) for answer in theirs["next"]]
        assert ours == {"text": theirs["text"], "next": expected}


def test_the_vectors_are_all_there() -> None:
    assert len(vectors()) == 300


def following(
    rule: str, *, today: date = TODAY, remove_scheduled: bool = False, **dates: date
) -> HappensDates | None:
    recurrence = parse_recurrence(rule)
    assert recurrence is not None
    given = HappensDates(dates.get("start"), dates.get("scheduled"), dates.get("due"))
    return next_occurrence(recurrence, given, today, remove_scheduled=remove_scheduled)


def due_after(rule: str, due: date, today: date = TODAY) -> date | None:
    dates = following(rule, due=due, today=today)
    return dates.due if dates else None


def test_the_reference_is_due_then_scheduled_then_start() -> None:
    dates = HappensDates(date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3))
    assert dates.reference() == "due"
    assert HappensDates(date(2026, 1, 1), date(2026, 1, 2), None).reference() == "scheduled"
    assert HappensDates(date(2026, 1, 1), None, None).reference() == "start"
    assert HappensDates(None, None, None).reference() is None


def test_a_scheduled_date_that_will_go_is_the_last_reference() -> None:
    dates = HappensDates(date(2026, 1, 1), date(2026, 1, 2), None)
    assert dates.reference(remove_scheduled=True) == "start"


def test_the_scheduled_date_goes_only_if_another_date_stays() -> None:
    day = date(2026, 1, 1)
    alone = following("every day", scheduled=day, remove_scheduled=True)
    both = following("every day", scheduled=day, start=day, remove_scheduled=True)
    assert alone == HappensDates(None, date(2026, 1, 2), None)
    assert both == HappensDates(date(2026, 1, 2), None, None)


def test_the_other_dates_keep_their_distance_from_the_reference() -> None:
    start, due = date(2026, 1, 28), date(2026, 1, 31)
    assert following("every month", start=start, due=due) == HappensDates(
        date(2026, 2, 25), None, date(2026, 2, 28)
    )


def test_a_plain_rule_counts_into_the_past_and_when_done_from_today() -> None:
    assert due_after("every week", date(2020, 1, 1)) == date(2020, 1, 8)
    assert due_after("every week when done", date(2020, 1, 1)) == date(2026, 11, 29)


def test_a_month_that_is_too_short_ends_the_count_at_its_last_day() -> None:
    assert due_after("every month", date(2026, 1, 31)) == date(2026, 2, 28)
    assert due_after("every month on the 31st", date(2026, 1, 31)) == date(2026, 3, 31)
    assert due_after("every month on the last", date(2026, 1, 31)) == date(2026, 2, 28)
    assert due_after("every year", date(2024, 2, 29)) == date(2025, 2, 28)


def test_weeks_are_counted_from_the_monday_of_the_reference() -> None:
    sunday = date(2026, 11, 22)
    assert due_after("every 2 weeks on Tue, Thu", sunday) == date(2026, 12, 1)


def test_hours_and_minutes_move_one_day() -> None:
    assert due_after("every hour", TODAY) == TODAY + timedelta(days=1)
    assert due_after("every 1500 minutes", TODAY) == TODAY + timedelta(days=1)
    assert due_after("every 49 hours", TODAY) == TODAY + timedelta(days=2)


def test_an_hour_beyond_the_day_is_on_the_next() -> None:
    assert due_after("every week at 30", TODAY) == TODAY + timedelta(days=1)
    assert due_after("every week at 5", TODAY) == TODAY + timedelta(days=7)


def test_a_rule_that_has_ended_has_no_next_occurrence() -> None:
    assert following("every day for 1 time", due=TODAY) is None
    assert following("every day until 2026", due=TODAY) is None
    assert due_after("every day until 23 Nov 2026", TODAY) == date(2026, 11, 23)


def test_a_day_that_no_calendar_has_is_not_looked_for_for_long() -> None:
    assert following("every month on the 32nd", due=TODAY) is None
    assert following("every June on the 31st", due=TODAY) is None
    assert following("every minute on the 31st in jun", due=TODAY) is None
    assert following("every month on the 366th Monday", due=TODAY) is None


def test_the_last_days_of_the_calendar_have_no_next_occurrence() -> None:
    assert following("every day", due=date.max) is None
    assert following("every 9999 years", due=TODAY) is None
    assert following("every 99999999999 minutes", due=TODAY) is None
    assert following("every day", due=date(9999, 12, 30), start=date.max) is None


def test_an_invalid_reference_gives_no_next_occurrence_to_a_plain_rule() -> None:
    plain, done = parse_recurrence("every day"), parse_recurrence("every day when done")
    assert plain is not None
    assert done is not None
    dates = HappensDates(TODAY, None, None, invalid=frozenset({"due"}))
    tomorrow = TODAY + timedelta(days=1)
    assert next_occurrence(plain, dates, TODAY) is None
    assert next_occurrence(done, dates, TODAY) == HappensDates(tomorrow, None, tomorrow)


def test_an_undated_task_stays_undated_even_where_the_rule_has_ended() -> None:
    assert following("every day until 2020") == HappensDates(None, None, None)


def test_reading_rules_does_not_import_dateutil() -> None:
    code = (
        "from parsers.recurrence import parse_recurrence\n"
        "assert parse_recurrence('every month on the last') is not None"
    )
    assert imported(code, of=["dateutil"]) == set()


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    recurrence = parse_recurrence(text)
    assert recurrence is None or recurrence.text.startswith("every ")


@given(st.lists(st.sampled_from(WORDS), max_size=9), st.dates(date(1900, 1, 1), date(2300, 1, 1)))
def test_whatever_is_accepted_can_be_counted(words: list[str], due: date) -> None:
    recurrence = parse_recurrence(" ".join(("every", *words)))
    if recurrence is not None:
        dates = next_occurrence(recurrence, HappensDates(None, None, due), TODAY)
        assert dates is None or (dates.due is not None and dates.start is dates.scheduled is None)


@given(st.integers(1, 400), st.dates(date(1900, 1, 1), date(2300, 1, 1)))
def test_every_n_days_is_n_days_later(number: int, due: date) -> None:
    assert due_after(f"every {number} days", due) == due + timedelta(days=number)
    assert due_after(f"every {number} weeks", due) == due + timedelta(weeks=number)

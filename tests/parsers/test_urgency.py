"""parsers.urgency: the plugin's numbers, to the last bit."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.priority import Priority
from parsers.urgency import urgency

VECTORS = Path(__file__).parents[1] / "data" / "urgency.jsonl"
TODAY = date(2026, 11, 22)
SIGNS = {
    "🔺": Priority.HIGHEST,
    "⏫": Priority.HIGH,
    "🔼": Priority.MEDIUM,
    "🔽": Priority.LOW,
    "⏬": Priority.LOWEST,
}
# What stands at the line's end is fields: the vectors hold nothing that would stop the plugin.
DATED = {"due": "📅📆🗓", "scheduled": "⏳⌛", "start": "🛫"}


def vectors() -> list[dict[str, Any]]:
    return [json.loads(line) for line in VECTORS.read_text(encoding="utf-8").splitlines()]


def dated(line: str, field: str) -> date | None:
    found = re.search(f"[{DATED[field]}]\ufe0f? *([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})", line)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def priority_of(line: str) -> Priority:
    return next((SIGNS[sign] for sign in line if sign in SIGNS), Priority.NONE)


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector["in"]["line"])
def test_a_task_presses_as_much_as_the_plugin_says(vector: dict[str, Any]) -> None:
    line, today = vector["in"]["line"], vector["in"]["today"]
    assert vector["out"]["urgency"] == urgency(
        priority=priority_of(line),
        due=dated(line, "due"),
        scheduled=dated(line, "scheduled"),
        start=dated(line, "start"),
        today=date.fromisoformat(today[:10]),
    )


def due_weight(day: date) -> float:
    return urgency(priority=Priority.LOW, due=day, scheduled=None, start=None, today=TODAY)


def test_the_vectors_are_all_there() -> None:
    assert len(vectors()) == 70


def test_a_due_date_weighs_most_from_a_week_late_and_least_beyond_two_weeks_ahead() -> None:
    assert due_weight(date(2026, 11, 15)) == due_weight(date(2020, 1, 1)) == 12.0
    assert due_weight(date(2026, 12, 7)) == due_weight(date(2099, 1, 1)) == 0.2 * 12.0
    assert 0.2 * 12.0 < due_weight(TODAY) < 12.0


def test_scheduled_counts_from_its_day_on_and_start_until_the_day_before() -> None:
    def weight(scheduled: date | None, start: date | None) -> float:
        low = Priority.LOW
        return urgency(priority=low, due=None, scheduled=scheduled, start=start, today=TODAY)

    tomorrow = date(2026, 11, 23)
    assert weight(TODAY, None) == 5.0
    assert weight(tomorrow, None) == 0.0
    assert weight(None, tomorrow) == -3.0
    assert weight(None, TODAY) == 0.0


@given(st.dates(), st.dates(), st.dates(), st.sampled_from(Priority))
def test_urgency_lies_between_its_ends(
    due: date, scheduled: date, start: date, priority: Priority
) -> None:
    number = urgency(priority=priority, due=due, scheduled=scheduled, start=start, today=TODAY)
    assert -4.8 <= number <= 26.0

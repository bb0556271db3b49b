"""parsers.recurrence_grammar: what the plugin's reader makes of a rule's words."""

from datetime import datetime

import pytest

from parsers.recurrence_grammar import read_rule
from parsers.recurrence_rule import WORKDAYS, Frequency, Rule, Weekday


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("every day", Rule(Frequency.DAILY)),
        ("EVERY 2 Weeks", Rule(Frequency.WEEKLY, 2)),
        ("every weekday", Rule(Frequency.WEEKLY, weekdays=WORKDAYS)),
        ("every week on Tue, Thu", Rule(Frequency.WEEKLY, weekdays=(Weekday(1), Weekday(3)))),
        ("every tue and thu", Rule(Frequency.WEEKLY, weekdays=(Weekday(1), Weekday(3)))),
        ("every monday the 13th", Rule(Frequency.WEEKLY, weekdays=(Weekday(0),), month_days=(13,))),
        ("every month on the 2nd last", Rule(Frequency.MONTHLY, month_days=(-2,))),
        ("every month on the third Friday", Rule(Frequency.MONTHLY, weekdays=(Weekday(4, 3),))),
        ("every june on the last day", Rule(Frequency.YEARLY, months=(6,), month_days=(-1,))),
        ("every year in week 10, 20", Rule(Frequency.YEARLY, week_numbers=(10, 20))),
        ("every day at 10 and 12", Rule(Frequency.DAILY, hours=(10, 12))),
        ("every week for 3 times", Rule(Frequency.WEEKLY, count=3)),
        ("every week until 2027", Rule(Frequency.WEEKLY, until=datetime(2027, 1, 1))),  # noqa: DTZ001
        ("every week WHEN done", Rule(Frequency.WEEKLY, when_done=True)),
    ],
)
def test_a_rule_is_read_into_its_parts(text: str, rule: Rule) -> None:
    assert read_rule(text) == rule


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("every week on foo", "every week"),
        ("every week! on monday", "every week"),
        ("every day in june", "every day"),
        ("every mon to fri", "every mon"),
        ("every week on thurs, fri", "every week on thu"),
        ("every day when done please", "every day"),
        ("every day  when done", "every day when done"),
        ("every weekday on the 1st for 5 times", "every weekday"),
        ("every monday on the 1st, 2nd", "every monday the 1st"),
        ("every june on the first last", "every june on the 1st"),
        ("everyday", "every day"),
    ],
)
def test_words_that_fit_nowhere_at_the_end_are_dropped(text: str, kept: str) -> None:
    assert read_rule(text) == read_rule(kept) is not None


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "every", "when done", "every when done", "daily", "every other day"),
        *("every two weeks", "every 0 days", "every 2nd week", "every first monday"),
        *("every day.", "every day\n", "every-day", "every ſunday", "every monday,", "every at 5"),
        *("every day at noon", "every day for", "every day for 5th", "every day until"),
        *("every month on the 367th", "every year in week one", "every 1234567890123456 days"),
    ],
)
def test_a_rule_without_a_place_for_its_words_is_refused(text: str) -> None:
    assert read_rule(text) is None


def test_a_number_of_thousands_of_digits_is_refused_at_once() -> None:
    assert read_rule(f"every {'9' * 5000} days") is None
    assert read_rule(f"every month on the {'9' * 5000}th") is None

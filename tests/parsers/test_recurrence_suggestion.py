"""parsers.recurrence_suggestion: did you mean ...?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.recurrence import parse_recurrence, suggest_rule


@pytest.mark.parametrize(
    ("refused", "meant"),
    [
        ("daily", "every day"),
        ("weekly when done", "every week when done"),
        ("Bi-weekly", "every 2 weeks"),
        ("quarterly", "every 3 months"),
        ("every two weeks", "every 2 weeks"),
        ("every two weeks on monday", "every 2 weeks on Monday"),
        ("every other day", "every 2 days"),
        ("every other monday", "every 2 weeks on Monday"),
        ("every other weekend", "every 2 weeks on Saturday, Sunday"),
        ("every quarter", "every 3 months"),
        ("every 2nd week", "every 2 weeks"),
        ("every second day", "every 2 days"),
        ("every one month", "every month"),
        ("each week", "every week"),
        ("once a week", "every week"),
        ("3 days", "every 3 days"),
        ("every-day", "every day"),
        ("every day.", "every day"),
        ("every\tday", "every day"),
        ("mondays and thursdays", "every week on Monday, Thursday"),
        ("every first monday", "every month on the 1st Monday"),
        ("every last friday of the month", "every month on the last Friday"),
        ("every third saturday, when done", "every month on the 3rd Saturday when done"),
        ("every last day of the month", "every month on the last"),
        ("every month on the 1. Tue", "every month on the 1st Tuesday"),
        ("every 15th", "every month on the 15th"),
        ("every 25th december", "every December on the 25th"),
    ],
)
def test_a_refused_rule_has_an_accepted_one_near_it(refused: str, meant: str) -> None:
    assert parse_recurrence(refused) is None
    assert suggest_rule(refused) == meant


@pytest.mark.parametrize(
    "rule",
    ["", "every", "every 0 days", "every blue moon", "every 毎日", "every first market", "soon"],
)
def test_nothing_is_suggested_where_nothing_is_near(rule: str) -> None:
    assert suggest_rule(rule) is None


def test_an_accepted_rule_needs_no_suggestion() -> None:
    assert suggest_rule("every mon") is None


@given(st.text(alphabet="every other2nd wk dayquart.,-1", max_size=30))
def test_what_is_suggested_is_accepted_in_its_normal_form(rule: str) -> None:
    meant = suggest_rule(rule)
    recurrence = parse_recurrence(meant) if meant else None
    assert meant is None or (recurrence is not None and recurrence.text == meant)

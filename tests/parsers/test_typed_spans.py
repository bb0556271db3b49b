"""Which typed dates are spans, counted from another day than today."""

import pytest

from parsers.typed_dates import TypedDates
from parsers.typed_spans import is_span


@pytest.mark.parametrize(
    "text", ["+3d", "3d", "2 weeks", "+1w", "1 month", " + 10 days", "2 wochen", "1y"]
)
def test_a_number_of_days_weeks_months_or_years_is_a_span(text: str) -> None:
    assert is_span(text, TypedDates())


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01",
        "15 dec",
        "friday",
        "tomorrow",
        "in 2 weeks",
        "eom",
        "next friday",
        "3",
        "",
        "x",
    ],
)
def test_a_day_of_the_calendar_is_none(text: str) -> None:
    assert not is_span(text, TypedDates())

"""Which typed dates are spans, counted from another day than today."""

import pytest

from parsers.date_settings import TypedDates
from parsers.typed_spans import is_span


@pytest.mark.parametrize(
    "text",
    [
        *("+3d", "3d", "2 weeks", "+1w", "1 month", " + 10 days", "2 wochen", "1y", "1q"),
        *("2 workdays", "2wd", "two weeks", "a week", "1y 2m", "1 week and 3 days"),
    ],
)
def test_a_number_of_days_or_more_is_a_span(text: str) -> None:
    assert is_span(text, TypedDates())


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01",
        "15 dec",
        "friday",
        "tomorrow",
        "in 2 weeks",
        "2 weeks from today",
        "2 weeks from now",
        "10 days later",
        "1 day after tomorrow",
        "3 days ago",
        "3 days before friday",
        "-3d",
        "9999999 days",
        "9999 years",
        "eom",
        "next friday",
        "3",
        "",
        "x",
    ],
)
def test_a_day_of_the_calendar_is_none(text: str) -> None:
    assert not is_span(text, TypedDates())

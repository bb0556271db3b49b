"""parsers.recurrence_until: free-form dates, as JavaScript reads them."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.recurrence_until import read_until


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (" 1 March 2030", (2030, 3, 1)),
        (" Nov 22, 2026", (2026, 11, 22)),
        (" 2027", (2027, 1, 1)),
        (" 12 31 2026", (2026, 12, 31)),
        (" 2026 12 31", (2026, 12, 31)),
        (" Feb 30 2027", (2027, 3, 2)),
        (" March 5", (2001, 3, 5)),
        (" May 49", (2049, 5, 1)),
        (" May 70", (1970, 5, 1)),
        (" sunday, june 5 2028", (2028, 6, 5)),
    ],
)
def test_a_date_is_read_as_the_engine_reads_it(text: str, day: tuple[int, int, int]) -> None:
    assert read_until(text) == datetime(*day)  # noqa: DTZ001


def test_a_zone_moves_the_hour() -> None:
    assert read_until(" 5 may 2028 EST") == datetime(2028, 5, 5, 5)  # noqa: DTZ001


@pytest.mark.parametrize(
    "text",
    ["", " whenever", " 31 12 2026", " 2027 or so", " foo5", " 1 2 3 4", " 1 1 1970", " 12000"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert read_until(text) is None


@given(st.text(alphabet="0123456789 ,!marchjulyestz", max_size=24))
def test_any_text_is_a_date_or_none(text: str) -> None:
    moment = read_until(text)
    assert moment is None or moment.tzinfo is None

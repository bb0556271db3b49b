"""Times in moment.js formats."""

from datetime import datetime, time

import pytest

from parsers.moment_format import moment_format
from parsers.moment_times import clock_text

_TOKENS = [
    "HH",
    "H",
    "hh",
    "h",
    "kk",
    "k",
    "mm",
    "m",
    "ss",
    "s",
    "A",
    "a",
    "Hmm",
    "hmm",
    "Hmmss",
    "hmmss",
]


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (time(0, 5, 9), "00 0 12 12 24 24 05 5 09 9 AM am 005 1205 00509 120509"),
        (time(12, 30), "12 12 12 12 12 12 30 30 00 0 PM pm 1230 1230 123000 123000"),
        (time(17, 45, 1), "17 17 05 5 17 17 45 45 01 1 PM pm 1745 545 174501 54501"),
    ],
)
def test_every_token_of_a_time_is_written(at: time, written: str) -> None:
    assert [clock_text(token, at) for token in _TOKENS] == written.split()


@pytest.mark.parametrize("token", ["SSS", "Z", "LT", "x", "X", "HHH", ""])
def test_what_needs_more_than_a_clock_is_not_written(token: str) -> None:
    assert clock_text(token, time(1)) is None


def test_a_format_of_day_and_time_is_written_whole_or_not_at_all() -> None:
    moment = datetime(2026, 11, 22, 9, 5)  # noqa: DTZ001 - no zone is written
    assert moment_format("YYYY-MM-DD[T]HH:mm").write_moment(moment) == "2026-11-22T09:05"
    assert moment_format("HH:mm Z").write_moment(moment) is None

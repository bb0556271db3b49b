"""Dates in tasks and in properties."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.dates import guess_date, parse_iso_date, read_note_date
from tests.imports import imported


@given(st.dates())
def test_every_date_is_read_from_its_iso_form(day: date) -> None:
    assert parse_iso_date(day.isoformat()) == day
    assert read_note_date(day.isoformat()) == day
    assert read_note_date(f" {day}T23:59:59+02:00") == day


@given(st.text(alphabet="0123456789-W ", max_size=12) | st.text())
def test_a_text_that_is_an_iso_date_is_the_date_written(text: str) -> None:
    day = parse_iso_date(text)
    assert day is None or day.isoformat() == text


@pytest.mark.parametrize(
    "text",
    [
        *("2026-02-30", "2026-13-01", "0000-01-01", "2026-00-10", "2026-1-5", "20261122", ""),
        *(
            "2026-W01-1",
            "2026-11-22 ",
            "2026-11-22\n",
            "２０２６-１１-２２",
            "٢٠٢٦-١١-٢٢",
            "2026-11-221",
        ),
    ],
)
def test_what_no_calendar_has_is_no_iso_date(text: str) -> None:
    assert parse_iso_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22",
        "2026-11-22T10:00:00Z",
        "2026-11-22 10:00",
        "2026-11-22 Sunday",
        "2026/11/22",
        "22.11.2026",
        "22/11/2026",
        "22 Nov 2026",
        "November 22nd, 2026",
        "Sunday, November 22, 2026 10:00 AM",
        "Sonntag, 22. November 2026",
        "22 novembre 2026",
        "22 de noviembre de 2026",
    ],
)
def test_a_full_date_in_four_languages_is_read(text: str) -> None:
    assert read_note_date(text) == date(2026, 11, 22)


def test_the_american_order_comes_first() -> None:
    assert read_note_date("05/06/2026") == date(2026, 5, 6)


@pytest.mark.parametrize(
    "text",
    [
        *("", "a", "to the", "2026", "Nov 2026", "22 Nov", "yesterday", "2 days ago", "1.2.3"),
        *("1700000000", "1700000000000", "2026-02-30", "31.02.2026", "22 Nov 1500", "5 May 3000"),
        *("2026-11-22abc", "22 Nov 2026, of which more than sixty letters have something to say"),
    ],
)
def test_what_names_no_full_date_of_our_time_is_none(text: str) -> None:
    assert read_note_date(text) is None


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="0123456789 .,-/:+TZ年NovMärzjan\t\u0661½\x00\ud800%()[]", max_size=30))
def test_no_text_makes_the_reader_of_dates_raise(text: str) -> None:
    day = read_note_date(text)
    assert day is None or isinstance(day, date)


def guessed(text: str) -> date | None:
    return guess_date(text, date(2026, 11, 22), ("en", "it"))


def test_a_typed_date_that_is_left_to_dateparser_is_the_next_one() -> None:
    assert guessed("15 dicembre") == date(2026, 12, 15)
    assert guessed("21 novembre") == date(2027, 11, 21)
    assert guessed("about 15 dec") == date(2026, 12, 15)
    assert guessed("tra 3 giorni") == date(2026, 11, 25)


@pytest.mark.parametrize(
    "text",
    [
        *("", "a", "to", "12", "the", "set", "today", "noon", "midnight", "in an hour", "5pm"),
        *("in 30 hours", "2026hours", "( T10 jan )", "T10 thu 30 °", "15 dec\x00", "dec", "2027"),
    ],
)
def test_what_tells_dateparser_too_little_is_no_date(text: str) -> None:
    assert guessed(text) is None


def test_dateparser_is_imported_for_a_free_form_only() -> None:
    code = "from parsers.dates import read_note_date as read\n"
    iso = code + "read('2026-11-22T10:00'); read('2026-02-30'); read('short')"
    assert imported(iso, of=["dateparser"]) == set()
    assert imported(code + "read('22 Nov 2026')", of=["dateparser"]) == {"dateparser"}

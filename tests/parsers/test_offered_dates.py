"""Dates inside a proposal's text: what is offered, and what is left alone."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.date_settings import TypedDates
from parsers.offered_dates import offered_date
from tests.strategies import task_texts

FRIDAY = date(2025, 12, 19)


@pytest.mark.parametrize(
    ("description", "day", "words"),
    [
        ("Send the draft by Monday", "2025-12-22", "Monday"),
        ("Dropped by Monday. @Myself #task #proposed #auto", "2025-12-22", "Monday"),
        ("Check, by Monday. [[@Lena Okafor]] #task", "2025-12-22", "Monday"),
        ("Order keyboards by Thursday. @Juno Park #task", "2025-12-25", "Thursday"),
        ("Host a kiosk by 1 January. (owner:: Noor Aziz)", "2026-01-01", "1 January"),
        ("Send it by end of day Monday", "2025-12-22", "end of day Monday"),
        ("Send it by EOD Monday please", "2025-12-22", "EOD Monday"),
        ("Send it by EOD", "2025-12-19", "EOD"),
        ("ask Bo by today", "2025-12-19", "today"),
        ("by tomorrow: the list", "2025-12-20", "tomorrow"),
        ("Close the books by the end of January", "2026-01-31", "the end of January"),
        ("Close the books by end of month", "2025-12-31", "end of month"),
        ("Ready by next week", "2025-12-26", "next week"),
        ("Ready by March", "2026-03-01", "March"),
        ("Answer by Fri", "2025-12-26", "Fri"),
        ("Fix it by Monday afternoon", "2025-12-22", "Monday afternoon"),
        ("Fix it by Monday at 10:00", "2025-12-22", "Monday at 10:00"),
        ("Fix it by 3 pm on Monday", "2025-12-22", "Monday"),
        ("Report due 2026-01-15 for the board", "2026-01-15", "2026-01-15"),
        ("Report due [[2026-01-15]]", "2026-01-15", "2026-01-15"),
        ("Report (due 15 Jan) for the board", "2026-01-15", "15 Jan"),
        ("Report due: 15.1.", "2026-01-15", "15.1."),
        ("Reply by 15.1. at the latest", "2026-01-15", "15.1."),
        ("Reply by Tue 23 Dec, 2025, in writing", "2025-12-23", "Tue 23 Dec, 2025"),
        ("Send “the deck” by “Monday”", "2025-12-22", "Monday"),
        ("Deadline 20 December", "2025-12-20", "20 December"),
        ("Call her tomorrow #task", "2025-12-20", "tomorrow"),
        ("Review in 2 weeks", "2026-01-02", "in 2 weeks"),
        ("At the latest on 20 December", "2025-12-20", "20 December"),
        ("Meet on Monday to talk", "2025-12-22", "Monday"),
        ("Pay on the 15th.", "2026-01-15", "the 15th"),
        ("On Monday talk to Bo, then report by Tuesday.", "2025-12-23", "Tuesday"),
        ("On Monday talk to Bo, then report tomorrow", "2025-12-20", "tomorrow"),
        ("Report by Monday or Tuesday", "2025-12-22", "Monday"),
        ("bis Montag erledigen", "2025-12-22", "Montag"),
        ("Vertrag prüfen bis nächsten Montag", "2025-12-22", "nächsten Montag"),
        ("Am Montag anrufen", "2025-12-22", "Montag"),
        ("envoyer pour lundi", "2025-12-22", "lundi"),
        ("d'ici lundi répondre", "2025-12-22", "lundi"),
        ("enviar para el lunes", "2025-12-22", "lunes"),
        ("llamar mañana", "2025-12-20", "mañana"),
    ],
)
def test_a_date_that_the_words_name_is_offered(description: str, day: str, words: str) -> None:
    offered = offered_date(description, FRIDAY)
    assert offered is not None
    assert offered[0].isoformat() == day
    assert description[slice(*offered[1])] == words


def test_a_weekday_by_which_something_is_due_is_not_the_note_s_own_day() -> None:
    for text in ("by Friday", "due Friday", "call on Friday", "ready Friday"):
        assert offered_date(text, FRIDAY) == (date(2025, 12, 26), (len(text) - 6, len(text)))


@pytest.mark.parametrize(
    "description",
    [
        *("", " ", "by", "by ", "due", "Prepare the deck", "What, by when, and who. @TBD"),
        *("stand by me", "by Bo", "by 2 people", "by 2027", "due 5", "by 5pm", "by the end"),
        *("by the end of the meeting", "Do it by Christmas", "https://x.example/by/monday"),
        *("Compare them on a full August Saturday. @Lena", "Bring it by Monday 1 January"),
        *("by 3-5 January", "Discuss what was decided on 2025-11-01", "late since 12 December"),
        *("promised last Friday", "Answer the mail of yesterday", "by yesterday", "due 2025-01-01"),
        *("every Monday", "every Monday morning", "closed since Monday", "before Monday"),
        *("Monitor for 2 weeks", "Plan next week", "we march on may", "as we may", "do it so"),
        *("Where she sat", "Sit in the sun", "on sat on sun", "by fri", "in 5 m", "Version 1.12"),
        *("ratio 1/2", "Read 3/4 of it on 3/4 of the days", "Take the lift on the 15th floor"),
        *("Pay on the 15th floor manager", "on second thought", "in the second quarter", "May"),
        *("Fix it by Monday's meeting", "by Monday/Tuesday", "by 2200-01-01", "by #monday"),
        *("by @Monday", "by \x00Monday", "in 9999 years", "by 9999-12-31", "[?] by [?]"),
    ],
)
def test_what_may_be_something_else_is_left_alone(description: str) -> None:
    assert offered_date(description, FRIDAY) is None


def test_it_counts_from_the_note_and_not_from_today() -> None:
    assert offered_date("by 15 December", date(2026, 11, 22)) == (date(2026, 12, 15), (3, 14))
    assert offered_date("by 15 December", FRIDAY) == (date(2026, 12, 15), (3, 14))
    assert offered_date("by 15 December", date.max) is None


def test_the_settings_of_typed_dates_hold_here_too() -> None:
    nearest = TypedDates(next_weekday="nearest", languages=("en",))
    wednesday = date(2025, 12, 17)
    assert offered_date("by next friday", wednesday, nearest) == (FRIDAY, (3, 14))
    assert offered_date("bis Montag", wednesday, nearest) is None


CUES = st.sampled_from(
    ["by ", "due ", "on ", "bis ", "@Ana ", "#task ", "(", "[[", "Friday", "15."]
)
SENTENCES = st.lists(CUES | task_texts() | st.text(max_size=8), max_size=8).map("".join)


@settings(max_examples=300, deadline=None)
@given(SENTENCES, st.dates())
def test_an_offer_stands_in_the_text_and_not_before_the_note(text: str, note_date: date) -> None:
    offered = offered_date(text, note_date)
    if offered is not None:
        day, (start, end) = offered
        assert day >= note_date
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]


@pytest.mark.parametrize(
    "part", ["by ", "by a 1 ", "on ", "x", "#a ", "@Ana Bo ", "(", " ", "in 1 "]
)
def test_a_line_of_any_length_is_looked_through_quickly(part: str) -> None:
    description = part * (200_000 // len(part))
    before = process_time()
    assert offered_date(description, FRIDAY) is None
    assert process_time() - before < 2

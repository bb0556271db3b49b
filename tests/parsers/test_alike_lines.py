"""Which lines speak of the same things as a task."""

from hypothesis import given
from hypothesis import strategies as st

from parsers.alike_lines import alike_lines

TALK = [
    "Ines: We do this for everyone, not for one operator.",
    "Mila: Then I need to know what Harbour really is. Scope, API, who adopts it.",
    "Ines: And bring me the season opening slides, with the key messages.",
    "Mila: Fine.",
]


def test_lines_that_share_words_are_found_from_the_top() -> None:
    assert alike_lines("Document what project Harbour is (scope, API)", TALK, 3) == [1]
    assert alike_lines("Prepare the presentation of the season opening", TALK, 3) == [2]


def test_words_count_by_how_they_begin_and_whatever_their_case() -> None:
    assert alike_lines("MESSAGE and SLIDE", ["Two messages", "messages on slides"], 3) == [1]


def test_a_word_that_many_lines_have_is_not_enough() -> None:
    lines = ["The kiosk is red.", "The kiosk is blue.", "The kiosk is gone."]
    assert alike_lines("Paint the kiosk", lines, 3) == []


def test_no_more_than_were_asked_for_and_none_that_is_much_worse_than_the_best() -> None:
    lines = ["kiosk screen cable 7", "kiosk screen", "kiosk screen cable 7 again"]
    assert alike_lines("kiosk screen cable 7", lines, 1) == [0]
    assert alike_lines("kiosk screen cable 7", lines, 3) == [0, 2]


@given(st.text(), st.lists(st.text(), max_size=30), st.integers(0, 5))
def test_the_places_are_those_of_lines_each_once_and_in_order(
    text: str, lines: list[str], most: int
) -> None:
    places = alike_lines(text, lines, most)
    assert places == sorted(set(places))
    assert len(places) <= most
    assert all(0 <= place < len(lines) for place in places)

"""What is typed after `/`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.filter import NO_FILTER, TaskFilter, parse_filter
from parsers.line_search import search_for
from parsers.task import Task, parse_task
from tests.strategies import hostile_lines


def task(line: str = "- [ ] Prepare the Deck @Ana #Task/x") -> Task:
    found = parse_task(line)
    assert found is not None
    return found


def test_a_filter_is_taken_apart() -> None:
    assert parse_filter(" Deck @Ana  #task @ # ÄRGER ") == TaskFilter(
        words=("deck", "@", "#", "ärger"), owners=("ana",), tags=("#task",)
    )


@pytest.mark.parametrize(
    ("typed", "passes"),
    [
        ("", True),
        ("deck PREPARE", True),
        ("dec", True),
        ("deck missing", False),
        ("meeting", True),
        ("deck meeting", True),
        ("@an", True),
        ("@sou", True),
        ("@ouza", False),
        ("@ana @bo", False),
        ("#task", True),
        ("#TASK/X", True),
        ("#tas", False),
        ("#x", False),
        ("deck @ana #task", True),
    ],
)
def test_every_part_must_hold(typed: str, passes: bool) -> None:
    wanted = parse_filter(typed)
    assert wanted.matches(task(), "Crew Meeting", ["Ana Souza"]) is passes


def test_what_the_title_has_need_not_be_in_the_line() -> None:
    assert parse_filter("crew @ana").search_in("The Crew") is None
    assert parse_filter("crew deck #a").search_in("The Crew") == search_for(("deck",), ("#a",))


def test_the_empty_filter_is_false_and_passes_everything() -> None:
    assert not NO_FILTER
    assert NO_FILTER.matches(task(), "", ())
    assert parse_filter("  ") == NO_FILTER
    assert parse_filter("x")


@given(st.text())
def test_anything_typed_is_a_filter(typed: str) -> None:
    wanted = parse_filter(typed)
    assert wanted.matches(task(), typed, ["Ana"]) in {True, False}


@given(st.lists(st.sampled_from(["Prepare", "the", "DECK", "ecK"])))
def test_words_of_the_description_always_pass(words: list[str]) -> None:
    assert parse_filter(" ".join(words)).matches(task(), "", ())


@pytest.mark.parametrize(
    ("typed", "before", "narrows"),
    [
        ("deck", "de", True),
        ("deck @ana", "ck", True),
        ("deck", "", True),
        ("de", "deck", False),
        ("@ana", "@a", True),
        ("@ana", "@na", False),
        ("#a", "#a", True),
        ("#ab", "#a", False),
        ("", "a", False),
    ],
)
def test_a_filter_with_more_of_each_word_narrows(typed: str, before: str, narrows: bool) -> None:
    assert parse_filter(typed).narrows(parse_filter(before)) is narrows


@given(
    hostile_lines(),
    st.lists(st.sampled_from(["a", "ab", "#a", "#a/b", "@an", "@ana", "2026", "é"]), max_size=3),
    st.lists(st.sampled_from(["a", "ab", "#a", "#a/b", "@an", "@ana", "2026", "é"]), max_size=3),
)
def test_what_passes_a_narrower_filter_passes_the_other(
    line: str, typed: list[str], before: list[str]
) -> None:
    narrow, other = parse_filter(" ".join(typed)), parse_filter(" ".join(before))
    found = parse_task(line)
    if found is not None and narrow.narrows(other) and narrow.matches(found, "Tab", ["Ana"]):
        assert other.matches(found, "Tab", ["Ana"])

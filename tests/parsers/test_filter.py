"""What is typed after `/`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.filter import NO_FILTER, TaskFilter, parse_filter
from parsers.lines import encode_line
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
    raw = encode_line(task().line)
    assert wanted.may_match(raw, "Crew Meeting", ["Ana Souza"]) or not passes


@given(
    hostile_lines(),
    st.lists(st.sampled_from(["#a", "#TASK", "#A/B", "ab", "É", "2026", "ſ", "@an", "@b"])),
    st.lists(st.sampled_from(["Ana", "Bo Ana"])),
)
def test_what_the_bytes_of_a_line_refuse_its_task_refuses(
    line: str, typed: list[str], owners: list[str]
) -> None:
    wanted = parse_filter(" ".join(typed))
    found = parse_task(line)
    if found is not None and wanted.matches(found, "A title", owners):
        assert wanted.may_match(encode_line(line), "A title", owners)


def test_a_line_without_a_word_or_tag_need_not_be_read() -> None:
    raw = encode_line(task().line)
    assert not parse_filter("missing").may_match(raw, "", ())
    assert not parse_filter("#call").may_match(raw, "", ())
    assert not parse_filter("@bo").may_match(raw, "", ["Ana"])


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

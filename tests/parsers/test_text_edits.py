"""A new description, one more tag: byte for byte, and what a text may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.dataview import DATAVIEW
from parsers.task import DEFAULT_GRAMMAR, Task, TaskGrammar, parse_task
from parsers.text_edits import (
    NotWordsError,
    described_as,
    parse_description,
    parse_tag,
    with_description,
    with_tag,
)
from tests.strategies import raw_lines, task_lines

DATAVIEW_GRAMMAR = TaskGrammar(dialect=DATAVIEW)
FILTERED = TaskGrammar(global_filter="#task")


def parsed(line: str, grammar: TaskGrammar = DEFAULT_GRAMMAR) -> Task:
    task = parse_task(line, grammar)
    assert task is not None, line
    return task


# Descriptions


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("- [ ] a", "- [ ] New #x"),
        ("- [ ]", "- [ ] New #x"),
        ("- [ ]a", "- [ ] New #x"),
        ("> > 1) [?]   a  b  \r", "> > 1) [?]   New #x  \r"),
        ("- [ ] a ⏫ 📅 2026-12-01 ^id", "- [ ] New #x ⏫ 📅 2026-12-01 ^id"),
        ("- [ ] ⏫", "- [ ] New #x ⏫"),
        ("- [ ] a⏫", "- [ ] New #x ⏫"),
        ("- [ ] a #t ⏫ #u  📅 2026-02-30 #v", "- [ ] New #x ⏫  📅 2026-02-30"),
        ("- [ ] a 📅 2026-12-01 @Ana", "- [ ] New #x"),
        ("- [ ] a\t⏫ ⏫\u2028b", "- [ ] New #x\t⏫ ⏫\u2028b"),
        ("- [ ] a \udcff ^id", "- [ ] New #x ^id"),
    ],
)
def test_a_description_takes_the_place_of_words_and_tags(line: str, after: str) -> None:
    assert with_description(parsed(line), "New #x") == after


def test_inline_fields_stay_in_a_dataview_vault() -> None:
    task = parsed("- [ ] a (owner:: Bo) [due:: 2026-12-01], #t", DATAVIEW_GRAMMAR)
    assert with_description(task, "New") == "- [ ] New [due:: 2026-12-01],"


@pytest.mark.parametrize(
    ("line", "text", "after"),
    [
        ("- [ ] a #task ⏫", "New", "- [ ] New #task ⏫"),
        ("- [ ] a #t ⏫ #task", "New", "- [ ] New ⏫ #task"),
        ("- [ ] a ⏫ #task #t", "New #task", "- [ ] New #task ⏫"),
        ("- [ ] a ⏫ #task", "New #tasks", "- [ ] New #tasks ⏫ #task"),
        ("- [ ] a #tasks", "New", "- [ ] New #task"),
        ("- [ ] a #tasks", "New #task/b", "- [ ] New #task/b"),
    ],
)
def test_the_global_filter_tag_stays_where_it_stands(line: str, text: str, after: str) -> None:
    assert with_description(parsed(line, FILTERED), text) == after


def test_a_global_filter_that_is_no_tag_stays_as_well() -> None:
    grammar = TaskGrammar(global_filter="🎯")
    assert with_description(parsed("- [ ] a 🎯b ⏫", grammar), "New") == "- [ ] New 🎯 ⏫"
    assert with_description(parsed("- [ ] a 🎯 ⏫", grammar), "🎯New") == "- [ ] 🎯New ⏫"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        (" \t\ufeff", "empty"),
        ("a\nb", "more than one line"),
        ("a\r", "more than one line"),
        ("a\u2028b", "more than one line"),
        ("a\x00b", "control"),
        ("a\x1b[2J", "control"),
        ("a\udcff", "UTF-8"),
        ("a ⏫", "field"),
        ("a 📅 2026-02-30 #x", "field"),
        ("⏫", "field"),
        ("a ^id", "block link"),
    ],
)
def test_what_is_no_description_says_why(text: str, why: str) -> None:
    with pytest.raises(NotWordsError, match=why):
        parse_description(text, DEFAULT_GRAMMAR)


def test_a_field_is_one_in_the_vaults_own_format() -> None:
    assert parse_description("a [due:: 2026-12-01]", DEFAULT_GRAMMAR) == "a [due:: 2026-12-01]"
    assert parse_description("a ⏫", DATAVIEW_GRAMMAR) == "a ⏫"
    with pytest.raises(NotWordsError, match="field"):
        parse_description("a [due:: 2026-12-01]", DATAVIEW_GRAMMAR)


def test_a_description_may_hold_fields_that_nobody_reads_there() -> None:
    assert parse_description("  Move 📅 2026-12-01 to then ", DEFAULT_GRAMMAR) == (
        "Move 📅 2026-12-01 to then"
    )


@given(task_lines(), raw_lines(), st.sampled_from(["", "#task", "a"]))
def test_what_is_taken_as_a_description_is_read_as_one(line: str, text: str, wanted: str) -> None:
    task = parse_task(line, TaskGrammar(global_filter=wanted))
    if task is None:
        return
    try:
        text = parse_description(text, task.grammar)
    except NotWordsError:
        return
    after = with_description(task, text)
    assert text in after
    assert after.startswith(line[: task.text_start])
    assert after.endswith(line[task.text_end :])
    if not task.fields:
        assert parsed(after, task.grammar).description == described_as(task, text)


# Tags


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("- [ ] a", "- [ ] a #n"),
        ("- [ ]", "- [ ] #n"),
        ("- [ ] a #t ⏫ #u", "- [ ] a #t #n ⏫ #u"),
        ("- [ ] a⏫", "- [ ] a #n ⏫"),
        ("- [ ] ⏫", "- [ ] #n ⏫"),
        ("- [ ] a  ^id  \r", "- [ ] a #n  ^id  \r"),
        ("- [ ] a ⏫ @Ana", "- [ ] a ⏫ @Ana #n"),
        ("- [ ] a\u2028b", "- [ ] a #n\u2028b"),
    ],
)
def test_a_tag_stands_behind_the_words_and_before_the_fields(line: str, after: str) -> None:
    assert with_tag(parsed(line), "#n") == after


@given(task_lines())
def test_one_more_tag_leaves_every_other_character(line: str) -> None:
    after = with_tag(parsed(line), "#new")
    at = after.rindex("#new")
    cut = after[:at], after[at + 4 :]
    assert line in {f"{a}{b}" for a in (cut[0], cut[0][:-1]) for b in (cut[1], cut[1][1:])}


@pytest.mark.parametrize(
    "text", ["", "#", "a", "#a b", "#a.b", "##a", "#a,", "#a\n", " #a", "#a\t"]
)
def test_what_is_no_tag_is_refused(text: str) -> None:
    with pytest.raises(NotWordsError):
        parse_tag(text)


def test_a_tag_may_be_nested_and_in_any_script() -> None:
    assert parse_tag("#a/b-c_d") == "#a/b-c_d"
    assert parse_tag("#日本") == "#日本"

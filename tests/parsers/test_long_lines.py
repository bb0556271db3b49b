"""Lines of 100,000 characters that no person writes: every parser reads them at once."""

from collections.abc import Callable
from time import process_time

import pytest

from parsers.dataview import DATAVIEW
from parsers.dates import read_note_date
from parsers.filter import parse_filter
from parsers.note import parse_note
from parsers.owners import find_owners, link_name, name_key
from parsers.recurrence import parse_recurrence, suggest_rule
from parsers.tags import find_tags, tag_at_end, tag_spans
from parsers.task import DEFAULT_GRAMMAR, Task, TaskGrammar, parse_task

LENGTH = 100_000
MOST_S = 2.0
"""CPU time for all of a parser's readings of one line: a hundred times what they take."""

PIECES = (
    *("⛔ a,  b", "  ,b", " , ", "[dependsOn:: a, ", "🆔 a", "🔁 every day, ", "🏁 a "),
    *("📅 2026-13-99 ", "⏫", "⏫\ufe0f", "[due:: ", "(due:: ", "(owner:: [[", "@A B ", "@a."),
    *("#a", "#a ", "#", " ^a", " ", "\t", "\u00a0", "\r", "\u2028", "\u0301", "\u200d", "é"),
    *("[", "]", "(", "[[", "[[a|", "[a](", "](", "![", "`", "``` ", "a://", "**a ", "%%", "$$"),
    *("<!--", "- [ ] ", "1. ", "> ", "-", "a", "9", "every ", "when done ", "on the 1st, ", "{{"),
)


def read_task(line: str, grammar: TaskGrammar) -> None:
    task = parse_task(line, grammar)
    if task is not None:
        assert isinstance(task.recurrence, object)
        assert isinstance(task.without_tags(lambda _tag: True), str)


def read_tasks(text: str) -> None:
    for end in ("", "!", "]"):
        read_task(f"- [ ] x {text}{end}", DEFAULT_GRAMMAR)
        read_task(f"- [ ] x {text}{end}", TaskGrammar(dialect=DATAVIEW))
    read_task(text, DEFAULT_GRAMMAR)


def read_notes(text: str) -> None:
    lines = text.replace(text[:4], "\n" + text[:4])
    for note in (
        f"- [ ] x {text}\n",
        f"{text} [ ] x",
        f"{text}\n- [ ] x",
        f"{lines}\n- [ ] x",
        f"---\n{text}\n---\n- [ ] x",
        f"---\nparticipants: '{text}'\ndate: '{text}'\n---\n",
    ):
        assert parse_note("a.md", note.encode(), DEFAULT_GRAMMAR).info.title


def read_words(text: str) -> None:
    find_owners(f"@x {text}")
    find_owners(f"{text}@::")
    link_name(text)
    name_key(text)
    find_tags(text)
    tag_spans(text)
    tag_at_end(text)
    parse_filter(text)


def read_dates(text: str) -> None:
    read_note_date(text)
    for rule in (text, f"every {text}"):
        parse_recurrence(rule)
        suggest_rule(rule)


@pytest.mark.parametrize("read", [read_tasks, read_notes, read_words, read_dates])
@pytest.mark.parametrize("piece", PIECES)
def test_a_long_line_is_read_at_once(read: Callable[[str], None], piece: str) -> None:
    text = piece * (LENGTH // len(piece))
    start = process_time()
    read(text)
    assert process_time() - start < MOST_S


@pytest.mark.parametrize("grammar", [DEFAULT_GRAMMAR, TaskGrammar(dialect=DATAVIEW)])
@pytest.mark.parametrize("field", ["⛔ a{}!", "[dependsOn:: a{}!]", "[dependsOn:: a{} x]"])
@pytest.mark.parametrize("piece", ["  ,b", ",b ", " ", ",b"])
def test_a_list_of_ids_that_ends_in_no_id_is_read_at_once(
    piece: str, field: str, grammar: TaskGrammar
) -> None:
    start = process_time()
    task = parse_task("- [ ] x " + field.format(piece * (LENGTH // len(piece))), grammar)
    assert process_time() - start < MOST_S
    assert isinstance(task, Task)
    assert task.depends_on == ()


@pytest.mark.parametrize(
    "field", ["[repeat:: a{}.]", "[repeat:: {}.]", "[repeat:: {}.", "[{}id:: ."]
)
def test_a_rule_full_of_blanks_is_read_at_once(field: str) -> None:
    start = process_time()
    task = parse_task("- [ ] x " + field.format(" " * LENGTH), TaskGrammar(dialect=DATAVIEW))
    assert process_time() - start < MOST_S
    assert isinstance(task, Task)
    assert task.rule == ""


def test_a_rule_is_read_with_the_blanks_in_it_and_not_those_around_it() -> None:
    grammar = TaskGrammar(dialect=DATAVIEW)
    for written, rule in (("a", "a"), (" every day", "every day"), ("a  b ", "a  b"), ("  ", "")):
        task = parse_task(f"- [ ] x [repeat::{written}]", grammar)
        assert isinstance(task, Task)
        assert (task.rule, task.description) == (rule, "x")


@pytest.mark.parametrize("field", ["⛔ {}", "[dependsOn:: {}]"])
def test_blanks_around_the_commas_of_ids_are_none_of_them(field: str) -> None:
    grammar = TaskGrammar(dialect=DATAVIEW) if field.startswith("[") else DEFAULT_GRAMMAR
    for written, ids in (("a", ("a",)), ("a,b", ("a", "b")), ("a , b  ,c", ("a", "b", "c"))):
        task = parse_task("- [ ] x " + field.format(written), grammar)
        assert task is not None
        assert task.depends_on == ids

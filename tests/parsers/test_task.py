"""How a task line is read, and that an edit touches its span alone."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from parsers.dataview import DATAVIEW
from parsers.fields import FieldKind
from parsers.passes import read_spans
from parsers.priority import Priority
from parsers.signifiers import EMOJI
from parsers.status import StatusType
from parsers.task import DEFAULT_GRAMMAR, Task, TaskGrammar, parse_task
from tests.parsers.plugin_passes import DATAVIEW_ENDS, EMOJI_ENDS, read_plainly
from tests.parsers.vectors import Vector, read_vectors
from tests.strategies import (
    DATAVIEW_FIELDS,
    DATES,
    EMOJI_FIELDS,
    hostile_lines,
    raw_lines,
    task_lines,
)

DATAVIEW_GRAMMAR = TaskGrammar(dialect=DATAVIEW)
DATE_NAMES = {
    "createdDate": FieldKind.CREATED,
    "startDate": FieldKind.START,
    "scheduledDate": FieldKind.SCHEDULED,
    "dueDate": FieldKind.DUE,
    "doneDate": FieldKind.DONE,
    "cancelledDate": FieldKind.CANCELLED,
}
GLUED_FIELD = re.compile("#[^ ]+[🔺⏫🔼🔽⏬✅❌📅📆🗓⏳⌛🛫➕🔁🏁🆔⛔]")
NOT_READ_FROM_THE_LINE = {"roundtrip"}
"""`roundtrip` is the line as the plugin rewrites it."""


def parsed(line: str, grammar: TaskGrammar = DEFAULT_GRAMMAR) -> Task:
    task = parse_task(line, grammar)
    assert task is not None, line
    return task


def dataview(line: str) -> Task:
    return parsed(line, DATAVIEW_GRAMMAR)


# The plugin's answers


def as_the_plugin_says_it(task: Task) -> Mapping[str, object]:
    invalid: dict[FieldKind, str] = dict.fromkeys(task.invalid_dates, "Invalid date")
    days = invalid | {kind: day.isoformat() for kind, day in task.dates.items()}
    if task.inferred_scheduled:
        days[FieldKind.SCHEDULED] = task.inferred_scheduled.isoformat()
    return {
        "indentation": task.indentation,
        "listMarker": task.list_marker,
        "statusSymbol": task.status.symbol,
        "statusType": task.status.type,
        "statusName": task.status.name,
        "description": task.description,
        "priority": task.priority.word,
        "recurrenceRule": task.recurrence.text if task.recurrence else None,
        "onCompletion": task.on_completion,
        "id": task.id,
        "dependsOn": list(task.depends_on),
        "blockLink": task.block_link,
        "tags": list(task.tags),
        "scheduledDateIsInferred": task.inferred_scheduled is not None,
    } | {name: days.get(kind) for name, kind in DATE_NAMES.items()}


def difference(vector: Vector) -> object:
    task = parse_task(vector.given["line"], vector.grammar, vector.name_date)
    if task is None or vector.answer is None:
        return None if task is vector.answer else "only one of the two sees a task"
    wanted = {k: v for k, v in vector.answer.items() if k not in NOT_READ_FROM_THE_LINE}
    ours = as_the_plugin_says_it(task)
    assert ours.keys() == wanted.keys()
    return {k: (ours[k], wanted[k]) for k in wanted if ours[k] != wanted[k]} or None


@pytest.mark.parametrize("name", ["parse_emoji", "parse_dataview"])
def test_every_line_is_read_as_the_plugin_reads_it(name: str) -> None:
    vectors = list(read_vectors(name))
    wrong = [(v.given["line"], found) for v in vectors if (found := difference(v))]
    assert len(vectors) >= 250
    assert wrong == []


# Properties of reading


ANY_LINE = st.one_of(
    hostile_lines(), task_lines(), task_lines(DATAVIEW_FIELDS + EMOJI_FIELDS), raw_lines()
)


@settings(max_examples=400)
@given(ANY_LINE, st.booleans(), st.sampled_from(["", "#task", "a"]))
@example(line="- [ ] 2026-01-01 #a📅b", in_dataview=False, own="")
@example(line="- [ ] a" + " ⏫ 📅 2026-12-01" * 25, in_dataview=False, own="")
@example(line="- [ ] a" + " #a" * 20 + " #t⏫", in_dataview=False, own="")
@example(line="- [ ] a 🔁 every day 2026-12-01 #a", in_dataview=False, own="")
def test_every_line_is_read_as_the_plain_passes_read_it(
    line: str, in_dataview: bool, own: str
) -> None:
    dialect = DATAVIEW if in_dataview else EMOJI
    task = parse_task(line, TaskGrammar(dialect=dialect, global_filter=own))
    plain = read_plainly(line, DATAVIEW_ENDS if in_dataview else EMOJI_ENDS, own)
    if task is None or plain is None:
        assert (task is None) is (plain is None)
        return
    at = task.text_start
    ours = {name: getattr(task, name) for name in plain.keys() - {"symbol", "priority", "spans"}}
    assert (
        ours
        | {
            "symbol": task.status.symbol,
            "priority": task.priority.word,
            "spans": [(f.kind, f.start - at, f.end - at, f.value) for f in task.fields],
        }
        == plain
    )


@given(ANY_LINE)
def test_words_are_read_at_the_end_as_by_the_passes_alone(line: str) -> None:
    task = parse_task(line)
    if task is not None:
        plain = read_spans(line, task.text_start, task.text_end, EMOJI)
        assert list(task.spans) == plain


@given(st.one_of(raw_lines(), raw_lines().map(lambda text: f"- [ ] {text}")), st.booleans())
def test_no_line_raises_and_every_offset_lies_in_the_line(line: str, in_dataview: bool) -> None:
    task = parse_task(line, DATAVIEW_GRAMMAR if in_dataview else DEFAULT_GRAMMAR)
    if task is None:
        return
    assert task.line == line
    assert line[task.status_at] == task.status.symbol
    assert task.text_start <= task.text_end <= task.block_link_end <= len(line)
    at = task.text_start
    for found in task.fields:
        assert at <= found.start <= found.value_start <= found.value_end <= found.end
        at = found.end
    assert at <= task.text_end
    assert task.recurrence is None or task.rule


def test_a_line_has_at_most_21_fields_of_one_kind() -> None:
    task = parsed("- [ ] Dated" + " 📅 2026-11-22" * 30)
    assert sum(found.kind is FieldKind.DUE for found in task.fields) == 21
    assert task.description == "Dated" + " 📅 2026-11-22" * 9


def test_of_two_fields_the_leftmost_counts() -> None:
    task = parsed("- [ ] a 📅 2026-12-01 ⏫ 📅 2026-12-31 🔽")
    assert task.due
    assert task.due.isoformat() == "2026-12-01"
    assert task.priority is Priority.HIGH


def test_a_date_on_no_calendar_is_a_field_with_an_invalid_value() -> None:
    task = parsed("- [ ] a 📅 2026-02-30")
    assert task.due is None
    assert task.has(FieldKind.DUE)
    assert task.invalid_dates == {FieldKind.DUE: "2026-02-30"}


def test_an_owner_behind_the_fields_makes_them_text() -> None:
    task = parsed("- [ ] a ⏫ 📅 2026-01-01 @Ana")
    assert task.fields == ()
    assert task.description == "a ⏫ 📅 2026-01-01 @Ana"


def test_a_tag_that_swallowed_a_sign_stays_a_tag_in_the_pass_of_the_plugin() -> None:
    task = parsed("- [ ] a #t⏫ 📅 2026-01-01")
    assert task.tags == ("#t⏫",)
    assert task.priority is Priority.NONE


@pytest.mark.parametrize(
    "line", ["- [xx] a", "- [] a", "- [👍🏽] a", "-[ ] a", "-\t[ ] a", "[ ] a", "- [\r] a"]
)
def test_lines_that_are_no_tasks(line: str) -> None:
    assert parse_task(line) is None


@pytest.mark.parametrize(
    "line", ["> > - [ ] a", ">- [ ] a", "\u00a0- [ ]a", "1) [ ] a", "- [ ]", "\ufeff- [ ] a"]
)
def test_lines_that_are_tasks(line: str) -> None:
    assert parsed(line).description in {"a", ""}


def test_an_unknown_symbol_is_a_todo_named_unknown() -> None:
    status = parsed("- [?] a").status
    assert (status.type, status.name, status.next_symbol) == (StatusType.TODO, "Unknown", "x")


def test_the_global_filter_is_a_part_of_the_text_and_no_tag() -> None:
    grammar = TaskGrammar(global_filter="#task")
    assert parsed("- [ ] a #tasks", grammar).tags == ("#tasks",)
    assert parsed("- [ ] a #task #x", grammar).tags == ("#x",)
    assert parse_task("- [ ] a #Task", grammar) is None
    assert parse_task("- [ ] a ^#task", grammar) is not None
    assert parse_task("- [ ] a ^task", TaskGrammar(global_filter="task")) is None


def test_happens_is_the_earliest_of_three_dates() -> None:
    happens = parsed("- [ ] a 📅 2026-12-01 ⏳ 2026-11-30 🛫 2026-12-05 ➕ 2020-01-01").happens
    assert happens
    assert happens.isoformat() == "2026-11-30"
    assert parsed("- [ ] a ➕ 2020-01-01").happens is None


# Edits, byte for byte


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("- [?] a", "- [x] a"),
        ("> > 1) [ ]a\r", "> > 1) [x]a\r"),
        ("\t* [\udcff] \udcfe  \r", "\t* [x] \udcfe  \r"),
        ("-   [日] a ^id", "-   [x] a ^id"),
    ],
)
def test_a_status_is_one_character(line: str, after: str) -> None:
    assert parsed(line).with_status("x") == after


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("- [ ] a", "- [ ] a 📅 2026-12-31"),
        ("- [ ]", "- [ ] 📅 2026-12-31"),
        ("- [ ]  ", "- [ ]  📅 2026-12-31"),
        ("- [ ] a  ", "- [ ] a 📅 2026-12-31  "),
        ("- [ ] a\r", "- [ ] a 📅 2026-12-31\r"),
        ("- [ ] a  \r", "- [ ] a 📅 2026-12-31  \r"),
        ("- [ ] a ^id", "- [ ] a 📅 2026-12-31 ^id"),
        ("- [ ] a\t ^id  \r", "- [ ] a 📅 2026-12-31\t ^id  \r"),
        ("- [ ] a\u2028b", "- [ ] a 📅 2026-12-31\u2028b"),
        ("- [ ] a 📅 2026-01-01 #x", "- [ ] a 📅 2026-12-31 #x"),
        ("- [ ] a 📅2026-02-30", "- [ ] a 📅2026-12-31"),
        ("- [ ] a 🗓\ufe0f  2026-01-01  ⏫", "- [ ] a 🗓\ufe0f  2026-12-31  ⏫"),
        ("- [ ] a 📅 2026-01-01 @Ana", "- [ ] a 📅 2026-01-01 @Ana 📅 2026-12-31"),
        ("- [ ] a 📅 2026-01-01 📅 2026-01-02", "- [ ] a 📅 2026-12-31 📅 2026-01-02"),
        ("- [ ] 🆔 \udcff", "- [ ] 🆔 \udcff 📅 2026-12-31"),
    ],
)
def test_a_field_is_replaced_where_it_stands_or_put_at_the_end(line: str, after: str) -> None:
    assert parsed(line).with_field(FieldKind.DUE, "2026-12-31") == after


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("- [ ] a", "- [ ] a [due:: 2026-12-31]"),
        ("- [ ] a (due::2026-01-01), #x", "- [ ] a (due::2026-12-31), #x"),
        ("- [ ] a [ due:: 2026-01-01 ] ^id", "- [ ] a [ due:: 2026-12-31 ] ^id"),
    ],
)
def test_a_dataview_field_keeps_its_brackets(line: str, after: str) -> None:
    assert dataview(line).with_field(FieldKind.DUE, "2026-12-31") == after


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("- [ ] a ⏫ #x", "- [ ] a 🔽 #x"),
        ("- [ ] a ⏫\ufe0f #x", "- [ ] a 🔽\ufe0f #x"),
        ("- [ ] a", "- [ ] a 🔽"),
    ],
)
def test_a_priority_is_one_sign(line: str, after: str) -> None:
    assert parsed(line).with_field(FieldKind.PRIORITY, "low") == after


def test_a_dataview_priority_keeps_its_brackets_and_comma() -> None:
    line = "- [ ] a (priority:: high), #x"
    assert dataview(line).with_field(FieldKind.PRIORITY, "low") == "- [ ] a (priority:: low), #x"


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("- [ ] a ✅ 2026-01-01", "- [ ] a"),
        ("- [ ] a  ✅ 2026-01-01  \r", "- [ ] a   \r"),
        ("- [ ] a\t✅ 2026-01-01\t#x", "- [ ] a\t\t#x"),
        ("- [ ] ✅ 2026-01-01 #x", "- [ ] #x"),
        ("- [ ] ✅ 2026-01-01", "- [ ] "),
        ("- [ ] ✅ 2026-01-01  ", "- [ ]   "),
        ("- [ ]✅ 2026-01-01 #x ^id", "- [ ]#x ^id"),
        ("- [ ] a ✅ 2026-01-01 ⏫ ✅ 2026-02-30", "- [ ] a ⏫"),
        ("- [ ] a✅2026-01-01", "- [ ] a"),
        ("- [ ] a✅ 2026-01-01 #x", "- [ ] a #x"),
        ("- [ ] ✅ 2026-01-01✅ 2026-01-01 ⏫", "- [ ] ⏫"),
        ("- [ ] ⏫✅ 2026-01-01✅ 2026-01-01 ^id", "- [ ] ⏫ ^id"),
        ("- [ ] ✅ 2026-01-01✅ 2026-01-01 ^id", "- [ ]  ^id"),
    ],
)
def test_a_field_goes_with_one_space_beside_it(line: str, after: str) -> None:
    assert parsed(line).without_field(FieldKind.DONE) == after


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("- [?] a #p #x", "- [?] a #x"),
        ("- [?] #p a  b #x", "- [?] a  b #x"),
        ("- [?] a #p b #p", "- [?] a b"),
        ("- [?] #p #p a", "- [?] a"),
        ("- [?] a\t#p b", "- [?] a\tb"),
        ("- [?] a #p  \r", "- [?] a  \r"),
        ("- [?] a #p ^id", "- [?] a ^id"),
        ("- [?]#p", "- [?]"),
        ("- [?] #p  ", "- [?]   "),
        ("- [?] a#p (#p) #p.x #pp `#p`", "- [?] a#p (#p).x #pp `#p`"),
        ("- [?] a ⏫ #p 📅 2026-01-01 #p", "- [?] a ⏫ 📅 2026-01-01"),
    ],
)
def test_tags_go_with_one_space_beside_them(line: str, after: str) -> None:
    assert parsed(line).without_tags(lambda tag: tag == "#p") == after


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("- [ ] a ^id", "- [ ] a"),
        ("- [ ] a ^id  \r", "- [ ] a  \r"),
        ("- [ ] a\t ^id", "- [ ] a"),
        ("- [ ] ^id", "- [ ] ^id"),
        ("- [ ] a", "- [ ] a"),
    ],
)
def test_a_block_link_goes(line: str, after: str) -> None:
    assert parsed(line).without_block_link() == after


# Properties of edits


FACTS = (
    "indentation", "list_marker", "status", "description", "tags", "priority", "dates",
    "invalid_dates", "rule", "on_completion", "id", "depends_on", "block_link",
)  # fmt: skip


def facts(task: Task, *but: str) -> dict[str, object]:
    """What a task says, without offsets and without `but`."""
    return {name: getattr(task, name) for name in FACTS if name not in but}


@given(st.one_of(task_lines(), task_lines(DATAVIEW_FIELDS)), st.booleans())
def test_another_status_changes_the_status_alone(line: str, in_dataview: bool) -> None:
    task = parsed(line, DATAVIEW_GRAMMAR if in_dataview else DEFAULT_GRAMMAR)
    again = parsed(task.with_status("x"), task.grammar)
    assert again.status.symbol == "x"
    assert facts(again, "status") == facts(task, "status")
    assert parsed(again.with_status(task.status.symbol), task.grammar) == task


@given(st.one_of(task_lines(), task_lines(DATAVIEW_FIELDS)), DATES, st.booleans())
def test_a_date_that_is_set_is_read_and_nothing_else_changes(
    line: str, day: str, in_dataview: bool
) -> None:
    task = parsed(line, DATAVIEW_GRAMMAR if in_dataview else DEFAULT_GRAMMAR)
    # Before a field the plugin may read `#tag⏫` as one tag, at the end as a tag and a priority.
    assume(not GLUED_FIELD.search(line))
    again = parsed(task.with_field(FieldKind.SCHEDULED, day), task.grammar)
    assert again.scheduled
    assert again.scheduled.isoformat() == day
    assert again.description == task.description
    if sum(found.kind is FieldKind.SCHEDULED for found in task.fields) <= 1:
        assert facts(again, "dates", "invalid_dates") == facts(task, "dates", "invalid_dates")


@given(task_lines(), DATES)
def test_a_new_field_goes_away_again_without_a_trace(line: str, day: str) -> None:
    task = parsed(line)
    if task.has(FieldKind.CANCELLED) or task.text_end == task.text_start:
        return
    again = parsed(task.with_field(FieldKind.CANCELLED, day))
    assert again.without_field(FieldKind.CANCELLED) == line


@given(st.one_of(task_lines(), task_lines(DATAVIEW_FIELDS)), st.booleans())
def test_taking_out_only_takes_out(line: str, in_dataview: bool) -> None:
    task = parsed(line, DATAVIEW_GRAMMAR if in_dataview else DEFAULT_GRAMMAR)
    spans = [line[f.start : f.end] for f in task.fields if f.kind is FieldKind.DUE]
    shorter = task.without_field(FieldKind.DUE)
    assert len(line) - len(shorter) <= sum(len(span) + 1 for span in spans)
    rest = iter(line)
    assert all(character in rest for character in shorter)


@pytest.mark.parametrize(
    ("line", "without"),
    [
        ("- [ ] a  ^id  \r", "- [ ] a  ^id  \r"),
        ("- [ ] a ^id \u2028b\u2029c", "- [ ] a ^id "),
        ("- [ ] a\rb\r", "- [ ] a\r"),
        ("- [ ]\u2029", "- [ ]"),
    ],
)
def test_a_line_ends_at_its_first_separator(line: str, without: str) -> None:
    found = parse_task(line)
    assert found is not None
    assert found.without_rest() == without

"""The line of a task that is typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.dataview import DATAVIEW
from parsers.status_change import StatusRules
from parsers.task import DEFAULT_GRAMMAR, TaskGrammar, parse_task
from vault.captured_line import captured_line
from vault.errors import UsageError

TODAY = date(2026, 11, 22)
CREATED = StatusRules(set_created_date=True)
FILTERED = TaskGrammar(global_filter="#task")
IN_DATAVIEW = TaskGrammar(dialect=DATAVIEW)


def line(
    text: str, grammar: TaskGrammar = DEFAULT_GRAMMAR, rules: StatusRules | None = None
) -> str:
    return captured_line(text, today=TODAY, grammar=grammar, rules=rules or StatusRules())


def test_a_line_is_an_open_task_as_the_vault_writes_it() -> None:
    assert line("  Call Ana 📅 2026-12-01 ") == "- [ ] Call Ana 📅 2026-12-01"
    assert line("Call Ana", rules=CREATED) == "- [ ] Call Ana ➕ 2026-11-22"
    assert line("a ➕ 2026-11-01", rules=CREATED) == "- [ ] a ➕ 2026-11-01"
    filtered = TaskGrammar(dialect=DATAVIEW, global_filter="#task")
    assert line("Call", filtered, CREATED) == "- [ ] #task Call [created:: 2026-11-22]"
    assert line("Call #task", filtered) == "- [ ] Call #task"


@pytest.mark.parametrize("text", ["", "   ", "a\nb", "a\rb", "a\u2028b", "a\0", "\x1b[", "\ud800"])
def test_what_is_no_line_of_text_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        line(text)


@pytest.mark.parametrize(
    "text", ["a 📅 2026-02-30", "a 📅 2026-12-01 📅 2026-02-30", "a ➕ 2026-13-01 📅 2026-12-01"]
)
def test_a_date_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is on no calendar; nothing was written"):
        line(text)


@given(st.text(min_size=1))
def test_whatever_is_typed_becomes_one_open_task_or_is_refused(text: str) -> None:
    try:
        made = line(text)
    except UsageError:
        return
    task = parse_task(made)
    assert task is not None
    assert (task.status.symbol, made) == (" ", f"- [ ] {text.strip()}")


@pytest.mark.parametrize("typed", ["- [ ] Call", "*  [ ] Call", "12) [ ]  Call", "- [ ]Call"])
def test_a_list_mark_and_an_empty_box_are_left_out(typed: str) -> None:
    assert line(typed) == "- [ ] Call"
    assert line(typed, FILTERED) == "- [ ] #task Call"


@pytest.mark.parametrize("text", ["- Call", "[ ] Call", "-[ ] Call", "- [x](y) Call", "- [[Note]]"])
def test_what_only_looks_like_a_box_stays(text: str) -> None:
    assert line(text) == f"- [ ] {text}"


def test_a_box_that_is_not_empty_is_refused() -> None:
    with pytest.raises(UsageError, match="“\\[x\\]” is not; nothing was written"):
        line("- [x] Call")


@pytest.mark.parametrize("text", ["📅 2026-01-01", "🔁 every day ⏫", "- [ ]", "- [ ] ⏫"])
def test_a_task_without_words_is_refused(text: str) -> None:
    for grammar in (DEFAULT_GRAMMAR, FILTERED, IN_DATAVIEW):
        with pytest.raises(UsageError, match="has no words; nothing was written"):
            line(text, grammar)


def test_a_tag_is_a_word_unless_it_is_the_global_filter() -> None:
    assert line("#call", FILTERED) == "- [ ] #task #call"
    assert line("#task") == "- [ ] #task"
    with pytest.raises(UsageError, match="has no words"):
        line("#task 📅 2026-12-01", FILTERED)


def test_a_rule_that_tasks_refuses_is_refused_with_what_was_meant() -> None:
    with pytest.raises(UsageError, match="“every two weeks” is no rule that Tasks") as refused:
        line("Water the plants 🔁 every two weeks 📅 2026-12-01")
    assert refused.value.hint == "Did you mean “every 2 weeks”?"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Call ⏫ #a 📅 2026-12-01", "Call [priority:: high] #a [due:: 2026-12-01]"),
        ("Call 📅 2026-12-01 (priority:: low)", "Call [due:: 2026-12-01] (priority:: low)"),
        ("Call [due:: 2026-12-01] ⏫ #a", "Call [due:: 2026-12-01] [priority:: high] #a"),
        ("\ufeffCall 🔁 every day ⛔ a, b", "\ufeffCall [repeat:: every day] [dependsOn:: a, b]"),
        ("Buy ⏫ paint", "Buy ⏫ paint"),
    ],
)
def test_fields_are_written_as_the_vault_has_them(typed: str, written: str) -> None:
    assert line(typed, IN_DATAVIEW) == f"- [ ] {written}"

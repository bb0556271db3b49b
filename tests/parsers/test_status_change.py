"""What another status does to a line: dates, the next occurrence, 🏁."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.dataview import DATAVIEW
from parsers.fields import FieldKind
from parsers.status import DEFAULT_STATUSES, Status, StatusRegistry, StatusType
from parsers.status_change import Rewrite, StatusRules, change_status
from parsers.task import DEFAULT_GRAMMAR, Task, TaskGrammar, parse_task
from tests.parsers.vectors import Vector, facts, read_vectors, repaired
from tests.strategies import DATAVIEW_FIELDS, task_lines

TODAY = date(2026, 11, 22)
DEFAULT_RULES = StatusRules()


def parsed(line: str, grammar: TaskGrammar = DEFAULT_GRAMMAR) -> Task:
    task = parse_task(line, grammar)
    assert task is not None, line
    return task


def changed(line: str, symbol: str, rules: StatusRules = DEFAULT_RULES) -> Rewrite:
    return change_status(parsed(line), symbol, TODAY, rules)


# The plugin's answers


def rules_of(vector: Vector) -> StatusRules:
    settings = vector.settings
    return StatusRules(
        set_created_date=settings.get("setCreatedDate", False),
        set_done_date=settings.get("setDoneDate", True),
        set_cancelled_date=settings.get("setCancelledDate", True),
        recurrence_on_next_line=settings.get("recurrenceOnNextLine", False),
        remove_scheduled_date=settings.get("removeScheduledDateOnRecurrence", False),
    )


def deviation(vector: Vector) -> str:
    """Why our lines say something else than the plugin's; empty when they say the same."""
    task = parse_task(vector.given["line"], vector.grammar, vector.name_date)
    if task is None or vector.answer is None:
        return "" if task is vector.answer else "only one of the two sees a task"
    symbol = vector.given.get("symbol", task.status.next_symbol)
    if symbol == "":
        return "no next status: the plugin writes `[]`, and the line is no task any more"
    today = date.fromisoformat(vector.given.get("today", "2026-11-22")[:10])
    ours = change_status(task, symbol, today, rules_of(vector)).lines
    theirs = [repaired(line, task) for line in vector.answer["lines"]]
    same = [facts(line, task.grammar) for line in ours] == [
        facts(line, task.grammar) for line in theirs
    ]
    return "" if same else f"{vector.given} {ours} {theirs}"


def test_a_change_of_status_says_what_the_plugin_says() -> None:
    vectors = [v for v in read_vectors("toggle") if v.given["op"] in {"toggle", "set"}]
    found = [reason for vector in vectors if (reason := deviation(vector))]
    assert len(vectors) == 180
    assert found == ["no next status: the plugin writes `[]`, and the line is no task any more"] * 2


# Dates that come and go


@pytest.mark.parametrize(
    ("line", "symbol", "after"),
    [
        ("- [ ] a", "x", "- [x] a ✅ 2026-11-22"),
        ("- [ ] a", "-", "- [-] a ❌ 2026-11-22"),
        ("- [ ] a", "/", "- [/] a"),
        ("- [x] a ✅ 2020-01-01 #t", " ", "- [ ] a #t"),
        ("- [-] a ❌ 2020-01-01", "x", "- [x] a ✅ 2026-11-22"),
        ("- [ ] a ✅ 2020-01-01", "x", "- [x] a ✅ 2026-11-22"),
        ("- [ ] a ✅ 2020-02-30", "x", "- [x] a ✅ 2026-11-22"),
        ("- [ ] a  ^id  \r", "x", "- [x] a ✅ 2026-11-22  ^id  \r"),
        ("- [x] a ✅ 2020-01-01", "x", "- [x] a ✅ 2020-01-01"),
        ("- [?] a ✅ 2020-01-01 ❌ 2020-01-01", "?", "- [?] a ✅ 2020-01-01 ❌ 2020-01-01"),
    ],
)
def test_done_and_cancelled_dates_follow_the_type(line: str, symbol: str, after: str) -> None:
    assert changed(line, symbol) == Rewrite((after,), 0)


def test_from_one_done_status_to_another_the_date_stays() -> None:
    more = (*DEFAULT_STATUSES, Status("X", "Checked", StatusType.DONE, " "))
    task = parsed("- [x] a ✅ 2020-01-01", TaskGrammar(statuses=StatusRegistry(more)))
    assert change_status(task, "X", TODAY, DEFAULT_RULES).lines == ("- [X] a ✅ 2020-01-01",)


def test_no_date_is_written_where_the_settings_say_so() -> None:
    rules = StatusRules(set_done_date=False, set_cancelled_date=False)
    assert changed("- [ ] a", "x", rules).lines == ("- [x] a",)
    assert changed("- [ ] a", "-", rules).lines == ("- [-] a",)


def test_an_old_date_goes_where_the_settings_write_none() -> None:
    rules = StatusRules(set_done_date=False, set_cancelled_date=False)
    assert changed("- [ ] a ✅ 2020-01-01", "x", rules).lines == ("- [x] a",)
    assert changed("- [/] a ❌ 2020-01-01 #t", "-", rules).lines == ("- [-] a #t",)
    assert changed("- [x] a ❌ 2020-01-01 ✅ 2020-01-01", "-", rules).lines == ("- [-] a",)
    task = parsed("- [ ] a [completion:: 2020-01-01]", TaskGrammar(dialect=DATAVIEW))
    assert change_status(task, "x", TODAY, rules).lines == ("- [x] a",)


def test_from_one_done_status_to_another_the_date_stays_whatever_the_settings_say() -> None:
    more = (*DEFAULT_STATUSES, Status("X", "Checked", StatusType.DONE, " "))
    task = parsed("- [x] a ✅ 2020-01-01", TaskGrammar(statuses=StatusRegistry(more)))
    rules = StatusRules(set_done_date=False)
    assert change_status(task, "X", TODAY, rules).lines == ("- [X] a ✅ 2020-01-01",)


# Recurrence


def test_the_next_occurrence_stands_above_the_finished_line() -> None:
    rewrite = changed("- [ ] a 🔁 every week 🛫 2026-11-18 📅 2026-11-20 #t ^id  \r", "x")
    assert rewrite.lines == (
        "- [ ] a 🔁 every week 🛫 2026-11-25 📅 2026-11-27 #t  \r",
        "- [x] a 🔁 every week 🛫 2026-11-18 📅 2026-11-20 #t ✅ 2026-11-22 ^id  \r",
    )
    assert rewrite.kept == 1


def test_the_next_occurrence_stands_below_where_the_settings_say_so() -> None:
    rewrite = changed("- [ ] a 🔁 every day", "x", StatusRules(recurrence_on_next_line=True))
    assert rewrite.lines == ("- [x] a 🔁 every day ✅ 2026-11-22", "- [ ] a 🔁 every day")
    assert rewrite.kept == 0


def test_the_next_occurrence_is_created_today_and_has_no_id() -> None:
    line = "- [ ] a 🆔 one ⛔ two 🔁 every day ➕ 2026-01-01 📅 2026-11-22"
    above = changed(line, "x", StatusRules(set_created_date=True)).lines[0]
    assert above == "- [ ] a 🔁 every day 📅 2026-11-23 ➕ 2026-11-22"


def test_when_done_counts_from_today() -> None:
    above = changed("- [ ] a 🔁 every week when done 📅 2020-01-01", "x").lines[0]
    assert above == "- [ ] a 🔁 every week when done 📅 2026-11-29"


def test_a_refused_rule_makes_no_new_line_and_says_why() -> None:
    rewrite = changed("- [ ] a 🔁 every blue moon 📅 2026-11-22", "x")
    assert rewrite.lines == ("- [x] a 🔁 every blue moon 📅 2026-11-22 ✅ 2026-11-22",)
    assert "every blue moon" in rewrite.remark


def test_a_rule_that_has_ended_makes_no_new_line_and_says_why() -> None:
    rewrite = changed("- [ ] a 🔁 every day until January 1, 2020 📅 2026-11-22", "x")
    assert len(rewrite.lines) == 1
    assert rewrite.remark


def test_a_date_on_no_calendar_cannot_be_counted_from() -> None:
    rewrite = changed("- [ ] a 🔁 every day 📅 2026-02-30", "x")
    assert rewrite.lines == ("- [x] a 🔁 every day 📅 2026-02-30 ✅ 2026-11-22",)
    assert rewrite.remark


def test_when_done_needs_no_date_to_count_from() -> None:
    rewrite = changed("- [ ] a 🔁 every day when done 📅 2026-02-30", "x")
    assert rewrite.lines == (
        "- [ ] a 🔁 every day when done 📅 2026-11-23",
        "- [x] a 🔁 every day when done 📅 2026-02-30 ✅ 2026-11-22",
    )


@pytest.mark.parametrize("symbol", ["-", "/", "?"])
def test_only_done_makes_a_next_occurrence(symbol: str) -> None:
    assert len(changed("- [ ] a 🔁 every day 🏁 delete", symbol).lines) == 1


def test_the_next_occurrence_takes_the_first_todo_symbol_after_done() -> None:
    statuses = StatusRegistry(
        [
            Status("x", "Done", StatusType.DONE, "n"),
            Status("n", "Never", StatusType.NON_TASK, "!"),
            Status("!", "Important", StatusType.TODO, "x"),
        ]
    )
    task = parsed("- [ ] a 🔁 every day", TaskGrammar(statuses=statuses))
    assert change_status(task, "x", TODAY, DEFAULT_RULES).lines[0] == "- [!] a 🔁 every day"


def test_a_circle_without_a_todo_restarts_with_a_space() -> None:
    statuses = StatusRegistry([Status("x", "Done", StatusType.DONE, "x")])
    task = parsed("- [?] a 🔁 every day", TaskGrammar(statuses=statuses))
    assert change_status(task, "x", TODAY, DEFAULT_RULES).lines[0] == "- [ ] a 🔁 every day"


def test_on_completion_delete_takes_the_finished_line() -> None:
    assert changed("- [ ] a 🏁 delete", "x") == Rewrite((), None)
    again = changed("- [ ] a 🔁 every day 🏁 Delete 📅 2026-11-22", "x")
    assert again == Rewrite(("- [ ] a 🔁 every day 🏁 Delete 📅 2026-11-23",), None)


@pytest.mark.parametrize(
    "fields",
    [
        "🔁 every day 🏁 delete 📅 2026-02-30",
        "🔁 every day for 1 times 🏁 delete 📅 2026-11-22",
        "🔁 every day until January 1, 2020 🏁 delete 📅 2026-11-22",
    ],
)
def test_a_finished_line_without_a_successor_is_not_deleted(fields: str) -> None:
    rewrite = changed(f"- [ ] a {fields}", "x")
    assert rewrite.lines == (f"- [x] a {fields} ✅ 2026-11-22",)
    assert rewrite.kept == 0
    assert rewrite.remark.startswith("No next occurrence")


def test_a_rule_that_tasks_refuses_keeps_no_finished_line() -> None:
    rewrite = changed("- [ ] a 🔁 every blue moon 🏁 delete", "x")
    assert (rewrite.lines, rewrite.kept) == ((), None)
    assert "every blue moon" in rewrite.remark


@pytest.mark.parametrize("separator", ["\r", "\u2028", "\u2029"])
@pytest.mark.parametrize("end", ["", "\r"])
def test_the_next_occurrence_leaves_text_behind_a_separator_to_the_old_line(
    separator: str, end: str
) -> None:
    rewrite = changed(f"- [ ] a 🔁 every day  {separator}more 📅 2026-11-22{end}", "x")
    assert rewrite.lines == (
        f"- [ ] a 🔁 every day  {end}",
        f"- [x] a 🔁 every day ✅ 2026-11-22  {separator}more 📅 2026-11-22{end}",
    )


def test_a_dataview_vault_gets_dataview_fields() -> None:
    task = parsed("- [ ] a [repeat:: every day]", TaskGrammar(dialect=DATAVIEW))
    assert change_status(task, "x", TODAY, DEFAULT_RULES).lines == (
        "- [ ] a [repeat:: every day]",
        "- [x] a [repeat:: every day] [completion:: 2026-11-22]",
    )


# Properties


@given(
    st.one_of(task_lines(), task_lines(DATAVIEW_FIELDS)), st.sampled_from(" x/-?"), st.booleans()
)
def test_the_task_itself_has_the_new_status_and_its_words(
    line: str, symbol: str, in_dataview: bool
) -> None:
    task = parsed(line, TaskGrammar(dialect=DATAVIEW) if in_dataview else DEFAULT_GRAMMAR)
    rewrite = change_status(task, symbol, TODAY, DEFAULT_RULES)
    if rewrite.kept is None:
        assert task.on_completion == "delete"
        return
    after = parsed(rewrite.lines[rewrite.kept], task.grammar)
    assert after.status.symbol == symbol
    if symbol != task.status.symbol:
        assert after.has(FieldKind.DONE) <= (symbol == "x")
        assert after.has(FieldKind.CANCELLED) <= (symbol == "-")
        assert symbol != "x" or after.dates[FieldKind.DONE] in {TODAY, *task.dates.values()}

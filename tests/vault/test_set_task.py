"""`set`: what each assignment makes of a line, that it is what was meant, and nothing else."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.dataview import DATAVIEW
from parsers.fields import DATE_KINDS, FieldKind
from parsers.owners import find_owners
from parsers.priority import Priority
from parsers.proposed import ProposedRule
from parsers.status import DEFAULT_STATUSES, Status, StatusRegistry, StatusType
from parsers.status_change import Rewrite, StatusRules
from parsers.task import DEFAULT_GRAMMAR, Task, TaskGrammar, parse_task
from parsers.text_edits import NotWordsError, described_as, parse_description
from tests.strategies import DATAVIEW_FIELDS, EMOJI_FIELDS, TAGS, proposal_lines, task_lines
from tests.strategies import task_texts as texts
from vault.editing import EditContext, field_values, plan
from vault.errors import UsageError
from vault.set_task import (
    AddTag,
    Assignment,
    RemoveTag,
    SetDescription,
    SetField,
    SetOwner,
    SetTask,
)

TODAY = date(2026, 11, 22)
CONTEXT = EditContext(TODAY, StatusRules(), ProposedRule())
DATAVIEW_GRAMMAR = TaskGrammar(dialect=DATAVIEW)
DUE = SetField(FieldKind.DUE, "2026-12-24")


def task(line: str, grammar: TaskGrammar = DEFAULT_GRAMMAR) -> Task:
    found = parse_task(line, grammar)
    assert found is not None, line
    return found


def planned(edit: SetTask, found: Task) -> Rewrite:
    return plan(edit, found, CONTEXT, proposed=CONTEXT.proposed.holds(found))


def after(
    line: str,
    *assignments: Assignment,
    symbol: str | None = None,
    grammar: TaskGrammar = DEFAULT_GRAMMAR,
) -> str:
    return "\n".join(planned(SetTask(assignments, symbol), task(line, grammar)).lines)


# Fields


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("- [ ] a", "- [ ] a 📅 2026-12-24"),
        ("- [ ] a 📆\ufe0f2026-12-01 #t", "- [ ] a 📆\ufe0f2026-12-24 #t"),
        ("- [ ] a 📅 2026-02-30 📅 2026-12-01", "- [ ] a 📅 2026-12-24 📅 2026-12-01"),
        (
            "- [ ] a 📅 2026-12-01 @Ana  ^id  \r",
            "- [ ] a 📅 2026-12-01 @Ana 📅 2026-12-24  ^id  \r",
        ),
    ],
)
def test_a_date_is_replaced_where_it_counts_else_put_at_the_end(line: str, wanted: str) -> None:
    assert after(line, DUE) == wanted


def test_none_clears_a_date_with_its_duplicates() -> None:
    line = "- [ ] a 📅 2026-02-30 ⏫ 📅 2026-12-01 #t"
    assert after(line, SetField(FieldKind.DUE, None)) == "- [ ] a ⏫ #t"


@pytest.mark.parametrize("priority", list(Priority))
def test_every_priority_is_written_over_another_one(priority: Priority) -> None:
    value = None if priority is Priority.NONE else priority.word
    for line in ("- [ ] a 🔼\ufe0f 📅 2026-12-01", "- [ ] a 📅 2026-12-01"):
        written = task(after(line, SetField(FieldKind.PRIORITY, value)))
        assert written.priority is priority
        assert written.due == date(2026, 12, 1)


def test_a_dataview_vault_gets_dataview_fields() -> None:
    high = SetField(FieldKind.PRIORITY, "high")
    line = after("- [ ] a (due:: 2026-12-01),", DUE, high, grammar=DATAVIEW_GRAMMAR)
    assert line == "- [ ] a (due:: 2026-12-24), [priority:: high]"


# Words


def test_several_assignments_are_one_edit() -> None:
    line = "- [?] Prepare the deck.  @Myself ⏫ #task #proposed 📅2026-12-01 #auto ^b  \r"
    edits = (
        SetDescription("Send it @Bo #task #x"),
        SetOwner("Ana Souza"),
        AddTag("#y"),
        RemoveTag("#X"),
        SetField(FieldKind.PRIORITY, None),
        SetField(FieldKind.START, "2026-11-30"),
    )
    assert after(line, *edits, symbol="/") == (
        "- [/] Send it @Ana Souza #task #y 📅2026-12-01 🛫 2026-11-30 ^b  \r"
    )


def test_an_owner_whose_name_would_be_cut_short_becomes_a_link() -> None:
    assert after("- [ ] Let @Ana write ⏫", SetOwner("Cleo Doe")) == (
        "- [ ] Let @[[Cleo Doe]] write ⏫"
    )
    known = frozenset({"cleo doe"})
    assert after("- [ ] Let @Ana write ⏫", SetOwner("Cleo Doe", known=known)) == (
        "- [ ] Let @Cleo Doe write ⏫"
    )


def test_the_owner_who_is_there_already_stays_as_written() -> None:
    line = "- [ ] Let @[[P/Cleo|C]] write for @Cleo ⏫"
    rewrite = planned(SetTask((SetOwner("cleo"),)), task(line))
    assert (rewrite.lines, rewrite.remark) == ((line,), "It says so already.")


def test_a_tag_is_added_once_and_taken_out_everywhere() -> None:
    assert after("- [ ] a #T ⏫", AddTag("#t")) == "- [ ] a #T ⏫"
    assert after("- [ ] #t a #T ⏫ #t/u #t", RemoveTag("#t")) == "- [ ] a ⏫ #t/u"


def test_the_global_filter_tag_is_not_taken_out() -> None:
    grammar = TaskGrammar(global_filter="#task")
    with pytest.raises(UsageError, match="global filter"):
        after("- [ ] a #task", RemoveTag("#task"), grammar=grammar)
    assert after("- [ ] a #task #Task", RemoveTag("#Task"), grammar=grammar) == "- [ ] a #task"
    with pytest.raises(UsageError, match="no task of this vault"):
        after("- [ ] a #task/x", RemoveTag("#task/x"), grammar=grammar)


# Status


def test_a_status_follows_the_plugins_rules_after_everything_else() -> None:
    assert after("- [ ] a 🔁 every day 📅 2026-11-01 ^id", DUE, AddTag("#t"), symbol="x") == (
        "- [ ] a #t 🔁 every day 📅 2026-12-25\n"
        "- [x] a #t 🔁 every day 📅 2026-12-24 ✅ 2026-11-22 ^id"
    )
    assert after("- [x] a ✅ 2026-01-01", symbol="-") == "- [-] a ❌ 2026-11-22"
    assert planned(SetTask((), "x"), task("- [ ] a 🏁 delete")).lines == ()


def test_the_remark_of_the_status_and_of_the_edit_are_both_told() -> None:
    edit = SetTask((DUE,), "x", "due: Thu 24 Dec.")
    remark = planned(edit, task("- [ ] a 🔁 every blue moon")).remark
    assert remark.startswith("due: Thu 24 Dec. No next occurrence:")


def test_a_symbol_that_fits_no_box_is_refused() -> None:
    grammar = TaskGrammar(statuses=StatusRegistry([*DEFAULT_STATUSES, _status("xx")]))
    with pytest.raises(UsageError, match="no task of this vault"):
        after("- [ ] a", symbol="xx", grammar=grammar)


def _status(symbol: str) -> Status:
    return Status(symbol, "Odd", StatusType.DONE, " ")


# Refusals


@pytest.mark.parametrize(
    ("line", "assignment"),
    [
        ("- [ ] a 🔁 #t every day", RemoveTag("#t")),
        ("- [ ] a 📅 #t 2026-12-01", RemoveTag("#t")),
        ("- [ ] 🔁 @Ana every day", SetOwner("")),
        ("- [ ] a ^b ⏫", SetField(FieldKind.PRIORITY, None)),
        ("- [ ] x(owner:: Ana)y", SetOwner("")),
    ],
)
def test_an_edit_that_would_change_more_than_it_means_is_refused(
    line: str, assignment: Assignment
) -> None:
    with pytest.raises(UsageError, match="nothing was written"):
        after(line, assignment)


# Properties

DATES = st.sampled_from(["2026-12-24", "0001-01-01", "2027-02-28", None])
SETTABLE = (FieldKind.DUE, FieldKind.SCHEDULED, FieldKind.START)
LINES = st.one_of(proposal_lines(), task_lines(EMOJI_FIELDS + DATAVIEW_FIELDS))
GRAMMARS = st.sampled_from([DEFAULT_GRAMMAR, DATAVIEW_GRAMMAR, TaskGrammar(global_filter="#task")])


def attempt(edit: SetTask, line: str, grammar: TaskGrammar) -> tuple[Task, Task] | None:
    """The task before and after; None where there is none, or the edit is refused."""
    before = parse_task(line, grammar)
    if before is None:
        return None
    try:
        rewrite = planned(edit, before)
    except UsageError:
        return None
    if rewrite.kept is None:
        assert before.on_completion == "delete"
        return None
    return before, task(rewrite.lines[rewrite.kept], grammar)


def others(found: Task, *but: FieldKind) -> object:
    """All that stands in the line but its description, its status and these fields."""
    values = {kind: value for kind, value in field_values(found).items() if kind not in but}
    return (
        found.line[: found.status_at],
        found.block_link,
        found.rule,
        found.on_completion,
        values,
    )


@example("- [ ] ⏫⏫  [due:: 2026-12-01]", DATAVIEW_GRAMMAR, FieldKind.DUE, None)
@example("- [ ] a  📅 2026-12-01", DEFAULT_GRAMMAR, FieldKind.DUE, None)
@given(LINES, GRAMMARS, st.sampled_from(SETTABLE), DATES)
def test_a_date_is_the_one_that_was_set_and_the_rest_stays(
    line: str, grammar: TaskGrammar, kind: FieldKind, day: str | None
) -> None:
    pair = attempt(SetTask((SetField(kind, day),)), line, grammar)
    if pair is None:
        return
    before, now = pair
    assert now.dates.get(kind) == (date.fromisoformat(day) if day else None)
    assert kind not in now.invalid_dates
    assert (now.description, now.status) == (before.description, before.status)
    assert others(now, kind) == others(before, kind)
    # A field takes one blank with it: another one before it stands behind the text now.
    end, old_end = now.line[now.block_link_end :], line[before.block_link_end :]
    assert end.endswith(old_end)
    assert not end.removesuffix(old_end).strip(" ")
    if day and before.has(kind):
        assert len(now.line) == len(line)
    elif day:
        assert _is_inserted(line, now.line)
    else:
        assert _is_inserted(now.line, line)


def _is_inserted(short: str, long: str) -> bool:
    """Whether all of `short` stands in `long`, in order."""
    rest = iter(long)
    return all(sign in rest for sign in short)


def js_words(text: str) -> list[str]:
    """The words as Tasks parts them, by U+FEFF too: before a tag it becomes a blank."""
    return text.replace("\ufeff", " ").split()


@example("- [?]  #proposed", TaskGrammar(), "Prepare\ufeff#task")
@given(LINES, GRAMMARS, texts(EMOJI_FIELDS + DATAVIEW_FIELDS))
def test_a_description_is_the_one_that_was_given_and_every_field_stays(
    line: str, grammar: TaskGrammar, text: str
) -> None:
    try:
        text = parse_description(text, grammar)
    except NotWordsError:
        return
    pair = attempt(SetTask((SetDescription(text),)), line, grammar)
    if pair is None:
        return
    before, now = pair
    assert now.description == described_as(before, text)
    given_words, words = js_words(text), js_words(now.description)
    assert words[: len(given_words)] == given_words
    assert len(words) <= len(given_words) + 1
    assert others(now) == others(before)
    # A tab before a tag that went is white space behind the text now.
    assert now.line[now.block_link_end :].endswith(line[before.block_link_end :])


@given(LINES, GRAMMARS, st.sampled_from(["Cleo", "Cleo Doe", "bo", "Noor (last name unknown)"]))
def test_the_owner_is_the_one_that_was_set_and_every_field_stays(
    line: str, grammar: TaskGrammar, name: str
) -> None:
    pair = attempt(SetTask((SetOwner(name),)), line, grammar)
    if pair is None:
        return
    before, now = pair
    (owner,) = find_owners(now.description)
    assert owner.name.casefold() == name.removesuffix(" (last name unknown)").casefold()
    assert others(now) == others(before)
    assert now.tags == before.tags


@given(LINES, GRAMMARS)
def test_without_an_owner_nobody_is_named(line: str, grammar: TaskGrammar) -> None:
    pair = attempt(SetTask((SetOwner(""),)), line, grammar)
    if pair is None:
        return
    before, now = pair
    assert find_owners(now.description) == ()
    assert others(now) == others(before)
    assert _is_inserted(now.line, line)


@given(LINES, GRAMMARS, st.sampled_from(TAGS))
def test_a_tag_that_is_added_is_one_more_and_taken_out_again_is_gone(
    line: str, grammar: TaskGrammar, tag: str
) -> None:
    added = attempt(SetTask((AddTag(tag),)), line, grammar)
    if added is None:
        return
    before, now = added
    more = Counter(now.description.split()) - Counter(before.description.split())
    assert sum(more.values()) <= 1
    assert others(now) == others(before)
    assert _is_inserted(line, now.line)
    taken = attempt(SetTask((RemoveTag(tag),)), now.line, grammar)
    if taken is not None:
        assert tag.casefold() not in [carried.casefold() for carried in taken[1].tags]
        assert others(taken[1]) == others(before)


@given(
    LINES,
    GRAMMARS,
    st.sampled_from(" x/-?"),
    st.lists(
        st.one_of(
            st.builds(SetField, st.sampled_from(SETTABLE), DATES),
            st.builds(AddTag, st.sampled_from(TAGS)),
            st.builds(RemoveTag, st.sampled_from(TAGS)),
            st.builds(SetOwner, st.sampled_from(["", "Cleo"])),
            st.builds(SetDescription, st.just("Send it #x")),
        ),
        max_size=4,
    ),
)
def test_all_of_it_at_once_changes_what_it_names_and_nothing_else(
    line: str, grammar: TaskGrammar, symbol: str, assignments: list[Assignment]
) -> None:
    edit = SetTask(tuple(assignments), symbol)
    pair = attempt(edit, line, grammar)
    if pair is None:
        return
    before, now = pair
    assert now.status.symbol == symbol
    named = [kind for kind in DATE_KINDS if kind in edit.changes]
    assert others(now, *named) == others(before, *named)
    if edit.changes.isdisjoint({"description"}):
        assert now.description == before.description
    again = planned(SetTask(edit.assignments[-1:], symbol), now)
    if not before.rule:
        assert again.lines[0].split() == now.line.split()

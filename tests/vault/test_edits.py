"""The verbs, byte for byte, and that none changes more than it means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.dataview import DATAVIEW
from parsers.fields import FieldKind
from parsers.proposed import ProposedRule, ProposedSettings
from parsers.status import DEFAULT_STATUSES, Status, StatusRegistry, StatusType
from parsers.status_change import Rewrite, StatusRules
from parsers.tags import tag_spans
from parsers.task import DEFAULT_GRAMMAR, Task, TaskGrammar, parse_task
from tests.strategies import DATAVIEW_FIELDS, EMOJI_FIELDS, proposal_lines, task_lines
from vault.editing import Part
from vault.edits import (
    Accept,
    Cancel,
    Complete,
    Edit,
    EditContext,
    Reject,
    RejectMode,
    Toggle,
    plan,
)
from vault.errors import UsageError

TODAY = date(2026, 11, 22)
CONTEXT = EditContext(TODAY, StatusRules(), ProposedRule())
CREATED = EditContext(TODAY, StatusRules(set_created_date=True), ProposedRule())
QUIET = EditContext(
    TODAY, StatusRules(set_done_date=False, set_cancelled_date=False), ProposedRule()
)
BY_SYMBOL = EditContext(TODAY, StatusRules(), ProposedRule(enough=frozenset("?")))
DATAVIEW_GRAMMAR = TaskGrammar(dialect=DATAVIEW)
PROPOSAL = "- [?] Prepare the deck. @Myself ⏫ #task #proposed #auto"
VERBS: tuple[Edit, ...] = (
    Accept(),
    Accept(start=True),
    Reject(),
    Complete(),
    Cancel(),
    Toggle(),
)


def task(line: str, grammar: TaskGrammar = DEFAULT_GRAMMAR) -> Task:
    found = parse_task(line, grammar)
    assert found is not None, line
    return found


def plan_as_found(edit: Edit, found: Task, context: EditContext) -> Rewrite:
    """What the verb makes of a task of an ordinary folder."""
    return plan(edit, found, context, proposed=context.proposed.holds(found))


def after(
    edit: Edit,
    line: str,
    context: EditContext = CONTEXT,
    grammar: TaskGrammar = DEFAULT_GRAMMAR,
) -> str:
    return "\n".join(plan_as_found(edit, task(line, grammar), context).lines)


def registered(*more: Status) -> TaskGrammar:
    return TaskGrammar(statuses=StatusRegistry((*more, *DEFAULT_STATUSES)))


# The table


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (Accept(), "- [ ] Prepare the deck. @Myself ⏫ #task #auto"),
        (Accept(start=True), "- [/] Prepare the deck. @Myself ⏫ #task #auto"),
        (Reject(), "- [-] Prepare the deck. @Myself ⏫ #task #auto ❌ 2026-11-22"),
        (Complete(), "- [x] Prepare the deck. @Myself ⏫ #task #auto ✅ 2026-11-22"),
        (Cancel(), "- [-] Prepare the deck. @Myself ⏫ #task #auto ❌ 2026-11-22"),
    ],
)
def test_the_table_of_verbs(edit: Edit, line: str) -> None:
    assert after(edit, PROPOSAL) == line


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (Accept(), "- [ ] Do it [priority:: high] #task"),
        (Reject(), "- [-] Do it [priority:: high] #task [cancelled:: 2026-11-22]"),
        (Complete(), "- [x] Do it [priority:: high] #task [completion:: 2026-11-22]"),
    ],
)
def test_a_dataview_vault_gets_dataview_fields(edit: Edit, line: str) -> None:
    proposal = "- [?] Do it [priority:: high] #task #proposed"
    assert after(edit, proposal, grammar=DATAVIEW_GRAMMAR) == line
    with_created = after(Accept(), proposal, CREATED, DATAVIEW_GRAMMAR)
    assert with_created == "- [ ] Do it [priority:: high] #task [created:: 2026-11-22]"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("- [?] a #proposed", "- [-] a ❌ 2026-11-22"),
        ("- [?] a #proposed ^id  \r", "- [-] a ❌ 2026-11-22 ^id  \r"),
        ("> > 1) [?] a  b\t#proposed\u2028c", "> > 1) [-] a  b ❌ 2026-11-22\t\u2028c"),
        ("- [?] #proposed a \udcff", "- [-] a \udcff ❌ 2026-11-22"),
        ("- [?] a 📅 2026-02-30 #proposed", "- [-] a 📅 2026-02-30 ❌ 2026-11-22"),
        ("- [?] a ❌ 2020-01-01 #proposed", "- [-] a ❌ 2026-11-22"),
        ("- [?] a 📅 2026-12-01 @Ana #proposed", "- [-] a 📅 2026-12-01 @Ana ❌ 2026-11-22"),
        ("- [?] a #proposed #proposed/ai #Proposed", "- [-] a ❌ 2026-11-22"),
        ("- [!] a #proposed", "- [-] a ❌ 2026-11-22"),
        ("- [?] #proposed", "- [-] ❌ 2026-11-22"),
    ],
)
def test_reject_leaves_every_other_byte(line: str, wanted: str) -> None:
    assert after(Reject(), line) == wanted


# Dates as the plugin's settings say


def test_accept_writes_the_created_date_once_and_only_where_the_settings_say_so() -> None:
    assert after(Accept(), "- [?] a #proposed", CREATED) == "- [ ] a ➕ 2026-11-22"
    assert after(Accept(), "- [?] a ➕ 2026-01-01 #proposed", CREATED) == "- [ ] a ➕ 2026-01-01"
    assert after(Accept(), "- [?] a ➕ 2026-02-30 #proposed", CREATED) == "- [ ] a ➕ 2026-02-30"
    assert after(Reject(), "- [?] a #proposed", CREATED) == "- [-] a ❌ 2026-11-22"


def test_no_date_where_the_settings_say_so() -> None:
    assert after(Reject(), "- [?] a #proposed", QUIET) == "- [-] a"
    assert after(Complete(), "- [?] a #proposed", QUIET) == "- [x] a"


# Symbols


@pytest.mark.parametrize(
    ("next_symbol", "accepted"),
    [(" ", " "), ("!", "!"), ("x", " "), ("/", " "), ("", " "), ("?", " "), ("zz", " ")],
)
def test_accept_takes_the_registered_next_symbol_where_it_is_a_todo(
    next_symbol: str, accepted: str
) -> None:
    grammar = registered(
        Status("?", "Proposed", StatusType.TODO, next_symbol),
        Status("!", "Important", StatusType.TODO, "x"),
    )
    assert after(Accept(), "- [?] a #proposed", grammar=grammar) == f"- [{accepted}] a"


def test_accept_of_a_tagged_task_keeps_its_symbol() -> None:
    assert after(Accept(), "- [!] a #proposed") == "- [!] a"
    assert after(Accept(), "- [ ] a #proposed") == "- [ ] a"
    held = registered(Status("h", "Hold", StatusType.ON_HOLD, "x"))
    assert after(Accept(), "- [h] a #proposed", grammar=held) == "- [ ] a"


def test_start_takes_the_first_status_in_progress() -> None:
    grammar = registered(Status("d", "Doing", StatusType.IN_PROGRESS, "x"))
    assert after(Accept(start=True), PROPOSAL, grammar=grammar).startswith("- [d] ")
    bare = TaskGrammar(statuses=StatusRegistry([]))
    assert after(Accept(start=True), PROPOSAL, grammar=bare).startswith("- [/] ")


def test_start_works_on_a_task_that_is_no_proposal() -> None:
    assert after(Accept(start=True), "- [ ] a") == "- [/] a"
    assert after(Accept(start=True), "- [x] a") == "- [x] a"


@pytest.mark.parametrize("name", ["Rejected", "Declined", "dismissed", "Won't do", "won’t do"])
def test_reject_takes_a_status_that_says_so(name: str) -> None:
    grammar = registered(
        Status("c", "Cancelled", StatusType.CANCELLED, " "),
        Status("R", name, StatusType.CANCELLED, " "),
        Status("d", "Rejected by mail", StatusType.DONE, " "),
    )
    assert after(Reject(), "- [?] a #proposed", grammar=grammar) == "- [R] a ❌ 2026-11-22"


def test_reject_writes_a_minus_where_the_settings_know_no_cancelled_status() -> None:
    bare = TaskGrammar(statuses=StatusRegistry([]))
    assert after(Reject(), "- [?] a #proposed", grammar=bare) == "- [-] a ❌ 2026-11-22"


def test_reject_takes_another_cancelled_symbol_where_minus_means_something_else() -> None:
    grammar = registered(
        Status("-", "Later", StatusType.TODO, "x"), Status("c", "Off", StatusType.CANCELLED, " ")
    )
    assert after(Reject(), "- [?] a #proposed", grammar=grammar) == "- [c] a ❌ 2026-11-22"


def test_done_takes_another_done_symbol_where_x_means_something_else() -> None:
    grammar = registered(
        Status("x", "Dropped", StatusType.CANCELLED, " "), Status("D", "Done", StatusType.DONE, " ")
    )
    assert after(Complete(), "- [ ] a", grammar=grammar) == "- [D] a ✅ 2026-11-22"


def test_cancel_takes_the_status_that_means_cancelled_and_not_rejected() -> None:
    no = Status("R", "Rejected", StatusType.CANCELLED, " ")
    off = Status("c", "Off", StatusType.CANCELLED, " ")
    later = Status("-", "Later", StatusType.TODO, "x")
    assert after(Cancel(), "- [ ] a", grammar=registered(no)) == "- [-] a ❌ 2026-11-22"
    assert after(Cancel(), "- [ ] a", grammar=registered(later, no, off)) == (
        "- [c] a ❌ 2026-11-22"
    )
    assert after(Cancel(), "- [ ] a", grammar=registered(later, no)) == "- [R] a ❌ 2026-11-22"
    bare = TaskGrammar(statuses=StatusRegistry([]))
    assert after(Cancel(), "- [ ] a", grammar=bare) == "- [-] a ❌ 2026-11-22"


def test_cancel_of_a_task_under_way_follows_the_settings() -> None:
    assert after(Cancel(), "- [/] a 🔁 every day 🏁 delete ^id") == (
        "- [-] a 🔁 every day 🏁 delete ❌ 2026-11-22 ^id"
    )
    assert after(Cancel(), "- [ ] a", QUIET) == "- [-] a"


def test_a_proposal_by_symbol_alone_is_accepted() -> None:
    assert after(Accept(), "- [?] a", BY_SYMBOL) == "- [ ] a"
    assert after(Reject(), "- [?] a", BY_SYMBOL) == "- [-] a ❌ 2026-11-22"


def test_a_non_task_symbol_that_is_proposed_can_be_decided() -> None:
    grammar = registered(Status("?", "Proposed", StatusType.NON_TASK, " "))
    assert after(Accept(), "- [?] a #proposed", grammar=grammar) == "- [ ] a"
    assert after(Complete(), "- [?] a #proposed", grammar=grammar) == "- [x] a ✅ 2026-11-22"


# The global filter


def test_the_global_filter_tag_is_never_dropped() -> None:
    grammar = TaskGrammar(global_filter="#proposed")
    context = EditContext(TODAY, StatusRules(), ProposedRule(enough=frozenset("?")))
    line = "- [?] a #proposed #proposed/ai"
    assert after(Accept(), line, context, grammar) == "- [ ] a #proposed"
    assert after(
        Accept(), "- [?] a #task #proposed", grammar=TaskGrammar(global_filter="#task")
    ) == ("- [ ] a #task")


def test_a_tag_that_holds_the_global_filter_is_refused() -> None:
    grammar = TaskGrammar(global_filter="#prop")
    with pytest.raises(UsageError, match="global filter"):
        plan_as_found(Accept(), task("- [?] a #proposed", grammar), CONTEXT)


# Other settings of what is proposed


def test_the_users_own_symbols_and_tags_count() -> None:
    settings = ProposedSettings(symbols=("p",), tags=("#inbox", "#ai/idea"))
    context = EditContext(TODAY, StatusRules(), ProposedRule(settings, frozenset("p")))
    assert after(Accept(), "- [p] a #inbox/mail #ai/idea #ai #proposed", context) == (
        "- [ ] a #ai #proposed"
    )


def test_a_line_that_is_no_proposal_where_it_stands_is_none_for_the_verbs() -> None:
    template = task(PROPOSAL)
    for edit in (Accept(), Reject()):
        rewrite = plan(edit, template, CONTEXT, proposed=False)
        assert (rewrite.lines, rewrite.remark) == ((PROPOSAL,), "It is no proposal.")
    done = "- [x] Prepare the deck. @Myself ⏫ #task #proposed #auto ✅ 2026-11-22"
    assert plan(Complete(), template, CONTEXT, proposed=False).lines == (done,)


# Recurrence and 🏁


def test_done_on_a_recurring_task_leaves_its_next_occurrence_above() -> None:
    assert plan_as_found(
        Complete(), task("- [ ] a 🔁 every week 📅 2026-11-20"), CONTEXT
    ) == Rewrite(
        (
            "- [ ] a 🔁 every week 📅 2026-11-27",
            "- [x] a 🔁 every week 📅 2026-11-20 ✅ 2026-11-22",
        ),
        1,
    )


def test_a_recurring_proposal_that_was_done_leaves_no_proposal() -> None:
    lines = after(Complete(), "- [?] a 🔁 every day 📅 2026-11-22 #proposed")
    assert lines == (
        "- [ ] a 🔁 every day 📅 2026-11-23\n- [x] a 🔁 every day 📅 2026-11-22 ✅ 2026-11-22"
    )


def test_a_next_occurrence_that_would_show_another_tag_is_refused() -> None:
    line = "- [ ] a 🔁 every week #proposed⏫➕ 2026-11-01"
    with pytest.raises(UsageError, match="more of this line"):
        plan_as_found(Complete(), task(line), CONTEXT)


def test_accept_makes_no_next_occurrence() -> None:
    assert after(Accept(), "- [?] a 🔁 every day #proposed") == "- [ ] a 🔁 every day"
    assert after(Reject(), "- [?] a 🔁 every day #proposed") == "- [-] a 🔁 every day ❌ 2026-11-22"


def test_on_completion_delete_takes_the_line_on_done_alone() -> None:
    line = "- [?] a 🏁 delete #proposed"
    assert plan_as_found(Complete(), task(line), CONTEXT) == Rewrite((), None)
    assert after(Accept(), line) == "- [ ] a 🏁 delete"
    assert after(Reject(), line) == "- [-] a 🏁 delete ❌ 2026-11-22"


def test_a_refused_rule_is_finished_with_a_remark() -> None:
    rewrite = plan_as_found(Complete(), task("- [ ] a 🔁 every blue moon"), CONTEXT)
    assert rewrite.lines == ("- [x] a 🔁 every blue moon ✅ 2026-11-22",)
    assert "every blue moon" in rewrite.remark


# Nothing to do, and refusals


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (Accept(), "- [ ] a"),
        (Accept(), "- [?] a"),
        (Accept(), "- [x] a #proposed"),
        (Reject(), "- [ ] a"),
        (Reject(), "- [-] a #proposed"),
        (Complete(), "- [x] a ✅ 2020-01-01"),
        (Complete(), "- [-] a"),
        (Cancel(), "- [x] a ✅ 2020-01-01"),
        (Cancel(), "- [-] a"),
    ],
)
def test_a_verb_without_anything_to_do_says_why(edit: Edit, line: str) -> None:
    rewrite = plan_as_found(edit, task(line), CONTEXT)
    assert rewrite.lines == (line,)
    assert rewrite.remark


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (Accept(), "- [?] a 🔁 #proposed every day"),
        (Accept(), "- [?] #proposed ^id"),
        (Accept(), "- [?] a #proposed\t#proposed(b) #proposed"),
        (Reject(), "- [?] a #proposed #t⏫"),
        (Accept(), "- [?] a 📅 #proposed 2026-11-22"),
    ],
)
def test_an_edit_that_would_change_more_than_it_means_is_refused(edit: Edit, line: str) -> None:
    with pytest.raises(UsageError, match="nothing was written"):
        plan_as_found(edit, task(line), CONTEXT)


@pytest.mark.parametrize("global_filter", ["➕", "🆔", "⛔", "2026-01-01"])
def test_an_edit_that_takes_the_global_filter_away_is_refused(global_filter: str) -> None:
    grammar = TaskGrammar(global_filter=global_filter)
    line = "- [ ] a 🆔 b ⛔ c 🔁 every day ➕ 2026-01-01 📅 2026-11-20"
    with pytest.raises(UsageError, match="no task of this vault") as caught:
        plan_as_found(Complete(), task(line, grammar), CONTEXT)
    assert "global filter" in caught.value.hint


def test_a_next_occurrence_whose_symbol_fits_no_box_is_refused() -> None:
    statuses = StatusRegistry([Status("x", "Done", StatusType.DONE, "todo")])
    line = "- [ ] a 🔁 every day 📅 2026-11-20"
    with pytest.raises(UsageError, match="no task of this vault"):
        plan_as_found(Complete(), task(line, TaskGrammar(statuses=statuses)), CONTEXT)


def test_toggle_goes_to_the_next_symbol_and_back() -> None:
    assert after(Toggle(), "- [ ] a") == "- [x] a ✅ 2026-11-22"
    assert after(Toggle(), "- [x] a ✅ 2026-11-22") == "- [ ] a"
    assert after(Toggle(), "- [?] a") == "- [x] a ✅ 2026-11-22"


@pytest.mark.parametrize("next_symbol", ["", "xy"])
def test_toggle_without_a_next_symbol_changes_nothing(next_symbol: str) -> None:
    grammar = registered(Status("s", "Stuck", StatusType.TODO, next_symbol))
    rewrite = plan_as_found(Toggle(), task("- [s] a", grammar), CONTEXT)
    assert rewrite.lines == ("- [s] a",)
    assert rewrite.remark == "The status “Stuck” names no next status."
    nameless = registered(Status("s", "", StatusType.TODO, next_symbol))
    rewrite = plan_as_found(Toggle(), task("- [s] a", nameless), CONTEXT)
    assert rewrite.remark == "The status [s] names no next status."


def test_verbs_name_themselves() -> None:
    names = ["accept", "start", "reject", "done", "cancel", "toggle"]
    assert [edit.name for edit in VERBS] == names
    past = ["accepted", "started", "rejected", "done", "cancelled", "toggled"]
    assert [edit.past for edit in VERBS] == past


# Properties

ALL_FIELDS = EMOJI_FIELDS + DATAVIEW_FIELDS


def planned(edit: Edit, found: Task, context: EditContext) -> Rewrite | None:
    try:
        return plan_as_found(edit, found, context)
    except UsageError:
        return None


@given(
    st.sampled_from(VERBS),
    st.one_of(proposal_lines(ALL_FIELDS), task_lines(ALL_FIELDS)),
    st.booleans(),
    st.sampled_from([CONTEXT, CREATED, QUIET, BY_SYMBOL]),
)
def test_a_verb_does_what_it_means_and_no_more(
    edit: Edit, line: str, in_dataview: bool, context: EditContext
) -> None:
    found = task(line, DATAVIEW_GRAMMAR if in_dataview else DEFAULT_GRAMMAR)
    rewrite = planned(edit, found, context)
    if rewrite is None or rewrite.kept is None or rewrite.lines == (line,):
        return
    again = task(rewrite.lines[rewrite.kept], found.grammar)
    assert not context.proposed.holds(again) or edit == Toggle()
    assert (again.due, again.scheduled, again.start) == (found.due, found.scheduled, found.start)
    assert (again.priority, again.rule, again.id) == (found.priority, found.rule, found.id)
    assert (again.block_link, again.on_completion) == (found.block_link, found.on_completion)
    kept = [tag for tag in found.tags if not context.proposed.is_proposed_tag(tag)]
    tags = [tag for tag in again.tags if not context.proposed.is_proposed_tag(tag)]
    # `#proposed<TAB>#task` is one tag to the plugin: without it, the word behind it is another.
    left = iter(tags)
    assert all(tag in left for tag in kept)
    assert all(tag in found.line for tag in tags)


def skeleton(found: Task, edit: Edit) -> str:
    """The line without the status, the fields and tags that the verb may touch, and blanks."""
    spans = [(f.start, f.end) for f in found.fields if f.kind in edit.changes]
    words_end = found.fields[0].start if found.fields else found.text_end
    tags = [(f.start, f.end) for f in found.fields if f.kind is FieldKind.TAG]
    at = found.text_start
    tags += [(at + s, at + e) for s, e in tag_spans(found.line[at:words_end])]
    if Part.PROPOSED_TAGS in edit.changes:
        is_proposed = CONTEXT.proposed.is_proposed_tag
        spans += [span for span in tags if is_proposed(found.line[slice(*span)])]
    spans.append((found.status_at, found.status_at + 1))
    cut = {at for span in spans for at in range(*span)}
    return "".join(s for at, s in enumerate(found.line) if at not in cut and s != " ")


@given(
    st.sampled_from(VERBS),
    st.one_of(proposal_lines(ALL_FIELDS), task_lines(ALL_FIELDS)),
    st.sampled_from([DEFAULT_GRAMMAR, DATAVIEW_GRAMMAR]),
    st.sampled_from([CONTEXT, CREATED, QUIET, BY_SYMBOL]),
)
def test_every_sign_outside_of_what_a_verb_may_touch_stays(
    edit: Edit, line: str, grammar: TaskGrammar, context: EditContext
) -> None:
    found = task(line, grammar)
    rewrite = planned(edit, found, context)
    if rewrite is None or rewrite.kept is None:
        return
    after = rewrite.lines[rewrite.kept]
    assert skeleton(task(after, grammar), edit) == skeleton(found, edit)
    assert after.startswith(line[: found.status_at])
    assert after.endswith(line[found.block_link_end :])


@given(proposal_lines(ALL_FIELDS), st.booleans())
def test_accept_only_takes_out_of_the_line(line: str, in_dataview: bool) -> None:
    found = task(line, DATAVIEW_GRAMMAR if in_dataview else DEFAULT_GRAMMAR)
    rewrite = planned(Accept(), found, CONTEXT)
    if rewrite is None:
        return
    rest = iter(line[found.status_at + 1 :])
    accepted = rewrite.lines[0]
    assert accepted[: found.status_at] == line[: found.status_at]
    assert all(character in rest for character in accepted[found.status_at + 1 :])
    assert accepted.endswith(line[found.block_link_end :])


@given(proposal_lines())
def test_a_decided_proposal_is_decided_for_good(line: str) -> None:
    for edit in (Accept(), Reject(), Complete(), Cancel()):
        rewrite = planned(edit, task(line), CONTEXT)
        if rewrite is None:
            continue
        for written in rewrite.lines:
            assert not CONTEXT.proposed.holds(task(written))
            assert plan_as_found(Accept(), task(written), CONTEXT).lines == (written,)


def test_a_field_kind_is_written_for_each_date_that_verbs_write() -> None:
    rejected = task(after(Reject(), PROPOSAL))
    assert rejected.dates == {FieldKind.CANCELLED: TODAY}


# A reason in the note


@pytest.mark.parametrize(
    ("line", "then"),
    [
        ("- [?] Ask. ⏫ #task #proposed", "- [-] Ask. [reason:: not mine] ⏫ #task ❌ 2026-11-22"),
        ("> 1. [?] a #proposed  ", "> 1. [-] a [reason:: not mine] ❌ 2026-11-22  "),
        ("- [?] a #proposed ^id\r", "- [-] a [reason:: not mine] ❌ 2026-11-22 ^id\r"),
    ],
)  # fmt: skip
def test_a_reason_stands_behind_the_words_where_that_is_wanted(line: str, then: str) -> None:
    assert after(Reject(note_reason="not mine"), line) == then


def test_a_reason_cannot_break_out_of_its_brackets() -> None:
    edit = Reject(note_reason="no] 📅 2026-01-01  [x")
    assert after(edit, "- [?] a #proposed 📅 2026-12-01") == (
        "- [-] a [reason:: no) 📅 2026-01-01 (x] 📅 2026-12-01 ❌ 2026-11-22"
    )


def test_a_deleted_line_is_none_and_other_tasks_stay() -> None:
    delete = Reject(RejectMode.DELETE)
    assert plan_as_found(delete, task(PROPOSAL), CONTEXT) == Rewrite((), None)
    assert after(delete, "- [ ] a") == "- [ ] a"


@given(proposal_lines(), st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_a_reason_changes_nothing_but_the_words(line: str, reason: str) -> None:
    found = task(line)
    try:
        plain = plan_as_found(Reject(), found, CONTEXT).lines[0]
        told = plan_as_found(Reject(note_reason=reason), found, CONTEXT).lines[0]
    except UsageError:
        return
    was, now = task(plain), task(told)
    assert (was.dates, was.priority, was.id, was.block_link) == (
        now.dates, now.priority, now.id, now.block_link,
    )  # fmt: skip
    assert len(now.line) > len(was.line)


@pytest.mark.parametrize("on_completion", ["", " 🏁 delete"])
def test_the_next_occurrence_may_leave_what_stands_behind_a_line_separator(
    on_completion: str,
) -> None:
    found = task(f"- [ ] a{on_completion} 🔁 every day\u2028more\r")
    following = f"- [ ] a{on_completion} 🔁 every day\r"
    finished = f"- [x] a{on_completion} 🔁 every day ✅ 2026-11-22\u2028more\r"
    lines = (following,) if on_completion else (following, finished)
    assert plan(Complete(), found, CONTEXT, proposed=False).lines == lines

"""Which tasks wait for a decision."""

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.dataview import DATAVIEW
from parsers.lines import encode_line
from parsers.proposed import ProposedRule, ProposedSettings, decide_symbols
from parsers.signifiers import EMOJI
from parsers.status import DEFAULT_STATUSES, Status, StatusRegistry, StatusType
from parsers.task import Task, TaskGrammar, parse_task
from tests.strategies import hostile_lines, proposal_lines

AUTO = ProposedSettings()
ODD_TAGS = ProposedRule(ProposedSettings(tags=("#a b", "#x⏫", "#日本", "proposed", "#a", "")))


def registry(*more: Status) -> StatusRegistry:
    return StatusRegistry((*DEFAULT_STATUSES, *more))


def named(name: str, symbol: str = "?", kind: StatusType = StatusType.TODO) -> Status:
    return Status(symbol, name, kind, "x")


def task(line: str, statuses: StatusRegistry | None = None) -> Task:
    found = parse_task(line, TaskGrammar(statuses=statuses or StatusRegistry()))
    assert found is not None
    return found


def enough(
    statuses: StatusRegistry,
    evidence: Iterable[tuple[str, bool]] = (),
    settings: ProposedSettings = AUTO,
) -> set[str]:
    return set(decide_symbols(settings, statuses, evidence).enough)


@given(
    st.one_of(hostile_lines(), proposal_lines()),
    st.sampled_from(["", "#proposed", "#task"]),
    st.booleans(),
)
@example(line="- [ ] a #proposed\r", own="", dataview=False)
@example(line="- [ ] a #PROPOſED", own="", dataview=False)
@example(line="- [ ] a\u2028 #proposed", own="", dataview=False)
@example(line="- [ ] a #proposed ^id", own="", dataview=False)
def test_what_the_bytes_of_a_line_tell_is_what_its_task_tells(
    line: str, own: str, dataview: bool
) -> None:
    grammar = TaskGrammar(dialect=DATAVIEW if dataview else EMOJI, global_filter=own)
    found = parse_task(line, grammar)
    if found is None:
        return
    for rule in (ProposedRule(), ProposedRule(enough=frozenset("?")), ODD_TAGS):
        told = rule.holds_line(found.status, encode_line(line), own)
        assert told in {None, rule.holds(found)}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"- [?] a #proposed @Ana", True),
        (b"- [?] a #proposed\r", True),
        (b"- [?] a #proposed/ai", None),
        (b"- [?] a #Proposed", None),
        (b"- [?] a #auto", False),
        (b"- [?] a proposed", False),
        (b"- [x] a #proposed", False),
    ],
)
def test_most_lines_need_no_task_to_be_told(line: bytes, told: bool | None) -> None:
    assert ProposedRule().holds_line(task(line.decode()).status, line, "") is told


@pytest.mark.parametrize(
    ("line", "is_proposed"),
    [
        ("- [?] a #proposed", True),
        ("- [ ] a #proposed", True),
        ("- [!] a #Proposed/ai", True),
        ("- [?] a", False),
        ("- [?] a #proposedx", False),
        ("- [?] a x#proposed", False),
        ("- [x] a #proposed", False),
        ("- [-] a #proposed", False),
        ("- [/] a #proposed", False),
        ("- [ ] a", False),
    ],
)
def test_a_tag_makes_a_proposal_of_an_open_task(line: str, is_proposed: bool) -> None:
    assert ProposedRule().holds(task(line)) is is_proposed


@pytest.mark.parametrize(
    ("kind", "is_proposed"),
    [
        (StatusType.TODO, True),
        (StatusType.ON_HOLD, True),
        (StatusType.NON_TASK, True),
        (StatusType.IN_PROGRESS, False),
        (StatusType.DONE, False),
        (StatusType.CANCELLED, False),
    ],
)
def test_the_type_of_the_proposed_symbol_decides(kind: StatusType, is_proposed: bool) -> None:
    statuses = registry(named("Proposed", kind=kind))
    assert ProposedRule().holds(task("- [?] a #proposed", statuses)) is is_proposed
    assert ProposedRule(enough=frozenset("?")).holds(task("- [?] a", statuses)) is is_proposed


def test_a_non_task_with_another_symbol_is_no_proposal() -> None:
    statuses = registry(named("Idea", "I", StatusType.NON_TASK))
    assert not ProposedRule().holds(task("- [I] a #proposed", statuses))


def test_the_symbol_alone_is_enough_or_not_as_the_user_says() -> None:
    always = ProposedSettings(symbols=("?", "p"), symbol_alone=True)
    never = ProposedSettings(symbol_alone=False)
    assert enough(registry(named("Question")), (), always) == {"?", "p"}
    assert enough(registry(named("Proposed")), [("?", True)], never) == set()


@pytest.mark.parametrize(
    "name", ["Proposed", "Suggestion", "AI candidate", "To triage", "pending", "INBOX", "proposal"]
)
def test_a_symbol_that_is_named_like_proposed_is_enough(name: str) -> None:
    assert enough(registry(named(name)), [("?", False)] * 9) == {"?"}


@pytest.mark.parametrize("name", ["Question", "Important", ""])
def test_a_symbol_that_is_named_otherwise_is_not_enough(name: str) -> None:
    assert enough(registry(named(name)), [("?", True)] * 9) == set()


@pytest.mark.parametrize(
    ("votes", "is_enough"),
    [
        ([], False),
        ([True], True),
        ([False], False),
        ([True, False], True),
        ([True, False, False], False),
    ],
)
def test_half_of_an_unnamed_symbols_lines_must_support_it(
    votes: Sequence[bool], is_enough: bool
) -> None:
    assert enough(registry(), [("?", vote) for vote in votes]) == ({"?"} if is_enough else set())


def test_each_symbol_is_decided_by_its_own_lines() -> None:
    settings = ProposedSettings(symbols=("?", "p", "q"))
    evidence = [("?", True), ("p", False), ("z", True)]
    assert enough(registry(named("Question", "q")), evidence, settings) == {"?"}


def test_a_proposed_tag_counts_where_the_symbol_is_a_question() -> None:
    statuses = registry(named("Question"))
    rule = decide_symbols(AUTO, statuses, ())
    assert rule.holds(task("- [?] a #proposed", statuses))
    assert not rule.holds(task("- [?] a", statuses))


def test_the_global_filter_is_no_proposed_tag() -> None:
    found = parse_task("- [ ] a #proposed", TaskGrammar(global_filter="#proposed"))
    assert found is not None
    assert not ProposedRule().holds(found)


def test_auto_tags_are_a_badge() -> None:
    rule = ProposedRule()
    assert rule.is_auto(task("- [ ] a #auto/gpt"))
    assert not rule.is_auto(task("- [ ] a #automatic"))

"""Which task waits for which, by the Tasks plugin's rules, while notes change."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.note import parse_note
from parsers.proposed import ProposedRule
from parsers.status import DEFAULT_STATUSES, Status, StatusRegistry, StatusType
from parsers.task import TaskGrammar
from vault.dependencies import Dependencies
from vault.index import Index, IndexedTask

GRAMMAR = TaskGrammar(
    statuses=StatusRegistry(
        (
            *DEFAULT_STATUSES,
            Status("n", "Note", StatusType.NON_TASK, " "),
            Status("h", "Hold", StatusType.ON_HOLD, " "),
        )
    )
)


def put(index: Index, notes: Mapping[str, str]) -> Index:
    for path, text in notes.items():
        index.replace(path, parse_note(path, text.encode(), GRAMMAR))
    return index


def indexed(*lines: str) -> Index:
    return put(Index(ProposedRule()), {"a.md": "\n".join(lines)})


def text(found: IndexedTask) -> str:
    return found.task.description


def waiting(index: Index) -> dict[str, list[str]]:
    found = {text(t): [text(other) for other in index.waits_for(t)] for t in index.tasks()}
    return {one: others for one, others in found.items() if others}


def blocking(index: Index) -> dict[str, list[str]]:
    found = {text(t): [text(other) for other in index.blocks(t)] for t in index.tasks()}
    return {one: others for one, others in found.items() if others}


def test_a_task_waits_for_the_unfinished_ones_that_it_depends_on() -> None:
    index = indexed("- [ ] a 🆔 a", "- [ ] b 🆔 b ⛔ a", "- [ ] c ⛔ a,b,gone", "- [ ] d 🆔 d")
    assert waiting(index) == {"b": ["a"], "c": ["a", "b"]}
    assert blocking(index) == {"a": ["b", "c"], "b": ["c"]}


@pytest.mark.parametrize("symbol", ["x", "-", "n"])
def test_what_is_finished_neither_waits_nor_blocks(symbol: str) -> None:
    assert waiting(indexed(f"- [{symbol}] a 🆔 a", "- [ ] b ⛔ a")) == {}
    assert blocking(indexed(f"- [{symbol}] a 🆔 a", "- [ ] b ⛔ a")) == {}
    assert waiting(indexed("- [ ] a 🆔 a", f"- [{symbol}] b ⛔ a")) == {}
    assert blocking(indexed("- [ ] a 🆔 a", f"- [{symbol}] b ⛔ a")) == {}


@pytest.mark.parametrize("symbol", [" ", "/", "h", "?", "!"])
def test_everything_else_waits_and_blocks(symbol: str) -> None:
    index = indexed(f"- [{symbol}] a 🆔 a", f"- [{symbol}] b ⛔ a")
    assert waiting(index) == {"b": ["a"]}
    assert blocking(index) == {"a": ["b"]}


def test_of_several_tasks_with_one_id_any_unfinished_one_counts() -> None:
    notes = {"a.md": "- [x] done 🆔 a\n- [ ] one 🆔 a", "b.md": "- [ ] two 🆔 a\n- [ ] c ⛔ a,a"}
    index = put(Index(ProposedRule()), notes)
    assert waiting(index) == {"c": ["one", "two"]}
    assert blocking(index) == {"one": ["c"], "two": ["c"]}


def test_only_direct_dependencies_count_and_circles_are_no_trouble() -> None:
    index = indexed("- [ ] a 🆔 a ⛔ b", "- [ ] b 🆔 b ⛔ a", "- [ ] self 🆔 s ⛔ s")
    assert waiting(index) == {"a": ["b"], "b": ["a"], "self": ["self"]}
    assert blocking(index) == {"a": ["b"], "b": ["a"], "self": ["self"]}


def test_ids_differ_by_case_and_the_empty_id_is_none() -> None:
    assert waiting(indexed("- [ ] a 🆔 A", "- [ ] b ⛔ a", "- [ ] c")) == {}


def test_dependencies_follow_the_notes() -> None:
    notes = {"a.md": "- [ ] a 🆔 a", "b.md": "- [ ] b ⛔ a"}
    index = put(Index(ProposedRule()), notes)
    assert waiting(index) == {"b": ["a"]}
    put(index, {"a.md": "- [x] a 🆔 a"})
    assert waiting(index) == {}
    put(index, {"a.md": "new line\n- [ ] a 🆔 a"})
    assert waiting(index) == {"b": ["a"]}
    put(index, {"a.md": "- [ ] a 🆔 other"})
    assert waiting(index) == {}
    put(index, {"c.md": "- [ ] c 🆔 a", "b.md": "- [ ] b ⛔ a,other"})
    assert waiting(index) == {"b": ["a", "c"]}
    index.replace("a.md", None)
    assert waiting(index) == {"b": ["c"]}
    index.set_rule(ProposedRule())
    assert waiting(index) == {"b": ["c"]}
    index.replace("b.md", None)
    assert blocking(index) == {}


LINES = st.builds(
    "- [{}] {}{}{}".format,
    st.sampled_from(" x/-"),
    st.sampled_from(["do", "it"]),
    st.sampled_from(["", " 🆔 a", " 🆔 b"]),
    st.sampled_from(["", " ⛔ a", " ⛔ a,b"]),
)
NOTES = st.dictionaries(st.sampled_from(["a.md", "b.md"]), st.lists(LINES, max_size=4))


@given(st.lists(NOTES, min_size=1, max_size=5))
def test_whatever_changes_the_answers_are_the_plugins(changes: list[dict[str, list[str]]]) -> None:
    index = Index(ProposedRule())
    for notes in changes:
        put(index, {path: "\n".join(lines) for path, lines in notes.items()})
    everything = list(index.tasks())
    unfinished = [found for found in everything if not found.task.status.type.is_done]
    for found in everything:
        mine, open_ = found.task, found in unfinished
        needed = {t.id for t in unfinished if t.task.id in mine.depends_on and t.task.id}
        waits = {t.id for t in unfinished if mine.id and mine.id in t.task.depends_on}
        assert {t.id for t in index.waits_for(found)} == (needed if open_ else set())
        assert {t.id for t in index.blocks(found)} == (waits if open_ else set())


def test_what_was_never_taken_in_can_be_forgotten() -> None:
    one, other = indexed("- [ ] a 🆔 a ⛔ b", "- [ ] b 🆔 b ⛔ a").tasks()
    known = Dependencies()
    known.add(one.id, one.task)
    known.remove(other.id, other.task)
    assert known.needed_by(other.task) == {one.id}
    assert known.depending_on(other.task) == {one.id}

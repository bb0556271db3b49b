"""The index: ids that stay with their task, what changed, what is proposed."""

import time

from hypothesis import given
from hypothesis import strategies as st

from parsers.note import Note, parse_note
from parsers.proposed import ProposedRule, ProposedSettings
from parsers.task import DEFAULT_GRAMMAR
from tests.strategies import notes
from vault.index import Index, Replaced, TaskId

LINES = ("- [ ] a", "- [ ] b", "- [ ] c", "- [ ] d")


def note(*lines: str, path: str = "Note.md") -> Note:
    return parse_note(path, "\n".join(lines).encode(), DEFAULT_GRAMMAR)


def filled(*lines: str) -> Index:
    index = Index(ProposedRule())
    index.replace("Note.md", note(*lines))
    return index


def ids(index: Index) -> list[int]:
    return [found.id for found in index.in_note("Note.md")]


def task_ids(*numbers: int) -> frozenset[TaskId]:
    return frozenset(map(TaskId, numbers))


def carried(before: tuple[str, ...], after: tuple[str, ...]) -> list[int]:
    """The ids after a change, where those before were 1, 2, 3 ..."""
    index = filled(*before)
    assert ids(index) == list(range(1, len(before) + 1))
    index.replace("Note.md", note(*after))
    return ids(index)


def test_an_insertion_leaves_the_other_ids() -> None:
    assert carried(LINES, ("- [ ] new", *LINES)) == [5, 1, 2, 3, 4]
    assert carried(LINES, (*LINES[:2], "- [ ] new", *LINES[2:])) == [1, 2, 5, 3, 4]


def test_a_deletion_leaves_the_other_ids() -> None:
    assert carried(LINES, (LINES[0], *LINES[2:])) == [1, 3, 4]
    assert carried(LINES, ()) == []


def test_an_edited_line_keeps_its_id() -> None:
    assert carried(LINES, ("- [ ] a", "- [ ] other words for b", "- [ ] c", "- [ ] d")) == [
        1,
        2,
        3,
        4,
    ]
    assert carried(("- [ ] a",), ("- [x] a ✅ 2026-11-22",)) == [1]


def test_another_task_in_the_place_of_one_is_another() -> None:
    was = ("- [?] Ask the harbour about crabs", "- [?] Paint the door")
    now = ("- [?] Send Ines the slides", "- [?] Paint the door")
    assert carried(was, now) == [3, 2]


def test_a_moved_line_keeps_its_id() -> None:
    assert carried(LINES, ("- [ ] b", "- [ ] c", "- [ ] d", "- [ ] a")) == [2, 3, 4, 1]
    assert carried(LINES, LINES[::-1]) == [4, 3, 2, 1]


def test_a_line_that_is_toggled_beside_a_new_one_keeps_its_id() -> None:
    assert carried(LINES, ("- [ ] new", "- [x] a", "- [ ] other", *LINES[1:])) == [5, 1, 6, 2, 3, 4]


def test_a_moved_and_an_edited_line_keep_their_ids() -> None:
    assert carried(LINES, ("- [ ] b!", "- [ ] c", "- [ ] d", "- [ ] a")) == [2, 3, 4, 1]


def test_twins_keep_their_order() -> None:
    assert carried(("- [ ] a", "- [ ] a", "- [ ] b"), ("- [ ] a", "- [ ] a", "- [ ] b!")) == [
        1,
        2,
        3,
    ]


def test_where_the_caller_knows_the_place_the_id_goes_there() -> None:
    index = filled("- [ ] a", "- [ ] b")
    index.replace("Note.md", note("- [ ] a", "- [ ] a", "- [ ] b"), {TaskId(1): 1})
    assert ids(index) == [3, 1, 2]


def test_a_replacement_tells_what_went_and_what_changed() -> None:
    index = filled("- [ ] a", "- [ ] b", "- [ ] c")
    replaced = index.replace("Note.md", note("- [ ] a", "- [ ] c"))
    assert replaced == Replaced(task_ids(2), task_ids(3))
    assert index.replace("Note.md", note("- [ ] a", "- [ ] c")) == Replaced(
        frozenset(), frozenset()
    )
    changed = index.replace("Note.md", note("---", "title: x", "---", "- [ ] a", "- [ ] c"))
    assert changed == Replaced(frozenset(), task_ids(1, 3))


def test_a_note_that_is_gone_takes_its_tasks() -> None:
    index = filled("- [ ] a")
    assert index.replace("Note.md", None) == Replaced(task_ids(1), frozenset())
    assert len(index) == 0
    assert index.get(TaskId(1)) is None
    assert index.notes == {}
    assert index.replace("Note.md", None) == Replaced(frozenset(), frozenset())


def test_a_note_without_tasks_is_a_note() -> None:
    index = filled("words")
    assert list(index.notes) == ["Note.md"]
    assert index.in_note("Note.md") == ()
    assert list(index.tasks()) == []


def test_what_is_proposed_follows_the_rule_and_the_folders() -> None:
    index = filled("- [?] a", "- [?] b #proposed")
    assert [found.proposed for found in index.tasks()] == [False, True]
    index.set_rule(ProposedRule(enough=frozenset("?")))
    assert [found.proposed for found in index.tasks()] == [True, True]
    assert index.get(TaskId(1)) == index.in_note("Note.md")[0]
    excluded = ProposedRule(ProposedSettings(exclude_folders=("/Templates/", "A/B")))
    index.set_rule(excluded)
    for path, is_proposed in {"Templates/x.md": False, "A/B/c.md": False, "A/Bc.md": True}.items():
        index.replace(path, note("- [?] b #proposed", path=path))
        assert index.in_note(path)[0].proposed is is_proposed


@given(st.lists(notes(), max_size=4))
def test_whatever_replaces_what_the_index_is_in_step(versions: list[bytes]) -> None:
    index = Index(ProposedRule())
    for data in versions:
        before = {found.id: found for found in index.tasks()}
        read = parse_note("Note.md", data, DEFAULT_GRAMMAR)
        replaced = index.replace("Note.md", read)
        after = {found.id: found for found in index.tasks()}
        there = index.in_note("Note.md")
        assert [(t.number, t.raw) for t in there] == [(t.number, t.raw) for t in read.tasks]
        assert [t.task for t in there] == [t.task for t in read.tasks]
        assert all(t.note is index.notes["Note.md"] for t in there)
        assert len(after) == len(read.tasks) == len(index)
        assert replaced.removed == before.keys() - after.keys()
        assert replaced.changed >= after.keys() - before.keys()
        assert all(index.get(task_id) == found for task_id, found in after.items())


def test_a_note_of_five_thousand_twins_is_replaced_in_no_time() -> None:
    twins = ["- [ ] The same again"] * 5000
    index = filled(*twins)
    started = time.process_time()
    index.replace(
        "Note.md", note("- [ ] new", *twins[:2500], "- [ ] other", *twins[:2400], "- [ ] x")
    )
    assert time.process_time() - started < 3

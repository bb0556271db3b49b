"""Names of tasks: each leads to its note, and few are kept of those that are gone."""

from hypothesis import given
from hypothesis import strategies as st

from parsers.note import parse_note
from parsers.proposed import ProposedRule
from parsers.task import DEFAULT_GRAMMAR
from vault.index import Index, TaskId
from vault.task_ids import TaskIds


@given(st.lists(st.tuples(st.sampled_from(["a.md", "b.md", "c.md"]), st.integers(1, 5))))
def test_every_name_leads_to_the_note_that_was_given_it(taken: list[tuple[str, int]]) -> None:
    ids = TaskIds()
    named = {task_id: path for path, count in taken for task_id in ids.take(path, count)}
    assert list(named) == list(range(1, sum(count for _, count in taken) + 1))
    assert {task_id: ids.path_of(task_id) for task_id in named} == named
    for unknown in (-1, 0, len(named) + 1):
        assert ids.path_of(TaskId(unknown)) is None


def test_names_that_are_gone_are_let_go_of_and_all_others_still_lead_to_their_notes() -> None:
    index = Index(ProposedRule())
    index.replace("steady.md", parse_note("steady.md", b"- [ ] a\n- [ ] b", DEFAULT_GRAMMAR))
    for number in range(3_000):
        text = f"- [ ] steady\n- [ ] number {number}\n- [ ] last".encode()
        index.replace("busy.md", parse_note("busy.md", text, DEFAULT_GRAMMAR))
    assert len(index._ids._runs[0]) < 1_100
    assert all(index.get(found.id) == found for found in index.tasks())
    assert len({found.id for found in index.tasks()}) == len(index) == 5

"""Held notes: what is made of one is what its lines say, however often it is asked for."""

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from parsers.note import parse_note
from parsers.proposed import ProposedRule, ProposedSettings
from parsers.status import DEFAULT_STATUSES, Status, StatusRegistry, StatusType
from parsers.task import DEFAULT_GRAMMAR, TaskGrammar
from tests.strategies import notes
from vault.held_note import HeldNote, TaskId, judge, named_from
from vault.index import Index

IDEA = TaskGrammar(
    statuses=StatusRegistry((*DEFAULT_STATUSES, Status("?", "Idea", StatusType.NON_TASK, " "))),
    global_filter="#task",
)
RULES = st.sampled_from(
    [
        ProposedRule(),
        ProposedRule(enough=frozenset("?/")),
        ProposedRule(ProposedSettings(tags=("#Proposed/ai", "#日本"))),
        ProposedRule(ProposedSettings(tags=("#task",), symbols=("-",))),
        ProposedRule(ProposedSettings(exclude_folders=("A",))),
    ]
)


@given(notes(), RULES, st.sampled_from([DEFAULT_GRAMMAR, IDEA]))
def test_what_is_proposed_is_what_the_rule_says_of_each_task(
    data: bytes, rule: ProposedRule, grammar: TaskGrammar
) -> None:
    for path in ("A/b.md", "b.md"):
        note = parse_note(path, data, grammar)
        excluded = path == "A/b.md" and bool(rule.settings.exclude_folders)
        wanted = [not excluded and rule.holds(found.task) for found in note.tasks]
        assert list(map(bool, judge(note, rule))) == wanted


@given(notes())
def test_a_task_alone_is_the_same_as_among_all(data: bytes) -> None:
    note = parse_note("b.md", data, DEFAULT_GRAMMAR)
    held = HeldNote(note, named_from(TaskId(5), note.count), ProposedRule())
    for place, found in enumerate(held.tasks):
        assert held.task_at(place) == held.find(TaskId(5 + place)) == found
        assert (found.number, found.raw, found.keys) == (
            note.tasks[place].number,
            note.tasks[place].raw,
            note.tasks[place].keys,
        )
    assert held.find(TaskId(4)) is held.find(TaskId(5 + note.count)) is None


def test_a_task_in_a_note_of_many_takes_less_than_sixty_bytes_besides_its_line() -> None:
    texts = [
        "".join(f"- [ ] Task {place} of note {number} #task\n" for place in range(50)).encode()
        for number in range(200)
    ]
    index = Index(ProposedRule())
    index.replace("warm.md", parse_note("warm.md", texts[0], DEFAULT_GRAMMAR))
    tracemalloc.start()
    for number, text in enumerate(texts):
        index.take_in([parse_note(f"{number}.md", text, DEFAULT_GRAMMAR)])
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < sum(map(len, texts)) + 60 * 50 * len(texts)

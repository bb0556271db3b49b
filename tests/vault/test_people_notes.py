"""Who is who in a vault that changes: the same as if all notes were looked at anew."""

import time

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from msgspec.structs import replace

from parsers.note import Note, parse_note
from parsers.task import DEFAULT_GRAMMAR
from vault.people import OwnerSettings, People, may_be_person
from vault.people_notes import PeopleNotes

PATHS = st.sampled_from(["People/Bo.md", "People/Ana/README.md", "a.md", "b/c.md"])
TEXTS = st.sampled_from(
    ["", "- [ ] a", "---\ntype: person\naliases: [Zed]\n---\n", "---\ntype: meeting\n---\n"]
)


class Changing(RuleBasedStateMachine):
    """Notes that come, change and go."""

    def __init__(self) -> None:
        super().__init__()
        self.notes: dict[str, Note] = {}
        self.people = PeopleNotes(OwnerSettings(), self.notes)

    @rule(path=PATHS, text=TEXTS)
    def save(self, path: str, text: str) -> None:
        before = self.notes.get(path)
        now = self.notes[path] = parse_note(path, text.encode(), DEFAULT_GRAMMAR)
        if before:
            self.people.replace(path, before, now)
        else:
            self.people.take_in([now])

    @rule(path=PATHS)
    def remove(self, path: str) -> None:
        self.people.replace(path, self.notes.pop(path, None), None)

    @rule(old=PATHS, new=PATHS)
    def move(self, old: str, new: str) -> None:
        if old in self.notes and new not in self.notes:
            stale = self.notes[new] = self.notes.pop(old)
            self.people.rename({old: new})
            now = self.notes[new] = replace(stale, path=new)
            self.people.replace(new, stale, now)

    @rule()
    def ask(self) -> None:
        assert self.people.people() is self.people.people()

    @invariant()
    def they_are_those_of_all_notes(self) -> None:
        anew = People(OwnerSettings(), tuple(self.notes.values()))
        assert self.people.people().known == anew.known
        assert set(self.people.people().everybody) == set(anew.everybody)


Changing.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
TestChanging = Changing.TestCase


def test_a_note_of_nobody_leaves_everybody_as_they_are() -> None:
    notes = {"People/Bo.md": parse_note("People/Bo.md", b"", DEFAULT_GRAMMAR)}
    people = PeopleNotes(OwnerSettings(), notes)
    people.take_in(notes.values())
    before = people.people()
    notes["a.md"] = parse_note("a.md", b"- [ ] a", DEFAULT_GRAMMAR)
    people.take_in([notes["a.md"]])
    assert people.people() is before
    people.forget()
    assert people.people() is not before


def test_properties_of_a_hundred_thousand_empty_items_are_looked_at_in_a_moment() -> None:
    note = parse_note("a.md", b"---\n" + b"-\n" * 100_000 + b"x: y\n---\n", DEFAULT_GRAMMAR)
    started = time.process_time()
    assert not may_be_person(note)
    assert time.process_time() - started < 2


def test_a_mark_of_a_person_is_seen_over_lines() -> None:
    for text in (b"type:\n\n  - person", b"tags:\n  -\n\n    person", b'  - "[[people]]"'):
        assert may_be_person(parse_note("a.md", b"---\n" + text + b"\n---\n", DEFAULT_GRAMMAR))

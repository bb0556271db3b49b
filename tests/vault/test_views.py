"""Views that are kept in step with the index: the same as if they were made anew."""

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from parsers.filter import parse_filter
from parsers.note import parse_note
from parsers.proposed import ProposedRule
from parsers.task import DEFAULT_GRAMMAR
from tests.strategies import notes
from vault.index import Index, TaskId
from vault.people import OwnerSettings, People
from vault.view import View, ViewName, ViewRequest
from vault.views import Views

TODAY = date(2026, 11, 22)
PATHS = st.sampled_from(["a.md", "b/2026-11-20 c.md", "b/d.md", "People/Bo.md", "e.md"])
LINES = st.lists(
    st.sampled_from(
        [
            *("- [?] a #proposed @Bo", "- [?] b #proposed 🛫 2026-11-24", "- [ ] b @bo", "text"),
            *("- [ ] c 📅 2026-11-21", "- [ ] d ⏳ 2026-11-22 @me", "- [x] e @Ana", "- [/] f"),
            *("- [ ] g 📅 2026-11-23 @Ana @me", "- [?] h #proposed @TBD", "- [-] i #x"),
        ]
    ),
    max_size=6,
)
HEADS = st.sampled_from(["", "---\ndate: 2026-11-21\n---\n", "---\ntitle: Harbour\n---\n"])
TEXTS = st.one_of(
    st.builds(str.__add__, HEADS, LINES.map("\n".join)).map(str.encode),
    notes(),
)
REQUESTS = st.builds(
    ViewRequest,
    st.sampled_from(ViewName),
    st.sampled_from(["", "", "", "a", "@bo", "#proposed b", "harbour", "#x"]).map(parse_filter),
    st.frozensets(st.integers(1, 12).map(TaskId), max_size=3),
)


def told(view: View) -> tuple[object, ...]:
    """All that a view says."""
    groups = [(group.note, group.rows, group.open) for group in view.groups]
    counts = (dict(view.counts), view.by_owner, view.total, view.snoozed)
    return (view.name, groups, view.order, dict(view.rows), len(view.rows), counts, view.day)


class Changing(RuleBasedStateMachine):
    """A vault that changes in every way, and the views of it."""

    def __init__(self) -> None:
        super().__init__()
        self.index = Index(ProposedRule())
        self.today = TODAY
        self.people = People()
        self.snoozed: dict[str, frozenset[TaskId]] = {}
        self.request = ViewRequest()
        self.views = Views(self.index.path_of, later_start_snoozes=True)

    @rule(path=PATHS, data=TEXTS)
    def save(self, path: str, data: bytes) -> None:
        self.index.replace(path, parse_note(path, data, DEFAULT_GRAMMAR))

    @rule(path=PATHS)
    def remove(self, path: str) -> None:
        self.index.replace(path, None)

    @rule(old=PATHS, new=PATHS, data=TEXTS)
    def rename(self, old: str, new: str, data: bytes) -> None:
        self.remove(old)
        self.save(new, data)

    @rule(days=st.integers(-3, 3))
    def wait(self, days: int) -> None:
        self.today += timedelta(days)

    @rule(me=st.sampled_from(["@Bo", "@me"]))
    def meet(self, me: str) -> None:
        self.people = People(OwnerSettings(me=(me,)), tuple(self.index.notes.values()))

    @rule(path=PATHS, some=st.sets(st.integers(0, 5)))
    def snooze(self, path: str, some: set[int]) -> None:
        tasks = self.index.in_note(path)
        ids = frozenset(t.id for place, t in enumerate(tasks) if place in some and t.proposed)
        self.snoozed = {**self.snoozed, path: ids}

    @rule(symbol=st.booleans())
    def settle(self, symbol: bool) -> None:
        self.index.set_rule(ProposedRule(enough=frozenset("?" if symbol else "")))

    @rule(request=REQUESTS)
    def ask(self, request: ViewRequest) -> None:
        self.request = request

    def made(self, views: Views, *, everything: bool) -> View:
        known = map(self.index.get, self.request.lingering)
        where = {found.id: found.path for found in known if found}
        touched = self.index.take_touched(everything=everything)
        views.update(touched, self.people, self.today, self.snoozed)
        return views.view(self.request, where)

    @invariant()
    def the_view_is_as_if_made_anew(self) -> None:
        kept = self.made(self.views, everything=False)
        anew = self.made(Views(self.index.path_of, later_start_snoozes=True), everything=True)
        assert told(kept) == told(anew)


Changing.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestChanging = Changing.TestCase


def indexed(count: int) -> Index:
    index = Index(ProposedRule())
    for number in range(count):
        data = f"- [?] a #proposed @Bo {number}\n- [ ] b @Ana\n".encode()
        index.replace(f"{number:05}.md", parse_note(f"{number:05}.md", data, DEFAULT_GRAMMAR))
    return index


def kept_in_step(index: Index) -> Callable[[], View]:
    views, people = Views(index.path_of), People()

    def view() -> View:
        views.update(index.take_touched(), people, TODAY)
        return views.view(ViewRequest())

    return view


def test_what_did_not_change_is_shared_with_the_view_before() -> None:
    index = indexed(20)
    view = kept_in_step(index)
    before = view()
    index.replace("00003.md", parse_note("00003.md", b"- [ ] a @Bo 3", DEFAULT_GRAMMAR))
    after = view()
    assert [group.note.path for group in after.groups] == [
        f"{number:05}.md" for number in range(20) if number != 3
    ]
    others = [group for group in before.groups if group.note.path != "00003.md"]
    assert all(one is other for one, other in zip(others, after.groups, strict=True))
    assert before.total == len(before.rows) == 20
    assert after.total == len(after.rows) == 19


def test_a_view_stays_as_it_was_however_much_changes_after_it() -> None:
    index = indexed(1500)
    view = kept_in_step(index)
    before = view()
    rows = dict(before.rows)
    for number in range(1500):
        path = f"{number:05}.md"
        index.replace(path, parse_note(path, b"- [?] z #proposed", DEFAULT_GRAMMAR))
    after = view()
    assert dict(before.rows) == rows
    assert {row.found.raw for row in after.rows.values()} == {b"- [?] z #proposed"}
    assert rows.keys() & after.rows.keys() == set()

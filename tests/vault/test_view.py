"""Index -> rows: what a view holds, in which order, with which counts."""

from collections.abc import Mapping
from datetime import date

import pytest

from parsers.file_name_dates import FileNameDates
from parsers.filter import NO_FILTER, parse_filter
from parsers.note import parse_note
from parsers.proposed import ProposedRule
from parsers.status import DEFAULT_STATUSES, Status, StatusRegistry, StatusType
from parsers.task import DEFAULT_GRAMMAR, TaskGrammar
from vault.index import Index, TaskId
from vault.people import People
from vault.view import EMPTY_VIEW, View, ViewName, ViewRequest
from vault.views import build_view

TODAY = date(2026, 11, 22)


def indexed(notes: Mapping[str, str], grammar: TaskGrammar = DEFAULT_GRAMMAR) -> Index:
    index = Index(ProposedRule())
    for path, text in notes.items():
        index.replace(path, parse_note(path, text.encode(), grammar))
    return index


def view(index: Index, name: ViewName = ViewName.INBOX, typed: str = "", *lingering: int) -> View:
    request = ViewRequest(name, parse_filter(typed), frozenset(map(TaskId, lingering)))
    return build_view(index.held.values(), People(notes=index.notes.values()), request, TODAY)


def shown(found: View) -> list[str]:
    return [found.rows[TaskId(n)].found.task.description if n > 0 else "#" for n in found.order]


def in_view(line: str, grammar: TaskGrammar = DEFAULT_GRAMMAR) -> set[str]:
    index = indexed({"a.md": line}, grammar)
    return {name for name in ViewName if view(index, name).total}


def test_each_view_holds_what_its_name_says() -> None:
    held = TaskGrammar(
        statuses=StatusRegistry((*DEFAULT_STATUSES, Status("n", "None", StatusType.NON_TASK, "x")))
    )
    assert in_view("- [?] a 📅 2026-11-22 #proposed") == {"Inbox", "All"}
    assert in_view("- [?] a @me #proposed") == {"Inbox", "All"}
    assert in_view("- [ ] a") == {"Unassigned", "All"}
    assert in_view("- [ ] a 📅 2026-11-22") == {"Today", "Unassigned", "All"}
    assert in_view("- [ ] a 📅 2026-11-21") == {"Overdue", "Unassigned", "All"}
    assert in_view("- [ ] a 📅 2026-11-21 ⏳ 2026-11-22") == {"Overdue", "Unassigned", "All"}
    assert in_view("- [/] a ⏳ 2026-11-01") == {"Today", "Unassigned", "All"}
    assert in_view("- [ ] a 📅 2026-11-23") == {"Upcoming", "Unassigned", "All"}
    assert in_view("- [ ] a 🛫 2026-11-23") == {"Upcoming", "Unassigned", "All"}
    assert in_view("- [ ] a 📅 2026-02-30") == {"Unassigned", "All"}
    assert in_view("- [x] a 📅 2026-11-22") == {"All"}
    assert in_view("- [-] a @me 📅 2026-11-21") == {"All"}
    assert in_view("- [n] a 📅 2026-11-21", held) == {"All"}


def test_a_task_that_its_note_schedules_is_in_the_views_of_that_day() -> None:
    grammar = TaskGrammar(file_name_dates=FileNameDates())
    names = "2026-11-21", "2026-11-22", "2026-11-23"
    index = indexed({f"{name}.md": f"- [ ] of {name}" for name in names}, grammar)
    assert shown(view(index, ViewName.TODAY)) == ["#", "of 2026-11-22", "#", "of 2026-11-21"]
    assert shown(view(index, ViewName.UPCOMING)) == ["#", "of 2026-11-23"]
    assert view(index, ViewName.OVERDUE).total == 0


@pytest.mark.parametrize(
    ("owners", "name"),
    [
        ("@me", "Mine"),
        ("@Myself @Bo", "Mine"),
        ("@TBD @me", "Mine"),
        ("@Bo", "Waiting"),
        ("@Ana @Bo", "Waiting"),
        ("@TBD @Bo", "Waiting"),
        ("[assignee:: [[Ana]]]", "Waiting"),
        ("@TBD", "Unassigned"),
        ("", "Unassigned"),
    ],
)
def test_an_open_task_is_mine_or_waits_for_others_or_is_nobodys(owners: str, name: str) -> None:
    assert in_view(f"- [/] a {owners}") == {name, "All"}


def test_a_task_of_an_ambiguous_name_waits_for_somebody() -> None:
    index = indexed(
        {
            "a/People/Ana.md": "",
            "b/People/Ana.md": "",
            "a.md": "- [ ] a @Ana",
        }
    )
    assert view(index, ViewName.WAITING).total == 1


NOTES = {
    "b/old.md": "---\ndate: 2026-11-01\n---\n- [?] a #proposed @Bo\n- [ ] x @Bo\n",
    "a/new.md": "---\ndate: 2026-11-20\n---\n- [?] b #proposed @Ana\n- [?] c #proposed @Bo\n",
    "undated.md": "- [?] d #proposed\n",
    "c/new.md": "---\ndate: 2026-11-20\n---\n- [x] e @Ana\n- [?] f #proposed\n",
}


def test_notes_stand_newest_first_then_by_path_and_undated_ones_last() -> None:
    found = view(indexed(NOTES))
    assert [group.note.path for group in found.groups] == [
        "a/new.md",
        "c/new.md",
        "b/old.md",
        "undated.md",
    ]
    assert shown(found) == [
        "#", "b #proposed @Ana", "c #proposed @Bo", "#", "f #proposed", "#", "a #proposed @Bo",
        "#", "d #proposed",
    ]  # fmt: skip
    assert [entry for entry in found.order if entry < 0] == [-1, -2, -3, -4]
    assert [group.open for group in found.groups] == [2, 1, 1, 1]
    assert (found.total, found.day) == (5, TODAY)


def test_counts_do_not_depend_on_the_filter() -> None:
    found = view(indexed(NOTES), ViewName.INBOX, "@bo")
    assert shown(found) == ["#", "c #proposed @Bo", "#", "a #proposed @Bo"]
    assert found.total == 2
    assert found.counts == {
        ViewName.INBOX: 5,
        ViewName.TODAY: 0,
        ViewName.OVERDUE: 0,
        ViewName.UPCOMING: 0,
        ViewName.MINE: 0,
        ViewName.WAITING: 1,
        ViewName.UNASSIGNED: 0,
        ViewName.ALL: 7,
    }


def test_owners_are_counted_on_what_is_proposed_or_open() -> None:
    assert view(indexed(NOTES)).by_owner == (("Bo", 3), ("Ana", 1))


def test_an_owner_in_several_forms_is_counted_as_one() -> None:
    notes = {"a.md": "- [ ] a @Bo @bo\n- [ ] b @bo @me\n- [ ] c @Myself\n- [x] d @Bo\n"}
    assert view(indexed(notes)).by_owner == (("Bo", 2), ("Myself", 2))


def test_a_decided_task_lingers_where_it_was_and_is_not_counted() -> None:
    index = indexed({"a.md": "- [?] a #proposed\n- [?] b #proposed\n- [?] c #proposed\n"})
    again = "- [?] a #proposed\n- [ ] b\n- [?] c #proposed\n"
    index.replace("a.md", parse_note("a.md", again.encode(), DEFAULT_GRAMMAR))
    found = view(index, ViewName.INBOX, "", 2, 99)
    assert shown(found) == ["#", "a #proposed", "b", "c #proposed"]
    assert found.rows[TaskId(2)].lingering
    assert not found.rows[TaskId(1)].lingering
    assert (found.total, found.groups[0].open) == (2, 2)
    assert shown(view(index)) == ["#", "a #proposed", "c #proposed"]


def test_a_filter_looks_at_titles_too() -> None:
    index = indexed({"Crew meeting.md": "- [?] a #proposed", "Other.md": "- [?] b #proposed"})
    assert shown(view(index, ViewName.INBOX, "crew")) == ["#", "a #proposed"]


def test_an_empty_vault_has_an_empty_view() -> None:
    found = view(indexed({}))
    assert (found.order, found.total, tuple(found.groups)) == ((), 0, ())
    assert EMPTY_VIEW.total == 0
    assert ViewRequest().filter == NO_FILTER

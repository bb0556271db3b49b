"""Lines of the list: what is worked out is what counting them gives."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from parsers.note import parse_note
from parsers.proposed import ProposedRule
from parsers.task import DEFAULT_GRAMMAR
from tui.widgets.list_lines import GAP, ListLines
from vault.index import Index, TaskId
from vault.people import People
from vault.view import EMPTY_VIEW, View, ViewName, ViewRequest
from vault.views import build_view


def view_of(counts: list[int]) -> View:
    index = Index(ProposedRule())
    for number, count in enumerate(counts):
        text = "- [ ] a\n" * count
        path = f"{number}.md"
        index.replace(path, parse_note(path, text.encode(), DEFAULT_GRAMMAR))
    request = ViewRequest(ViewName.ALL)
    return build_view(index.held.values(), People(), request, date(2026, 11, 22))


def counted(view: View, *, gaps: bool) -> list[int]:
    lines: list[int] = []
    for entry in view.order:
        if entry < 0 and lines and gaps:
            lines.append(GAP)
        lines.append(entry)
    return lines


@given(st.lists(st.integers(0, 4), max_size=12), st.booleans())
def test_every_line_and_task_is_where_counting_finds_it(counts: list[int], gaps: bool) -> None:
    view = view_of(counts)
    wanted, lines = counted(view, gaps=gaps), ListLines(view, gaps=gaps)
    assert [lines.entry(line) for line in range(lines.height)] == wanted
    ids = [TaskId(entry) for entry in wanted if entry > 0]
    assert [lines.task_at(place) for place in range(lines.count)] == ids
    assert [lines.place_of(task_id) for task_id in ids] == list(range(len(ids)))
    assert [lines.line_of(task_id) for task_id in ids] == [wanted.index(i) for i in ids]
    headers = [-1 - (lines.note_of(task_id) or 0) for task_id in ids]
    assert headers == [next(e for e in wanted[wanted.index(i) :: -1] if e < 0) for i in ids]
    for line in range(-2, len(wanted) + 2):
        assert lines.tasks_down_to(line) == sum(entry > 0 for entry in wanted[: max(0, line + 1)])


def test_nothing_has_no_lines() -> None:
    lines = ListLines(EMPTY_VIEW, gaps=True)
    assert (lines.height, lines.count) == (0, 0)
    assert lines.line_of(TaskId(1)) is lines.place_of(None) is lines.note_of(None) is None

"""One line of the list: every part in its column, the whole in exactly the width."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from parsers.note import parse_note
from parsers.proposed import ProposedSettings, decide_symbols
from parsers.task import TaskGrammar
from tui.widgets.task_row import Look, Part, group_parts, row_parts
from vault.index import Index
from vault.people import Owner, OwnerKind
from vault.view import Row

TODAY = date(2026, 11, 22)
TITLES = st.text(st.sampled_from("ab -:日本📅e\u0301"), max_size=60)
WIDTHS = st.integers(24, 160)


def row(line: str, *names: str, lingering: bool = False, title: str = "Note") -> Row:
    grammar = TaskGrammar()
    index = Index(decide_symbols(ProposedSettings(), grammar.statuses, ()))
    note = f"---\ntitle: {title!r}\ndate: 2026-11-20\n---\n{line}\n"
    index.replace("Note.md", parse_note("Note.md", note.encode(), grammar))
    [found] = index.in_note("Note.md")
    owners = tuple(Owner(name, OwnerKind.PERSON, f"@{name}", None) for name in names)
    return Row(found, owners, lingering)


def text(parts: list[Part]) -> str:
    return "".join(part.text for part in parts)


def drawn(some: Row, width: int = 40, *, cursor: bool = False, marked: bool = False) -> str:
    return text(row_parts(some, width, TODAY, Look(cursor=cursor, marked=marked)))


def test_a_row_is_bar_status_priority_text_and_a_ragged_tail() -> None:
    some = row("- [?] Prepare the deck @Ada ⏫ 📅 2026-11-22 #proposed", "Ada")
    assert drawn(some) == "  ? ▲  Prepare the deck      @Ada today "


def test_the_cursor_and_a_mark_are_a_bar() -> None:
    some = row("- [ ] Pay")
    assert drawn(some, cursor=True).startswith("▌ ○")
    [bar, *_] = row_parts(some, 40, TODAY, Look(marked=True))
    assert bar == Part("▌", "person")


def test_a_cancelled_text_is_struck_and_the_blanks_behind_it_are_not() -> None:
    parts = row_parts(row("- [-] Pay"), 40, TODAY, Look())
    assert [part.text for part in parts if "struck" in part.styles] == ["Pay"]


def test_a_decided_row_is_quiet() -> None:
    some = row("- [ ] Pay ⏫ 📅 2026-11-20", "Ada", lingering=True)
    parts = row_parts(some, 60, TODAY, Look())
    assert {part.styles for part in parts if part.text.strip()} == {"quiet"}


def test_owner_and_date_give_way_to_the_text() -> None:
    some = row("- [ ] Prepare the deck @Ada Byron 📅 2026-11-22", "Ada Byron")
    assert "@Ada" not in drawn(some, 30)
    assert "today" in drawn(some, 30)
    assert drawn(some, 24) == "  ○    Prepare the deck" + " "


@given(TITLES, WIDTHS, st.booleans())
def test_a_row_fills_its_width_and_no_more(title: str, width: int, lingering: bool) -> None:
    some = row(
        f"- [?] x{title} 📅 2026-11-20 #proposed", "Somebody with a name", lingering=lingering
    )
    assert cell_len(drawn(some, width)) == width


@given(TITLES, WIDTHS, st.integers(0, 300))
def test_a_note_fills_its_width_and_no_more(title: str, width: int, count: int) -> None:
    note = row("- [ ] a", title=f"x{title}").found.note
    assert cell_len(text(group_parts(note, count, width))) == width


def test_a_note_shows_title_subtitle_date_and_what_is_open() -> None:
    note = row("- [ ] a", title="Weekly sync - feeds").found.note
    assert text(group_parts(note, 2, 48)) == ("  ▾ Weekly sync feeds ─────────── 2026-11-20  2 ")
    assert "✓" in text(group_parts(note, 0, 48))

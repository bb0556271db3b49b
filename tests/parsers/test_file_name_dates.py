"""The day that a note's file name gives to its undated tasks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.file_name_dates import FileNameDates
from parsers.note import parse_note
from parsers.task import TaskGrammar

BY_NAME = FileNameDates()


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2026-11-22.md", date(2026, 11, 22)),
        ("Daily/2026/x 2026-11-22 y.md", date(2026, 11, 22)),
        ("20261122 notes.md", date(2026, 11, 22)),
        ("a20261122.md", date(2026, 11, 22)),
        ("202611221030 zettel.md", date(2026, 11, 22)),
        ("20251231 and 2026-11-22.md", date(2026, 11, 22)),
        ("2026-11-22 to 2026-11-28.md", date(2026, 11, 22)),
        ("12026-11-22.md", date(2026, 11, 22)),
        ("1.5 2026-11-22.md", date(2026, 11, 22)),
        ("2026-02-30.md", None),
        ("2026-02-30 20261122.md", None),
        ("2026-11-22/plain.md", None),
        ("22-11-2026.md", None),
        ("2026-1-5.md", None),
        ("٢٠٢٦-١١-٢٢.md", None),
        ("0000-01-01.md", None),
        ("no date.md", None),
        (".md", None),
    ],
)
def test_a_name_holds_its_date_anywhere(path: str, day: date | None) -> None:
    assert BY_NAME.of(path) == day


@pytest.mark.parametrize(
    ("folders", "day"),
    [
        ((), date(2026, 11, 22)),
        (("Inbox", "Daily"), date(2026, 11, 22)),
        (("Daily/2026",), date(2026, 11, 22)),
        (("Dail",), None),
        (("daily",), None),
        (("2026",), None),
        (("",), None),
    ],
)
def test_only_notes_below_the_named_folders_count(
    folders: tuple[str, ...], day: date | None
) -> None:
    assert FileNameDates(folders=folders).of("Daily/2026/2026-11-22.md") == day


def test_a_name_that_does_not_fit_the_format_may_hold_a_date_all_the_same() -> None:
    dates = FileNameDates(format="DD-MM-YYYY")
    assert dates.of("22-11-2026.md") == date(2026, 11, 22)
    assert dates.of("x 2026-11-21.md") == date(2026, 11, 21)


@given(st.text(max_size=20), st.text("YMDdGWEHhmsaAoQgkxX[]\\ -.W(20261122-", max_size=20))
def test_no_name_and_no_format_make_the_reader_raise(name: str, written: str) -> None:
    day = FileNameDates(format=written).of(f"{name}.md")
    assert day is None or isinstance(day, date)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_date_is_read_from_its_name(day: date) -> None:
    assert BY_NAME.of(f"a/{day.isoformat()} x.md") == day
    assert BY_NAME.of(f"{day:%Y%m%d}.md") == day
    named = FileNameDates(format="dddd, DD MMMM YYYY")
    assert named.of(f"{day:%A, %d %B %Y}.md") == day


NOTE = """\
- [ ] undated
- [ ] ends 📅 2026-12-01
- [ ] begins 🛫 2026-12-01
- [ ] planned ⏳ 2026-12-01
- [ ] broken 📅 2026-02-30
- [ ] made ➕ 2026-11-01
"""


def test_a_task_without_start_scheduled_and_due_is_scheduled_by_its_note() -> None:
    note = parse_note("2026-11-22.md", NOTE.encode(), TaskGrammar(file_name_dates=BY_NAME))
    tasks = {found.task.description: found.task for found in note.tasks}
    inferred = {text for text, task in tasks.items() if task.inferred_scheduled}
    assert inferred == {"undated", "made"}
    assert tasks["undated"].scheduled == tasks["undated"].happens == date(2026, 11, 22)
    assert tasks["planned"].scheduled == date(2026, 12, 1)
    assert tasks["broken"].scheduled is None


def test_without_the_setting_a_name_says_nothing() -> None:
    note = parse_note("2026-11-22.md", NOTE.encode(), TaskGrammar())
    assert [found.task.inferred_scheduled for found in note.tasks] == [None] * 6

"""The prompt for dates: what is typed is resolved at once, and nothing is removed unasked."""

from datetime import date

import pytest

from parsers.date_settings import DEFAULT_DATES
from parsers.fields import FieldKind
from tests.tui.prompts.pressing import press
from tui.prompts.dates import KINDS, DatePrompt, OwnDates
from tui.prompts.days import Counted, OfferedDay
from tui.prompts.prompt import Answer, Edited, Left
from vault.set_task import SetField, SetTask

TODAY = date(2026, 11, 22)
DUE = date(2026, 12, 4)


def prompt(*due: date | None, offered: tuple[OfferedDay, ...] = ()) -> DatePrompt:
    days = frozenset(due or {None})
    dates = {kind: OwnDates(frozenset({None})) for kind in KINDS}
    dates[FieldKind.DUE] = OwnDates(days, is_there=days != {None})
    return DatePrompt("Call", Counted(TODAY, DEFAULT_DATES), dates, offered)


def written(answer: Answer | None) -> tuple[str, str | None]:
    assert isinstance(answer, Edited)
    assert isinstance(answer.edit, SetTask)
    (made,) = answer.edit.assignments
    assert isinstance(made, SetField)
    return made.kind.value, made.value


@pytest.mark.parametrize(
    ("typed", "said", "day"),
    [
        ("fri", "Fri 27 Nov, in 5 days", "2026-11-27"),
        ("in 2 weeks", "Sun 6 Dec, in 14 days", "2026-12-06"),
        ("15 dec", "Tue 15 Dec, in 23 days", "2026-12-15"),
        ("+3d", "Wed 25 Nov, in 3 days", "2026-11-25"),
        ("yesterday", "Sat 21 Nov, yesterday", "2026-11-21"),
    ],
)
def test_what_is_typed_is_resolved_before_enter(typed: str, said: str, day: str) -> None:
    asked = prompt()
    press(asked, typed)
    assert asked.said.text == said
    assert written(press(asked, "enter")) == ("due", day)


def test_what_names_no_day_is_told_and_stays() -> None:
    asked = prompt()
    assert press(asked, "brumaire", "enter") is None
    assert asked.said.text == "“brumaire” names no day. Try fri, 15 dec, in 2 weeks."
    assert asked.line.text == "brumaire"
    press(asked, "backspace")
    assert asked.said.text == "no day yet"


def test_the_own_date_stands_in_the_line_and_typing_takes_its_place() -> None:
    asked = prompt(DUE)
    assert asked.line.text == "2026-12-04"
    assert press(asked, "enter") == Left()
    assert written(press(asked, "tomorrow", "enter")) == ("due", "2026-11-23")


def test_an_emptied_line_removes_the_date_and_an_untouched_one_does_not() -> None:
    asked = prompt(DUE)
    press(asked, "backspace")
    assert asked.said.text == "removes the due date"
    assert written(press(asked, "enter")) == ("due", None)
    assert press(prompt(), "enter") == Left()
    several = prompt(DUE, TODAY)
    assert several.said.text == "none removes them"
    assert press(several, "enter") == Left()
    assert written(press(several, "none", "enter")) == ("due", None)


def test_a_date_on_no_calendar_can_be_removed() -> None:
    dates = {kind: OwnDates(frozenset({None}), is_there=True) for kind in KINDS}
    asked = DatePrompt("Call", Counted(TODAY, DEFAULT_DATES), dates)
    assert asked.said.text == "no day of a calendar"
    assert written(press(asked, "none", "enter")) == ("due", None)


def test_the_arrows_move_in_the_calendar_from_today_or_from_what_is_typed() -> None:
    asked = prompt()
    press(asked, "right", "down", "down")
    assert asked.line.text == "2026-12-07"
    press(asked, "fri", "up", "left", "pagedown")
    assert asked.line.text == "2026-12-19"
    assert written(press(asked, "enter")) == ("due", "2026-12-19")


def test_the_calendar_ends_somewhere() -> None:
    asked = prompt(date(9999, 12, 31))
    press(asked, "down")
    assert asked.said.text == "The calendar ends here."
    assert len(asked.calendar) >= 1


def test_tab_goes_to_the_scheduled_and_the_start_date_and_keeps_what_is_typed() -> None:
    asked = prompt(DUE)
    press(asked, "tab")
    assert (asked.title, asked.line.text) == ("scheduled", "")
    press(asked, "shift+tab")
    assert (asked.title, asked.line.text) == ("due", "2026-12-04")
    press(asked, "mon", "tab", "tab")
    assert (asked.title, asked.line.text) == ("start", "mon")
    assert written(press(asked, "enter")) == ("start", "2026-11-23")
    moved = prompt(DUE)
    press(moved, "right", "tab")
    assert moved.line.text == "2026-12-05"


def test_the_days_of_the_words_come_first_and_have_a_key() -> None:
    offered = OfferedDay(date(2025, 12, 22), "Monday")
    asked = prompt(offered=(offered,))
    first = asked.choices[0]
    assert (first.key, first.text) == ("=", "“Monday”")
    assert first.note == "Mon 22 Dec 2025, 335 days ago"
    assert written(press(asked, "=")) == ("due", "2025-12-22")


def test_a_key_chooses_only_while_nothing_is_typed() -> None:
    assert written(press(prompt(DUE), ".")) == ("due", "2026-11-22")
    asked = prompt()
    assert press(asked, "15.") is None
    assert asked.line.text == "15."


def test_what_is_written_is_told_with_the_day() -> None:
    answer = press(prompt(), "fri", "enter")
    assert isinstance(answer, Edited)
    assert isinstance(answer.edit, SetTask)
    assert answer.edit.remark == "due: Fri 27 Nov, in 5 days."


def test_escape_leaves() -> None:
    assert press(prompt(DUE), "fri", "escape") == Left()

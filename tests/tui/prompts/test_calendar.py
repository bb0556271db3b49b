"""The calendar: weeks from Monday on, the day among them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.prompts.calendar import WIDTH, Cells, weeks_around

TODAY = date(2026, 11, 22)


def text(row: Cells) -> str:
    return "".join(part for part, _ in row)


def test_it_begins_with_this_week_and_names_each_month() -> None:
    rows = [text(row) for row in weeks_around(date(2026, 12, 4), TODAY, (), 5)]
    assert rows == [
        "     Mo Tu We Th Fr Sa Su ",
        "Nov  16 17 18 19 20 21 22",
        "     23 24 25 26 27 28 29",
        "Dec  30  1  2  3  4  5  6",
        "      7  8  9 10 11 12 13",
        "     14 15 16 17 18 19 20",
    ]


def test_a_day_further_away_has_the_week_before_it_on_top() -> None:
    rows = [text(row) for row in weeks_around(date(2027, 3, 1), TODAY, (), 5)]
    assert rows[1] == "Feb  22 23 24 25 26 27 28"
    assert rows[2].startswith("Mar   1  2")


def test_the_day_today_and_the_marked_ones_look_different() -> None:
    marked = date(2026, 12, 1)
    rows = weeks_around(date(2026, 12, 4), TODAY, {marked}, 5)
    styles = {part: style for row in rows[1:] for part, style in row[1:]}
    assert (styles["  4"], styles[" 22"], styles["  1"]) == ("chosen", "proposed", "other-owner")


@given(st.dates(), st.dates())
def test_any_day_is_shown_once(day: date, today: date) -> None:
    rows = weeks_around(day, today, (), 5)
    assert sum(style == "chosen" for row in rows for _, style in row) == 1
    assert all(cell_len(text(row)) <= WIDTH + 1 for row in rows)
    assert date.max - day < timedelta(weeks=6) or len(rows) == 6

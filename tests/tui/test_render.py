"""Tasks as people read them: words, glyphs, dates, in exactly so many cells."""

from datetime import date, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from parsers.note import parse_note
from parsers.proposed import ProposedSettings, decide_symbols
from parsers.task import Task, TaskGrammar, parse_task
from tui.render import (
    age,
    due_label,
    fit,
    headline,
    owner_label,
    owner_style,
    plain,
    short_day,
    short_diff,
    source_line,
    split_title,
    status_glyph,
    wrap,
)
from vault.index import Index
from vault.people import Owner, OwnerKind

TODAY = date(2026, 11, 22)


def task(line: str) -> Task:
    found = parse_task(line, TaskGrammar())
    assert found is not None
    return found


def owner(raw: str, kind: OwnerKind = OwnerKind.PERSON) -> Owner:
    return Owner(raw.strip("@[]"), kind, raw, None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two  blanks\tand a tab", "two blanks and a tab"),
        ("keycap 1\ufe0f\u20e3", "keycap 1"),
        ("thumb 👍🏽", "thumb 👍"),
        ("family 👩\u200d👩\u200d👧", "family 👩"),
        ("bell \x07", "bell ␇"),
        ("left \u202egnp", "left ‹202E›gnp"),
        ("lone \udcff", "lone \ufffd"),
    ],
)
def test_plain_text_is_safe_and_of_a_known_width(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_line_of_a_note_keeps_its_indentation() -> None:
    assert source_line("\t- [ ] a\r\n") == "    - [ ] a"


@given(st.text(max_size=60).map(plain), st.integers(0, 30))
def test_fitted_text_has_exactly_the_width(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("abc", 5, "abc  "),
        ("abcdef", 4, "abc…"),
        ("ab cdef", 4, "ab… "),
        ("日本語", 4, "日… "),
        ("日本語", 6, "日本語"),
        ("x", 0, ""),
        ("xy", 1, "…"),
    ],
)
def test_what_does_not_fit_ends_in_an_ellipsis(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted


@given(st.text(max_size=200).map(plain), st.integers(2, 40), st.integers(1, 5))
def test_wrapped_lines_keep_to_width_and_number(text: str, width: int, most: int) -> None:
    lines = wrap(text, width, most)
    assert len(lines) <= most
    assert all(cell_len(line) <= width for line in lines)


def test_wrapping_breaks_at_blanks_and_long_words_where_they_must() -> None:
    assert wrap("one two three", 7, 3) == ["one two", "three"]
    assert wrap("extraordinarily", 6, 3) == ["extrao", "rdinar", "ily"]
    assert wrap("one two three four", 7, 2) == ["one two", "three…"]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("- [?] Prepare the deck. @Ana ⏫ #task #proposed #auto", "Prepare the deck."),
        ("- [ ] Keep #this tag in the middle #task", "Keep #this tag in the middle"),
        ("- [ ] Read [[Notes/Long path|the note]] and [[Other]]", "Read the note and Other"),
        ("- [ ] See [the page](https://a.example/x) **now**", "See the page now"),
        ("- [ ] #task", "(no text)"),
        ("- [ ] 2 ** 3 ** 4", "2 ** 3 ** 4"),
        ("- [ ] an open [[link", "an open [[link"),
    ],
)
def test_a_headline_is_the_words_without_what_ends_them(line: str, shown: str) -> None:
    assert headline(task(line), [owner("@Ana")]) == shown


@pytest.mark.parametrize(
    "text",
    [
        "[[" * 20_000,
        "[a](" * 20_000,
        "**a " * 20_000,
        "x " + " ".join(f"#t/{n}" for n in range(5_000)),
        "📅 2026-11-22 " * 5_000,
        "x" * 100_000,
    ],
)
def test_a_headline_of_any_length_is_made_at_once(text: str) -> None:
    long = task(f"- [?] {text}")
    owners = [owner(f"@Person {n}") for n in range(3_000)]
    started = process_time()
    headline(long, owners)
    assert process_time() - started < 0.25


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (0, "today"),
        (1, "Mon 23"),
        (6, "Sat 28"),
        (7, "Nov 29"),
        (299, "Sep 17"),
        (300, "2027-09-18"),
        (-1, "1d ago"),
        (-299, "299d ago"),
        (-300, "2026-01-26"),
    ],
)
def test_a_day_is_written_short(days: int, shown: str) -> None:
    assert short_day(TODAY + timedelta(days), TODAY) == shown


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (0, "today"),
        (-1, "1d"),
        (-13, "13d"),
        (-14, "2w"),
        (-59, "8w"),
        (-60, "2mo"),
        (-729, "24mo"),
        (-730, "2y"),
        (3, "in 3d"),
    ],
)
def test_an_age_is_one_number_and_its_unit(days: int, shown: str) -> None:
    assert age(TODAY + timedelta(days), TODAY) == shown


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Weekly sync - timetables", ("Weekly sync", "timetables")),
        ("Call: prices - and more", ("Call: prices", "and more")),
        ("Plan: 2027", ("Plan", "2027")),
        ("One-word", ("One-word", "")),
        (" - odd", ("- odd", "")),
        ("", ("", "")),
    ],
)
def test_a_title_is_split_at_its_first_dash_or_colon(title: str, parts: tuple[str, str]) -> None:
    assert split_title(title) == parts


def test_a_diff_is_cut_to_where_the_lines_differ() -> None:
    before = "- [?] A long task with many words #task #proposed #auto"
    after = "- [ ] A long task with many words #task #auto ➕ 2026-11-22"
    assert short_diff(before, after) == (
        "- [?] … #task #proposed #auto",
        "- [ ] … #task #auto ➕ 2026-11-22",
    )


def test_owners_that_are_somebody_else_stand_at_the_end_of_the_row() -> None:
    me, ada = owner("@Myself", OwnerKind.ME), owner("@Ada")
    nobody = owner("@TBD", OwnerKind.UNASSIGNED)
    assert owner_label([me, ada]) == "@Ada"
    assert owner_style([ada]) == "other-owner"
    assert owner_style([nobody]) == "quiet"


def indexed(line: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """The status glyph and the date label of a line in a vault."""
    grammar = TaskGrammar()
    index = Index(decide_symbols(ProposedSettings(), grammar.statuses, ()))
    index.replace("Note.md", parse_note("Note.md", line.encode(), grammar))
    [found] = index.in_note("Note.md")
    return status_glyph(found), due_label(found, TODAY)


@pytest.mark.parametrize(
    ("line", "glyph", "label"),
    [
        ("- [?] a #proposed", ("?", "proposed"), ("", "quiet")),
        ("- [ ] a 📅 2026-11-22", ("○", "open"), ("today", "proposed")),
        ("- [/] a 📅 2026-11-20", ("◐", "other-owner"), ("2d ago", "overdue")),
        ("- [ ] a ⏳ 2026-11-23", ("○", "open"), ("Mon 23", "quiet")),
        ("- [x] a 📅 2026-11-20 ✅ 2026-11-20", ("●", "finished"), ("done", "finished")),
        ("- [-] a ❌ 2026-11-20", ("✗", "quiet"), ("", "quiet")),
    ],
)
def test_status_and_date_have_a_glyph_words_and_a_colour(
    line: str, glyph: tuple[str, str], label: tuple[str, str]
) -> None:
    assert indexed(line) == (glyph, label)

"""Names of notes by date, as moment.js 2.29 writes and strictly reads them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.moment_format import DAILY_FORMAT, moment_format


@pytest.mark.parametrize(
    ("format_", "day", "name"),
    [
        ("YYYY-MM-DD", "2026-11-22", "2026-11-22"),
        ("YYYYMMDD", "2026-01-01", "20260101"),
        ("DD.MM.YY", "1999-03-23", "23.03.99"),
        ("YYYY/MM/YYYY-MM-DD", "2020-02-29", "2020/02/2020-02-29"),
        ("YYYY-MM-DD ddd", "2026-11-22", "2026-11-22 Sun"),
        ("dddd, MMMM Do YYYY", "2026-12-12", "Saturday, December 12th 2026"),
        ("MMM D, YYYY", "2026-10-03", "Oct 3, 2026"),
        ("gggg-[W]ww-e", "2024-12-29", "2025-W01-0"),
        ("gggg-[W]ww-e", "2024-12-28", "2024-W52-6"),
        ("gggg-[W]ww-d", "2021-01-03", "2021-W02-0"),
        ("GGGG-[W]WW-E", "2024-12-31", "2025-W01-2"),
        ("GGGG-[W]WW-E", "2021-01-03", "2020-W53-7"),
        ("YYYY-DDDD", "2026-01-02", "2026-002"),
        ("YYYY DDD", "2024-12-31", "2024 366"),
        ("[Day] DDDo [of] Y", "1987-06-05", "Day 156th of 1987"),
        ("gg.w.d", "2027-01-02", "27.1.6"),
        ("GG W E", "2020-12-31", "20 53 4"),
        ("Qo [quarter] YYYY-MM-DD, Q", "2026-08-01", "3rd quarter 2026-08-01, 3"),
        ("wo Wo Mo do gggg", "2026-11-22", "48th 47th 11th 0th 2026"),
        ("dd D.M.YYYY", "2026-10-11", "Su 11.10.2026"),
        ("[a]b]YYYY-MM-DD", "2026-11-22", "a]b2026-11-22"),
        ("YYYY\\MMM-M-D", "2026-11-22", "2026MMM-11-22"),
        ("\\YYYY-YYYY-MM-DD", "2026-11-22", "YYYY-2026-11-22"),
        ("w|YYYY-MM-DD", "2026-11-22", "w|2026-11-22"),
        ("YYYY-MM-DD[", "2026-11-22", "2026-11-22["),
        ("[[YYYY]]YYYY-MM-DD", "2026-11-22", "[YYYY]2026-11-22"),
        ("YYYY-MM-DD [Daily log]", "2026-11-22", "2026-11-22 Daily log"),
        ("DDDDD YYYY-MM", "2026-11-22", "32622 2026-11"),
        ("Do MMM YY", "2068-11-21", "21st Nov 68"),
        ("Do MMM YY", "1969-11-13", "13th Nov 69"),
    ],
)
def test_a_day_is_called_as_moment_calls_it(format_: str, day: str, name: str) -> None:
    assert moment_format(format_).write(date.fromisoformat(day)) == name


@pytest.mark.parametrize(
    "format_",
    [
        *("YYYY-MM-DD", "YYYYMMDD", "YYYY/MM/YYYY-MM-DD", "dddd, MMMM Do YYYY", "MMM D, YYYY"),
        *(
            "gggg-[W]ww-e",
            "gggg ww dd",
            "GGGG-[W]WW-E",
            "YYYY-DDDD",
            "DDDo [of] YYYY",
            "GGGG W ddd",
        ),
        *("ww gggg d", "Y M D", "YYYY-MM-DD[T]", "[Log] Do Mo YYYY Qo"),
    ],
)
@given(day=st.dates())
def test_the_name_of_a_day_is_read_as_that_day(format_: str, day: date) -> None:
    named = moment_format(format_)
    assert named.unsupported == ()
    assert named.read(named.write(day)) == day


@given(day=st.dates(date(1969, 1, 1), date(2068, 12, 31)))
def test_two_digits_of_a_year_stand_for_the_hundred_years_around_2018(day: date) -> None:
    assert moment_format("YY-MM-DD").read(f"{day:%y-%m-%d}") == day


@pytest.mark.parametrize(
    ("format_", "name", "day"),
    [
        ("YYYY-MM-DD", "2026-11-22", date(2026, 11, 22)),
        ("YYYY-MM-DD dddd", "2026-11-22 sunday", date(2026, 11, 22)),
        ("MMMM D, YYYY", "november 5, 2026", date(2026, 11, 5)),
        ("YYYY-MM", "2026-11", date(2026, 11, 1)),
        ("YYYY", "2026", date(2026, 1, 1)),
        ("YYYY-[Q]Q", "2026-Q4", date(2026, 10, 1)),
        ("gggg-[W]ww", "2026-W48", date(2026, 11, 22)),
        ("GGGG-[W]WW", "2026-W48", date(2026, 11, 23)),
        ("YYYY-[W]ww", "2026-W48", date(2026, 11, 22)),
        ("YYYY-[W]WW-E", "2026-W53-7", date(2027, 1, 3)),
        ("YYYY-M-D", "2026-01-22", date(2026, 1, 22)),
        ("YYYYMD", "1971113", date(1971, 11, 3)),
        ("[Q]Q YYYY", "Q4 2026", date(2026, 10, 1)),
        ("YYYY YYYY", "2026 2026", date(2026, 1, 1)),
        ("Do MMM YYYY", "22th Nov 2026", date(2026, 11, 22)),
        ("YYYY-MM-DD h:mm A", "2026-11-22 12:05 AM", date(2026, 11, 22)),
        ("YYYY-MM-DD H", "2026-11-22 23", date(2026, 11, 22)),
        ("DD-MM-YYYY", "22-11-2026", date(2026, 11, 22)),
        ("D.M.YYYY", "2.1.2026", date(2026, 1, 2)),
        ("D.M.YYYY", "02.01.2026", date(2026, 1, 2)),
        ("DD.MM.YY", "22.11.26", date(2026, 11, 22)),
        ("DD.MM.YY", "22.11.99", date(1999, 11, 22)),
        ("MMM D YYYY", "Nov 3 2026", date(2026, 11, 3)),
        ("MMM D YYYY", "nov 3 2026", date(2026, 11, 3)),
        ("MMMM Do, YYYY", "November 3rd, 2026", date(2026, 11, 3)),
        ("dddd D MMMM YYYY", "Sunday 22 November 2026", date(2026, 11, 22)),
        ("YYYY-MM-DD ddd", "2026-11-22 Sun", date(2026, 11, 22)),
        ("[Day] YYYY-MM-DD", "Day 2026-11-22", date(2026, 11, 22)),
        (r"\D\a\y YYYY-MM-DD", "Day 2026-11-22", date(2026, 11, 22)),
        ("YYYY-DDDD", "2026-326", date(2026, 11, 22)),
        ("GGGG-[W]WW", "2026-W47", date(2026, 11, 16)),
        ("GGGG-[W]WW-E", "2026-W47-7", date(2026, 11, 22)),
        ("YYYYMMDD HHmm", "20261122 0930", date(2026, 11, 22)),
        ("YYYY.MM.DD", "2026.11.22", date(2026, 11, 22)),
        ("YYYY(", "2026(", date(2026, 1, 1)),
    ],
)
def test_the_first_day_that_a_name_may_mean_counts(format_: str, name: str, day: date) -> None:
    assert moment_format(format_).read(name) == day


@pytest.mark.parametrize(
    ("format_", "name"),
    [
        ("YYYY-MM-DD", "2026-02-30"),
        ("YYYY-MM-DD", "2026-11-22 "),
        ("YYYY-MM-DD", "x2026-11-22"),
        ("YYYY-MM-DD", "2026-11-2"),
        ("YYYY-MM-DD", "0000-01-01"),
        ("YYYY-MM-DD", "٢٠٢٦-11-22"),
        ("YYYY-MM-DD", ""),
        ("YYYY-M-D", "2026-011-22"),
        ("YYYYMD", "197113"),
        ("YYYY-MM-DD ddd", "2026-11-22 Mon"),
        ("YYYY-MM-DD YYYY", "2026-11-22 2025"),
        ("YYYY-DDDD", "2026-366"),
        ("gggg-ww", "2026-54"),
        ("GGGG-WW", "2025-53"),
        ("gggg-ww-e", "0001-01-0"),
        ("gggg-ww-e", "9999-99-6"),
        ("YYYY-MM-DD h", "2026-11-22 0"),
        ("YYYY-MM-DD X", "2026-11-22 5"),
        ("YYYY-[Q]Q", "2026-q4"),
        ("MM-DD", "11-22"),
        ("dddd", "Sunday"),
        ("", ""),
        ("[Inbox]", "Inbox"),
        ("DD-MM-YYYY", "2026-11-22"),
        ("DD-MM-YYYY", "22-11-2026 notes"),
        ("DD-MM-YYYY", "2-11-2026"),
        ("D.M.YYYY", "30.2.2026"),
        ("MMM D YYYY", "November 3 2026"),
        ("dddd D MMMM YYYY", "Monday 22 November 2026"),
        ("[Day] YYYY-MM-DD", "day 2026-11-22"),
        ("YYYY-DDDD", "2026-000"),
        ("GGGG-[W]WW", "2026-W54"),
        ("YYYYMMDD HHmm", "20261122 2560"),
        ("YYYY.MM.DD", "2026x11x22"),
    ],
)
def test_other_names_are_no_day(format_: str, name: str) -> None:
    assert moment_format(format_).read(name) is None


@pytest.mark.parametrize(
    ("format_", "tokens"),
    [
        ("YYYY-MM-DD", ()),
        ("YYYY-mm-DD", ("mm",)),
        ("YYYY-MM-DD HH-mm", ("HH", "mm")),
        ("[HH] \\HH YYYY", ()),
        ("LL", ("LL",)),
        ("x YYYYYY", ("x", "YYYYYY")),
        ("Note of YYYY", ("N",)),
        ("bout YYYY", ()),
    ],
)
def test_what_is_no_part_of_a_date_is_named(format_: str, tokens: tuple[str, ...]) -> None:
    assert moment_format(format_).unsupported == tokens


def test_the_daily_format_is_an_iso_date() -> None:
    assert moment_format(DAILY_FORMAT).write(date(2026, 2, 3)) == "2026-02-03"


@given(st.text(st.sampled_from("YMDdwWgGQEe[]\\ -/.oHxé1\n"), max_size=40), st.dates())
def test_any_format_is_read_and_a_day_has_the_name_it_was_read_from(
    format_: str, day: date
) -> None:
    named = moment_format(format_)
    again = named.read(named.write(day))
    assert again is None or named.read(named.write(again)) == again


def test_a_format_of_many_parts_takes_no_time() -> None:
    assert moment_format("MD" * 2_000).read("1" * 8_000) is None

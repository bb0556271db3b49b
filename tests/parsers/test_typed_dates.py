"""Dates that a person types: what they mean on two days, and what is none."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.date_settings import TypedDates
from parsers.date_words import ENGLISH, FRENCH, GERMAN, SPANISH
from parsers.typed_dates import describe_date, read_typed_date
from tests.imports import imported

SUNDAY = date(2026, 11, 22)
LEAP_DAY = date(2028, 2, 29)  # a Tuesday

PHRASES = """
2026-12-01                        2026-12-01 2026-12-01
2026-1-5                          2026-01-05 2026-01-05
2026/12/01                        2026-12-01 2026-12-01
2026.12.01                        2026-12-01 2026-12-01
2026-12-01T10:00:00Z              2026-12-01 2026-12-01
2026-12-01 10:00                  2026-12-01 2026-12-01
tue 2026-12-15                    2026-12-15 2026-12-15
today                             2026-11-22 2028-02-29
tod                               2026-11-22 2028-02-29
now                               2026-11-22 2028-02-29
tonight                           2026-11-22 2028-02-29
eod                               2026-11-22 2028-02-29
tomorrow                          2026-11-23 2028-03-01
Tomorrow                          2026-11-23 2028-03-01
tom                               2026-11-23 2028-03-01
tmr                               2026-11-23 2028-03-01
tomorrow morning                  2026-11-23 2028-03-01
tomorrow at 10:00                 2026-11-23 2028-03-01
yesterday                         2026-11-21 2028-02-28
day after tomorrow                2026-11-24 2028-03-02
the day after tomorrow            2026-11-24 2028-03-02
the day before friday             2026-11-26 2028-03-02
sunday                            2026-11-22 2028-03-05
tue                               2026-11-24 2028-02-29
wed                               2026-11-25 2028-03-01
thurs                             2026-11-26 2028-03-02
fri                               2026-11-27 2028-03-03
FRIDAY                            2026-11-27 2028-03-03
friday                          2026-11-27 2028-03-03
by friday                         2026-11-27 2028-03-03
friday 5pm                        2026-11-27 2028-03-03
friday at 3 pm                    2026-11-27 2028-03-03
this friday                       2026-11-27 2028-03-03
coming friday                     2026-11-27 2028-03-03
last friday                       2026-11-20 2028-02-25
next friday                       2026-12-04 2028-03-10
next fri                          2026-12-04 2028-03-10
next monday                       2026-11-30 2028-03-06
next sunday                       2026-11-29 2028-03-05
friday next week                  2026-12-04 2028-03-10
next week friday                  2026-12-04 2028-03-10
friday after next                 2026-12-11 2028-03-17
weekend                           2026-11-28 2028-03-04
next weekend                      2026-12-05 2028-03-11
in 2 weeks                        2026-12-06 2028-03-14
in two weeks                      2026-12-06 2028-03-14
2 weeks                           2026-12-06 2028-03-14
2w                                2026-12-06 2028-03-14
2 w                               2026-12-06 2028-03-14
+3d                               2026-11-25 2028-03-03
+ 3 days                          2026-11-25 2028-03-03
3 days                            2026-11-25 2028-03-03
3 days ago                        2026-11-19 2028-02-26
-1w                               2026-11-15 2028-02-22
-2 months                         2026-09-22 2027-12-29
0d                                2026-11-22 2028-02-29
1y                                2027-11-22 2029-02-28
4y                                2030-11-22 2032-02-29
1m                                2026-12-22 2028-03-29
in a month                        2026-12-22 2028-03-29
in 3 months                       2027-02-22 2028-05-29
in a year                         2027-11-22 2029-02-28
in a couple of days               2026-11-24 2028-03-02
in a fortnight                    2026-12-06 2028-03-14
2w3d                              2026-12-09 2028-03-17
1 week and 2 days                 2026-12-01 2028-03-09
a week from friday                2026-12-04 2028-03-10
2 days from now                   2026-11-24 2028-03-02
2 weeks later                     2026-12-06 2028-03-14
a month from tomorrow             2026-12-23 2028-04-01
3 days after tomorrow             2026-11-26 2028-03-04
2 days before 2026-12-01          2026-11-29 2026-11-29
in two weeks' time                2026-12-06 2028-03-14
5 business days                   2026-11-27 2028-03-07
in 1 workday                      2026-11-23 2028-03-01
next week                         2026-11-29 2028-03-07
week after next                   2026-12-06 2028-03-14
next month                        2026-12-22 2028-03-29
next year                         2027-11-22 2029-02-28
last week                         2026-11-15 2028-02-22
eow                               2026-11-27 2028-03-03
eod friday                        2026-11-27 2028-03-03
end of day on friday              2026-11-27 2028-03-03
friday eod                        2026-11-27 2028-03-03
end of week                       2026-11-27 2028-03-03
end of next week                  2026-12-04 2028-03-10
start of next week                2026-11-30 2028-03-06
eom                               2026-11-30 2028-02-29
end of month                      2026-11-30 2028-02-29
end of the month                  2026-11-30 2028-02-29
last day of the month             2026-11-30 2028-02-29
end of next month                 2026-12-31 2028-03-31
start of next month               2026-12-01 2028-03-01
first of next month               2026-12-01 2028-03-01
mid next month                    2026-12-15 2028-03-15
eoq                               2026-12-31 2028-03-31
end of q1                         2027-03-31 2028-03-31
eoy                               2026-12-31 2028-12-31
end of year                       2026-12-31 2028-12-31
end of december                   2026-12-31 2028-12-31
end of february                   2027-02-28 2028-02-29
mid december                      2026-12-15 2028-12-15
december                          2026-12-01 2028-12-01
november                          2027-11-01 2028-11-01
dec 2027                          2027-12-01 2027-12-01
15 dec                            2026-12-15 2028-12-15
15dec                             2026-12-15 2028-12-15
15 Dec.                           2026-12-15 2028-12-15
dec 15                            2026-12-15 2028-12-15
dec 15th                          2026-12-15 2028-12-15
15th of december                  2026-12-15 2028-12-15
December 15th, 2026               2026-12-15 2026-12-15
Dec 15, 2026 5:00 PM              2026-12-15 2026-12-15
15 dec 27                         2027-12-15 2027-12-15
Tue, 15 Dec 2026 10:00:00 GMT     2026-12-15 2026-12-15
22 nov                            2026-11-22 2028-11-22
21 nov                            2027-11-21 2028-11-21
29 feb                            2028-02-29 2028-02-29
28 feb                            2027-02-28 2029-02-28
1 mar                             2027-03-01 2028-03-01
fri 4 dec                         2026-12-04 -
mon 4 dec                         -          2028-12-04
15.12.                            2026-12-15 2028-12-15
15.12                             2026-12-15 2028-12-15
1.5.                              2027-05-01 2028-05-01
15.12.2026                        2026-12-15 2026-12-15
15. 12. 2026                      2026-12-15 2026-12-15
15.12.26                          2026-12-15 2026-12-15
12/15                             2026-12-15 2028-12-15
15/12                             2026-12-15 2028-12-15
5/12                              2027-05-12 2028-05-12
5/6/2027                          2027-05-06 2027-05-06
12-15                             2026-12-15 2028-12-15
15-12-2026                        2026-12-15 2026-12-15
the 15th                          2026-12-15 2028-03-15
on the 22nd                       2026-11-22 2028-03-22
the 29th                          2026-11-29 2028-02-29
the 30                            2026-11-30 2028-03-30
the 31st                          2026-12-31 2028-03-31
1st                               2026-12-01 2028-03-01
tuesday the 1st                   2026-12-01 -
15th of next month                2026-12-15 2028-03-15
last friday of november           2026-11-27 2028-11-24
2nd tuesday of december           2026-12-08 2028-12-12
first monday of next month        2026-12-07 2028-03-06
about a week                      2026-11-29 2028-03-07
heute                             2026-11-22 2028-02-29
morgen                            2026-11-23 2028-03-01
morgen früh                       2026-11-23 2028-03-01
übermorgen                        2026-11-24 2028-03-02
uebermorgen                       2026-11-24 2028-03-02
gestern                           2026-11-21 2028-02-28
vorgestern                        2026-11-20 2028-02-27
freitag                           2026-11-27 2028-03-03
am Freitag                        2026-11-27 2028-03-03
kommenden Freitag                 2026-11-27 2028-03-03
diesen freitag                    2026-11-27 2028-03-03
nächsten freitag                  2026-12-04 2028-03-10
naechsten freitag                 2026-12-04 2028-03-10
übernächsten freitag              2026-12-11 2028-03-17
letzten montag                    2026-11-16 2028-02-28
montag um 9 uhr                   2026-11-23 2028-03-06
in 2 wochen                       2026-12-06 2028-03-14
in drei Tagen                     2026-11-25 2028-03-03
in einem Monat                    2026-12-22 2028-03-29
vor 2 tagen                       2026-11-20 2028-02-27
3 tage nach freitag               2026-11-30 2028-03-06
freitag in einer woche            2026-12-04 2028-03-10
nächste woche                     2026-11-29 2028-03-07
nächsten monat                    2026-12-22 2028-03-29
wochenende                        2026-11-28 2028-03-04
ende der woche                    2026-11-27 2028-03-03
ende nächster woche               2026-12-04 2028-03-10
ende des monats                   2026-11-30 2028-02-29
monatsende                        2026-11-30 2028-02-29
jahresende                        2026-12-31 2028-12-31
mitte dezember                    2026-12-15 2028-12-15
anfang März                       2027-03-01 2028-03-01
15. Dezember                      2026-12-15 2028-12-15
15. Dez. 2027                     2027-12-15 2027-12-15
am 15.                            2026-12-15 2028-03-15
Freitag, den 4. Dezember          2026-12-04 -
Fr 4.12.                          2026-12-04 -
5 werktage                        2026-11-27 2028-03-07
aujourd'hui                       2026-11-22 2028-02-29
demain                            2026-11-23 2028-03-01
demain matin                      2026-11-23 2028-03-01
après-demain                      2026-11-24 2028-03-02
apres demain                      2026-11-24 2028-03-02
hier                              2026-11-21 2028-02-28
lundi                             2026-11-23 2028-03-06
ce vendredi                       2026-11-27 2028-03-03
lundi prochain                    2026-11-30 2028-03-06
vendredi dernier                  2026-11-20 2028-02-25
lundi à 15h                       2026-11-23 2028-03-06
dans 3 jours                      2026-11-25 2028-03-03
dans une semaine                  2026-11-29 2028-03-07
il y a 2 jours                    2026-11-20 2028-02-27
la semaine prochaine              2026-11-29 2028-03-07
le mois prochain                  2026-12-22 2028-03-29
fin du mois                       2026-11-30 2028-02-29
fin de semaine                    2026-11-28 2028-03-04
fin de l’année                    2026-12-31 2028-12-31
mi-décembre                       2026-12-15 2028-12-15
le 15                             2026-12-15 2028-03-15
le 15 décembre                    2026-12-15 2028-12-15
1er janvier                       2027-01-01 2029-01-01
lundi 30 novembre                 2026-11-30 -
hoy                               2026-11-22 2028-02-29
mañana                            2026-11-23 2028-03-01
mañana por la mañana              2026-11-23 2028-03-01
pasado mañana                     2026-11-24 2028-03-02
ayer                              2026-11-21 2028-02-28
el lunes                          2026-11-23 2028-03-06
este viernes                      2026-11-27 2028-03-03
el próximo lunes                  2026-11-30 2028-03-06
el lunes que viene                2026-11-30 2028-03-06
el lunes a las 15:00              2026-11-23 2028-03-06
en 2 semanas                      2026-12-06 2028-03-14
dentro de un mes                  2026-12-22 2028-03-29
hace 3 días                       2026-11-19 2028-02-26
la semana que viene               2026-11-29 2028-03-07
fin de semana                     2026-11-28 2028-03-04
fin de mes                        2026-11-30 2028-02-29
a finales de mes                  2026-11-30 2028-02-29
fin de año                        2026-12-31 2028-12-31
15 de diciembre                   2026-12-15 2028-12-15
15 de diciembre de 2027           2027-12-15 2027-12-15
el 15                             2026-12-15 2028-03-15
"""

REFUSED = """
to a an at by is no am pm ok 1 12 15 00 -1 +1 1234 2027 12345678 20261201 1700000000 1700000000000
1,5 3.5 1.5 99.99 1.2.3 v1.2.3 10.0.0.1 50% $20 #15 @friday friday! fri? 10:30 12:30:00 5pm 15:00h
2026-02-30 2026-13-01 2026-00-10 2026-11 11/2026 2026-W48 2026-W48-5 20261201T1000 30.2. 31.11.
13/13 0/0 12-15/2026 1/2/3/4 ١٥/١٢ q1 h1 next last this in day week month weeks seconds minute
second first set sec abc test hello none never someday soon later asap whenever noon midnight
gmt utc EST UTC+2 fridays christmas easter pasado die d
"""

REFUSED_PHRASES = (
    *("", " ", "\t\n", "\x00", "the", "the the", "of the", "a a a", "a 1", "1 1", "1 2 3"),
    *("32 dec", "30 feb", "0 dec", "dec 0", "15 of", "the 32nd", "the 0th", "feb 30 2027"),
    *("31 nov", "29 feb 2027", "mon 29 feb 2028", "wed 2026-12-15", "friday friday"),
    *("friday the", "next next friday", "next friday next", "next last week", "this week"),
    *("this month", "this year", "in weeks", "every friday", "every week", "every other day"),
    *("for the", "for a while", "now and then", "today or tomorrow", "friday or monday"),
    *("in an hour", "in 3 hours", "in 90 minutes", "in half an hour", "xyz friday", "friday xyz"),
    *("before friday", "after friday", "around friday", "may be", "may i", "to do", "so so"),
    *("in 9999 years", "100y", "+25y", "-25 years", "9999 days from friday", "9999d", "9999m"),
    *("2126-01-01", "15.12.99", "15 dec 2126", "dec 15 1926", "0001-01-01", "9999-12-31"),
    *("15 décembre 2126", "2 weeks before", "3rd week of december", "[[2026-12-01]]"),
    *("5th friday of february 2027", "+", "-", "- -1d", "+-3d", "--3d", "++3d"),
    *("15 dec; rm -rf", "\x1b[31mfriday", "fri\u202eday", "15 \U0001f4c5", "📅 2026-12-01x"),
    *("999999999999999999999 days", "1e3 days", "-0x3 d", "٣ days ٣", "½ week"),
    *("tomorrow " * 7, "a" * 61, "1" * 60, "next " * 12, "+" * 60, "1 day " * 10, ". " * 30),
    *("1 day after " * 5, "(((((((((((((((((((((((((((", "%s %d %Y-%m-%d", "{0}", "\udcff dec"),
    "the fifteenth day of the twelfth month, of this very same year",
)


def expected(column: int) -> list[tuple[str, str]]:
    rows = [line.rsplit(maxsplit=2) for line in PHRASES.strip("\n").splitlines()]
    return [(row[0], row[column]) for row in rows]


def read_all(rows: list[tuple[str, str]], today: date) -> list[tuple[str, str]]:
    return [(text, str(read_typed_date(text, today) or "-")) for text, _ in rows]


def test_a_phrase_means_a_day_counted_from_a_sunday() -> None:
    rows = expected(1)
    assert len(rows) > 200
    assert read_all(rows, SUNDAY) == rows


def test_a_phrase_means_a_day_counted_from_a_leap_day() -> None:
    assert read_all(expected(2), LEAP_DAY) == expected(2)


@pytest.mark.parametrize("today", [SUNDAY, LEAP_DAY, date(2026, 1, 31)])
def test_what_names_no_day_is_refused(today: date) -> None:
    texts = (*REFUSED.split(), *REFUSED_PHRASES)
    assert [t for t in texts if read_typed_date(t, today)] == []


def test_at_the_end_of_a_month_a_month_later_is_its_last_day() -> None:
    day = date(2026, 1, 31)
    said = ("in a month", "next month", "the 31st", "the 30th", "eom", "next quarter", "saturday")
    assert [read_typed_date(text, day) for text in said] == [
        date(2026, 2, 28),
        date(2026, 2, 28),
        date(2026, 1, 31),
        date(2026, 3, 30),
        date(2026, 1, 31),
        date(2026, 4, 30),
        date(2026, 1, 31),
    ]


def test_the_end_of_the_week_is_the_next_friday_where_this_one_has_passed() -> None:
    saturday = date(2026, 11, 28)
    assert read_typed_date("eow", saturday) == date(2026, 12, 4)
    assert read_typed_date("end of next week", saturday) == date(2026, 12, 4)
    assert read_typed_date("eow", date(2026, 11, 27)) == date(2026, 11, 27)


@pytest.mark.parametrize("text", ["next friday", "nächsten freitag", "vendredi prochain"])
def test_next_friday_can_mean_the_first_one_after_today(text: str) -> None:
    nearest = TypedDates(next_weekday="nearest")
    friday = date(2026, 11, 27)
    assert read_typed_date(text, SUNDAY, nearest) == friday
    assert read_typed_date(text, friday, nearest) == friday + timedelta(days=7)


def test_the_first_language_says_whether_the_day_comes_first() -> None:
    german_first = TypedDates(languages=("de", "en"))
    assert read_typed_date("5/12", SUNDAY, german_first) == date(2026, 12, 5)
    assert read_typed_date("12/15", SUNDAY, german_first) == date(2026, 12, 15)


def test_a_language_that_is_not_asked_for_is_not_read() -> None:
    assert read_typed_date("morgen", SUNDAY, TypedDates(languages=("en",))) is None
    assert read_typed_date("fri", SUNDAY, TypedDates(languages=())) is None
    assert read_typed_date("2026-12-01", SUNDAY, TypedDates(languages=())) == date(2026, 12, 1)


def test_a_language_without_words_of_its_own_here_is_read_by_dateparser() -> None:
    italian = TypedDates(languages=("it",))
    assert read_typed_date("15 dicembre", SUNDAY, italian) == date(2026, 12, 15)
    assert read_typed_date("domani", SUNDAY, italian) == date(2026, 11, 23)
    assert read_typed_date("15.12.", SUNDAY, italian) == date(2026, 12, 15)
    assert read_typed_date("15 whatever", SUNDAY, TypedDates(languages=("xx",))) is None


WORDS = sorted(
    {
        word
        for table in (ENGLISH, GERMAN, FRENCH, SPANISH)
        for aliases in (*table, *table.values())
        for word in aliases.replace(",", "").split()
    }
)
NUMBERS = st.sampled_from(
    ["0", "1", "2", "31", "99", "9999", "15th", "2nd", "15.", "15.12.", "12/15", "2026-12-01"]
)
JOINTS = st.sampled_from([" ", " ", " ", "", "-", ".", ", ", "'", "+"])
SENTENCES = st.lists(
    st.tuples(st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), NUMBERS), JOINTS),
    max_size=6,
).map(lambda parts: "".join(word + joint for word, joint in parts))
TODAYS = st.dates() | st.sampled_from([date.min, date.max, SUNDAY, LEAP_DAY])


@settings(max_examples=400, deadline=None)
@given(SENTENCES, TODAYS, st.sampled_from(["plugin", "nearest"]))
def test_words_of_dates_in_any_order_are_a_day_within_twenty_years_or_none(
    text: str, today: date, which: str
) -> None:
    day = read_typed_date(text, today, TypedDates("nearest" if which == "nearest" else "plugin"))
    assert day is None or abs((day - today).days) <= 20 * 366


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=70) | st.text("0123456789 .,-/:+TZwdmyabe年\t٣½\x00\ud800%", max_size=30))
def test_no_text_makes_the_reader_of_typed_dates_raise(text: str) -> None:
    day = read_typed_date(text, SUNDAY)
    assert day is None or abs((day - SUNDAY).days) <= 20 * 366


def days_near(today: date) -> st.SearchStrategy[date]:
    return st.integers(-7000, 7000).map(lambda days: today + timedelta(days=days))


@given(days_near(SUNDAY))
def test_every_iso_date_near_today_is_read_as_itself(day: date) -> None:
    assert read_typed_date(day.isoformat(), SUNDAY) == day
    assert read_typed_date(f" {day:%d.%m.%Y} ", SUNDAY) == day
    assert read_typed_date(f"{day:%a} {day.day} {day:%b %Y}", SUNDAY) == day


@given(st.integers(0, 300).map(lambda days: LEAP_DAY + timedelta(days=days)))
def test_what_is_shown_of_a_day_to_come_can_be_typed(day: date) -> None:
    shown, _ = describe_date(day, LEAP_DAY).split(", ")
    assert read_typed_date(shown, LEAP_DAY) == day


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 12, 4), "Fri 4 Dec, in 12 days"),
        (date(2026, 11, 22), "Sun 22 Nov, today"),
        (date(2026, 11, 23), "Mon 23 Nov, tomorrow"),
        (date(2026, 11, 21), "Sat 21 Nov, yesterday"),
        (date(2026, 11, 20), "Fri 20 Nov, 2 days ago"),
        (date(2027, 1, 1), "Fri 1 Jan 2027, in 40 days"),
        (date(2025, 12, 19), "Fri 19 Dec 2025, 338 days ago"),
    ],
)
def test_a_day_is_shown_with_its_distance(day: date, shown: str) -> None:
    assert describe_date(day, SUNDAY) == shown


def test_dateparser_is_imported_only_for_what_the_grammar_does_not_know() -> None:
    code = (
        "from datetime import date\n"
        "from parsers.typed_dates import read_typed_date\n"
        "def read(*texts): return [read_typed_date(text, date(2026, 11, 22)) for text in texts]\n"
    )
    known = "read('2026-12-01', '2026-02-30', 'next friday', 'fin de mes', '15')"
    assert imported(code + known, of=["dateparser"]) == set()
    assert imported(code + "read('about a week')", of=["dateparser"]) == {"dateparser"}
    assert read_typed_date("about a week", SUNDAY) == date(2026, 11, 29)

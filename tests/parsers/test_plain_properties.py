"""Title and day without a YAML parser: the same as with it, wherever they are given."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.frontmatter import Properties, read_yaml
from parsers.note import Note
from parsers.plain_properties import plain_title_and_date, plain_values

KEYS = st.sampled_from(["title", "Title", "date", "DATE", "tags", "x-y", "type", "yes", "null"])
VALUES = st.one_of(
    st.sampled_from(
        [
            *("", " ", " Crew", " 2026-11-22", " 2026-02-30", " 2026-1-5", ' "Quoted: it"', ' ""'),
            *(" true", " Null", " no", " ~", " 12", " 0x1F", " a: b", " a #b", " a#b", " a - b"),
            *(" [a, b]", " []", " [a,, b]", " [[a]]", "\n  - one\n  - two", "\n- one", "\n - one"),
            *(" Größe", " a – b", " a\u0085b", " a\u2028b", " 'it''s'", " it's", ' "a\\nb"', " |"),
            *(
                " a,",
                " a, b",
                " -",
                " a\n b",
                " &x y",
                " *x",
                " !!int one",
                " a\tb",
                " 22. May 2026",
            ),
        ]
    ),
    st.text(st.sampled_from("ab1-:,#[]\"' é\n\\&"), max_size=8).map(" {}".format),
)
PAIRS = st.lists(st.tuples(KEYS, VALUES).map("{0[0]}:{0[1]}".format), max_size=4)


@given(PAIRS, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\r", "\n"]))
@example(["title: a,"], "\n", "\r")
@example(["title: a b "], "\n", "")
def test_title_and_day_are_those_of_the_properties(pairs: list[str], end: str, last: str) -> None:
    text = "\n".join(pairs).replace("\n", end) + last
    for path in ("A note.md", "x/2026-11-01 Call.md"):
        note = Note(path, 0, text.encode())
        assert (note.title, note.day) == (note.info.title, note.info.date)


@given(PAIRS, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\r", "\n"]))
@example(["tags: [null, NuLL, True]", "x-y:\n- a  ", "date:"], "\r\n", "\r")
@example(["null: a"], "\n", "")
def test_values_are_those_of_the_yaml_parser(pairs: list[str], end: str, last: str) -> None:
    text = "\n".join(pairs).replace("\n", end) + last
    plain = plain_values(text.encode())
    if plain is not None:
        assert Properties(plain) == read_yaml(text)
        assert list(plain) == list(read_yaml(text).values)


def test_what_each_plain_form_says() -> None:
    assert plain_values(b'a: Crew \nb: "x: y"\nc: [d, true]\ne:\n  - 2026-11-22\n  - f, g\nh:') == {
        "a": "Crew",
        "b": "x: y",
        "c": ["d", True],
        "e": ["2026-11-22", "f, g"],
        "h": None,
    }
    assert plain_values(b"") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ("", "")),
        ("title: Crew meeting\ndate: 2026-11-22\ntags: [a, b]", ("Crew meeting", "2026-11-22")),
        ('title: "Plan: B"\r\ntags:\r\n  - a\r\n  - b\r', ("Plan: B", "")),
        ("type: daily", ("", "")),
    ],
)
def test_the_usual_form_needs_no_yaml(text: str, found: tuple[str, str]) -> None:
    assert plain_title_and_date(text.encode()) == found


@pytest.mark.parametrize(
    "text", ["title: a: b", "title: [a", "date: 5 May 2026", "title: a\nTitle: b", "a", "x: |\n  y"]
)
def test_what_only_yaml_can_tell_is_left_to_it(text: str) -> None:
    assert plain_title_and_date(text.encode()) is None

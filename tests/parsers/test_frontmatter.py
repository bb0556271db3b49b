"""Properties, good and bad."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.frontmatter import LONGEST, Properties, link_target, read_properties
from tests.imports import imported

MEETING = b"""\
title: "Weekly: storage"
Date: 2026-11-20
person: '[[People/Ana Kim|Ana]]'
participants:
  - "[[Ana Kim]]"
  - Bo Chen
  - [[Cy]]
aliases: Storage, "weekly"
project: [[Alpha#Plan]]
generated: true
version: 1.10
time: 12:30
country: NO
empty:
due: 2026-02-30
"""


def test_values_are_kept_under_the_keys_as_written() -> None:
    properties = read_properties(MEETING)
    assert properties.problem == ""
    assert list(properties.values)[:3] == ["title", "Date", "person"]
    assert properties.values["time"] == "12:30"
    assert properties.values["country"] == "NO"
    assert properties.values["generated"] is True
    assert properties.values["due"] == "2026-02-30"
    assert properties.values["empty"] is None


def test_keys_match_in_any_case() -> None:
    properties = read_properties(MEETING)
    assert properties.text("TITLE") == "Weekly: storage"
    assert properties.date("date") == date(2026, 11, 20)
    assert read_properties("Type: a\ntype: b").text("type") == "a"


def test_a_single_value_is_a_text() -> None:
    properties = read_properties("a: 1\nb: 1.5\nc: false\nd: x y\ne: 0123\nf: '5'\ng: ''\nh: 1_000")
    assert [properties.text(key) for key in "abcdefgh"] == [
        *("1", "1.5", "false", "x y", "0123", "5", "", "1_000")
    ]


def test_a_list_a_mapping_and_nothing_are_no_text() -> None:
    properties = read_properties("a: [x]\nb: {c: d}\nc:\nd: ~")
    assert [properties.text(key) for key in "abcdx"] == [None] * 5


def test_an_unquoted_wikilink_is_the_text_it_looks_like() -> None:
    properties = read_properties("a: [[Ana Kim]]\nb: [[Kim, Ana]]\nc: [[2026]]")
    assert [properties.text(key) for key in "abc"] == ["[[Ana Kim]]", "[[Kim, Ana]]", "[[2026]]"]


def test_texts_come_from_a_list_a_single_value_or_commas() -> None:
    properties = read_properties(MEETING)
    assert properties.texts("participants") == ("Ana Kim", "Bo Chen", "Cy")
    assert properties.texts("person") == ("People/Ana Kim",)
    assert properties.texts("project") == ("Alpha",)
    assert properties.texts("generated") == ("true",)
    assert properties.texts("empty") == ()
    assert properties.texts("none") == ()
    assert read_properties("a: x, y z ,").texts("a") == ("x", "y z")
    assert read_properties("a: '[[Kim, Ana]], [[Bo|B, C]]'").texts("a") == ("Kim, Ana", "Bo")
    assert read_properties("a: ['Kim, Ana', 7, null, {b: c}, '']").texts("a") == ("Kim, Ana", "7")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[[Ana]]", "Ana"),
        ("[[People/Ana|A]]", "People/Ana"),
        ("[[Ana#Work|A]]", "Ana"),
        ("[[#Work]]", "[[#Work]]"),
        ("[[]]", "[[]]"),
        ("Ana", "Ana"),
        ("with [[Ana]]", "with [[Ana]]"),
        ("[[Ana]] and [[Bo]]", "[[Ana]] and [[Bo]]"),
    ],
)
def test_a_wikilink_names_its_target(text: str, target: str) -> None:
    assert link_target(text) == target


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-22",
        "'2026-11-22'",
        "2026-11-22T10:00:00Z",
        "2026-11-22 10:00:00",
        "!!timestamp 2026-11-22",
        "!!timestamp 2026-11-22T10:00:00",
        "'[[2026-11-22]]'",
        "[[2026-11-22]]",
        "22. November 2026",
    ],
)
def test_a_date_is_read_from_any_of_its_forms(written: str) -> None:
    assert read_properties(f"date: {written}").date("date") == date(2026, 11, 22)


@pytest.mark.parametrize(
    "written", ["2026-02-30", "2026-02-30T25:99", "soon", "1", "", "[a]", "{}"]
)
def test_what_is_no_date_is_none(written: str) -> None:
    properties = read_properties(f"date: {written}")
    assert properties.date("date") is None
    assert properties.problem == ""


def test_a_flag_says_yes_in_four_ways() -> None:
    properties = read_properties("a: true\nb: 'Yes'\nc: on\nd: 1\ne: false\nf: no\ng: 2\nh: [true]")
    assert [properties.flag(key) for key in "abcd"] == [True] * 4
    assert [properties.flag(key) for key in "efghx"] == [False] * 5


def test_nothing_is_no_problem() -> None:
    for text in (b"", b"\n", b"# only a comment\n"):
        assert read_properties(text) == Properties({}, "")


def test_windows_line_ends_and_bytes_that_are_not_utf8_are_read() -> None:
    assert read_properties(b"a: 1\r\nb: x\r\n").values == {"a": 1, "b": "x"}
    assert read_properties(b"a: caf\xe9").text("a") == "caf\ufffd"
    assert read_properties("a: caf\udce9").text("a") == "caf\ufffd"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb:\n\t- c", "Line 4: found character that cannot start any token."),
        ("a: 1\nowner: @Ana", "Line 3: found character that cannot start any token."),
        ("a: b: c", "Line 2: mapping values are not allowed in this context."),
        ("title: {{title}}", "Line 2: found unhashable key."),
        ("? [a]\n: b", "Line 2: found unhashable key."),
        ("a: 1\nb: \x07", "Line 3: control characters are not allowed."),
        ("- a\n- b", "Line 2: the properties are no list of keys with their values."),
        ("words", "Line 2: the properties are no list of keys with their values."),
        ("a: *b", "Line 2: found undefined alias."),
        (
            "a: !!timestamp 2026-02-30",
            "A value does not fit its tag: day is out of range for month.",
        ),
        (
            "a: !!int one",
            "A value does not fit its tag: invalid literal for int() with base 10: 'one'.",
        ),
    ],
)
def test_bad_yaml_has_no_values_and_a_problem_with_its_line(text: str, problem: str) -> None:
    properties = read_properties(text)
    assert properties.values == {}
    assert properties.problem == problem


@pytest.mark.parametrize(
    "text", ["a: !!bool x", "a: !!timestamp x", "a: !!float x", "a: !!python/object:os.system x"]
)
def test_a_tag_that_its_value_does_not_fit_is_a_problem(text: str) -> None:
    properties = read_properties(text)
    assert properties.values == {}
    assert properties.problem.endswith(".")


def test_a_repeated_key_counts_the_first_time_with_a_problem() -> None:
    properties = read_properties("a: 1\nb: 2\na: 3\n")
    assert properties.values == {"a": 1, "b": 2}
    assert properties.problem == "Line 4: 'a' stands here again; the first one counts."


def test_merge_keys_are_plain_keys() -> None:
    properties = read_properties("a: &a {x: 1}\n<<: *a\n")
    assert properties.values == {"a": {"x": 1}, "<<": {"x": 1}}


NINE_LEVELS = list(zip("abcdefgh", "bcdefghi", strict=True))
BOMBS = {
    "aliases": "i: &i [x]\n"
    + "\n".join(f"{a}: &{a} [{', '.join(['*' + b] * 9)}]" for a, b in reversed(NINE_LEVELS)),
    "merges": "i: &i {x: 1}\n"
    + "\n".join(
        f"{a}: &{a} {{<<: [{', '.join(['*' + b] * 9)}]}}" for a, b in reversed(NINE_LEVELS)
    ),
    "itself": "a: &a [*a]",
    "brackets": "a: " + "[" * 200_000,
    "closed": "a: " + "[" * 5_000 + "]" * 5_000,
    "braces": "{a: " * 60_000,
    "dashes": "- " * 100_000,
    "questions": "? " * 100_000,
    "stairs": "\n".join(" " * depth + "a:" for depth in range(700)),
    "bangs": "a: " + "!" * 200_000,
    "long": "a" * (LONGEST + 1),
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in BOMBS.items()])
def test_hostile_yaml_is_a_short_problem_found_quickly(text: str) -> None:
    before = time.process_time()
    properties = read_properties(text)
    assert time.process_time() - before < 2
    assert properties.values == {}
    assert 0 < len(properties.problem) < 300


YAML_PIECES = st.sampled_from(
    [
        *(
            "a",
            "b",
            ": ",
            "- ",
            "? ",
            "\n",
            "\n  ",
            "\t",
            "[",
            "]",
            "{",
            "}",
            ",",
            "&a ",
            "*a",
            "!",
            "!!",
        ),
        *(
            "!!int ",
            "!!timestamp ",
            "!!set ",
            "'",
            '"',
            "|\n",
            ">\n",
            "#",
            "%",
            "@",
            "`",
            "<<",
            "=",
            "~",
        ),
        *(
            "true",
            "2026-02-30",
            "2026-11-22T10:00",
            "1e9",
            "0x1",
            "0o7",
            ".inf",
            "\x00",
            "\ud800",
            "---\n",
        ),
    ]
)


@given(st.lists(YAML_PIECES, max_size=20).map("".join) | st.binary() | st.text())
def test_no_text_makes_the_reader_raise(text: str | bytes) -> None:
    properties = read_properties(text)
    for key in ("a", "b", *properties.values):
        assert isinstance(key, str)
        properties.text(key)
        properties.texts(key)
        properties.flag(key)
    if properties.values and properties.problem:  # only a repeated key leaves the others readable
        assert properties.problem.endswith("stands here again; the first one counts.")


def test_importing_the_module_imports_no_yaml() -> None:
    libraries = ("yaml", "frontmatter", "dateparser")
    assert imported("import parsers.frontmatter", of=libraries) == set()

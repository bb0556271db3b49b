"""Quotes and list items around a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.containers import (
    Containers,
    descend,
    ends_in_list,
    in_columns,
    innermost_quote,
    is_within,
    open_containers,
)

TEXTS = st.lists(st.sampled_from([b" ", b"    ", b"> ", b">", b"- ", b"1. ", b"a"])).map(
    lambda pieces: in_columns(b"".join(pieces))
)


@pytest.mark.parametrize(
    ("text", "opened", "rest"),
    [
        (b"words", [], b"words"),
        (b"- a", [2], b"a"),
        (b"  10) a", [6], b"a"),
        (b"-    a", [5], b"a"),
        (b"-     a", [2], b"    a"),
        (b"-", [2], b""),
        (b"> > a", [0, 0], b"a"),
        (b">>a", [0, 0], b"a"),
        (b"> - 1. a", [0, 2, 3], b"a"),
        (b"- > a", [2, 0], b"a"),
        (b"    - a", [], b"    - a"),
        (b"    > a", [], b"    > a"),
        (b"- - -", [], b"- - -"),
        (b"-a", [], b"-a"),
        (b"1234567890. a", [], b"1234567890. a"),
    ],
)
def test_a_line_opens_quotes_and_items(text: bytes, opened: Containers, rest: bytes) -> None:
    containers, place = open_containers(text, 0, in_list=False)
    assert containers == opened
    assert text[place:] == rest


def test_inside_a_list_an_item_may_be_indented_by_any_width() -> None:
    assert open_containers(b"      - a", 0, in_list=True) == ([8], 8)


@pytest.mark.parametrize(
    ("text", "containers", "depth", "rest"),
    [
        (b"  a", [2], 1, b"a"),
        (b" a", [2], 0, b" a"),
        (b"", [2, 2], 2, b""),
        (b"", [0], 0, b""),
        (b"> a", [0], 1, b"a"),
        (b">   a", [0, 2], 2, b"a"),
        (b"    a", [2, 2], 2, b"a"),
        (b"   a", [2, 2], 1, b" a"),
        (b"    a", [6], 1, b"a"),
    ],
)
def test_a_line_stays_in_containers(
    text: bytes, containers: Containers, depth: int, rest: bytes
) -> None:
    found, place = descend(text, containers)
    assert (found, text[place:]) == (depth, rest)


@given(TEXTS)
def test_a_line_stays_in_the_containers_it_opens(text: bytes) -> None:
    containers, place = open_containers(text, 0, in_list=False)
    indented = b"".join(b" " * width if width else b"> " for width in containers) + b"a"
    assert is_within(indented, containers)
    assert 0 <= place <= len(text)


def test_tabs_become_columns_and_blank_ends_go() -> None:
    assert in_columns(b"\t- a\tb \t\r") == b"    - a b"
    assert in_columns(b">\ta") == b">   a"
    assert in_columns(b" \t \r") == b""


def test_the_innermost_container_says_whether_a_list_is_open() -> None:
    assert ends_in_list([0, 2])
    assert not ends_in_list([2, 0])
    assert not ends_in_list([])


def test_the_containers_down_to_the_innermost_quote() -> None:
    assert innermost_quote([2, 0, 2, 3]) == [2, 0]
    assert innermost_quote([2, 3]) == []

"""The reader of hidden lines on input that no case file holds well."""

import time

import pytest

from parsers.hidden import hidden_lines
from parsers.lines import split_lines


def test_reading_may_start_below_the_frontmatter() -> None:
    lines = split_lines(b"---\na: '```'\n---\n- [ ] a\n```\n- [ ] b\n")
    assert hidden_lines(lines, 3) == {4, 5, 6}


def test_no_lines_hide_nothing() -> None:
    assert hidden_lines([]) == set()
    assert hidden_lines([b""]) == set()


def test_blank_lines_of_spaces_and_carriage_returns_are_blank() -> None:
    lines = split_lines(b"words\r\n \t\r\n    - [ ] code\r\nwords\r\n    - [ ] words\r\n")
    assert hidden_lines(lines) == {2}


def test_bytes_that_are_no_text_are_words() -> None:
    assert hidden_lines([b"\xff\x00", b"    - [ ] a", b"\x0b", b"\x1c```", b"- [ ] b"]) == set()


@pytest.mark.parametrize(
    "line",
    [b"a %%", b"a <!-- b", b"- %%", b"a $$", b"- a $$", b"> a %%", b"> - <!--", b"`" * 3 + b"` `"],
)
def test_many_lone_openers_take_time_that_grows_with_the_note_alone(line: bytes) -> None:
    closes = {b"a %%", b"a $$", b"- %%", b"> a %%"}
    lines = [line, b"", b"b"] * 10_000 if line not in closes else [line] * 20_000
    before = time.process_time()
    hidden_lines(lines)
    assert time.process_time() - before < 3


def test_a_line_of_many_backticks_takes_little_time() -> None:
    line = b" ".join(b"`" * count for count in range(1, 700)) + b" %%"
    before = time.process_time()
    hidden_lines([line, b"- [ ] a %%"])
    assert time.process_time() - before < 1


def test_a_deep_nest_of_quotes_and_items_is_read() -> None:
    assert hidden_lines([b"> - " * 40 + b"```", b"- [ ] a"]) == {0}


@pytest.mark.parametrize("mark", [b"- ", b">", b"> - ", b"1. "])
def test_a_line_of_marks_alone_takes_little_time(mark: bytes) -> None:
    before = time.process_time()
    hidden_lines([mark * 50_000 + b"x"] * 3)
    assert time.process_time() - before < 2

"""The lines that look like tasks are found without reading a note line by line."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parsers.blocks import find_body, find_frontmatter, read_blocks
from parsers.candidates import Found, find_candidates, visible_candidates
from parsers.hidden import hidden_lines
from parsers.lines import decode_line, encode_line, split_lines
from parsers.task_head import find_text
from tests.strategies import markdown_notes


def found_quickly(data: bytes) -> list[Found]:
    body = find_body(data, find_frontmatter(data))
    starts = find_candidates(data, body)
    found = list(visible_candidates(data, split_lines(data), body, starts)) if starts else []
    lines = split_lines(data)
    return [(number, headings) for number, headings in found if find_text(_text(lines, number))]


def found_line_by_line(data: bytes) -> list[Found]:
    lines = split_lines(data)
    blocks = read_blocks(data, lines)
    first = blocks.frontmatter[1] + 1 if blocks.frontmatter else 0
    hidden = hidden_lines(lines, first)
    return [
        (number, tuple(map(encode_line, blocks.heading_path(number))))
        for number in range(first, len(lines))
        if number not in hidden and find_text(_text(lines, number))
    ]


def _text(lines: list[bytes], number: int) -> str:
    return decode_line(lines[number]).removeprefix("" if number else "\ufeff")


@settings(max_examples=400)
@given(markdown_notes() | st.binary())
@example(b"\n    code\n    - [ ] c")
@example(b"- a\n    >     - [ ] s")
@example(b"\xef\xbb\xbf    code\n    - [ ] c\n")
@example(b"# A\n\t- [ ] a\n\n## B\n- [ ] b\n\n\t- [ ] c\n# D\n\n    - [ ] d")
@example(b"---\n---\n\t- [ ] a")
def test_the_quick_search_finds_what_reading_every_line_finds(data: bytes) -> None:
    assert found_quickly(data) == found_line_by_line(data)


@given(markdown_notes())
def test_blocks_up_to_a_line_are_those_of_the_whole_note_up_to_there(data: bytes) -> None:
    lines = split_lines(data)
    whole = read_blocks(data, lines)
    end = 0
    for number, line in enumerate(lines):
        end += len(line)
        part = read_blocks(data, lines, end)
        assert (number in part.hidden) is (number in whole.hidden)
        assert part.heading_path(number) == whole.heading_path(number)
        end += 1


def test_only_the_first_bracket_of_a_line_can_open_a_box() -> None:
    data = b"[[a]] - [ ] b\n- [a] [ ] c\n- [ ] d [x] - [ ] e\n- [[x] f\n"
    assert find_candidates(data, 0) == [data.index(b"- [a]"), data.index(b"- [ ] d")]


def test_a_box_without_a_list_marker_before_it_is_none() -> None:
    assert find_candidates(b"[ ] a\n [ ] b\na [ ] c\n-[ ] d\n", 0) == []


def test_what_stands_in_the_properties_is_no_candidate() -> None:
    data = b"---\na: - [ ] b\n---\n- [ ] c"
    body = find_body(data, find_frontmatter(data))
    assert find_candidates(data, body) == [body]


@pytest.mark.parametrize("line", [b"\t- [ ] a\n", b"\tb\n", b"    >b\n", b"# a\n", b"[ ] a\n"])
def test_many_lines_of_one_kind_take_time_that_grows_with_the_note_alone(line: bytes) -> None:
    before = time.process_time()
    found_quickly(b"- a\n" + line * 50_000 + b"\t- [ ] b\n" * 50)
    assert time.process_time() - before < 2

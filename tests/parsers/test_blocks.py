"""A note's blocks; tests/data/blocks holds the cases, and a README that says how to add one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.blocks import Blocks, Heading, read_blocks
from parsers.hidden import hidden_lines
from parsers.lines import BOM, split_lines
from tests.strategies import markdown_notes

CASES = Path(__file__).parents[1] / "data" / "blocks"


def blocks_of(data: bytes) -> Blocks:
    return read_blocks(data, split_lines(data))


def read_cases() -> Iterator[tuple[str, list[str]]]:
    for path in sorted(CASES.glob("*.txt")):
        for case in path.read_text("utf-8").split("== ")[1:]:
            title, *marked = case.removesuffix("\n").split("\n")
            yield f"{path.stem}: {title}", marked


@pytest.mark.parametrize(
    "marked", [pytest.param(marked, id=title) for title, marked in read_cases()]
)
@pytest.mark.parametrize(
    ("before", "end"), [(b"", b"\n"), (b"", b"\r\n"), (BOM, b"\n")], ids=["lf", "crlf", "bom"]
)
def test_the_lines_marked_with_x_hold_no_task(marked: list[str], before: bytes, end: bytes) -> None:
    assert {line[:2] for line in marked} <= {"x|", " |"}
    hidden = blocks_of(before + end.join(line[2:].encode() for line in marked)).hidden
    found = ["x |"[number not in hidden] + line[1:] for number, line in enumerate(marked)]
    assert found == marked


NOTES = markdown_notes()


@given(NOTES | st.binary())
def test_the_quick_look_skips_no_note_with_hidden_lines(data: bytes) -> None:
    lines = split_lines(data)
    blocks = read_blocks(data, lines)
    start = 0 if blocks.frontmatter is None else blocks.frontmatter[1] + 1
    assert blocks.hidden == frozenset(range(start)) | hidden_lines(lines, start)
    assert all(0 <= number < len(lines) for number in blocks.hidden)


@given(NOTES)
def test_every_heading_is_found_line_by_line_too(data: bytes) -> None:
    blocks = blocks_of(data)
    for number, line in enumerate(data.removeprefix(BOM).decode().split("\n")):
        words = line.lstrip(" ").partition("\r")[0].split()
        is_heading = (
            line.startswith(("#", " #", "  #", "   #"))
            and number not in blocks.hidden
            and words[0].strip("#") == ""
        )
        assert is_heading or number not in {heading.line for heading in blocks.headings}


@given(NOTES)
def test_the_heading_path_ends_in_the_nearest_heading(data: bytes) -> None:
    blocks = blocks_of(data)
    for line in range(len(split_lines(data))):
        path = blocks.heading_path(line)
        assert (path[-1] if path else None) == blocks.heading(line)
        assert len(path) <= 6


def test_an_empty_note_has_no_blocks() -> None:
    assert blocks_of(b"") == Blocks(frozenset(), None, ())
    assert read_blocks(b"", []) == Blocks(frozenset(), None, ())


def test_frontmatter_is_the_lines_between_the_fences() -> None:
    assert blocks_of(b"---\na: 1\nb: 2\n---\ntext").frontmatter == (1, 3)
    assert blocks_of(b"---\n---\n").frontmatter == (1, 1)
    assert blocks_of(b"---\na: 1\n...").frontmatter == (1, 2)
    assert blocks_of(BOM + b"--- \t\r\na: 1\r\n---\r\n").frontmatter == (1, 2)


def test_frontmatter_that_is_not_closed_or_not_on_top_is_none() -> None:
    assert blocks_of(b"---\na: 1\n").frontmatter is None
    assert blocks_of(b"\n---\na: 1\n---\n").frontmatter is None
    assert blocks_of(b" ---\na: 1\n---\n").frontmatter is None
    assert blocks_of(b"---a\na: 1\n---\n").frontmatter is None


def test_headings_have_their_line_level_and_text() -> None:
    data = b"# One\n\n## Two ##\ntext\n   ### Three # 3 #  \r\n#\n###### caf\xc3\xa9#\n"
    assert blocks_of(data).headings == (
        Heading(0, 1, "One"),
        Heading(2, 2, "Two"),
        Heading(4, 3, "Three # 3"),
        Heading(5, 1, ""),
        Heading(6, 6, "café#"),
    )


def test_a_heading_of_marks_alone_is_empty() -> None:
    assert blocks_of(b"## ##\n").headings == (Heading(0, 2, ""),)


def test_a_heading_may_follow_the_byte_order_mark() -> None:
    assert blocks_of(BOM + b"# One\n# Two").headings == (Heading(0, 1, "One"), Heading(1, 1, "Two"))


def test_tags_indented_marks_and_quotes_are_no_headings() -> None:
    data = b"#tag\n####### seven\n    # code\n> # quoted\n\\# no\n"
    assert blocks_of(data).headings == ()


def test_headings_in_hidden_lines_do_not_count() -> None:
    data = b"---\n# yaml\n---\n# One\n```\n# code\n```\n%%\n# comment\n%%\n# Two\n"
    assert blocks_of(data).headings == (Heading(3, 1, "One"), Heading(10, 1, "Two"))


def test_bytes_of_a_heading_that_are_not_utf8_are_kept() -> None:
    assert blocks_of(b"# caf\xe9").headings == (Heading(0, 1, "caf\udce9"),)


def test_the_heading_path_holds_the_open_headings_outermost_first() -> None:
    data = b"a\n# A\n### B\nb\n## C\nc\n#### D\nd\n# E\ne\n"
    blocks = blocks_of(data)
    assert blocks.heading_path(0) == ()
    assert blocks.heading_path(3) == ("A", "B")
    assert blocks.heading_path(5) == ("A", "C")
    assert blocks.heading_path(7) == ("A", "C", "D")
    assert blocks.heading_path(9) == ("E",)


def test_a_heading_is_not_above_itself() -> None:
    blocks = blocks_of(b"# A\n## B\n")
    assert blocks.heading_path(0) == ()
    assert blocks.heading(0) is None
    assert blocks.heading_path(1) == ("A",)
    assert blocks.heading(1) == "A"
    assert blocks.heading(2) == "B"

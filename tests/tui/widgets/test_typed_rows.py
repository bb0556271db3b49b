"""A typed line as rows: broken at blanks, the cursor always among them, nothing unsafe."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.prompts.typed_line import TypedLine
from tui.safe_text import UNSAFE
from tui.widgets.typed_rows import typed_rows


def shown(line: TypedLine, width: int, most: int = 9) -> list[str]:
    return [row.plain for row in typed_rows(line, width, most)]


def test_words_stay_whole_where_they_fit() -> None:
    assert shown(TypedLine("call the harbour", 0), 9) == ["call the ", "harbour"]
    assert shown(TypedLine("harbourmaster", 0), 5) == ["harbo", "urmas", "ter"]


def test_the_rows_around_the_cursor_are_shown() -> None:
    line = TypedLine("one two six ten", 0)
    assert shown(line, 4, most=2) == ["one ", "two "]
    assert shown(TypedLine(line.text, 15), 4, most=2) == ["six ", "ten "]


def test_signs_that_steer_a_terminal_are_shown_as_pictures() -> None:
    assert shown(TypedLine("a\x1b[2J\u202eb", 0), 40) == ["a␛[2J‹202E›b"]


@given(st.text(max_size=60), st.integers(0, 60), st.integers(8, 30), st.integers(1, 4))
def test_no_row_is_too_wide_and_one_has_the_cursor(
    text: str, at: int, width: int, most: int
) -> None:
    rows = typed_rows(TypedLine(text, min(at, len(text))), width, most)
    assert 1 <= len(rows) <= most
    assert all(cell_len(row.plain) <= width for row in rows)
    assert not any(UNSAFE.search(row.plain) for row in rows)
    assert sum("reverse" in str(span.style) for row in rows for span in row.spans) == 1

"""Where the text of a task's line begins and ends."""

import pytest

from parsers.task_head import find_text, is_task_head


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("- [ ] a b", "a b"),
        ("> > 10) [x]a \t\u3000", "a"),
        ("\u00a0*   [日] \ufeffa [b]", "a [b]"),
        ("- [ ] a\rb", "a"),
        ("\r- [ ] a\u2028b", "a"),
        ("- []] a", "a"),
        ("- [ ]", ""),
    ],
)
def test_the_text_stands_behind_the_box_without_blank_ends(line: str, text: str) -> None:
    place = find_text(line)
    assert place is not None
    status_at, start, end = place
    assert line[start:end] == text
    assert line[status_at - 1] == "["


@pytest.mark.parametrize("line", ["", "[ ] a", "- a [ ] b", "-[ ] a", "- [ab] c", "- [\u2029] a"])
def test_a_line_that_does_not_begin_as_a_task_has_no_text(line: str) -> None:
    assert find_text(line) is None


def test_a_head_is_indentation_marker_and_a_space() -> None:
    assert all(map(is_task_head, ("- ", " > 1.  ", "\t+ ", "\u3000* ")))
    assert not any(map(is_task_head, ("", "-", "-\t", "a - ", "1 ", "- [")))

"""Which lines belong to a task."""

import pytest

from vault.subtasks import block_end, indentation, outdented


@pytest.mark.parametrize(
    ("note", "number", "end"),
    [
        (b"- a\n  - b\n    c\n- d", 0, 3),
        (b"- a\n\n  - b\n\n\n- d", 0, 3),
        (b"- a\n- b", 0, 1),
        (b"- a\n\t- b\n\ttext\n", 0, 3),
        (b"  - a\n   - b\n  - c", 0, 2),
        (b"> - a\n>   - b\n> - c", 0, 2),
        (b"> - a\n>\n>   - b\n- c", 0, 3),
        (b"> - a\n  - b", 0, 1),
        (b"- a\r\n  - b\r\n\r\nc\r\n", 0, 2),
        (b"- a\n  ```\n  x\n  ```\nb", 0, 4),
        (b"\xef\xbb\xbf- a\n  - b\n", 0, 2),
        (b"x\n- a", 1, 2),
    ],
)
def test_a_block_ends_where_the_indentation_does(note: bytes, number: int, end: int) -> None:
    assert block_end(note.split(b"\n"), number) == end


@pytest.mark.parametrize(
    ("line", "outside", "left"),
    [
        (b"    - b", b"  - a", b"  - b"),
        (b">   - b", b"> - a", b"  - b"),
        (b"> > - b", b"> > - a", b"- b"),
        (b"\t\t- b", b"\t- a", b"    - b"),
        (b"", b"  - a", b""),
        (b"- a", b"- a", b"- a"),
    ],
)
def test_lines_keep_their_indentation_relative_to_the_task(
    line: bytes, outside: bytes, left: bytes
) -> None:
    assert outdented(line, *indentation(outside)) == left

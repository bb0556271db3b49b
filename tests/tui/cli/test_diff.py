"""A rehearsed note as a unified diff."""

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tui.cli.diff import unified_diff
from vault.rehearsal import RehearsedNote
from vault.splices import Splice, apply_splices

HUNK = re.compile(rb"@@ -([0-9]+)(?:,([0-9]+))? \+([0-9]+)(?:,([0-9]+))? @@\n")


def _diff(data: bytes, *splices: Splice, path: str = "a.md") -> bytes:
    return unified_diff(RehearsedNote(path, data, splices))


def test_a_changed_line_stands_between_three_lines_of_context() -> None:
    data = b"".join(b"line %d\n" % n for n in range(1, 10))
    start = data.index(b"line 5")
    assert _diff(data, Splice(start, start + 6, b"other")) == (
        b"--- a/a.md\n+++ b/a.md\n@@ -2,7 +2,7 @@\n line 2\n line 3\n line 4\n-line 5\n+other\n"
        b" line 6\n line 7\n line 8\n"
    )


def test_changes_far_apart_have_hunks_of_their_own_with_shifted_numbers() -> None:
    data = b"".join(b"%d\n" % n for n in range(10))
    diff = _diff(data, Splice(0, 1, b"a\nb"), Splice(18, 19, b"z"))
    assert re.findall(rb"@@.*@@", diff) == [b"@@ -1,4 +1,5 @@", b"@@ -7,4 +8,4 @@"]


def test_a_last_line_without_a_line_feed_is_said_to_have_none() -> None:
    assert _diff(b"a\nb", Splice(2, 3, b"c")) == (
        b"--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n"
        b"+c\n\\ No newline at end of file\n"
    )


def test_a_line_that_goes_takes_its_line_feed_along() -> None:
    assert _diff(b"a\nb\nc\n", Splice(2, 4, b"")).endswith(b"@@ -1,3 +1,2 @@\n a\n-b\n c\n")
    assert _diff(b"a\n", Splice(0, 2, b"")).endswith(b"@@ -1 +0,0 @@\n-a\n")


def test_a_path_with_a_line_break_cannot_forge_a_header() -> None:
    diff = _diff(b"a\n", Splice(0, 1, b"b"), path="x\n+++ b/y.md")
    assert diff.startswith("--- a/x␊+++ b/y.md\n+++ b/x␊+++ b/y.md\n@@".encode())


def test_bytes_that_are_not_utf_8_stay_as_they_are() -> None:
    diff = _diff(b"caf\xe9\r\n", Splice(0, 1, b"C"), path="\udcff.md")
    assert diff == b"--- a/\xff.md\n+++ b/\xff.md\n@@ -1 +1 @@\n-caf\xe9\r\n+Caf\xe9\r\n"


@st.composite
def notes_with_splices(draw: st.DrawFn) -> tuple[bytes, list[Splice]]:
    """A note and what a verb may do to it: other lines for some of its lines."""
    texts = st.sampled_from([b"", b"a", b"b", b"b\r", b"caf\xe9"])
    lines = draw(st.lists(texts, min_size=1, max_size=40))
    data = b"\n".join(lines)
    numbers = draw(st.sets(st.integers(0, len(lines) - 1), min_size=1, max_size=6))
    splices = []
    for number in sorted(numbers):
        start = sum(len(line) + 1 for line in lines[:number])
        new = b"\n".join(draw(st.lists(st.sampled_from([b"x", b"y\r"]), min_size=1, max_size=3)))
        whole_line = number + 1 < len(lines) and draw(st.booleans())
        if whole_line:
            splices.append(Splice(start, start + len(lines[number]) + 1, b""))
        else:
            splices.append(Splice(start, start + len(lines[number]), new))
    return data, splices


@given(notes_with_splices())
def test_a_diff_patches_the_note_into_what_would_be_written(
    note: tuple[bytes, Sequence[Splice]],
) -> None:
    data, splices = note
    assert _patched(data, _diff(data, *splices)) == apply_splices(data, splices)


def _patched(data: bytes, diff: bytes) -> bytes:
    """Apply a diff strictly: every line of context and every number must be right."""
    old = data.splitlines(keepends=True) if b"\r" not in data else _kept(data)
    lines = _kept(diff)[2:]
    made: list[bytes] = []
    at = 0
    while lines:
        found = HUNK.fullmatch(lines.pop(0))
        assert found is not None
        count = int(found[2] or 1)
        first = int(found[1]) - bool(count)
        made += old[at:first]
        at = first
        assert int(found[3]) - (found[4] != b"0") == len(made)
        while lines and not HUNK.fullmatch(lines[0]):
            sign, text = lines[0][:1], lines.pop(0)[1:]
            if lines and lines[0].startswith(b"\\"):
                lines.pop(0)
                text = text.removesuffix(b"\n")
            if sign in (b" ", b"-"):
                assert old[at] == text
                at += 1
            if sign in (b" ", b"+"):
                made.append(text)
        assert at - first == count
    return b"".join(made + old[at:])


def _kept(data: bytes) -> list[bytes]:
    *whole, rest = data.split(b"\n")
    return [line + b"\n" for line in whole] + ([rest] if rest else [])

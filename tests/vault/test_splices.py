"""Splices: what they make of bytes, and when another program's version has them already."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.errors import NotANoteError, UsageError
from vault.overwrite import MAX_BYTES
from vault.splices import Splice, apply_splices, carries, planned


@st.composite
def data_and_splices(draw: st.DrawFn) -> tuple[bytes, list[Splice]]:
    data = draw(st.binary(max_size=200))
    cuts = sorted(draw(st.lists(st.integers(0, len(data)), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    new = st.binary(max_size=20).map(lambda text: text.replace(b"\0", b""))
    return data, [Splice(start, end, draw(new)) for start, end in pairs]


@given(data_and_splices())
def test_splices_applied_from_the_back_one_by_one_give_the_same(
    case: tuple[bytes, list[Splice]],
) -> None:
    data, splices = case
    expected = data
    for splice in reversed(splices):
        expected = expected[: splice.start] + splice.new + expected[splice.end :]
    assert apply_splices(data, splices) == expected


@given(data_and_splices())
def test_writing_only_the_changed_stretch_makes_the_whole_new_version(
    case: tuple[bytes, list[Splice]],
) -> None:
    data, splices = case
    change = planned("note.md", lambda _: splices, data)
    patched = bytearray(data[: len(change.after)].ljust(len(change.after), b"\0"))
    patched[change.start : change.stop] = change.after[change.start : change.stop]
    assert bytes(patched) == change.after


@pytest.mark.parametrize(
    "splices",
    [
        [Splice(4, 6, b""), Splice(5, 7, b"")],
        [Splice(5, 6, b""), Splice(1, 2, b"")],
        [Splice(-1, 2, b"")],
        [Splice(3, 2, b"")],
        [Splice(8, 11, b"")],
    ],
)
def test_overlapping_unsorted_and_outside_splices_are_refused(splices: list[Splice]) -> None:
    with pytest.raises(ValueError, match="outside 10 bytes"):
        apply_splices(b"0123456789", splices)


def test_a_change_of_one_character_writes_one_byte() -> None:
    change = planned("note.md", lambda _: [Splice(3, 4, b"x")], b"- [ ] call\nmore\n")
    assert (change.start, change.stop) == (3, 4)
    assert change.after == b"- [x] call\nmore\n"


def test_a_nul_in_new_text_is_refused_and_one_in_the_note_is_kept() -> None:
    with pytest.raises(UsageError, match=r"note\.md"):
        planned("note.md", lambda _: [Splice(0, 1, b"\0")], b"a")
    assert planned("note.md", lambda _: [Splice(0, 1, b"b")], b"a\0").after == b"b\0"
    assert planned("note.md", lambda _: [Splice(0, 2, b"\0b")], b"a\0").after == b"\0b"


def test_growing_over_64_mb_is_refused() -> None:
    with pytest.raises(NotANoteError, match="64 MB"):
        planned("note.md", lambda _: [Splice(0, 0, b"a" * MAX_BYTES)], b"b")


BEFORE = b"# A\n- [?] one\n- [?] twin\n- [?] twin\n"
AFTER = b"# A\n- [?] one\n- [ ] twin\n- [?] twin\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (AFTER, True),
        (b"new\n" + AFTER + b"more\n", True),
        (BEFORE, False),
        (b"new\n" + BEFORE, False),
        (b"# A\n- [?] one\n", False),
    ],
)
def test_another_version_carries_a_change_when_its_lines_came_and_went(
    data: bytes, expected: bool
) -> None:
    assert carries(data, BEFORE, AFTER) is expected

"""A note that was kept is the note that was read."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from parsers.file_name_dates import FileNameDates
from parsers.note import Note, parse_note, task_text
from parsers.task import DEFAULT_GRAMMAR, TaskGrammar
from tests.strategies import notes
from vault.cached_note import CachedNote, can_be_cached, decode_notes, encode_notes

SIGNATURE = (-5, 7, 2**64 - 1)


def again(note: Note, grammar: TaskGrammar = DEFAULT_GRAMMAR) -> Note:
    (kept,), gone = decode_notes(encode_notes([CachedNote(SIGNATURE, note)], ["x.md"]), grammar)
    assert (kept.signature, gone) == (SIGNATURE, ["x.md"])
    return kept.note


@given(notes())
def test_a_note_comes_back_as_it_was(data: bytes) -> None:
    note = parse_note("A/b.md", data, DEFAULT_GRAMMAR)
    assert again(note) == note
    assert again(note).tasks == note.tasks


@given(st.binary(max_size=300))
def test_so_does_what_is_no_text(data: bytes) -> None:
    data = b"---\nt: " + data + b"\n---\n# " + data + b"\n- [?] " + data
    note = parse_note("A/b.md", data, DEFAULT_GRAMMAR)
    assert again(note) == note
    assert [at.headings for at in again(note).tasks] == [at.headings for at in note.tasks]


def test_a_note_whose_path_is_no_text_is_not_kept() -> None:
    assert not can_be_cached("A/\udcff.md")
    assert can_be_cached("Ä/日.md")


def test_a_note_that_is_known_by_its_file_name_is_scheduled_again() -> None:
    grammar = TaskGrammar(file_name_dates=FileNameDates())
    note = parse_note("2026-11-24.md", b"- [ ] one\n", grammar)
    assert note.tasks[0].name_date is not None
    assert again(note, grammar) == note
    assert again(note, grammar).tasks[0].name_date == note.tasks[0].name_date


GOOD = parse_note("a.md", b"# A\nup\n- [ ] one\n- [x] two\ndown\n", DEFAULT_GRAMMAR)


@pytest.mark.parametrize(
    "forged",
    [
        replace(GOOD, keys=GOOD.keys[1:]),
        replace(GOOD, keys=GOOD.keys * 2),
        replace(GOOD, places=b""),
        replace(GOOD, places=GOOD.places[:-8]),
        replace(GOOD, places=GOOD.places + bytes(4)),
        replace(GOOD, places=bytes(len(GOOD.places))),
        replace(GOOD, places=b"\xff" * len(GOOD.places)),
    ],
)
def test_a_note_whose_parts_do_not_fit_together_is_refused(forged: Note) -> None:
    with pytest.raises(msgspec.DecodeError):
        again(forged)


@given(
    st.sampled_from(["hashes", "text", "places", "keys", "headings", "frontmatter"]),
    st.binary(max_size=80),
    st.integers(0, 80),
)
def test_forged_bytes_give_forged_tasks_and_no_error(part: str, data: bytes, at: int) -> None:
    bytes_now = getattr(GOOD, part)
    try:
        read = again(replace(GOOD, **{part: bytes_now[:at] + data + bytes_now[at + len(data) :]}))
    except msgspec.DecodeError:
        return
    assert read.count == len(read.tasks) == len(read.lines)
    for place, found in enumerate(read.tasks):
        assert read.task_at(place).keys == found.keys
        assert found.task.description is not None
        assert len(read.before(found)) <= 2 >= len(read.after(found))
        assert found.headings is not None
        assert found.status.symbol == found.keys.symbol
        assert found.is_task or found.task.line == f"- [ ] {task_text(found.number, found.raw)}"

"""A note that was kept is the note that was read."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from parsers.file_name_dates import FileNameDates
from parsers.note import parse_note
from parsers.task import DEFAULT_GRAMMAR, TaskGrammar
from tests.strategies import notes
from vault.cached_note import CachedNote, CachedTask, cached_note, note_again

SIGNATURE = (-5, 7, 2**64 - 1)
_CODED = msgspec.msgpack.Decoder(CachedNote)


def kept(cached: CachedNote) -> CachedNote:
    return _CODED.decode(msgspec.msgpack.encode(cached))


@given(notes())
def test_a_note_comes_back_as_it_was(data: bytes) -> None:
    note = parse_note("A/b.md", data, DEFAULT_GRAMMAR)
    again = kept(cached_note(note, SIGNATURE))
    assert again.signature == SIGNATURE
    assert note_again(again, DEFAULT_GRAMMAR) == note


@given(st.binary(max_size=300))
def test_so_does_what_is_no_text(data: bytes) -> None:
    data = b"---\nt: " + data + b"\n---\n# " + data + b"\n- [?] " + data
    note = parse_note("A/\udcff.md", data, DEFAULT_GRAMMAR)
    assert note_again(kept(cached_note(note, SIGNATURE)), DEFAULT_GRAMMAR) == note


def test_a_note_that_is_known_by_its_file_name_is_scheduled_again() -> None:
    grammar = TaskGrammar(file_name_dates=FileNameDates())
    note = parse_note("2026-11-24.md", b"- [ ] one\n", grammar)
    assert note.tasks[0].name_date is not None
    assert note_again(kept(cached_note(note, SIGNATURE)), grammar) == note


def test_a_line_that_is_no_task_any_more_makes_the_note_one_to_read() -> None:
    note = parse_note("a.md", b"- [ ] one\n- [ ] two #task\n", DEFAULT_GRAMMAR)
    cached = kept(cached_note(note, SIGNATURE))
    assert note_again(cached, TaskGrammar(global_filter="#task")) is None


def test_a_task_whose_line_was_not_kept_makes_the_note_one_to_read() -> None:
    note = parse_note("a.md", b"- [ ] one\n", DEFAULT_GRAMMAR)
    good = cached_note(note, SIGNATURE)
    for number in (-1, 1, 2**40):
        task = CachedTask(number, ())
        assert note_again(replace(good, tasks=(task,)), DEFAULT_GRAMMAR) is None
    assert note_again(replace(good, line_hashes=b"odd"), DEFAULT_GRAMMAR) is None

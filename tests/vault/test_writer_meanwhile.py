"""Writing a note while others change, replace, move or keep it: nobody's bytes are lost."""

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.vault.accepting import ACCEPT, BOTH, LEASE, NEW, OLD
from tests.vault.one_write import replacing
from vault.errors import ConflictError, NoteBusyError, NotFoundError, NotPermittedError
from vault.lease import write_lease
from vault.splices import Plan, Splice
from vault.strategies import Strategy
from vault.writer import NoteWriter


def write(note: Path, strategies: frozenset[Strategy]) -> bytes:
    return NoteWriter(str(note.parent), strategies=strategies).write(note.name, ACCEPT).after


@BOTH
def test_a_conflict_writes_nothing(note: Path, strategies: frozenset[Strategy]) -> None:
    before = note.stat()
    with pytest.raises(ConflictError, match="not there"):
        NoteWriter(str(note.parent), strategies=strategies).write(
            "note.md", replacing(b"- [?] gone", b"x")
        )
    assert note.stat().st_mtime_ns == before.st_mtime_ns


@BOTH
def test_a_change_made_after_the_plan_gets_a_new_plan(
    note: Path, strategies: frozenset[Strategy]
) -> None:
    seen: list[bytes] = []

    def plan(data: bytes) -> list[Splice]:
        seen.append(data)
        if len(seen) == 1:
            note.write_bytes(b"theirs\n" + data)
        return list(ACCEPT(data))

    written = NoteWriter(str(note.parent), strategies=strategies).write("note.md", plan)
    assert seen[1] == written.before == b"theirs\n# Day\n- [?] call\nend\n"
    assert note.read_bytes() == b"theirs\n# Day\n- [ ] call the bank\nend\n"


@BOTH
def test_a_note_replaced_after_the_plan_is_the_one_that_is_written(
    note: Path, strategies: frozenset[Strategy]
) -> None:
    newer = note.with_name("newer")
    newer.write_bytes(b"theirs\n- [?] call\n")
    kept_open = os.open(note, os.O_RDONLY)

    def plan(data: bytes) -> list[Splice]:
        if newer.exists():
            newer.rename(note)
        return list(ACCEPT(data))

    NoteWriter(str(note.parent), strategies=strategies).write("note.md", plan)
    assert note.read_bytes() == b"theirs\n- [ ] call the bank\n"
    assert os.pread(kept_open, 100, 0) == b"# Day\n- [?] call\nend\n"
    os.close(kept_open)


class Rival:
    """A plan during whose second call, under the lease, another program acts by path."""

    def __init__(self, note: Path, act: Callable[[], object]) -> None:
        self.note = note
        self.act = act
        self.seen: list[bytes] = []

    def __call__(self, data: bytes) -> Sequence[Splice]:
        self.seen.append(data)
        if len(self.seen) == 1:
            self.note.write_bytes(data + b"more\n")
        if len(self.seen) == 2:
            self.act()
        return ACCEPT(data)


@BOTH
def test_a_note_replaced_during_the_write_is_written_again(
    note: Path, strategies: frozenset[Strategy]
) -> None:
    newer = note.with_name("newer")
    newer.write_bytes(b"theirs\n- [?] call\n")
    rival = Rival(note, lambda: newer.rename(note))
    written = NoteWriter(str(note.parent), strategies=strategies).write("note.md", rival)
    assert rival.seen[2] == written.before == b"theirs\n- [?] call\n"
    assert note.read_bytes() == written.after == b"theirs\n- [ ] call the bank\n"
    assert written.stat.st_ino == note.stat().st_ino


def test_a_replacement_that_carries_the_edit_already_is_left_alone(note: Path) -> None:
    newer = note.with_name("newer")
    newer.write_bytes(b"theirs\n# Day\n- [ ] call the bank\nend\n")
    rival = Rival(note, lambda: newer.rename(note))
    written = NoteWriter(str(note.parent), strategies=LEASE).write("note.md", rival)
    assert len(rival.seen) == 2
    assert written.before == b"# Day\n- [?] call\nend\nmore\n"
    assert written.after == note.read_bytes() == b"theirs\n# Day\n- [ ] call the bank\nend\n"


@BOTH
def test_a_replacement_without_the_line_is_a_conflict_and_stays(
    note: Path, strategies: frozenset[Strategy]
) -> None:
    newer = note.with_name("newer")
    newer.write_bytes(b"theirs alone\n")
    with pytest.raises(ConflictError):
        NoteWriter(str(note.parent), strategies=strategies).write(
            "note.md", Rival(note, lambda: newer.rename(note))
        )
    assert note.read_bytes() == b"theirs alone\n"


@BOTH
def test_a_note_deleted_during_the_write_is_gone_and_not_created(
    note: Path, strategies: frozenset[Strategy]
) -> None:
    with pytest.raises(NotFoundError, match="not there"):
        NoteWriter(str(note.parent), strategies=strategies).write(
            "note.md", Rival(note, note.unlink)
        )
    assert os.listdir(note.parent) == []


@BOTH
def test_a_note_moved_aside_for_a_moment_is_waited_for(
    note: Path, strategies: frozenset[Strategy]
) -> None:
    aside = note.rename(note.with_name("aside"))
    back = threading.Timer(0.01, aside.rename, [note])
    back.start()
    write(note, strategies)
    back.join()
    assert note.read_bytes() == b"# Day\n- [ ] call the bank\nend\n"


def accept_or_nothing(data: bytes) -> Sequence[Splice]:
    """Another kind of plan: it notes by itself what it did not find."""
    return ACCEPT(data) if OLD in data else []


@BOTH
@pytest.mark.parametrize("plan", [ACCEPT, accept_or_nothing])
@pytest.mark.parametrize("read_only", [False, True])
def test_in_a_half_saved_note_nothing_counts_as_missing(
    note: Path, plan: Plan, read_only: bool, strategies: frozenset[Strategy]
) -> None:
    saving = os.open(note, os.O_WRONLY | os.O_TRUNC)

    def finish() -> None:
        os.write(saving, b"saved\n- [?] call\n")
        os.close(saving)

    saver = threading.Timer(0.05 if strategies == LEASE else 0.01, finish)
    saver.start()
    with pytest.raises(NotPermittedError) if read_only else nullcontext():
        NoteWriter(str(note.parent), read_only=read_only, strategies=strategies).write(
            "note.md", plan
        )
    saver.join()
    assert note.read_bytes() == b"saved\n" + (OLD if read_only else NEW) + b"\n"


def test_a_note_that_somebody_goes_on_saving_is_busy(note: Path) -> None:
    with note.open("ab"), pytest.raises(NoteBusyError):
        NoteWriter(str(note.parent), patience=0.05).write("note.md", replacing(b"gone", b"x"))


def test_a_note_kept_open_is_waited_for_and_then_busy_by_name(note: Path) -> None:
    reader = os.open(note, os.O_RDONLY)
    with pytest.raises(NoteBusyError, match=r"keeps note\.md open"):
        NoteWriter(str(note.parent), patience=0.05).write("note.md", ACCEPT)
    assert note.read_bytes() == b"# Day\n- [?] call\nend\n"
    closing = threading.Timer(0.05, os.close, [reader])
    closing.start()
    write(note, LEASE)
    closing.join()
    assert note.read_bytes() == b"# Day\n- [ ] call the bank\nend\n"


@BOTH
def test_a_conflict_in_a_note_that_is_being_read_is_told_at_once(
    note: Path, strategies: frozenset[Strategy]
) -> None:
    with note.open("rb"), pytest.raises(ConflictError):
        NoteWriter(str(note.parent), patience=0, strategies=strategies).write(
            "note.md", replacing(b"gone", b"x")
        )


def test_reading_waits_for_a_lease_and_is_busy_when_it_stays(note: Path) -> None:
    fd = os.open(note, os.O_RDWR)
    with write_lease(fd), pytest.raises(NoteBusyError):
        NoteWriter(str(note.parent), patience=0.05).read("note.md")
    with ThreadPoolExecutor(1) as pool:
        with write_lease(fd):
            reading = pool.submit(NoteWriter(str(note.parent)).read, "note.md")
            os.pwrite(fd, b"@", 0)
        assert reading.result(5)[0].startswith(b"@ Day")
    os.close(fd)


@BOTH
def test_threads_with_one_writer_or_several_lose_no_edit(
    tmp_path: Path, strategies: frozenset[Strategy]
) -> None:
    note = tmp_path / "note.md"
    note.write_bytes(b"".join(b"line %d: \n" % number for number in range(4)))
    shared, own = (NoteWriter(str(tmp_path), patience=10, strategies=strategies) for _ in range(2))

    def append_marks(number: int) -> None:
        writer = shared if number < 3 else own
        for _ in range(40):
            writer.write("note.md", replacing(b"line %d: " % number, b"line %d: x" % number))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(append_marks, range(4)))
    marks = b"x" * 40
    assert note.read_bytes() == b"".join(b"line %d: %s\n" % (n, marks) for n in range(4))

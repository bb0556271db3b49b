"""What happens to the index when several things happen at once, or go wrong once."""

import logging
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.waiting import wait_until
from vault.edits import Accept, Edit, Reject
from vault.errors import NoteBusyError
from vault.events import Event, WatchState
from vault.indexer import Indexer
from vault.knowledge import IndexSettings
from vault.outcomes import Decision, OutcomeKind
from vault.vault import Vault
from vault.writer import NoteWriter, Written

DAY = date(2026, 11, 22)


class Reader:
    """Reads real notes; `before_answer` may do something between reading and telling."""

    def __init__(self, root: Path) -> None:
        self._writer = NoteWriter(str(root))
        self.before_answer: Callable[[str], None] = lambda _path: None

    def __call__(self, path: str) -> tuple[bytes, os.stat_result]:
        read = self._writer.read(path)
        self.before_answer(path)
        return read


def indexer_of(root: Path, read: Reader, events: list[Event]) -> Indexer:
    return Indexer(str(root), read, events.append, IndexSettings())


def texts(indexer: Indexer) -> list[str]:
    return [found.task.description for found in indexer.tasks()]


def test_an_older_read_never_replaces_our_own_newer_write(tmp_path: Path) -> None:
    note = tmp_path / "a.md"
    note.write_bytes(b"- [?] one #proposed\n")
    read = Reader(tmp_path)
    indexer = indexer_of(tmp_path, read, [])
    indexer.load()

    def write_meanwhile(path: str) -> None:
        read.before_answer = lambda _path: None
        before, after = note.read_bytes(), b"- [ ] one\n"
        note.write_bytes(after)
        indexer.put(path, Written(before, after, note.stat()), {})

    note.write_bytes(b"- [?] one, edited #proposed\n")
    read.before_answer = write_meanwhile
    indexer.load()
    assert texts(indexer) == ["one"]


def test_a_note_that_cannot_be_read_once_stays_and_is_read_at_the_next_look(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.md").write_bytes(b"- [ ] one\n")
    read = Reader(tmp_path)
    indexer = indexer_of(tmp_path, read, [])
    indexer.load()
    (tmp_path / "a.md").write_bytes(b"- [ ] two\n")

    def busy(path: str) -> None:
        raise NoteBusyError(f"Another program keeps {path} open.")

    read.before_answer = busy
    indexer.start(lambda: None)
    try:
        indexer.rescan()
        assert wait_until(lambda: bool(indexer.problems))
        assert texts(indexer) == ["one"]
        read.before_answer = lambda _path: None
        indexer.rescan()
        assert wait_until(lambda: texts(indexer) == ["two"])
        assert indexer.problems == ()
    finally:
        indexer.close()


def test_an_error_that_nobody_foresaw_is_told_and_ends_no_thread(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a.md").write_bytes(b"- [ ] one\n")
    events: list[Event] = []
    indexer = indexer_of(tmp_path, Reader(tmp_path), events)

    def stumble() -> None:
        raise RuntimeError("out of the blue")

    with caplog.at_level(logging.CRITICAL):
        indexer.start(stumble)
        try:
            assert wait_until(lambda: texts(indexer) == ["one"])
        finally:
            indexer.close()
    remarks = [event.remark for event in events if isinstance(event, WatchState)]
    assert any("out of the blue" in remark for remark in remarks)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = Vault(str(tmp_path), today=lambda: DAY)
    yield made
    made.close()


def test_twins_that_are_decided_faster_than_the_screen_learns_of_it_are_both_written(
    tmp_path: Path, vault: Vault
) -> None:
    note = tmp_path / "a.md"
    note.write_bytes(b"- [?] one #proposed\n" * 3)
    vault.load()
    seen = vault.tasks()
    edits: list[Edit] = [Accept(), Reject(), Accept()]
    for found, edit in zip(seen, edits, strict=True):
        (outcome,) = vault.apply([Decision(found, edit)]).outcomes
        assert outcome.kind is OutcomeKind.WRITTEN
    assert (
        note.read_bytes() == b"- [ ] one\n" + "- [-] one ❌ 2026-11-22\n".encode() + b"- [ ] one\n"
    )


def test_twins_in_a_note_that_somebody_else_changed_are_refused_as_before(
    tmp_path: Path, vault: Vault
) -> None:
    note = tmp_path / "a.md"
    note.write_bytes(b"- [?] one #proposed\n" * 3)
    vault.load()
    second = vault.tasks()[1]
    note.write_bytes(b"- [?] one #proposed\n" * 2)
    vault.load()
    (outcome,) = vault.apply([Decision(second, Accept())]).outcomes
    assert outcome.kind is OutcomeKind.CONFLICT
    assert note.read_bytes() == b"- [?] one #proposed\n" * 2


def test_an_undo_after_our_line_was_carried_elsewhere_finds_it_there(
    tmp_path: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "a.md"
    note.write_bytes(b"intro\n- [?] one #proposed\nend\n")
    vault.load()
    write = NoteWriter.write

    def write_and_be_replaced(self: NoteWriter, *arguments: object, **more: object) -> Written:
        written = write(self, *arguments, **more)  # type: ignore[arg-type]
        carried = b"new\nlines\n" + written.after
        (tmp_path / "saved").write_bytes(carried)
        os.replace(tmp_path / "saved", note)
        return Written(written.before, carried, note.stat(), written.strategy)

    monkeypatch.setattr(NoteWriter, "write", write_and_be_replaced)
    (found,) = vault.tasks()
    vault.apply([Decision(found, Accept())])
    monkeypatch.undo()
    assert [task.id for task in vault.tasks()] == [found.id]
    assert vault.undo() is not None
    assert note.read_bytes() == b"new\nlines\nintro\n- [?] one #proposed\nend\n"


def test_a_line_that_comes_later_into_a_generated_note_is_a_proposal(
    tmp_path: Path, vault: Vault
) -> None:
    vault.start()
    assert wait_until(lambda: vault.loaded)
    properties = b"---\ntags: [generated]\n---\n"
    (tmp_path / "a.md").write_bytes(properties + b"- [?] one\n")
    assert wait_until(lambda: [t.proposed for t in vault.tasks()] == [True])


def test_our_own_write_that_the_watcher_reads_before_we_tell_of_it_stays_ours(
    tmp_path: Path,
) -> None:
    note = tmp_path / "a.md"
    note.write_bytes(b"- [?] one #proposed\n")
    read = Reader(tmp_path)
    indexer = indexer_of(tmp_path, read, [])
    indexer.load()
    (seen,) = indexer.tasks()
    for after in (b"- [?] one #deep #proposed\n", b"- [ ] one #deep\n"):
        before = note.read_bytes()
        note.write_bytes(after)
        indexer.load()
        assert indexer.saved_by_others("a.md") > 0
        indexer.put("a.md", Written(before, after, note.stat()), {seen.id: 0})
        assert indexer.saved_by_others("a.md") == 0
        assert indexer.as_now(seen).task.line == after.decode().rstrip("\n")

"""What the second process of a large first read reads, and that nothing of it stays."""

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from parsers.dataview import DATAVIEW
from parsers.file_name_dates import FileNameDates
from parsers.note import parse_note
from parsers.task import DEFAULT_GRAMMAR, TaskGrammar
from tests.imports import imported
from tests.vault.many_notes import CAREFUL, make_vault, paths_of
from tests.waiting import wait_until
from vault import second_reader
from vault.chunks import Chunks
from vault.obsidian import IgnoreFilter
from vault.quick_read import by_folder
from vault.reading_process import ReadNotes
from vault.scanner import Signature, find_notes
from vault.second_reader import SecondReader

OPEN = threading.Event()
"""The program is not to end."""


@pytest.fixture
def root(tmp_path: Path) -> str:
    return make_vault(tmp_path / "vault")


def chunks_of(root: str) -> tuple[Chunks, dict[str, Signature]]:
    signatures = find_notes(root, IgnoreFilter([])).notes
    chunks = Chunks()
    paths = by_folder(signatures)
    chunks.add(paths[at : at + 3] for at in range(0, len(paths), 3))
    chunks.finish()
    return chunks, signatures


def read(root: str, grammar: TaskGrammar, chunks: Chunks) -> Iterator[ReadNotes]:
    """What the second process reads of these chunks."""
    signatures = find_notes(root, IgnoreFilter([])).notes
    with closing(SecondReader(root, grammar, chunks, signatures)) as second:
        while answer := second.wait(OPEN):
            yield answer
        assert second.answers() == []


@pytest.mark.parametrize(
    "grammar",
    [
        DEFAULT_GRAMMAR,
        TaskGrammar(dialect=DATAVIEW, global_filter="one"),
        TaskGrammar(file_name_dates=FileNameDates("", ("F 1", "F 2"))),
    ],
    ids=["usual", "dataview", "names"],
)
def test_the_second_process_reads_notes_as_this_one_does(root: str, grammar: TaskGrammar) -> None:
    chunks, signatures = chunks_of(root)
    answers = list(read(root, grammar, chunks))
    assert paths_of(answers) == sorted(signatures)
    assert {path for answer in answers for path in answer.left} == CAREFUL
    for note in (note for answer in answers for note in answer.notes):
        assert note == parse_note(note.path, Path(root, note.path).read_bytes(), grammar)
        assert note.grammar is grammar


@pytest.mark.parametrize(
    "program",
    [
        "raise SystemExit(3)",
        "import os, sys; os.write(int(sys.argv[-1]), b'no')",
        "import os, sys; os.write(int(sys.argv[-1]), bytes((0, 0, 0, 1, 255)))",
        "import os, sys; os.write(int(sys.argv[-1]), bytes((0, 0, 0, 3, 0x92, 0x90, 0x90)))",
    ],
    ids=["ends", "says half", "says nonsense", "says nothing of what was asked"],
)
def test_what_a_process_does_not_answer_goes_back(
    root: str, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_reader, "_PROGRAM", program)
    chunks, signatures = chunks_of(root)
    assert list(read(root, DEFAULT_GRAMMAR, chunks)) == []
    assert sorted(chunks.take_all()) == sorted(signatures)


def test_a_process_that_cannot_be_started_leaves_nothing_open(
    root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chunks, signatures = chunks_of(root)
    before = len(os.listdir("/dev/fd"))
    monkeypatch.setattr("sys.executable", "/no/such/python")
    with pytest.raises(FileNotFoundError):
        SecondReader(root, DEFAULT_GRAMMAR, chunks, signatures)
    with pytest.raises(UnicodeEncodeError):
        SecondReader(root, TaskGrammar(global_filter="\ud800"), chunks, signatures)
    assert len(os.listdir("/dev/fd")) == before


def test_nothing_stays_of_a_process_that_is_closed(
    root: str, processes: list[subprocess.Popen[bytes]]
) -> None:
    before = len(os.listdir("/dev/fd")), threading.active_count()
    for finished in (False, True):
        chunks = Chunks() if not finished else chunks_of(root)[0]
        second = SecondReader(root, DEFAULT_GRAMMAR, chunks, chunks_of(root)[1])
        assert processes[-1].poll() is None
        second.close()
        assert processes[-1].returncode is not None
    assert (len(os.listdir("/dev/fd")), threading.active_count()) == before


def test_a_program_that_ends_waits_for_no_answer(root: str) -> None:
    ending = threading.Event()
    ending.set()
    with closing(SecondReader(root, DEFAULT_GRAMMAR, Chunks(), {})) as second:
        assert second.wait(ending) is None


def test_the_second_process_ends_when_nobody_can_ask_it_any_more() -> None:
    process, asking, answering = second_reader._started()
    asking.close()
    assert wait_until(lambda: process.poll() is not None, 30)
    assert process.returncode == 0
    answering.close()


def test_the_second_process_imports_only_what_reading_needs() -> None:
    heavy = {"vault.obsidian", "vault.vault", "subprocess", "textual", "watchdog", "sqlite3"}
    assert imported("import vault.reading_process", of=heavy) == set()

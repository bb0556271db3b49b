"""A large first read by two processes finds what one finds, whatever happens to the second one."""

import io
import os
import subprocess
import threading
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from parsers.dataview import DATAVIEW
from parsers.file_name_dates import FileNameDates
from parsers.note import Note, parse_note
from parsers.task import DEFAULT_GRAMMAR, TaskGrammar
from tests.waiting import wait_until
from vault import note_reader, second_reader
from vault.obsidian import IgnoreFilter
from vault.quick_read import by_folder
from vault.reading_process import ReadNotes
from vault.scanner import find_notes
from vault.second_reader import Chunk, SecondReader, read_by_two
from vault.vault import Vault

TEXT = """---
title: T {0}
---
# H
- [ ] one {0} #a 📅 2026-12-01
```
- [ ] no
```
\t- [?] b [due:: 2026-12-02]
"""


@pytest.fixture
def root(tmp_path: Path) -> str:
    vault = tmp_path / "vault"
    for number in range(60):
        note = vault / f"F {number % 7}" / f"2026-11-{number % 30 + 1:02d} n{number}.md"
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(TEXT.format(number), "utf-8")
    (vault / "empty.md").touch()
    Path(os.fsencode(vault).decode() + "/odd \udcff.md").write_text("- [ ] odd\n")
    (vault / "large.md").write_bytes(b"- [x] large\n" + b"x" * (1 << 20))
    return str(vault)


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every second process that is started."""
    started: list[subprocess.Popen[bytes]] = []
    really = second_reader._started

    def start() -> tuple[subprocess.Popen[bytes], io.FileIO, io.FileIO]:
        process, *pipes = really()
        started.append(process)
        return process, pipes[0], pipes[1]

    monkeypatch.setattr(second_reader, "_started", start)
    return started


class Parts:
    """The chunks of a vault, and what became of them."""

    def __init__(self, root: str, grammar: TaskGrammar = DEFAULT_GRAMMAR, size: int = 3) -> None:
        self.root, self.grammar = root, grammar
        self.signatures = find_notes(root, IgnoreFilter([])).notes
        paths = by_folder(self.signatures)
        self.chunks: deque[Chunk] = deque(
            paths[at : at + size] for at in range(0, len(paths), size)
        )
        self.closing = threading.Event()

    def read(self) -> Generator[Chunk | ReadNotes]:
        return read_by_two(self.root, self.grammar, self.chunks, self.signatures, self.closing)

    def parsed(self, paths: list[str]) -> list[Note]:
        datas = [Path(os.fsdecode(os.path.join(self.root, path))).read_bytes() for path in paths]
        return [
            parse_note(path, data, self.grammar) for path, data in zip(paths, datas, strict=True)
        ]


def paths_of(part: Chunk | ReadNotes) -> list[str]:
    if isinstance(part, ReadNotes):
        return [note.path for note in part.notes] + part.left
    return list(part)


def left_to_the_other(parts: Parts) -> Iterator[ReadNotes]:
    """What the second process reads when this one reads nothing but what it must."""
    second = SecondReader(parts.root, parts.grammar, parts.chunks, parts.signatures)
    try:
        while read := second.wait(parts.closing):
            yield read
    finally:
        second.close()


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
    parts = Parts(root, grammar)
    read = list(left_to_the_other(parts))
    notes = [note for some in read for note in some.notes]
    assert notes == parts.parsed([note.path for note in notes])
    assert all(note.grammar is grammar for note in notes if note.count)
    left = {path for some in read for path in some.left}
    assert left == {"empty.md", "large.md", "odd \udcff.md"}
    assert left | {note.path for note in notes} == parts.signatures.keys()


def test_each_note_comes_once_from_one_of_the_two(root: str) -> None:
    parts = Parts(root)
    first = parts.chunks[0]
    with closing(parts.read()) as read:
        found = list(read)
    assert found[0] == first
    assert sorted(path for part in found for path in paths_of(part)) == sorted(parts.signatures)


@pytest.mark.parametrize("moment", range(6))
def test_what_a_process_that_dies_was_asked_is_read_here(
    root: str, moment: int, processes: list[subprocess.Popen[bytes]]
) -> None:
    parts = Parts(root)
    found: list[str] = []
    with closing(parts.read()) as read:
        for number, part in enumerate(read):
            found += paths_of(part)
            if number == moment:
                processes[0].kill()
    assert sorted(found) == sorted(parts.signatures)
    assert processes[0].returncode is not None


@pytest.mark.parametrize(
    "program",
    ["raise SystemExit(3)", "import os; os.write(int(__import__('sys').argv[-1]), b'no')"],
)
def test_a_process_that_cannot_do_it_is_as_good_as_none(
    root: str, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_reader, "_PROGRAM", program)
    parts = Parts(root)
    with closing(parts.read()) as read:
        assert sorted(path for part in read for path in paths_of(part)) == sorted(parts.signatures)


def test_without_a_python_to_start_all_is_read_here(
    root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/python")
    parts = Parts(root)
    expected = list(parts.chunks)
    before = len(os.listdir("/dev/fd"))
    with closing(parts.read()) as read:
        assert list(read) == expected
    assert len(os.listdir("/dev/fd")) == before


def test_nothing_stays_of_a_read_that_is_left(
    root: str, processes: list[subprocess.Popen[bytes]]
) -> None:
    parts = Parts(root, size=1)
    before = len(os.listdir("/dev/fd")), threading.active_count()
    with closing(parts.read()) as read:
        next(read)
        assert processes[0].poll() is None
    assert processes[0].returncode is not None
    assert (len(os.listdir("/dev/fd")), threading.active_count()) == before


def test_a_program_that_ends_waits_for_no_answer(root: str) -> None:
    parts = Parts(root, size=100)
    parts.closing.set()
    with closing(parts.read()) as read:
        assert list(read) == []
    second = SecondReader(parts.root, parts.grammar, parts.chunks, parts.signatures)
    assert second.wait(parts.closing) is None
    second.close()


def test_the_second_process_ends_when_nobody_can_ask_it_any_more() -> None:
    process, asking, answering = second_reader._started()
    asking.close()
    assert wait_until(lambda: process.poll() is not None, 30)
    assert process.returncode == 0
    answering.close()


def test_a_vault_that_two_processes_read_is_the_same(
    root: str, monkeypatch: pytest.MonkeyPatch, processes: list[subprocess.Popen[bytes]]
) -> None:
    def load() -> Vault:
        vault = Vault(root, today=lambda: date(2026, 11, 23))
        vault.load()
        return vault

    alone = load()
    monkeypatch.setattr(note_reader, "MANY", 10)
    monkeypatch.setattr(note_reader, "_FIRST", 2)
    monkeypatch.setattr("vault.quick_read._CHUNK", 4)
    both = load()
    assert len(processes) == 1
    assert both.note_count() == alone.note_count() == 63
    assert facts(both) == facts(alone)
    assert both.problems == alone.problems == ()


def facts(vault: Vault) -> list[object]:
    return [
        (at.path, at.number, at.raw, at.keys, at.headings, at.proposed, at.note.before(at))
        for at in vault.tasks()
    ]

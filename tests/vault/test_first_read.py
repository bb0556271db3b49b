"""Every note comes once in a first read, the newest first, whoever reads it."""

import os
import subprocess
import threading
from collections.abc import Generator, Sequence
from contextlib import closing
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from parsers.task import DEFAULT_GRAMMAR
from tests.vault.many_notes import make_vault, paths_of
from vault import first_read
from vault.first_read import FirstRead
from vault.obsidian import IgnoreFilter
from vault.reading_process import ReadNotes
from vault.scanner import find_notes
from vault.vault import Vault


@pytest.fixture
def root(tmp_path: Path) -> str:
    return make_vault(tmp_path / "vault")


@pytest.fixture
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_read, "MANY", 10)
    monkeypatch.setattr(first_read, "FIRST", 2)
    monkeypatch.setattr(first_read, "HANDED", 5)
    monkeypatch.setattr("vault.quick_read._CHUNK", 3)


def parts(root: str, ending: threading.Event | None = None) -> Generator[Sequence[str] | ReadNotes]:
    with closing(FirstRead(root, DEFAULT_GRAMMAR, ending or threading.Event())) as first:
        find_notes(root, IgnoreFilter([]), first.add)
        yield from first.parts()


def test_the_newest_notes_come_first_and_then_folder_by_folder(
    root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_read, "FIRST", 2)
    os.utime(Path(root, "F 3", "2026-11-04 n3.md"), ns=(2**62, 2**62))
    os.utime(Path(root, "empty.md"), ns=(2**61, 2**61))
    newest, *others = parts(root)
    assert newest == ["F 3/2026-11-04 n3.md", "empty.md"]
    paths = [path for other in others if not isinstance(other, ReadNotes) for path in other]
    folders = [folder for folder, _ in groupby(map(os.path.dirname, paths))]
    assert len(folders) == len(set(folders)) == 8
    assert paths_of([newest, *others]) == sorted(find_notes(root, IgnoreFilter([])).notes)


def test_a_vault_without_notes_has_no_chunks(tmp_path: Path) -> None:
    assert list(parts(str(tmp_path))) == []


@pytest.mark.usefixtures("_few_are_many")
def test_each_note_comes_once_from_one_of_the_two(
    root: str, processes: list[subprocess.Popen[bytes]]
) -> None:
    found = list(parts(root))
    assert paths_of(found) == sorted(find_notes(root, IgnoreFilter([])).notes)
    assert len(processes) == 1
    assert processes[0].returncode is not None


def test_few_notes_that_are_long_are_worth_a_second_process(
    root: str, monkeypatch: pytest.MonkeyPatch, processes: list[subprocess.Popen[bytes]]
) -> None:
    monkeypatch.setattr(first_read, "LARGE", 1 << 20)
    assert paths_of(parts(root)) == sorted(find_notes(root, IgnoreFilter([])).notes)
    assert len(processes) == 1


@pytest.mark.usefixtures("_few_are_many")
@pytest.mark.parametrize("moment", range(6))
def test_what_a_process_that_dies_was_asked_is_read_here(
    root: str, moment: int, processes: list[subprocess.Popen[bytes]]
) -> None:
    found = []
    for number, part in enumerate(parts(root)):
        found.append(part)
        if number == moment:
            processes[0].kill()
    assert paths_of(found) == sorted(find_notes(root, IgnoreFilter([])).notes)


@pytest.mark.usefixtures("_few_are_many")
def test_without_a_python_to_start_all_is_read_here(
    root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/python")
    found = list(parts(root))
    assert not any(isinstance(part, ReadNotes) for part in found)
    assert paths_of(found) == sorted(find_notes(root, IgnoreFilter([])).notes)


@pytest.mark.usefixtures("_few_are_many")
def test_nothing_stays_of_a_read_that_is_left(
    root: str, processes: list[subprocess.Popen[bytes]]
) -> None:
    before = len(os.listdir("/dev/fd")), threading.active_count()
    ending = threading.Event()
    with closing(parts(root, ending)) as read:
        next(read)
        ending.set()
        assert sum(1 for _ in read) <= len(processes)
    assert processes[0].returncode is not None
    assert (len(os.listdir("/dev/fd")), threading.active_count()) == before


def test_a_vault_that_two_processes_read_is_the_same(
    root: str, request: pytest.FixtureRequest, processes: list[subprocess.Popen[bytes]]
) -> None:
    alone = load(root)
    request.getfixturevalue("_few_are_many")
    both = load(root)
    assert len(processes) == 1
    assert both.note_count() == alone.note_count() == 63
    assert facts(both) == facts(alone)
    assert both.problems == alone.problems == ()


def load(root: str) -> Vault:
    vault = Vault(root, today=lambda: date(2026, 11, 23))
    vault.load()
    return vault


def facts(vault: Vault) -> list[object]:
    return [
        (at.path, at.number, at.raw, at.keys, at.headings, at.proposed, at.note.before(at))
        for at in vault.tasks()
    ]

"""Starts with a cache: what stands there first, and that it is right in the end."""

import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from parsers.note import Note, parse_note
from parsers.task import TaskGrammar
from tests.waiting import wait_until
from vault.cache import NoteCache
from vault.cached_note import CachedNote
from vault.edits import Accept, Complete
from vault.events import Event, IndexChanged, ScanProgress
from vault.index import IndexedTask
from vault.outcomes import Decision, OutcomeKind
from vault.vault import Vault

LONG_AGO = 1_700_000_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A vault of notes that were saved long ago."""
    root = tmp_path / "vault"
    (root / "A").mkdir(parents=True)
    save(root / "A/a.md", "---\ntitle: Day\n---\n# Day\n- [?] one #proposed\nend\n")
    save(root / "b.md", "- [ ] two\n")
    save(root / "c.md", "no task\n")
    return root


def save(note: Path, text: str, at: float = LONG_AGO) -> None:
    note.write_text(text)
    os.utime(note, (at, at))


def open_vault(root: Path, *, read_only: bool = False) -> Vault:
    cache = str(root.parent / "cache")
    return Vault(str(root), today=lambda: date(2026, 11, 22), read_only=read_only, cache=cache)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The notes that were parsed from their bytes."""
    paths: list[str] = []

    def counting(path: str, data: bytes, grammar: TaskGrammar) -> Note:
        paths.append(path)
        return parse_note(path, data, grammar)

    for room in ("vault.note_reader", "vault.reading_process"):
        monkeypatch.setattr(f"{room}.parse_note", counting)
    return paths


def state(vault: Vault) -> list[tuple[object, ...]]:
    """Everything that is known, but for the numbers of tasks."""
    return [
        (t.note, t.number, t.raw, t.keys, t.headings, t.name_date, t.proposed)
        for t in vault.tasks()
    ]


def loaded(root: Path) -> Vault:
    vault = open_vault(root)
    vault.load()
    return vault


@contextmanager
def started(root: Path) -> Iterator[Vault]:
    vault = open_vault(root)
    vault.start()
    try:
        assert wait_until(lambda: vault.loaded)
        yield vault
    finally:
        vault.close()


def cold(root: Path) -> list[tuple[object, ...]]:
    vault = Vault(str(root), today=lambda: date(2026, 11, 22))
    vault.load()
    return state(vault)


def test_a_second_start_reads_no_note_and_knows_the_same(root: Path, parsed: list[str]) -> None:
    first = loaded(root)
    assert len(parsed) == 3
    second = loaded(root)
    assert len(parsed) == 3
    assert state(second) == state(first)
    assert second.note_count() == 3


def test_rows_from_the_cache_are_there_before_the_vault_is_walked_over(root: Path) -> None:
    loaded(root)
    vault = open_vault(root)
    seen: list[tuple[Event, list[str]]] = []
    vault.subscribe(lambda event: seen.append((event, texts(vault.tasks()))))
    vault.load()
    assert seen[0] == (ScanProgress(0, 3), [])
    assert seen[-1] == (ScanProgress(3, 3), ["one #proposed", "two"])
    assert not any(e.done == e.total for e, _ in seen[:-1] if isinstance(e, ScanProgress))


def texts(tasks: Sequence[IndexedTask]) -> list[str]:
    return [found.task.description for found in tasks]


def test_notes_that_came_went_or_changed_are_noticed(root: Path, parsed: list[str]) -> None:
    loaded(root)
    parsed.clear()
    save(root / "b.md", "- [ ] too\n", LONG_AGO + 1)
    (root / "c.md").rename(root / "d.md")
    save(root / "e.md", "- [ ] new\n")
    vault = loaded(root)
    assert sorted(parsed) == ["b.md", "d.md", "e.md"]
    assert not vault.has_note("c.md")
    assert state(vault) == cold(root)


def test_a_note_with_equal_time_and_size_but_another_inode_is_read(root: Path) -> None:
    loaded(root)
    save(root / "new", "- [ ] 2nd\n")
    os.replace(root / "new", root / "b.md")
    assert texts(loaded(root).tasks()) == ["one #proposed", "2nd"]


def test_a_note_that_was_saved_just_before_it_was_read_is_read_again(root: Path) -> None:
    now = time.time()
    save(root / "b.md", "- [ ] two\n", now)
    loaded(root)
    save(root / "b.md", "- [ ] 2nd\n", now)
    assert texts(loaded(root).tasks()) == ["one #proposed", "2nd"]


def test_what_changed_while_the_program_ran_is_kept_when_it_ends(
    root: Path, parsed: list[str]
) -> None:
    with started(root) as vault:
        (one,) = [found for found in vault.tasks() if found.proposed]
        assert vault.apply([Decision(one, Accept())]).written == 1
        save(root / "b.md", "- [ ] other\n", LONG_AGO + 5)
        (root / "c.md").unlink()
        assert wait_until(lambda: "other" in texts(vault.tasks()) and not vault.has_note("c.md"))
    kept = {kept.note.path: kept.note for kept in cached(root)}
    assert kept.keys() == {"A/a.md", "b.md"}
    assert kept["A/a.md"].lines == [b"- [ ] one"]
    assert kept["b.md"].lines == [b"- [ ] other"]


def cached(root: Path) -> list[CachedNote]:
    cache = NoteCache(str(root.parent / "cache"), str(root))
    return [note for part in cache.read(TaskGrammar()) for note in part.notes]


def test_what_is_not_read_any_more_when_the_program_ends_is_read_by_the_next_one(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vault.note_reader._PIECE", 1)
    vault = loaded(root)
    for name in ("A/a.md", "b.md", "c.md"):
        save(root / name, "- [ ] by another program\n", LONG_AGO + 1)

    def end(event: Event) -> None:
        if isinstance(event, IndexChanged):
            vault.close()

    vault.subscribe(end)
    vault._indexer._sweep()
    vault._indexer._keep()
    assert len(set(texts(vault.tasks()))) > 1
    assert set(texts(loaded(root).tasks())) == {"by another program"}


def test_a_program_that_only_looked_writes_nothing_when_it_ends(root: Path) -> None:
    loaded(root)
    (file,) = (root.parent / "cache").iterdir()
    before = file.stat()
    with started(root):
        pass
    assert file.stat().st_ino == before.st_ino


def test_a_decision_on_a_row_from_the_cache_is_written(root: Path) -> None:
    loaded(root)
    vault = open_vault(root)
    vault._indexer._recall()
    (found,) = [found for found in vault.tasks() if found.proposed]
    (outcome,) = vault.apply([Decision(found, Accept())]).outcomes
    assert outcome.kind is OutcomeKind.WRITTEN
    vault.load()
    assert (root / "A/a.md").read_text().endswith("# Day\n- [ ] one\nend\n")
    assert state(vault) == cold(root)


def test_a_row_from_the_cache_whose_line_is_another_by_now_is_refused(root: Path) -> None:
    loaded(root)
    changed = "# Day\n- [?] one more #proposed\nend\n"
    save(root / "A/a.md", changed, LONG_AGO + 1)
    vault = open_vault(root)
    vault._indexer._recall()
    (found,) = [found for found in vault.tasks() if found.proposed]
    (outcome,) = vault.apply([Decision(found, Accept())]).outcomes
    assert outcome.kind is OutcomeKind.CONFLICT
    vault.load()
    assert (root / "A/a.md").read_text() == changed
    assert state(vault) == cold(root)


@pytest.mark.parametrize(
    ("file", "settings"),
    [
        ("plugins/obsidian-tasks-plugin/data.json", {"globalFilter": "#proposed"}),
        ("plugins/obsidian-tasks-plugin/data.json", {"taskFormat": "dataview"}),
        ("plugins/obsidian-tasks-plugin/data.json", {"useFilenameAsScheduledDate": True}),
        ("app.json", {"userIgnoreFilters": ["A/"]}),
    ],
)
def test_settings_that_changed_between_two_runs_are_followed(
    root: Path, file: str, settings: dict[str, object]
) -> None:
    save(root / "2026-11-24.md", "- [ ] dated\n")
    loaded(root)
    path = root / ".obsidian" / file
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(settings))
    assert state(loaded(root)) == cold(root)
    assert state(loaded(root)) == cold(root)


def test_settings_that_change_while_it_runs_leave_a_cache_that_fits_them(root: Path) -> None:
    path = root / ".obsidian/plugins/obsidian-tasks-plugin/data.json"
    path.parent.mkdir(parents=True)
    path.write_text("{}")
    with started(root) as vault:
        path.write_text(json.dumps({"globalFilter": "#proposed"}))
        assert wait_until(lambda: texts(vault.tasks()) == ["one #proposed"])
    assert texts(loaded(root).tasks()) == ["one #proposed"]


def test_read_only_uses_the_cache_and_leaves_it_as_it_is(root: Path, parsed: list[str]) -> None:
    open_vault(root, read_only=True).load()
    assert not (root.parent / "cache").exists()
    loaded(root)
    parsed.clear()
    save(root / "b.md", "- [ ] too\n", LONG_AGO + 1)
    for _ in range(2):
        open_vault(root, read_only=True).load()
    assert parsed == ["b.md", "b.md"]


def test_a_note_that_cannot_be_read_is_not_kept(root: Path) -> None:
    with open(root / "b.md", "wb") as note:
        note.truncate(65 << 20)
    for _ in range(2):
        assert not loaded(root).has_note("b.md")
        assert len(cached(root)) == 2


def test_a_few_changes_are_kept_when_the_program_ends_not_by_each_command(root: Path) -> None:
    for number in range(200):
        save(root / f"{number}.md", f"- [ ] {number}\n")
    loaded(root)
    (file,) = (root.parent / "cache").iterdir()
    before = file.stat().st_ino
    save(root / "1.md", "- [x] 1\n", LONG_AGO + 1)
    loaded(root)
    assert file.stat().st_ino == before
    for number in range(10):
        save(root / f"{number}.md", f"- [x] {number}\n", LONG_AGO + 2)
    loaded(root)
    assert file.stat().st_ino != before


def test_a_forged_row_whose_line_is_no_task_is_shown_as_words_and_never_written(
    root: Path,
) -> None:
    save(root / "c.md", "- ( ) no task\n")
    loaded(root)
    cache = NoteCache(str(root.parent / "cache"), str(root))
    forged = [
        CachedNote(kept.signature, replace(kept.note, text=b"- ( ) no task", path="c.md"))
        if kept.note.path == "b.md"
        else kept
        for kept in cached(root)
        if kept.note.path != "c.md"
    ]
    cache.write(forged, TaskGrammar(), time.time_ns())
    vault = open_vault(root)
    vault._indexer._recall()
    (found,) = [found for found in vault.tasks() if found.path == "c.md"]
    assert found.task.description == "- ( ) no task"
    (outcome,) = vault.apply([Decision(found, Complete())]).outcomes
    assert outcome.kind is OutcomeKind.REFUSED
    assert (root / "c.md").read_text() == "- ( ) no task\n"

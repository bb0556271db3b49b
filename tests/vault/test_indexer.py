"""The index in step with real files: saves, renames, moves, our own writes, settings."""

import json
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from parsers.note import Note, parse_note
from parsers.task import TaskGrammar
from tests.waiting import wait_until
from vault.edits import Accept, Reject
from vault.errors import NotPermittedError
from vault.events import Event, IndexChanged, SettingsChanged, WatchState
from vault.outcomes import Decision
from vault.vault import Vault
from vault.view import ViewName, ViewRequest

SOON = 2.0
"""Seconds within which a change from outside arrives."""


class Live:
    """A vault that is watched, and what its subscribers heard."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.events: list[Event] = []
        self.vault = Vault(str(root), today=lambda: date(2026, 11, 22))
        self.vault.subscribe(self.events.append)
        self.vault.start()
        assert wait_until(lambda: self.vault.loaded)

    def texts(self) -> list[str]:
        """What the tasks say, in order of path and line."""
        return [found.task.description for found in self.vault.tasks()]

    def shows(self, *texts: str) -> bool:
        """Whether the tasks come to say this soon."""
        return wait_until(lambda: self.texts() == list(texts), SOON)

    def comes_to(self, expected: list[tuple[str, int, bytes]]) -> bool:
        """Whether these lines come to be all that it holds."""
        return wait_until(lambda: lines(self.vault) == expected, 10)

    def changes(self) -> list[IndexChanged]:
        """The events about the index."""
        return [event for event in self.events if isinstance(event, IndexChanged)]

    def settle(self) -> None:
        """Wait until everything that happened before has been taken in."""
        (self.root / "last.md").write_text("- [ ] last\n")
        assert wait_until(lambda: "last" in self.texts())


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    (tmp_path / "A").mkdir()
    (tmp_path / "A/a.md").write_text("- [?] one #proposed\n- [?] two #proposed\n")
    (tmp_path / "b.md").write_text("- [ ] three\n")
    found = Live(tmp_path)
    yield found
    found.vault.close()


def test_a_save_from_outside_arrives_and_tells_what_changed(live: Live) -> None:
    before = live.vault.tasks()
    (live.root / "A/a.md").write_text("- [?] one #proposed\n- [?] new\n- [?] two #proposed\n")
    assert live.shows("one #proposed", "new", "two #proposed", "three")
    assert wait_until(lambda: bool(live.changes()))
    after = live.vault.tasks()
    assert [after[0].id, after[2].id, after[3].id] == [found.id for found in before]
    (change,) = live.changes()
    assert change == IndexChanged(
        frozenset({"A/a.md"}), frozenset(), frozenset({after[1].id, after[2].id})
    )
    assert WatchState(live=True, remark="") in live.events


def test_a_save_by_rename_arrives(live: Live) -> None:
    (live.root / ".b.tmp").write_text("- [ ] four\n")
    os.replace(live.root / ".b.tmp", live.root / "b.md")
    assert live.shows("one #proposed", "two #proposed", "four")


def test_tasks_of_a_renamed_note_keep_their_ids(live: Live) -> None:
    before = [found.id for found in live.vault.tasks()]
    (live.root / "A/a.md").rename(live.root / "zz.md")
    assert wait_until(lambda: live.vault.has_note("zz.md") and not live.vault.has_note("A/a.md"))
    now = live.vault.tasks()
    assert [found.path for found in now] == ["b.md", "zz.md", "zz.md"]
    assert [found.id for found in now] == [before[2], before[0], before[1]]
    assert wait_until(lambda: bool(live.changes()))
    (change,) = live.changes()
    assert change.changed == {before[0], before[1]}
    assert change.removed == frozenset()
    rows = live.vault.view(ViewRequest(ViewName.INBOX)).rows
    assert [row.found.path for row in rows.values()] == ["zz.md", "zz.md"]
    (applied,) = live.vault.decide([Decision(now[1], Accept())])
    assert applied.written == 1
    assert (live.root / "zz.md").read_text() == "- [ ] one\n- [?] two #proposed\n"


@pytest.mark.parametrize("new", ["B", "a", "A2/deeper", "A/A"])
def test_tasks_keep_their_ids_when_a_folder_is_renamed(live: Live, new: str) -> None:
    before = [found.id for found in live.vault.tasks()]
    (live.root / "A").rename(live.root / "moving")
    (live.root / new).parent.mkdir(parents=True, exist_ok=True)
    (live.root / "moving").rename(live.root / new)
    assert wait_until(lambda: live.vault.has_note(f"{new}/a.md"))
    assert wait_until(lambda: not live.vault.has_note("A/a.md"))
    assert sorted(found.id for found in live.vault.tasks()) == sorted(before)
    (live.root / new / "a.md").write_text("- [ ] watched at its new place\n")
    assert wait_until(lambda: "watched at its new place" in live.texts())


def test_a_note_renamed_and_saved_at_once_carries_what_it_can(live: Live) -> None:
    one, two, _ = (found.id for found in live.vault.tasks())
    (live.root / "A/a.md").rename(live.root / "c.md")
    (live.root / "c.md").write_text("- [?] two #proposed\n- [ ] other\n")
    assert live.shows("three", "two #proposed", "other")
    ids = [found.id for found in live.vault.tasks()]
    assert one not in ids
    assert two not in ids or ids[1] == two


def test_a_renamed_note_moves_its_tasks(live: Live) -> None:
    (live.root / "b.md").rename(live.root / "A/c.md")
    assert wait_until(
        lambda: live.vault.has_note("A/c.md") and not live.vault.has_note("b.md"), SOON
    )
    assert [found.path for found in live.vault.tasks()] == ["A/a.md", "A/a.md", "A/c.md"]


def test_a_moved_folder_moves_its_notes(live: Live) -> None:
    (live.root / "A").rename(live.root / "B")
    assert wait_until(
        lambda: live.vault.has_note("B/a.md") and not live.vault.has_note("A/a.md"), SOON
    )


@pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")
def test_a_folder_that_leaves_or_enters_the_vault(live: Live) -> None:
    outside = live.root.parent / (live.root.name + "-outside")
    (live.root / "A").rename(outside)
    assert live.shows("three")
    outside.rename(live.root / "C")
    assert live.shows("one #proposed", "two #proposed", "three")


def test_deleted_notes_and_folders_take_their_tasks(live: Live) -> None:
    (live.root / "b.md").unlink()
    (live.root / "A/a.md").unlink()
    (live.root / "A").rmdir()
    assert live.shows()
    assert live.vault.note_count() == 0


def test_a_new_folder_with_notes_is_read(live: Live) -> None:
    for number in range(5):
        (live.root / f"N/{number}/x").mkdir(parents=True)
        (live.root / f"N/{number}/x/n.md").write_text(f"- [ ] n{number}\n")
    assert wait_until(lambda: {f"n{n}" for n in range(5)} <= set(live.texts()), SOON)


def test_our_own_write_is_neither_parsed_nor_told_again(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def counting(path: str, data: bytes, grammar: TaskGrammar) -> Note:
        parsed.append(path)
        return parse_note(path, data, grammar)

    monkeypatch.setattr("vault.knowledge.parse_note", counting)
    monkeypatch.setattr("vault.note_reader.parse_note", counting)
    decisions = [Decision(found, Accept()) for found in live.vault.tasks() if found.proposed]
    live.vault.apply(decisions)
    live.settle()
    assert wait_until(lambda: len(live.changes()) == 2)
    assert parsed == ["A/a.md", "last.md"]
    assert [change.paths for change in live.changes()] == [{"A/a.md"}, {"last.md"}]


def test_a_save_with_the_same_bytes_tells_nothing(live: Live) -> None:
    (live.root / "b.md").write_text("- [ ] three\n")
    live.settle()
    assert wait_until(lambda: bool(live.changes()))
    assert [change.paths for change in live.changes()] == [{"last.md"}]


def test_what_is_no_note_is_not_read(live: Live) -> None:
    for path in ("x.txt", ".hidden.md", "A/.a.md.swp"):
        (live.root / path).write_text("- [ ] x\n")
    (live.root / "node_modules").mkdir()
    (live.root / "node_modules/x.md").write_text("- [ ] x\n")
    (live.root / "link.md").symlink_to("b.md")
    live.settle()
    assert "x" not in live.texts()
    assert not live.vault.has_note("link.md")


def test_settings_that_change_are_followed_at_once(live: Live) -> None:
    folder = live.root / ".obsidian/plugins/obsidian-tasks-plugin"
    folder.mkdir(parents=True)
    (folder / "data.json").write_text(json.dumps({"globalFilter": "#proposed"}))
    assert live.shows("one #proposed", "two #proposed")
    (folder / "data.json").write_text(json.dumps({"taskFormat": "dataview"}))
    assert live.shows("one #proposed", "two #proposed", "three")
    assert wait_until(lambda: sum(isinstance(e, SettingsChanged) for e in live.events) >= 2)
    found = live.vault.tasks()[0]
    live.vault.apply([Decision(found, Reject())])
    assert "- [-] one [cancelled:: 2026-11-22]\n" in (live.root / "A/a.md").read_text()


def test_tasks_keep_their_ids_through_a_change_of_settings(live: Live) -> None:
    before = {found.id: found.task.description for found in live.vault.tasks()}
    one = live.vault.tasks()[0]
    live.vault.apply([Decision(one, Accept())])
    (live.root / ".obsidian").mkdir()
    (live.root / ".obsidian/app.json").write_text('{"userIgnoreFilters": ["b.md"]}')
    assert live.shows("one", "two #proposed")
    now = live.vault.tasks()
    assert [before[found.id] for found in now] == ["one #proposed", "two #proposed"]
    (live.root / ".obsidian/app.json").write_text("{}")
    assert live.shows("one", "two #proposed", "three")
    assert live.vault.tasks()[2].id not in before
    live.vault.undo()
    assert live.vault.tasks()[0].id == one.id
    assert live.texts()[0] == "one #proposed"


def test_the_setting_about_file_names_schedules_tasks_at_once(live: Live) -> None:
    (live.root / "2026-11-24.md").write_text("- [ ] four\n")
    assert live.shows("four", "one #proposed", "two #proposed", "three")
    folder = live.root / ".obsidian/plugins/obsidian-tasks-plugin"
    folder.mkdir(parents=True)

    def scheduled() -> list[date | None]:
        return [found.task.scheduled for found in live.vault.tasks()]

    day = date(2026, 11, 24)
    (folder / "data.json").write_text(json.dumps({"useFilenameAsScheduledDate": True}))
    assert wait_until(lambda: scheduled() == [day, None, None, None], SOON)
    (folder / "data.json").write_text(json.dumps({"useFilenameAsScheduledDate": False}))
    assert wait_until(lambda: scheduled() == [None] * 4, SOON)


def test_a_broken_settings_file_is_told_and_mended(live: Live) -> None:
    (live.root / ".obsidian").mkdir()
    (live.root / ".obsidian/app.json").write_text("{")
    assert wait_until(lambda: len(live.vault.problems) == 1, SOON)
    (live.root / ".obsidian/app.json").write_text('{"userIgnoreFilters": ["A/"]}')
    assert live.shows("three")
    assert wait_until(lambda: live.vault.problems == () and live.vault.hidden_notes == 1)


def test_a_proposed_symbol_is_judged_again_when_settings_name_it(live: Live) -> None:
    (live.root / "c.md").write_text("- [?] q\n- [?] r\n- [?] s\n- [?] t\n- [?] u\n")
    assert wait_until(lambda: "u" in live.texts(), SOON)
    status = {"symbol": "?", "name": "Proposed", "type": "TODO", "nextStatusSymbol": " "}
    folder = live.root / ".obsidian/plugins/obsidian-tasks-plugin"
    folder.mkdir(parents=True)
    (folder / "data.json").write_text(json.dumps({"statusSettings": {"customStatuses": [status]}}))
    assert wait_until(lambda: sum(t.proposed for t in live.vault.tasks()) == 7, SOON)


def test_a_rescan_finds_what_nobody_reported(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("- [ ] one\n")
    vault = Vault(str(tmp_path), today=lambda: date(2026, 11, 22))
    vault.load()
    (tmp_path / "a.md").write_text("- [ ] other words\n")
    (tmp_path / "b.md").write_text("- [ ] two\n")
    vault.start()
    vault.rescan()
    try:
        assert wait_until(lambda: len(vault.tasks()) == 2)
        assert {t.task.description for t in vault.tasks()} == {"other words", "two"}
    finally:
        vault.close()


def test_an_unreadable_note_is_a_problem_until_it_can_be_read(live: Live) -> None:
    (live.root / "b.md").unlink()
    with open(live.root / "b.md", "wb") as note:
        note.truncate(65 * 1024 * 1024)
    live.settle()
    assert wait_until(lambda: not live.vault.has_note("b.md"), SOON)
    (live.root / "b.md").write_text("- [ ] back\n")
    assert wait_until(lambda: "back" in live.texts(), SOON)
    assert live.vault.problems == ()


def test_a_note_that_was_closed_to_us_and_is_deleted_is_gone_when_everything_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("- [ ] one\n")
    vault = Vault(str(tmp_path), today=lambda: date(2026, 11, 22))
    vault.load()

    def refused(path: str) -> tuple[bytes, os.stat_result]:
        raise NotPermittedError(f"{path} cannot be opened.")

    with monkeypatch.context() as closed:
        closed.setattr(vault._indexer, "_read", refused)
        (tmp_path / "a.md").write_text("- [ ] another\n")
        vault._indexer._sweep()
    assert vault.has_note("a.md")
    assert "a.md cannot be opened." in vault.problems
    (tmp_path / "a.md").unlink()
    vault._indexer._sweep()
    assert not vault.has_note("a.md")
    assert not vault.problems


def test_after_close_nothing_is_heard(live: Live) -> None:
    live.vault.close()
    heard = len(live.events)
    (live.root / "b.md").write_text("- [ ] four\n")
    assert not wait_until(lambda: len(live.events) > heard, 0.2)
    live.vault.close()


def lines(vault: Vault) -> list[tuple[str, int, bytes]]:
    return [(found.path, found.line, found.raw) for found in vault.tasks()]


def fresh(root: Path) -> Vault:
    """The same vault, read by somebody who knows nothing of it."""
    vault = Vault(str(root), today=lambda: date(2026, 11, 22))
    vault.load()
    return vault


def rearrange(root: Path, random: Random) -> None:
    """Make, move, rename, delete or fill a folder or a note somewhere, also outside and back."""
    inside = [p for p in root.rglob("*") if ".git" not in p.parts]
    folders = [root, *(p for p in inside if p.is_dir())]
    some = random.choice(inside) if inside else root / "first"
    there = random.choice(folders)
    name = f"{random.choice('ABCabc')}{random.randrange(4)}"
    target = there / (f"{name}.md" if some.suffix else name)
    match random.randrange(6):
        case 0:
            (there / name / "deep").mkdir(parents=True, exist_ok=True)
            (there / name / "deep/d.md").write_text(f"- [ ] {random.random()}\n")
        case 1 if not target.exists() and some not in (target, *target.parents) and some.exists():
            some.rename(target)
        case 2 if some.suffix and some.exists():
            some.unlink()
        case 3 if some.is_dir() and random.random() < 0.3:
            shutil.rmtree(some)
        case 4 if some.is_dir():
            outside = root.with_name(root.name + "-outside")
            some.rename(outside)
            outside.rename(some)
        case _:
            (there / f"{name}.md").write_text(f"- [ ] {random.random()}\n")


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_moved_about_the_index_holds_what_is_there(tmp_path: Path, seed: int) -> None:
    root = tmp_path / "vault"
    root.mkdir()
    live = Live(root)
    random = Random(seed)
    try:
        for _ in range(6):
            for _ in range(60):
                rearrange(root, random)
            assert live.comes_to(lines(fresh(root)))
        for note in root.rglob("*.md"):
            note.write_text(f"- [ ] still watched {note.stat().st_ino}\n")
        saved = sorted(f"still watched {note.stat().st_ino}" for note in root.rglob("*.md"))
        assert wait_until(lambda: sorted(live.texts()) == saved, 10)
    finally:
        live.vault.close()

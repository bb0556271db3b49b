"""Changes from outside as batches of paths, from the real file system."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from watchdog.events import DirMovedEvent, FileMovedEvent

from tests.waiting import wait_until
from vault.gathering import Batch
from vault.watcher import Observer, Watcher

# watchdog says so of folders that are made and filled at once; it does no harm.
pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")


class Watched:
    """A folder that is watched, and what was delivered."""

    def __init__(self, root: Path, *, directly: bool = True) -> None:
        self.root = root
        self.batches: list[Batch] = []
        self.failures: list[OSError] = []
        self.watcher = Watcher(
            str(root), self.batches.append, self.failures.append, directly=directly
        )

    @property
    def paths(self) -> set[str]:
        """Every path of every batch."""
        return set[str]().union(*(batch.paths for batch in self.batches))

    @property
    def swept(self) -> bool:
        """Whether any batch asks for a look at everything."""
        return any(batch.sweep for batch in self.batches)


@pytest.fixture(params=[True, False], ids=["inotify", "watchdog"])
def watched(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watched]:
    """A folder that is watched in each of the ways that there are."""
    (tmp_path / "vault/A").mkdir(parents=True)
    (tmp_path / "vault/A/a.md").write_text("a")
    found = Watched(tmp_path / "vault", directly=request.param)
    found.watcher.start()
    yield found
    found.watcher.stop()


def test_what_was_stopped_before_it_began_watches_nothing(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    found = Watched(tmp_path)
    found.watcher.stop()
    found.watcher.start()
    assert wait_until(lambda: set(threading.enumerate()) <= before)


def test_a_save_in_place_is_delivered(watched: Watched) -> None:
    (watched.root / "A/a.md").write_text("b")
    assert wait_until(lambda: "A/a.md" in watched.paths)
    assert not watched.swept


def test_a_save_by_rename_is_delivered(watched: Watched) -> None:
    (watched.root / "A/.a.md.tmp").write_text("b")
    os.replace(watched.root / "A/.a.md.tmp", watched.root / "A/a.md")
    assert wait_until(lambda: "A/a.md" in watched.paths)


def test_a_new_and_a_deleted_note_are_delivered(watched: Watched) -> None:
    (watched.root / "new.md").write_text("b")
    (watched.root / "A/a.md").unlink()
    assert wait_until(lambda: watched.paths >= {"new.md", "A/a.md"})


def test_a_renamed_note_is_delivered_under_both_names(watched: Watched) -> None:
    (watched.root / "A/a.md").rename(watched.root / "b.md")
    assert wait_until(lambda: watched.paths >= {"b.md", "A/a.md"})


def test_a_folder_that_moves_asks_for_a_sweep(watched: Watched) -> None:
    (watched.root / "A").rename(watched.root / "B")
    assert wait_until(lambda: watched.swept)


def test_a_note_that_moves_in_from_outside_is_delivered(watched: Watched) -> None:
    outside = watched.root.parent / "outside.md"
    outside.write_text("x")
    outside.rename(watched.root / "in.md")
    assert wait_until(lambda: "in.md" in watched.paths)


def test_reading_is_no_change(watched: Watched) -> None:
    (watched.root / "A/a.md").read_bytes()
    list(os.scandir(watched.root))
    (watched.root / "last.md").write_text("x")
    assert wait_until(lambda: "last.md" in watched.paths)
    assert "A/a.md" not in watched.paths


def test_many_changes_are_few_batches(watched: Watched) -> None:
    for number in range(200):
        (watched.root / f"{number}.md").write_text("x")
    assert wait_until(lambda: len(watched.paths) == 200)
    assert len(watched.batches) < 40


def test_after_stop_nothing_is_delivered(watched: Watched) -> None:
    (watched.root / "a.md").write_text("x")
    watched.watcher.stop()
    (watched.root / "b.md").write_text("x")
    before = list(watched.batches)
    assert not wait_until(lambda: watched.batches != before, 0.2)


def test_it_is_told_when_no_thread_is_to_be_had_to_deliver_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: threading.Timer) -> None:
        raise RuntimeError("can't start new thread")

    found = Watched(tmp_path)
    found.watcher.start()
    monkeypatch.setattr(threading.Timer, "start", refused)
    (tmp_path / "a.md").write_text("x")
    assert wait_until(lambda: bool(found.failures))
    assert "new thread" in str(found.failures[0])
    found.watcher.stop()


def test_paths_outside_are_left_out(tmp_path: Path) -> None:
    told: list[tuple[set[str], bool]] = []
    observer = Observer(
        str(tmp_path / "vault"), lambda paths, sweep: told.append((set(paths), sweep))
    )
    observer.hear(
        FileMovedEvent(str(tmp_path / "vault/a.md"), os.fsencode(tmp_path / "vaulted/b.md"))
    )
    observer.hear(DirMovedEvent(str(tmp_path / "vault"), str(tmp_path / "other")))
    assert told == [({"a.md"}, False), (set(), True)]


def test_a_folder_behind_a_link_is_watched_under_its_own_paths(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    found = Watched(tmp_path / "link")
    found.watcher.start()
    try:
        (tmp_path / "real/a.md").write_text("x")
        assert wait_until(lambda: found.paths == {"a.md"})
    finally:
        found.watcher.stop()


def test_an_odd_name_is_delivered_as_it_is(watched: Watched) -> None:
    name = b"odd \xff\n.md"
    with open(os.fsencode(watched.root) + b"/" + name, "wb") as note:
        note.write(b"x")
    assert wait_until(lambda: os.fsdecode(name) in watched.paths)


def test_what_nobody_reads_is_not_told(watched: Watched) -> None:
    for folder in (".git/objects/aa", ".trash", "node_modules/x"):
        (watched.root / folder).mkdir(parents=True)
        (watched.root / folder / "b.md").write_text("x")
    (watched.root / ".obsidian").mkdir()
    (watched.root / ".obsidian/app.json").write_text("{}")
    assert wait_until(lambda: ".obsidian/app.json" in watched.paths)
    assert watched.paths == {".obsidian/app.json"}
    assert not watched.swept

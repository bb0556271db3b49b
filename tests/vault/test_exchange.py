"""The exchange of a note: what it keeps, and who comes in between, at every moment of it."""

import os
import signal
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from tests.vault.killing import contents, decide_all, in_child, make, opened
from tests.vault.one_write import NOBODY, replacing, run
from vault import exchange, swap
from vault.beside import leftovers, new_name
from vault.errors import ConflictError, NotFoundError
from vault.exchange import clear_leftovers
from vault.strategies import Strategy
from vault.writer import NoteWriter, Written

OLD, NEW = b"- [?] call", b"- [ ] call the bank"
ACCEPT = replacing(OLD, NEW)
BASE, AFTER = b"# Day\n- [?] call\nend\n", b"# Day\n- [ ] call the bank\nend\n"
EXCHANGE = frozenset({Strategy.EXCHANGE})


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.md"
    path.write_bytes(BASE)
    return path


def write(note: Path) -> Written:
    return NoteWriter(str(note.parent), strategies=EXCHANGE).write(note.name, ACCEPT)


def others(note: Path) -> list[str]:
    return sorted(name for name in os.listdir(note.parent) if name != note.name)


@contextmanager
def at_exchange(*acts: Callable[[], object]) -> Iterator[None]:
    """Do the first act right before the first exchange, the second before the second ..."""
    left = list(acts)

    def watch(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code is swap.swap.__code__ and left:
            left.pop(0)()

    sys.setprofile(watch)
    try:
        yield
    finally:
        sys.setprofile(None)
    assert left == []


def rename_over(note: Path, data: bytes) -> Callable[[], object]:
    newer = note.with_name("newer")

    def act() -> None:
        newer.write_bytes(data)
        newer.rename(note)

    return act


def once_exchanged(note: Path, *acts: Callable[[], object]) -> threading.Thread:
    """Act in a thread as soon as another file is the note."""
    inode = note.stat().st_ino

    def wait() -> None:
        deadline = time.monotonic() + 5
        while note.stat().st_ino == inode and time.monotonic() < deadline:
            pass
        for act in acts:
            act()

    thread = threading.Thread(target=wait)
    thread.start()
    return thread


# What is kept


def test_mode_owner_and_attributes_are_kept_and_nothing_else_is_left(note: Path) -> None:
    os.chmod(note, 0o640)
    os.setxattr(note, "user.colour", b"green")
    if os.geteuid() == 0:
        os.chown(note, 1234, 5678)
    before = note.stat()
    written = write(note)
    after = note.stat()
    kept = ("st_dev", "st_mode", "st_uid", "st_gid", "st_nlink")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert os.getxattr(note, "user.colour") == b"green"
    assert written.strategy is Strategy.EXCHANGE
    assert (written.before, written.after, note.read_bytes()) == (BASE, AFTER, AFTER)
    assert (written.stat.st_ino, written.stat.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert after.st_ino != before.st_ino
    assert others(note) == []


def test_a_note_with_several_names_keeps_them_and_is_written_in_place(note: Path) -> None:
    os.link(note, note.with_name("also.md"))
    strategies = EXCHANGE | {Strategy.GUARDED}
    written = NoteWriter(str(note.parent), strategies=strategies).write("note.md", ACCEPT)
    assert written.strategy is Strategy.GUARDED
    assert note.with_name("also.md").read_bytes() == AFTER
    assert others(note) == ["also.md"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a note to another owner")
@pytest.mark.parametrize(("group", "strategy"), [(NOBODY, "exchange"), (0, "guarded")])
def test_a_note_of_another_owner_is_exchanged_if_its_group_can_be_kept(
    group: int, strategy: str
) -> None:
    folder = Path(os.path.realpath(f"/tmp/vaultriage-exchange-{os.getpid()}"))
    folder.mkdir()
    try:
        folder.chmod(0o777)
        note = folder / "note.md"
        note.write_bytes(OLD)
        note.chmod(0o666)
        os.chown(note, 0, group)
        outcome = run(folder, "call", "phone", as_nobody=True)
        found = note.stat()
        assert (outcome.error, outcome.strategy) == ("", strategy)
        assert (note.read_bytes(), others(note)) == (b"- [?] phone", [])
        assert (stat.S_IMODE(found.st_mode), found.st_gid) == (0o666, group)
    finally:
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()


def test_a_system_without_an_exchange_gets_the_guarded_write(
    note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_CALL", "")
    strategies = EXCHANGE | {Strategy.GUARDED}
    inode = note.stat().st_ino
    written = NoteWriter(str(note.parent), strategies=strategies).write("note.md", ACCEPT)
    assert written.strategy is Strategy.GUARDED
    assert (note.read_bytes(), note.stat().st_ino, others(note)) == (AFTER, inode, [])


def test_a_vault_says_once_that_it_cannot_be_written_safely(tmp_path: Path) -> None:
    root = make(tmp_path / "vault")
    vault = opened(root, frozenset({Strategy.GUARDED}))
    decide_all(vault)
    assert len(vault.problems) == 1
    assert vault.problems[0].startswith("Some notes of this vault can be written only in place")
    vault.close()


def test_a_save_into_the_old_file_long_after_the_exchange_is_kept_beside_the_note(
    note: Path,
) -> None:
    writer = NoteWriter(str(note.parent), strategies=EXCHANGE)
    with note.open("r+b") as late:
        writer.write("note.md", ACCEPT)
        writer.late.look()
        assert others(note) == []
        late.write(b"theirs, too late\n")
    writer.late.look()
    [kept] = others(note)
    assert kept.endswith(".kept")
    assert note.with_name(kept).read_bytes().startswith(b"theirs, too late\n")
    assert note.read_bytes() == AFTER
    assert writer.late.problems == (
        f"Another program saved an older note.md too late to be in it. It is kept as {kept}.",
    )
    writer.late.look()
    assert others(note) == [kept]
    writer.late.close()


def test_files_that_gave_way_are_let_go_of(note: Path) -> None:
    writer = NoteWriter(str(note.parent), strategies=EXCHANGE)
    before = len(os.listdir("/proc/self/fd"))
    for number in range(80):
        writer.write("note.md", replacing(note.read_bytes(), b"- [?] call %d\n" % number))
    assert len(os.listdir("/proc/self/fd")) - before <= 66
    writer.late.close()
    assert len(os.listdir("/proc/self/fd")) == before


# Who comes in between


def test_a_version_put_in_place_just_before_the_exchange_comes_back_and_gets_the_edit(
    note: Path,
) -> None:
    with at_exchange(rename_over(note, b"theirs\n" + BASE)):
        written = write(note)
    assert written.before == b"theirs\n" + BASE
    assert note.read_bytes() == b"theirs\n" + AFTER
    assert others(note) == []


def test_a_save_in_place_just_before_the_exchange_comes_back_and_gets_the_edit(note: Path) -> None:
    with at_exchange(lambda: note.write_bytes(b"theirs\n" + BASE)):
        write(note)
    assert note.read_bytes() == b"theirs\n" + AFTER
    assert others(note) == []


def test_a_late_save_through_an_old_descriptor_is_brought_back(note: Path) -> None:
    old = os.open(note, os.O_WRONLY)
    late = once_exchanged(note, lambda: os.pwrite(old, b"# DAY", 0))
    written = write(note)
    late.join()
    os.close(old)
    assert written.before == b"# DAY\n- [?] call\nend\n"
    assert note.read_bytes() == b"# DAY\n- [ ] call the bank\nend\n"
    assert others(note) == []


@pytest.mark.parametrize("third", [b"third\n", b"third\n" + AFTER])
def test_of_two_saves_at_once_the_newer_stays_and_the_other_is_kept_by_name(
    note: Path, third: bytes
) -> None:
    with (
        at_exchange(rename_over(note, b"second\n"), rename_over(note, third)),
        pytest.raises(ConflictError) as conflict,
    ):
        write(note)
    assert note.read_bytes() == third
    (kept,) = others(note)
    assert note.with_name(kept).read_bytes() == b"second\n"
    assert kept.startswith(".vaultriage-")
    assert conflict.value.hint == f"The version that gave way is kept as {kept}."


def test_a_save_into_ours_while_a_late_one_came_is_not_lost_either(note: Path) -> None:
    old = os.open(note, os.O_WRONLY)
    late = once_exchanged(
        note, lambda: note.write_bytes(b"newest\n"), lambda: os.pwrite(old, b"# DAY", 0)
    )
    with pytest.raises(ConflictError, match="kept as"):
        write(note)
    late.join()
    os.close(old)
    assert note.read_bytes() == b"newest\n"
    (kept,) = others(note)
    assert note.with_name(kept).read_bytes() == b"# DAY\n- [?] call\nend\n"


def test_a_displaced_version_is_kept_when_the_next_was_made_from_ours(note: Path) -> None:
    threads: list[threading.Thread] = []

    def read_ours_and_save_it_later() -> None:
        made_from_ours = note.read_bytes() + b"more\n"
        threads.append(once_exchanged(note, lambda: note.write_bytes(made_from_ours)))

    acts = rename_over(note, b"second\n"), read_ours_and_save_it_later
    with at_exchange(*acts), pytest.raises(ConflictError, match="kept as"):
        write(note)
    threads[0].join()
    assert note.read_bytes() == AFTER + b"more\n"
    (kept,) = others(note)
    assert note.with_name(kept).read_bytes() == b"second\n"


def test_the_kept_file_is_named_from_the_root_of_the_vault(tmp_path: Path) -> None:
    (tmp_path / "Daily").mkdir()
    note = tmp_path / "Daily/note.md"
    note.write_bytes(BASE)
    acts = rename_over(note, b"second\n"), rename_over(note, b"third\n")
    with at_exchange(*acts), pytest.raises(ConflictError) as conflict:
        NoteWriter(str(tmp_path), strategies=EXCHANGE).write("Daily/note.md", ACCEPT)
    assert conflict.value.hint == f"The version that gave way is kept as Daily/{others(note)[0]}."


def test_a_note_deleted_just_before_the_exchange_is_gone_and_not_created(note: Path) -> None:
    with at_exchange(note.unlink), pytest.raises(NotFoundError):
        write(note)
    assert os.listdir(note.parent) == []


def test_a_note_deleted_before_a_displaced_version_could_go_back_leaves_it_kept(
    note: Path,
) -> None:
    with (
        at_exchange(rename_over(note, b"second\n"), note.unlink),
        pytest.raises(ConflictError),
    ):
        write(note)
    (kept,) = os.listdir(note.parent)
    assert note.with_name(kept).read_bytes() == b"second\n"


def test_an_interrupt_leaves_no_displaced_version_deleted(note: Path) -> None:
    def interrupt() -> None:
        rename_over(note, b"second\n")()
        raise KeyboardInterrupt

    with at_exchange(interrupt), pytest.raises(KeyboardInterrupt):
        write(note)
    assert (note.read_bytes(), others(note)) == (b"second\n", [])


# After a crash


def killed_at(root: Path, moment: int) -> Callable[[], None]:
    """Decide everything by exchange, and die at the `moment`-th call."""

    def work() -> None:
        exchange.LINGER, exchange.LOOKS = 0, 0
        vault = opened(root, EXCHANGE)
        left = moment

        def watch(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal left
            left -= event in ("call", "c_call")
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(watch)
        decide_all(vault)
        sys.setprofile(None)

    return work


def test_killed_at_any_moment_a_note_is_whole_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    whole = make(tmp_path / "whole")
    assert in_child(killed_at(whole, -1)) == 0
    before, after = contents(make(tmp_path / "before")), contents(whole)
    deaths = 0
    for moment in range(1, 6000, 97):
        root = make(tmp_path / str(moment))
        deaths += in_child(killed_at(root, moment)) == signal.SIGKILL
        vault = opened(root)
        vault.recover()
        vault.close()
        assert [name for name in os.listdir(root) if name.startswith(".")] == []
        for name, data in contents(root).items():
            lines = set((before[name] + after[name]).split(b"\n"))
            assert set(data.split(b"\n")) <= lines, (moment, name)
    assert deaths > 10


def test_a_foreign_version_displaced_at_the_moment_of_the_crash_returns(note: Path) -> None:
    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def work() -> None:
        with at_exchange(rename_over(note, b"theirs\n" + BASE), die):
            write(note)

    assert in_child(work) == signal.SIGKILL
    assert note.read_bytes() == AFTER
    assert clear_leftovers(str(note.parent), "note.md", BASE, AFTER) == []
    assert note.read_bytes() == b"theirs\n" + BASE
    assert others(note) == []


def test_a_foreign_version_with_no_place_to_return_to_is_kept_and_told(note: Path) -> None:
    def work() -> None:
        with at_exchange(
            rename_over(note, b"second\n"), lambda: os.kill(os.getpid(), signal.SIGKILL)
        ):
            write(note)

    assert in_child(work) == signal.SIGKILL
    note.write_bytes(b"newest\n")
    (remark,) = clear_leftovers(str(note.parent), "note.md", BASE, AFTER)
    (kept,) = others(note)
    assert remark.endswith(f"kept as {kept}.")
    assert note.with_name(kept).read_bytes() == b"second\n"
    assert note.read_bytes() == b"newest\n"
    assert clear_leftovers(str(note.parent), "note.md", BASE, AFTER) == []


def test_a_leftover_that_cannot_be_read_is_kept(note: Path) -> None:
    start, rest = new_name(b"note.md").rsplit(b"-", 2)[0], b"01234567.tmp"
    dead = os.fsdecode(b"%b-999999999.1-%b" % (start, rest))
    note.with_name(dead).symlink_to("elsewhere")
    (remark,) = clear_leftovers(str(note.parent), "note.md", BASE, AFTER)
    (kept,) = others(note)
    assert remark.endswith(f"kept as {kept}.")
    assert note.with_name(kept).is_symlink()


def test_only_what_a_dead_process_left_beside_this_note_is_taken_for_a_leftover(
    note: Path,
) -> None:
    own = new_name(b"note.md")
    start, rest = own.rsplit(b"-", 2)[0], own.rsplit(b"-", 1)[1]
    dead = b"%b-999999999.1-%b" % (start, rest)
    names = [
        own,  # of a process that runs: this one
        new_name(b"other.md"),
        dead.replace(b".tmp", b".kept"),
        b".vaultriage-notes.tmp",
        b".vaultriage-.tmp",
        dead,
    ]
    for name in names:
        note.with_name(os.fsdecode(name)).write_bytes(BASE)
    folder = os.open(note.parent, os.O_RDONLY)
    assert leftovers(folder, b"note.md") == [dead]
    os.close(folder)
    clear_leftovers(str(note.parent), "note.md", BASE, AFTER)
    assert others(note) == sorted(os.fsdecode(name) for name in names[:-1])

"""Writing one note: every other byte stays, and every fault leaves the old ones."""

import os
import shutil
import subprocess
import tempfile
import threading
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vault.one_write import NOBODY, replacing, run
from vault.errors import (
    ConflictError,
    NotANoteError,
    NoteBusyError,
    NotFoundError,
    NotPermittedError,
)
from vault.lease import write_lease
from vault.writer import NoteWriter, Splice, apply_splices

OLD, NEW = b"- [?] call", b"- [ ] call the bank"
ACCEPT = replacing(OLD, NEW)


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.md"
    path.write_bytes(b"# Day\n- [?] call\nend\n")
    return path


@pytest.fixture
def passable() -> Iterator[Path]:
    """A folder that another user may pass through, as pytest's own may not be."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def write(note: Path) -> bytes:
    return NoteWriter(str(note.parent)).write(note.name, ACCEPT).after


# Every byte else


@pytest.mark.parametrize(
    "around",
    [
        b"\xef\xbb\xbf# BOM\n%s\n",
        b"crlf\r\n%s\r\nlf\nlone cr\rmore\r\n",
        b"no final newline\n%s",
        b"\xff\xfe not utf-8 \xc3\n%s\n",
        b"nul \0 vt \x0b ff \x0c nel \xc2\x85 ls \xe2\x80\xa8\n%s\n\0",
        b"",
    ],
)
def test_every_byte_around_the_splice_stays(tmp_path: Path, around: bytes) -> None:
    around = around or b"\n\n%s\n\n\n"
    note = tmp_path / "note.md"
    note.write_bytes(around.replace(b"%s", OLD))
    assert write(note) == note.read_bytes() == around.replace(b"%s", NEW)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.data())
def test_any_bytes_and_any_splice_reach_the_disk_exactly(data: bytes, draws: st.DataObject) -> None:
    start = draws.draw(st.integers(0, len(data)))
    end = draws.draw(st.integers(start, len(data)))
    splice = Splice(start, end, draws.draw(st.binary(max_size=9)).replace(b"\0", b""))
    with tempfile.TemporaryDirectory() as root:
        note = Path(root, "n.md")
        note.write_bytes(data)
        written = NoteWriter(root).write("n.md", lambda _: [splice])
        assert written.before == data
        assert written.after == note.read_bytes() == apply_splices(data, [splice])


def test_the_file_stays_the_same_file(tmp_path: Path, note: Path) -> None:
    os.chmod(note, 0o640)
    os.setxattr(note, "user.colour", b"green")
    os.link(note, tmp_path / "also.md")
    if os.geteuid() == 0:
        os.chown(note, 1234, 5678)
    before, born = note.stat(), birth(note)
    write(note)
    after = note.stat()
    kept = ("st_ino", "st_dev", "st_mode", "st_uid", "st_gid", "st_nlink")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert birth(note) == born
    assert os.getxattr(note, "user.colour") == b"green"
    assert (tmp_path / "also.md").read_bytes() == b"# Day\n- [ ] call the bank\nend\n"
    assert sorted(os.listdir(tmp_path)) == ["also.md", "note.md"]


def birth(note: Path) -> bytes:
    return subprocess.run(["stat", "-c", "%w", note], capture_output=True, check=True).stdout


def test_composed_and_decomposed_names_are_two_notes(tmp_path: Path) -> None:
    composed, decomposed = (unicodedata.normalize(form, "Café.md") for form in ("NFC", "NFD"))
    (tmp_path / composed).write_bytes(OLD)
    (tmp_path / decomposed).write_bytes(OLD)
    NoteWriter(str(tmp_path)).write(decomposed, ACCEPT)
    assert (tmp_path / composed).read_bytes() == OLD
    assert (tmp_path / decomposed).read_bytes() == NEW
    assert sorted(os.listdir(tmp_path)) == sorted([composed, decomposed])


def test_a_name_that_is_not_utf_8_is_written(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    (tmp_path / name).write_bytes(OLD)
    NoteWriter(str(tmp_path)).write(name, ACCEPT)
    assert os.listdir(bytes(tmp_path)) == [b"caf\xe9.md"]
    assert (tmp_path / name).read_bytes() == NEW


def test_what_comes_back_is_the_bytes_and_the_stat_that_belongs_to_them(note: Path) -> None:
    written = NoteWriter(str(note.parent)).write("note.md", ACCEPT)
    assert written.before == b"# Day\n- [?] call\nend\n"
    assert written.after == note.read_bytes()
    assert (written.stat.st_size, written.stat.st_mtime_ns) == (
        len(written.after),
        note.stat().st_mtime_ns,
    )
    assert not written.guarded


def test_read_gives_bytes_and_stat(note: Path) -> None:
    data, stat = NoteWriter(str(note.parent)).read("note.md")
    assert data == b"# Day\n- [?] call\nend\n"
    assert (stat.st_ino, stat.st_mtime_ns) == (note.stat().st_ino, note.stat().st_mtime_ns)


def test_nothing_to_do_writes_nothing(note: Path) -> None:
    before = note.stat()
    written = NoteWriter(str(note.parent)).write("note.md", lambda _: [])
    same = NoteWriter(str(note.parent)).write("note.md", lambda _: [Splice(0, 1, b"#")])
    assert written.before == written.after == same.before == same.after == note.read_bytes()
    assert (note.stat().st_mtime_ns, note.stat().st_ctime_ns) == (
        before.st_mtime_ns,
        before.st_ctime_ns,
    )


# Others at work on the note


def test_a_conflict_writes_nothing(note: Path) -> None:
    before = note.stat()
    with pytest.raises(ConflictError, match="not there"):
        NoteWriter(str(note.parent)).write("note.md", replacing(b"- [?] gone", b"x"))
    assert note.stat().st_mtime_ns == before.st_mtime_ns


def test_a_change_made_after_the_plan_gets_a_new_plan(note: Path) -> None:
    seen: list[bytes] = []

    def plan(data: bytes) -> list[Splice]:
        seen.append(data)
        if len(seen) == 1:
            note.write_bytes(b"theirs\n" + data)
        return list(ACCEPT(data))

    written = NoteWriter(str(note.parent)).write("note.md", plan)
    assert seen[1] == written.before == b"theirs\n# Day\n- [?] call\nend\n"
    assert note.read_bytes() == b"theirs\n# Day\n- [ ] call the bank\nend\n"


def test_a_note_replaced_after_the_plan_is_the_one_that_is_written(note: Path) -> None:
    newer = note.with_name("newer")
    newer.write_bytes(b"theirs\n- [?] call\n")
    kept_open = os.open(note, os.O_RDONLY)

    def plan(data: bytes) -> list[Splice]:
        if newer.exists():
            newer.rename(note)
        return list(ACCEPT(data))

    NoteWriter(str(note.parent)).write("note.md", plan)
    assert note.read_bytes() == b"theirs\n- [ ] call the bank\n"
    assert os.pread(kept_open, 100, 0) == b"# Day\n- [?] call\nend\n"
    os.close(kept_open)


class Rival:
    """A plan during whose second call, under the lease, another program acts by path."""

    def __init__(self, act: Callable[[], object]) -> None:
        self.act = act
        self.seen: list[bytes] = []

    def __call__(self, data: bytes) -> Sequence[Splice]:
        self.seen.append(data)
        if len(self.seen) == 1:
            raise ConflictError("As if the note had been seen half saved.")
        if len(self.seen) == 2:
            self.act()
        return ACCEPT(data)


def test_a_note_replaced_during_the_write_is_written_again(note: Path) -> None:
    newer = note.with_name("newer")
    newer.write_bytes(b"theirs\n- [?] call\n")
    rival = Rival(lambda: newer.rename(note))
    written = NoteWriter(str(note.parent)).write("note.md", rival)
    assert rival.seen[2] == written.before == b"theirs\n- [?] call\n"
    assert note.read_bytes() == written.after == b"theirs\n- [ ] call the bank\n"
    assert written.stat.st_ino == note.stat().st_ino


def test_a_replacement_that_carries_the_edit_already_is_left_alone(note: Path) -> None:
    newer = note.with_name("newer")
    newer.write_bytes(b"theirs\n# Day\n- [ ] call the bank\nend\n")
    rival = Rival(lambda: newer.rename(note))
    written = NoteWriter(str(note.parent)).write("note.md", rival)
    assert len(rival.seen) == 2
    assert written.before == b"# Day\n- [?] call\nend\n"
    assert written.after == note.read_bytes() == b"theirs\n# Day\n- [ ] call the bank\nend\n"


def test_a_replacement_without_the_line_is_a_conflict_and_stays(note: Path) -> None:
    newer = note.with_name("newer")
    newer.write_bytes(b"theirs alone\n")
    with pytest.raises(ConflictError):
        NoteWriter(str(note.parent)).write("note.md", Rival(lambda: newer.rename(note)))
    assert note.read_bytes() == b"theirs alone\n"


def test_a_note_deleted_during_the_write_is_gone_and_not_created(note: Path) -> None:
    with pytest.raises(NotFoundError, match="not there"):
        NoteWriter(str(note.parent)).write("note.md", Rival(note.unlink))
    assert os.listdir(note.parent) == []


def test_a_note_moved_aside_for_a_moment_is_waited_for(note: Path) -> None:
    aside = note.rename(note.with_name("aside"))
    back = threading.Timer(0.01, aside.rename, [note])
    back.start()
    write(note)
    back.join()
    assert note.read_bytes() == b"# Day\n- [ ] call the bank\nend\n"


def test_a_half_saved_note_is_no_conflict(note: Path) -> None:
    saving = os.open(note, os.O_WRONLY | os.O_TRUNC)

    def finish() -> None:
        os.write(saving, b"saved\n- [?] call\n")
        os.close(saving)

    saver = threading.Timer(0.05, finish)
    saver.start()
    write(note)
    saver.join()
    assert note.read_bytes() == b"saved\n- [ ] call the bank\n"


def test_a_note_kept_open_is_waited_for_and_then_busy_by_name(note: Path) -> None:
    reader = os.open(note, os.O_RDONLY)
    with pytest.raises(NoteBusyError, match=r"keeps note\.md open"):
        NoteWriter(str(note.parent), patience=0.05).write("note.md", ACCEPT)
    assert note.read_bytes() == b"# Day\n- [?] call\nend\n"
    closing = threading.Timer(0.05, os.close, [reader])
    closing.start()
    write(note)
    closing.join()
    assert note.read_bytes() == b"# Day\n- [ ] call the bank\nend\n"


def test_a_conflict_in_a_note_kept_open_is_a_conflict(note: Path) -> None:
    with note.open("rb"), pytest.raises(ConflictError):
        NoteWriter(str(note.parent), patience=0.05).write("note.md", replacing(b"gone", b"x"))


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


def test_threads_with_one_writer_or_several_lose_no_edit(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_bytes(b"".join(b"line %d: \n" % number for number in range(4)))
    shared, own = NoteWriter(str(tmp_path)), NoteWriter(str(tmp_path))

    def append_marks(number: int) -> None:
        writer = shared if number < 3 else own
        for _ in range(40):
            writer.write("note.md", replacing(b"line %d: " % number, b"line %d: x" % number))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(append_marks, range(4)))
    marks = b"x" * 40
    assert note.read_bytes() == b"".join(b"line %d: %s\n" % (n, marks) for n in range(4))


# Not permitted, not a note


def test_read_only_shows_conflicts_and_writes_nothing(note: Path) -> None:
    before = note.stat()
    writer = NoteWriter(str(note.parent), read_only=True)
    with pytest.raises(NotPermittedError, match="read-only"):
        writer.write("note.md", ACCEPT)
    with pytest.raises(ConflictError):
        writer.write("note.md", replacing(b"gone", b"x"))
    assert writer.write("note.md", lambda _: []).after == writer.read("note.md")[0]
    assert note.stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize("path", ["../note.md", "/note.md", "a//b.md", "link.md", "pipe", "dir"])
def test_what_is_no_note_of_the_vault_is_never_planned(tmp_path: Path, path: str) -> None:
    vault = tmp_path / "vault"
    (vault / "dir").mkdir(parents=True)
    os.mkfifo(vault / "pipe")
    (tmp_path / "note.md").write_bytes(OLD)
    (vault / "link.md").symlink_to("../note.md")
    with pytest.raises(NotANoteError):
        NoteWriter(str(vault)).write(path, lambda _: pytest.fail("planned"))
    assert (tmp_path / "note.md").read_bytes() == OLD


def test_a_missing_note_is_not_found_and_not_created(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        NoteWriter(str(tmp_path)).write("note.md", ACCEPT)
    assert os.listdir(tmp_path) == []


def test_a_read_only_note_is_not_permitted_to_an_ordinary_user(passable: Path) -> None:
    note = passable / "note.md"
    note.write_bytes(OLD)
    note.chmod(0o444)
    outcome = run(passable, "call", "phone", as_nobody=True)
    assert outcome.error == "NotPermittedError"
    assert outcome.message == "The permissions of note.md do not allow this."
    assert note.read_bytes() == OLD


def test_a_read_only_folder_does_not_matter(passable: Path) -> None:
    note = passable / "note.md"
    note.write_bytes(OLD)
    if os.geteuid() == 0:
        os.chown(note, NOBODY, NOBODY)
    passable.chmod(0o555)
    outcome = run(passable, "call", "phone", as_nobody=True)
    passable.chmod(0o755)
    assert (outcome.error, outcome.guarded) == ("", False)
    assert note.read_bytes() == b"- [?] phone"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a note to another owner")
def test_the_note_of_another_owner_is_written_guarded(passable: Path) -> None:
    note = passable / "note.md"
    note.write_bytes(OLD)
    note.chmod(0o666)
    inode = note.stat().st_ino
    outcome = run(passable, "call", "phone", as_nobody=True)
    assert (outcome.error, outcome.guarded) == ("", True)
    assert (note.read_bytes(), note.stat().st_ino) == (b"- [?] phone", inode)
    assert run(passable, "call", "x", as_nobody=True).error == "ConflictError"


def test_an_immutable_note_says_so(note: Path) -> None:
    if subprocess.run(["chattr", "+i", note], capture_output=True, check=False).returncode:
        pytest.skip("chattr +i is not permitted, or not known to this file system")
    try:
        with pytest.raises(NotPermittedError, match="immutable"):
            write(note)
    finally:
        subprocess.run(["chattr", "-i", note], check=True)
    assert note.read_bytes() == b"# Day\n- [?] call\nend\n"

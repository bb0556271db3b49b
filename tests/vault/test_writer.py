"""Writing one note: every other byte stays, and every fault leaves the old ones."""

import os
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vault.accepting import ACCEPT, BOTH, LEASE, NEW, OLD
from tests.vault.one_write import NOBODY, replacing, run
from vault.errors import (
    ConflictError,
    NotANoteError,
    NotFoundError,
    NotPermittedError,
)
from vault.splices import Splice, apply_splices
from vault.strategies import Strategy
from vault.writer import NoteWriter


@pytest.fixture
def passable() -> Iterator[Path]:
    """A folder that another user may pass through, as pytest's own may not be."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def write(note: Path, strategies: frozenset[Strategy]) -> bytes:
    return NoteWriter(str(note.parent), strategies=strategies).write(note.name, ACCEPT).after


# Every byte else


@BOTH
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
def test_every_byte_around_the_splice_stays(
    tmp_path: Path, around: bytes, strategies: frozenset[Strategy]
) -> None:
    around = around or b"\n\n%s\n\n\n"
    note = tmp_path / "note.md"
    note.write_bytes(around.replace(b"%s", OLD))
    assert write(note, strategies) == note.read_bytes() == around.replace(b"%s", NEW)


@BOTH
@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.data())
def test_any_bytes_and_any_splice_reach_the_disk_exactly(
    strategies: frozenset[Strategy], data: bytes, draws: st.DataObject
) -> None:
    start = draws.draw(st.integers(0, len(data)))
    end = draws.draw(st.integers(start, len(data)))
    splice = Splice(start, end, draws.draw(st.binary(max_size=9)).replace(b"\0", b""))
    with tempfile.TemporaryDirectory() as root:
        note = Path(root, "n.md")
        note.write_bytes(data)
        written = NoteWriter(root, strategies=strategies).write("n.md", lambda _: [splice])
        assert written.before == data
        assert written.after == note.read_bytes() == apply_splices(data, [splice])


def test_the_file_stays_the_same_file(tmp_path: Path, note: Path) -> None:
    os.chmod(note, 0o640)
    os.setxattr(note, "user.colour", b"green")
    os.link(note, tmp_path / "also.md")
    if os.geteuid() == 0:
        os.chown(note, 1234, 5678)
    before, born = note.stat(), birth(note)
    write(note, LEASE)
    after = note.stat()
    kept = ("st_ino", "st_dev", "st_mode", "st_uid", "st_gid", "st_nlink")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert birth(note) == born
    assert os.getxattr(note, "user.colour") == b"green"
    assert (tmp_path / "also.md").read_bytes() == b"# Day\n- [ ] call the bank\nend\n"
    assert sorted(os.listdir(tmp_path)) == ["also.md", "note.md"]


def birth(note: Path) -> bytes:
    return subprocess.run(["stat", "-c", "%w", note], capture_output=True, check=True).stdout


@BOTH
def test_composed_and_decomposed_names_are_two_notes(
    tmp_path: Path, strategies: frozenset[Strategy]
) -> None:
    composed, decomposed = (unicodedata.normalize(form, "Café.md") for form in ("NFC", "NFD"))
    (tmp_path / composed).write_bytes(OLD)
    (tmp_path / decomposed).write_bytes(OLD)
    NoteWriter(str(tmp_path), strategies=strategies).write(decomposed, ACCEPT)
    assert (tmp_path / composed).read_bytes() == OLD
    assert (tmp_path / decomposed).read_bytes() == NEW
    assert sorted(os.listdir(tmp_path)) == sorted([composed, decomposed])


@BOTH
def test_a_name_that_is_not_utf_8_is_written(
    tmp_path: Path, strategies: frozenset[Strategy]
) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    (tmp_path / name).write_bytes(OLD)
    NoteWriter(str(tmp_path), strategies=strategies).write(name, ACCEPT)
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
    assert written.strategy is Strategy.LEASE


@BOTH
def test_read_gives_bytes_and_stat(note: Path, strategies: frozenset[Strategy]) -> None:
    data, stat = NoteWriter(str(note.parent), strategies=strategies).read("note.md")
    assert data == b"# Day\n- [?] call\nend\n"
    assert (stat.st_ino, stat.st_mtime_ns) == (note.stat().st_ino, note.stat().st_mtime_ns)


@BOTH
def test_nothing_to_do_writes_nothing(note: Path, strategies: frozenset[Strategy]) -> None:
    before = note.stat()
    written = NoteWriter(str(note.parent), strategies=strategies).write("note.md", lambda _: [])
    same = NoteWriter(str(note.parent), strategies=strategies).write(
        "note.md", lambda _: [Splice(0, 1, b"#")]
    )
    assert written.before == written.after == same.before == same.after == note.read_bytes()
    assert (note.stat().st_mtime_ns, note.stat().st_ctime_ns) == (
        before.st_mtime_ns,
        before.st_ctime_ns,
    )


# Not permitted, not a note


@BOTH
def test_read_only_shows_conflicts_and_writes_nothing(
    note: Path, strategies: frozenset[Strategy]
) -> None:
    before = note.stat()
    writer = NoteWriter(str(note.parent), read_only=True, strategies=strategies)
    with pytest.raises(NotPermittedError, match="read-only"):
        writer.write("note.md", ACCEPT)
    with pytest.raises(ConflictError):
        writer.write("note.md", replacing(b"gone", b"x"))
    assert writer.write("note.md", lambda _: []).after == writer.read("note.md")[0]
    assert note.stat().st_mtime_ns == before.st_mtime_ns


@BOTH
@pytest.mark.parametrize("path", ["../note.md", "/note.md", "a//b.md", "link.md", "pipe", "dir"])
def test_what_is_no_note_of_the_vault_is_never_planned(
    tmp_path: Path, path: str, strategies: frozenset[Strategy]
) -> None:
    vault = tmp_path / "vault"
    (vault / "dir").mkdir(parents=True)
    os.mkfifo(vault / "pipe")
    (tmp_path / "note.md").write_bytes(OLD)
    (vault / "link.md").symlink_to("../note.md")
    with pytest.raises(NotANoteError):
        NoteWriter(str(vault), strategies=strategies).write(path, lambda _: pytest.fail("planned"))
    assert (tmp_path / "note.md").read_bytes() == OLD


@BOTH
def test_a_missing_note_is_not_found_and_not_created(
    tmp_path: Path, strategies: frozenset[Strategy]
) -> None:
    with pytest.raises(NotFoundError):
        NoteWriter(str(tmp_path), strategies=strategies).write("note.md", ACCEPT)
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
    assert (outcome.error, outcome.strategy) == ("", "lease")
    assert note.read_bytes() == b"- [?] phone"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a note to another owner")
def test_the_note_of_another_owner_is_written_without_a_lease(passable: Path) -> None:
    note = passable / "note.md"
    note.write_bytes(OLD)
    note.chmod(0o666)
    inode = note.stat().st_ino
    outcome = run(passable, "call", "phone", as_nobody=True)
    assert (outcome.error, outcome.strategy) == ("", "guarded")
    assert (note.read_bytes(), note.stat().st_ino) == (b"- [?] phone", inode)
    assert run(passable, "call", "x", as_nobody=True).error == "ConflictError"


@BOTH
def test_an_immutable_note_says_so(note: Path, strategies: frozenset[Strategy]) -> None:
    if subprocess.run(["chattr", "+i", note], capture_output=True, check=False).returncode:
        pytest.skip("chattr +i is not permitted, or not known to this file system")
    try:
        with pytest.raises(NotPermittedError, match="immutable"):
            write(note, strategies)
    finally:
        subprocess.run(["chattr", "-i", note], check=True)
    assert note.read_bytes() == b"# Day\n- [?] call\nend\n"

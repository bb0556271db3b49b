"""The form of a cache file: what was written comes back, and nothing else is believed."""

import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.cache_file import _END, _FORM, _MAGIC, CacheError, CacheFile, Piece, write_pieces

MARK = b"mark"
PIECES = [Piece(b"first", 2, 11), Piece(b"second one", 3, 12, patch=True), Piece(b"", 0, 13)]


@pytest.fixture
def path(tmp_path: Path) -> str:
    path = str(tmp_path / "made" / "a.notes")
    write_pieces(path, MARK, PIECES)
    return path


def read_all(path: str) -> list[Piece]:
    with CacheFile(path, MARK) as file:
        return [file.piece(entry) for entry in file.entries]


def test_pieces_come_back_as_they_were(path: str) -> None:
    assert read_all(path) == PIECES


def test_only_the_user_may_read_the_file_and_its_folder(path: str) -> None:
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(os.path.dirname(path)).st_mode) == 0o700
    assert os.listdir(os.path.dirname(path)) == ["a.notes"]


def test_who_reads_keeps_the_old_file_while_a_new_one_takes_its_place(path: str) -> None:
    with CacheFile(path, MARK) as file:
        write_pieces(path, MARK, [Piece(b"other", 1, 1)])
        assert file.piece(file.entries[0]) == PIECES[0]
    with CacheFile(path, MARK) as file:
        assert [file.piece(entry).data for entry in file.entries] == [b"other"]


def test_a_file_with_another_mark_is_refused(path: str) -> None:
    with pytest.raises(CacheError, match="another vault"):
        CacheFile(path, b"other")


@given(st.data())
def test_a_file_that_was_cut_off_anywhere_is_refused(data: st.DataObject) -> None:
    path = os.path.join(os.environ["XDG_CACHE_HOME"], "cut", "a.notes")
    write_pieces(path, MARK, PIECES)
    whole = Path(path).read_bytes()
    Path(path).write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    with pytest.raises(CacheError):
        CacheFile(path, MARK)


@given(st.data())
def test_a_byte_that_was_changed_anywhere_is_noticed(data: st.DataObject) -> None:
    path = os.path.join(os.environ["XDG_CACHE_HOME"], "changed", "a.notes")
    write_pieces(path, MARK, PIECES)
    whole = bytearray(Path(path).read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    Path(path).write_bytes(whole)
    with pytest.raises(CacheError):
        read_all(path)


def forged(path: str, table: object) -> None:
    """A file whose checksums are right and whose table is not what this program writes."""
    data = table if isinstance(table, bytes) else msgspec.msgpack.encode(table)
    Path(path).write_bytes(data + _END.pack(len(data), crc32(data), _FORM, _MAGIC))


@pytest.mark.parametrize(
    "table",
    [
        b"\xdd\xff\xff\xff\xff",
        b"\x92\xc4\x04mark\xdd\xff\xff\xff\xff",
        b"\x92\xc6\xff\xff\xff\xff",
        (MARK, [(1, 2, 3)]),
        (MARK, [(-1, 2, 0, 0, 0, False)]),
        (MARK, [(0, -1, 0, 0, 0, False)]),
        (MARK, [(0, 2**62, 0, 1, 0, False)]),
        (MARK, [(2**62, 1, 0, 1, 0, False)]),
        (MARK, [(0, 1, 0, -5, 0, False)]),
        (MARK, "entries"),
        {},
    ],
)
def test_a_forged_table_is_refused(path: str, table: object) -> None:
    forged(path, table)
    with pytest.raises(CacheError):
        CacheFile(path, MARK)


def test_what_is_no_plain_file_of_ours_is_refused(tmp_path: Path) -> None:
    write_pieces(str(tmp_path / "real"), MARK, PIECES)
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").touch()
    for name in ("link", "folder", "pipe", "empty", "missing"):
        with pytest.raises((OSError, CacheError)):
            CacheFile(str(tmp_path / name), MARK)


def test_while_another_program_writes_the_file_stays(path: str) -> None:
    Path(f"{path}.tmp").write_bytes(b"half")
    with pytest.raises(FileExistsError):
        write_pieces(path, MARK, [])
    with CacheFile(path, MARK) as file:
        assert len(file.entries) == 3


def test_what_a_run_that_died_left_is_cleared_away(path: str) -> None:
    Path(f"{path}.tmp").write_bytes(b"half")
    long_ago = time.time() - 100
    os.utime(f"{path}.tmp", (long_ago, long_ago))
    write_pieces(path, MARK, [])
    assert os.listdir(os.path.dirname(path)) == ["a.notes"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(path: str) -> None:
    def failing() -> Iterator[Piece]:
        yield PIECES[0]
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="space"):
        write_pieces(path, MARK, failing())
    assert os.listdir(os.path.dirname(path)) == ["a.notes"]
    with CacheFile(path, MARK) as file:
        assert len(file.entries) == 3

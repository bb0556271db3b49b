"""Reading a file that may turn out to be anything."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from vault.regular_file import read_regular


def socket_at(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(path))


def folder_at(path: Path) -> None:
    path.mkdir()


def large_at(path: Path) -> None:
    with path.open("wb") as opened:
        opened.truncate((1 << 20) + 1)


def link_at(path: Path) -> None:
    path.symlink_to("other")


def test_a_file_is_read_whole_and_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"\xff\0")
    link_at(tmp_path / "file")
    assert read_regular(str(tmp_path / "file")) == b"\xff\0"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (os.mkfifo, "it is no regular file"),
        (socket_at, "it is no regular file"),
        (folder_at, "it is a folder"),
        (large_at, "it is larger than 1 MB"),
        (link_at, "it is a link, which is not followed"),
    ],
)
def test_what_is_no_such_file_is_told_at_once(
    make: Callable[[Path], None],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path / "file")
    with pytest.raises(OSError, match=f"{sentence}$") as refused:
        read_regular(str(tmp_path / "file"), follow=False, most_mb=1)
    assert refused.value.strerror == sentence


def test_what_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_regular(str(tmp_path / "none"))

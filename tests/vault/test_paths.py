"""Opening below a root: what is refused, by which class, and what no descriptor is left of."""

import os
import socket
from pathlib import Path

import pytest

from vault.errors import (
    NotANoteError,
    NotFoundError,
    NotPermittedError,
    VaultGoneError,
    VaultriageError,
)
from vault.paths import open_note, refusal, split_path, stat_note


def read(root: Path, path: str) -> bytes:
    with open_note(str(root), path) as fd:
        return os.read(fd, 100)


@pytest.mark.parametrize(
    "path",
    ["", "/etc/passwd", "../note.md", "a/../note.md", "./note.md", "a//b.md", "a/", "a\0.md"],
)
def test_paths_that_could_lead_elsewhere_are_refused_before_anything_is_opened(path: str) -> None:
    with pytest.raises(NotANoteError, match="no path inside the vault"):
        split_path(path)


def test_text_that_stands_for_no_bytes_is_refused() -> None:
    with pytest.raises(NotANoteError):
        split_path("\ud800.md")


def test_a_name_that_is_not_utf_8_is_opened_by_its_bytes(tmp_path: Path) -> None:
    name = b"caf\xe9.md"
    Path(os.fsdecode(bytes(tmp_path) + b"/" + name)).write_bytes(b"latin")
    assert read(tmp_path, os.fsdecode(name)) == b"latin"


def test_a_symlink_is_refused_as_the_note_and_as_a_folder_even_inside_the_vault(
    tmp_path: Path,
) -> None:
    outside = tmp_path / "outside"
    vault = tmp_path / "vault"
    outside.mkdir()
    vault.mkdir()
    (outside / "secret.md").write_bytes(b"secret")
    (vault / "note.md").symlink_to(outside / "secret.md")
    (vault / "folder").symlink_to(outside)
    (vault / "dangling.md").symlink_to("nowhere")
    for path in ("note.md", "folder/secret.md", "dangling.md"):
        with pytest.raises(NotANoteError, match="symlink"):
            read(vault, path)
        with pytest.raises(NotANoteError, match="symlink"):
            stat_note(str(vault), path)


def test_the_root_itself_may_be_a_symlink(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/note.md").write_bytes(b"here")
    (tmp_path / "link").symlink_to("real")
    assert read(tmp_path / "link", "note.md") == b"here"


def test_what_is_no_regular_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(tmp_path)  # a socket's path may be 107 bytes long
        try:
            listening.bind("socket.md")
        finally:
            os.chdir(here)
        for path in ("pipe.md", "folder.md", "socket.md", "pipe.md/note.md"):
            with pytest.raises(NotANoteError), open_note(str(tmp_path), path, writing=True):
                pass


def test_a_missing_note_or_folder_is_not_found_and_nothing_is_created(tmp_path: Path) -> None:
    for path in ("a.md", "b/c.md"):
        with (
            pytest.raises(NotFoundError, match="not there") as caught,
            open_note(str(tmp_path), path, writing=True),
        ):
            pass
        assert not isinstance(caught.value, NotANoteError)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_vault_is_no_missing_note(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name in ("no", "file"):
        with (
            pytest.raises(VaultGoneError, match="The vault is gone"),
            open_note(str(tmp_path / name), "a.md", writing=True),
        ):
            pass
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_name_longer_than_a_file_system_takes_is_no_note(tmp_path: Path) -> None:
    with pytest.raises(NotANoteError, match="too long"):
        read(tmp_path, "a" * 300 + ".md")


def test_no_descriptor_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/note.md").write_bytes(b"text")
    before = os.listdir("/proc/self/fd")
    for path in ("a/b/note.md", "a/b/no.md", "a/b", "a/no/note.md", "a/b/note.md/c"):
        try:
            read(tmp_path, path)
        except NotFoundError:
            continue
    assert os.listdir("/proc/self/fd") == before


def test_an_unknown_fault_keeps_the_words_of_the_system() -> None:
    error = refusal("note.md", OSError(5, "Input/output error"))
    assert type(error) is VaultriageError
    assert str(error) == "note.md: Input/output error."


def test_each_refusal_says_which_fault_it_was() -> None:
    sentences = {refusal("n.md", OSError(number, "")).message for number in (1, 13, 30)}
    assert len(sentences) == 3
    assert isinstance(refusal("n.md", OSError(30, "")), NotPermittedError)

"""A note that is made: exclusively, inside the vault, whole or not at all."""

import os
from pathlib import Path

import pytest

from vault.creation import check_note_path, create_note
from vault.errors import NotANoteError, NotPermittedError


def test_a_note_is_made_with_the_folders_above_it(tmp_path: Path) -> None:
    assert create_note(str(tmp_path), "a/b c/d.md", b"x\r\n\xff") is True
    assert (tmp_path / "a/b c/d.md").read_bytes() == b"x\r\n\xff"


def test_a_note_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    assert create_note(str(tmp_path), "a.md", b"new") is False
    assert (tmp_path / "a.md").read_bytes() == b"old"


@pytest.mark.parametrize(
    "path", ["../a.md", "/a.md", "a//b.md", "a.txt", ".trash/a.md", "x/.a.md", "", "a\0.md", "b/"]
)
def test_no_other_path_is_a_note(path: str, tmp_path: Path) -> None:
    with pytest.raises(NotANoteError):
        create_note(str(tmp_path / "vault"), path, b"")
    with pytest.raises(NotANoteError):
        check_note_path(path)
    assert list(tmp_path.iterdir()) == []


def test_no_link_leads_out_of_the_vault(tmp_path: Path) -> None:
    root, outside = tmp_path / "vault", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "link").symlink_to(outside)
    (root / "gone.md").symlink_to(outside / "a.md")
    with pytest.raises(NotANoteError):
        create_note(str(root), "link/a.md", b"x")
    assert create_note(str(root), "gone.md", b"x") is False
    assert list(outside.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_closed_to_us_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(NotPermittedError):
        create_note(str(tmp_path), "a.md", b"x")

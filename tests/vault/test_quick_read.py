"""Reading many notes: the same bytes as the careful way, and nothing beyond the vault."""

import os
from pathlib import Path

from vault.quick_read import by_folder, read_quickly
from vault.scanner import Signature, signature_of


def signatures(root: Path, *paths: str) -> dict[str, Signature]:
    """Those of what is there; of other paths what a file might have had."""
    found: dict[str, Signature] = {}
    for path in paths:
        full = os.path.join(root, path)
        is_there = os.path.lexists(full)
        found[path] = signature_of(os.lstat(full)) if is_there else (1, 1, 1)
    return found


def read(root: Path, *paths: str) -> dict[str, bytes | None]:
    return dict(read_quickly(str(root), paths, signatures(root, *paths)))


def test_every_note_comes_with_its_bytes_in_the_order_of_its_path(tmp_path: Path) -> None:
    (tmp_path / "A/B").mkdir(parents=True)
    notes = {"A/B/a.md": b"one\r\n", "A/B/\udcff.md": b"\xff", "b.md": b"b", "A/c.md": b"two"}
    for path, data in notes.items():
        Path(os.fsencode(tmp_path).decode() + "/" + path).write_bytes(data)
    found = read(tmp_path, *notes)
    assert found == notes
    assert list(found) == list(notes)


def test_paths_are_put_folder_by_folder_in_the_order_of_the_first() -> None:
    paths = ["A/B/a.md", "b.md", "A/B/c.md", "A/d.md", "e.md", "A/B/f/g.md"]
    assert by_folder(paths) == ["A/B/a.md", "A/B/c.md", "b.md", "e.md", "A/d.md", "A/B/f/g.md"]
    assert by_folder([]) == []


def test_a_note_that_is_longer_or_shorter_now_is_left_to_the_careful_reader(tmp_path: Path) -> None:
    note = tmp_path / "a.md"
    note.write_bytes(b"four")
    before = signatures(tmp_path, "a.md")
    for data in (b"longer", b"no", b""):
        note.write_bytes(data)
        assert dict(read_quickly(str(tmp_path), ["a.md"], before)) == {"a.md": None}


def test_what_took_the_place_of_a_note_is_not_read(tmp_path: Path) -> None:
    paths = ["folder.md", "pipe.md", "link.md", "gone.md"]
    for path in paths:
        (tmp_path / path).write_bytes(b"a")
    before = signatures(tmp_path, *paths)
    for path in paths:
        (tmp_path / path).unlink()
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "secret").write_bytes(b"s")
    (tmp_path / "link.md").symlink_to("secret")
    assert dict(read_quickly(str(tmp_path), paths, before)) == dict.fromkeys(paths)


def test_what_is_empty_or_no_small_file_is_left_to_the_careful_reader(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_bytes(b"secret")
    root = tmp_path / "vault"
    root.mkdir()
    (root / "linked").symlink_to(outside)
    (root / "link.md").symlink_to("../outside/a.md")
    (root / "folder.md").mkdir()
    os.mkfifo(root / "pipe.md")
    (root / "large.md").write_bytes(b"x" * (1 << 20))
    (root / "empty.md").touch()
    (root / "good.md").write_bytes(b"good")
    paths = [
        "empty.md",
        "linked/a.md",
        "link.md",
        "folder.md",
        "pipe.md",
        "large.md",
        "gone.md",
        "no/a.md",
    ]
    paths += ["gone.md", "no/a.md", "../outside/a.md", "good.md"]
    assert read(root, *paths) == dict.fromkeys(paths) | {"good.md": b"good"}


def test_no_descriptor_stays_open(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"a")
    before = os.listdir("/dev/fd")
    read(tmp_path, "a.md", "b.md", "c/d.md")
    next(iter(read_quickly(str(tmp_path), ["a.md"], signatures(tmp_path, "a.md"))))
    assert len(os.listdir("/dev/fd")) == len(before)

"""Reading many notes: the same bytes as the careful way, and nothing beyond the vault."""

import os
from pathlib import Path

from vault.quick_read import read_quickly


def read(root: Path, *paths: str) -> dict[str, bytes | None]:
    return {path: read and read[0] for path, read in read_quickly(str(root), paths)}


def test_notes_come_folder_by_folder_each_with_its_bytes_and_stat(tmp_path: Path) -> None:
    (tmp_path / "A/B").mkdir(parents=True)
    notes = {"A/B/a.md": b"one\r\n", "b.md": b"", "A/B/\udcff.md": b"\xff", "A/c.md": b"two"}
    for path, data in notes.items():
        Path(os.fsencode(tmp_path).decode() + "/" + path).write_bytes(data)
    assert read(tmp_path, *notes) == notes
    paths = [path for path, _ in read_quickly(str(tmp_path), notes)]
    assert paths == ["A/B/a.md", "A/B/\udcff.md", "b.md", "A/c.md"]
    ((_, found),) = read_quickly(str(tmp_path), ["A/c.md"])
    assert found is not None
    assert os.path.samestat(found[1], os.stat(tmp_path / "A/c.md"))


def test_what_is_no_small_file_is_left_to_the_careful_reader(tmp_path: Path) -> None:
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
    (root / "good.md").write_bytes(b"good")
    paths = ["linked/a.md", "link.md", "folder.md", "pipe.md", "large.md", "gone.md", "no/a.md"]
    paths += ["../outside/a.md", "good.md"]
    assert read(root, *paths) == dict.fromkeys(paths) | {"good.md": b"good"}


def test_no_descriptor_stays_open(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"a")
    before = os.listdir("/dev/fd")
    list(read_quickly(str(tmp_path), ["a.md", "b.md", "c/d.md"]))
    next(iter(read_quickly(str(tmp_path), ["a.md"])))
    assert len(os.listdir("/dev/fd")) == len(before)

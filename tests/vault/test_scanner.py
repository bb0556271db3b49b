"""Which files of a vault are notes."""

import os
from pathlib import Path

import pytest

from vault.obsidian import IgnoreFilter
from vault.scanner import find_notes, is_note, newest_first

NOTHING_IGNORED = IgnoreFilter([])


@pytest.mark.parametrize(
    ("path", "note"),
    [
        ("a.md", True),
        ("A/b c/d.MD", True),
        ("a.markdown", False),
        ("a.md.bak", False),
        (".md", False),
        (".a.md", False),
        (".trash/a.md", False),
        ("a/.obsidian/b.md", False),
        ("a/node_modules/b.md", False),
        ("node_modules.md", True),
        ("x.md/a.md", True),
        ("a/b.txt", False),
        ("", False),
    ],
)
def test_a_note_by_its_path(path: str, note: bool) -> None:
    assert is_note(path) is note


def make(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("- [ ] a\n")


def test_a_walk_finds_notes_and_nothing_else(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "b/c.md", "b/x.txt", ".obsidian/d.md", ".trash/e.md", "b/.f/g.md")
    make(tmp_path, "node_modules/h.md", "b/node_modules/i.md", ".j.md", "k.md/l.md")
    os.mkfifo(tmp_path / "pipe.md")
    found = find_notes(str(tmp_path), NOTHING_IGNORED)
    assert set(found.notes) == {"a.md", "b/c.md", "k.md/l.md"}
    assert (found.hidden, found.unreadable) == (frozenset(), ())


def test_links_are_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    make(tmp_path, "vault/a.md", "outside/b.md")
    (root / "out.md").symlink_to(tmp_path / "outside/b.md")
    (root / "in.md").symlink_to("a.md")
    (root / "folder").symlink_to(tmp_path / "outside")
    (root / "circle").symlink_to(".")
    (root / "dangling.md").symlink_to("nothing")
    assert set(find_notes(str(root), NOTHING_IGNORED).notes) == {"a.md"}


def test_a_vault_that_is_itself_a_link_is_walked(tmp_path: Path) -> None:
    make(tmp_path, "vault/a.md")
    (tmp_path / "link").symlink_to("vault")
    assert set(find_notes(str(tmp_path / "link"), NOTHING_IGNORED).notes) == {"a.md"}


def test_ignored_notes_are_counted(tmp_path: Path) -> None:
    make(tmp_path, "Archive/a.md", "Archive/b.md", "Archive/c.txt", "d.md")
    found = find_notes(str(tmp_path), IgnoreFilter(["Archive/"]))
    assert (set(found.notes), len(found.hidden)) == ({"d.md"}, 2)


def test_the_walk_tells_of_the_notes_of_each_folder_at_once(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "b/c.md", "b/d.md", "b/e/f.md", "g/h.txt", "b/hidden.md", "i/hidden.md")
    told: list[set[str]] = []
    ignored = IgnoreFilter(["/hidden/"])
    found = find_notes(str(tmp_path), ignored, lambda below: told.append(set(below)))
    assert sorted(told, key=min) == [{"a.md"}, {"b/c.md", "b/d.md"}, {"b/e/f.md"}]
    assert found.notes.keys() == set().union(*told)
    assert found.hidden == {"b/hidden.md", "i/hidden.md"}


def test_a_vault_that_is_gone_is_unreadable(tmp_path: Path) -> None:
    found = find_notes(str(tmp_path / "gone"), NOTHING_IGNORED)
    assert (found.notes, found.unreadable) == ({}, ("",))


def test_names_that_are_not_utf_8_are_found(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/odd \xff\n.md"
    with open(path, "wb") as note:
        note.write(b"- [ ] a\n")
    (name,) = find_notes(str(tmp_path), NOTHING_IGNORED).notes
    assert os.fsencode(name) == b"odd \xff\n.md"


def test_a_save_changes_the_signature_and_the_newest_comes_first(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "b.md")
    os.utime(tmp_path / "a.md", ns=(1, 1))
    before = find_notes(str(tmp_path), NOTHING_IGNORED).notes
    assert newest_first(before) == ["b.md", "a.md"]
    os.utime(tmp_path / "a.md", ns=(2**62, 2**62))
    after = find_notes(str(tmp_path), NOTHING_IGNORED).notes
    assert newest_first(after) == ["a.md", "b.md"]
    assert before["a.md"] != after["a.md"]
    assert before["b.md"] == after["b.md"]

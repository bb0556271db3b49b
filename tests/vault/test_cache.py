"""The cache of one vault: whose it is, what it may name, when it is of no use."""

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from parsers.dataview import DATAVIEW
from parsers.file_name_dates import FileNameDates
from parsers.note import Note, parse_note
from parsers.task import DEFAULT_GRAMMAR, TaskGrammar
from vault.cache import NoteCache
from vault.cache_file import CacheFile, Piece, write_pieces
from vault.cached_note import CachedNote, encode_notes

BEGAN = 1_000


def noted(path: str, *lines: str, at: int = 1) -> CachedNote:
    note = parse_note(path, "\n".join(lines).encode(), DEFAULT_GRAMMAR)
    return CachedNote((at, 2, 3), note)


def some(count: int, first: int = 0) -> list[CachedNote]:
    return [noted(f"N/{number}.md", f"- [ ] {number}") for number in range(first, first + count)]


@pytest.fixture
def cache(tmp_path: Path) -> NoteCache:
    return NoteCache(str(tmp_path / "cache"), str(tmp_path / "vault"))


def read(cache: NoteCache, grammar: TaskGrammar = DEFAULT_GRAMMAR) -> list[CachedNote]:
    return [note for part in cache.read(grammar) for note in part.notes]


def test_what_was_written_comes_back_in_its_order_a_few_first(cache: NoteCache) -> None:
    notes = some(2_600)
    cache.write(notes, DEFAULT_GRAMMAR, BEGAN)
    parts = list(cache.read(DEFAULT_GRAMMAR))
    assert [len(part.notes) for part in parts] == [500, 2_000, 100]
    assert {(part.began, part.total) for part in parts} == {(BEGAN, 2_600)}
    assert read(cache) == notes


def test_without_a_cache_nothing_is_remembered(cache: NoteCache) -> None:
    assert read(cache) == []


def test_each_vault_has_a_file_of_its_own(cache: NoteCache, tmp_path: Path) -> None:
    other = NoteCache(str(tmp_path / "cache"), str(tmp_path / "other"))
    cache.write(some(1), DEFAULT_GRAMMAR, BEGAN)
    other.write(some(2), DEFAULT_GRAMMAR, BEGAN)
    assert (len(read(cache)), len(read(other))) == (1, 2)


def test_a_vault_that_is_reached_by_a_link_is_the_same_vault(
    cache: NoteCache, tmp_path: Path
) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "link").symlink_to("vault")
    cache.write(some(1), DEFAULT_GRAMMAR, BEGAN)
    assert read(NoteCache(str(tmp_path / "cache"), str(tmp_path / "link"))) == some(1)


def test_the_file_of_another_vault_is_not_believed(cache: NoteCache, tmp_path: Path) -> None:
    other = NoteCache(str(tmp_path / "cache"), str(tmp_path / "other"))
    other.write(some(2), DEFAULT_GRAMMAR, BEGAN)
    os.replace(other.path, cache.path)
    assert read(cache) == []


@pytest.mark.parametrize(
    "grammar",
    [
        TaskGrammar(global_filter="#task"),
        TaskGrammar(dialect=DATAVIEW),
        TaskGrammar(file_name_dates=FileNameDates()),
    ],
)
def test_settings_that_find_other_tasks_make_it_useless(
    cache: NoteCache, grammar: TaskGrammar
) -> None:
    cache.write(some(1), DEFAULT_GRAMMAR, BEGAN)
    assert read(cache, grammar) == []


def test_another_version_of_the_parsers_makes_it_useless(
    cache: NoteCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.write(some(1), DEFAULT_GRAMMAR, BEGAN)
    (tmp_path / "task.py").write_text("")
    monkeypatch.setattr("parsers.__file__", str(tmp_path / "__init__.py"))
    assert read(cache) == []


def test_a_broken_part_and_what_follows_is_not_used(cache: NoteCache) -> None:
    cache.write(some(1_000), DEFAULT_GRAMMAR, BEGAN)
    data = bytearray(Path(cache.path).read_bytes())
    data[data.index(b"- [ ] 700")] ^= 1
    Path(cache.path).write_bytes(data)
    assert read(cache) == some(500)


def test_any_other_file_in_its_place_is_not_used_and_is_replaced(cache: NoteCache) -> None:
    os.makedirs(os.path.dirname(cache.path))
    for junk in (b"", b"junk" * 1_000, b"\x80\x04\x95 pickled"):
        Path(cache.path).write_bytes(junk)
        assert read(cache) == []
    cache.write(some(1), DEFAULT_GRAMMAR, BEGAN)
    assert read(cache) == some(1)


def forge(cache: NoteCache, data: bytes) -> None:
    """Put bytes into the cache whose checksums and mark are right."""
    cache.write((), DEFAULT_GRAMMAR, BEGAN)
    mark = cache._mark(DEFAULT_GRAMMAR)
    write_pieces(cache.path, mark, [Piece(data, 1, BEGAN)])


@pytest.mark.parametrize(
    "path",
    [
        "../a.md",
        "/etc/a.md",
        "A/../../a.md",
        "A//a.md",
        "./a.md",
        ".obsidian/a.md",
        "node_modules/a.md",
        "A/.a.md",
        "a.txt",
        "a\0.md",
        "a.md\0b.md",
        "a.md/",
        "",
    ],
)
def test_a_path_that_no_walk_over_a_vault_gives_is_refused(cache: NoteCache, path: str) -> None:
    good, bad = (CachedNote((1, 2, 3), Note(p, 4, b"")) for p in ("a.md", path))
    forge(cache, encode_notes([good]))
    assert read(cache) == [good]
    forge(cache, encode_notes([good, bad]))
    assert read(cache) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x92\xdd\xff\xff\xff\xff",
        b"\x92\x90\xdd\xff\xff\xff\xff",
        b"\x92\x90\x91\x96\xc6\xff\xff\xff\xff",
        b"\x92\x90\x91\x92\x93\x01\x02\x03\x98\xa1a\x04\xc4\x00\xc6\xff\xff\xff\xff",
        b"\x90" * 100_000,
        msgspec.msgpack.encode(((), ("note",))),
    ],
)
def test_huge_counts_and_other_forms_are_refused(cache: NoteCache, data: bytes) -> None:
    forge(cache, data)
    assert read(cache) == []


def test_a_folder_that_cannot_be_made_leaves_the_program_without(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = NoteCache(str(tmp_path / "file/cache"), str(tmp_path))
    cache.write(some(1), DEFAULT_GRAMMAR, BEGAN)
    assert read(cache) == []


def test_read_only_writes_nothing(cache: NoteCache, tmp_path: Path) -> None:
    folder = str(tmp_path / "cache")
    looking = NoteCache(folder, str(tmp_path / "vault"), read_only=True)
    looking.write(some(1), DEFAULT_GRAMMAR, BEGAN)
    assert not os.path.exists(folder)
    cache.write(some(1), DEFAULT_GRAMMAR, BEGAN)
    looking.write(some(2), DEFAULT_GRAMMAR, BEGAN)
    assert read(looking) == some(1)


# Patches


def patched(cache: NoteCache, notes: Sequence[CachedNote], gone: Sequence[str] = ()) -> bool:
    return cache.patch(notes, gone, DEFAULT_GRAMMAR, BEGAN + 1)


def test_a_patch_takes_the_place_of_what_was_there(cache: NoteCache) -> None:
    old = some(5_000)
    cache.write(old, DEFAULT_GRAMMAR, BEGAN)
    new = [noted("N/7.md", "- [x] 7", at=9), noted("new.md", "- [ ] new", at=9)]
    assert patched(cache, new, ["N/8.md", "N/4000.md"])
    assert read(cache) == [*new, *(old[:7]), *old[9:4_000], *old[4_001:]]
    assert [part.began for part in cache.read(DEFAULT_GRAMMAR)][:2] == [BEGAN + 1, BEGAN]


def test_a_later_patch_counts_more_than_an_earlier_one(cache: NoteCache) -> None:
    old = some(5_000)
    cache.write(old, DEFAULT_GRAMMAR, BEGAN)
    assert patched(cache, [noted("N/0.md", "- [x] a")], ["N/1.md"])
    assert patched(cache, [noted("N/1.md", "- [x] b")], ["N/0.md"])
    assert read(cache) == [noted("N/1.md", "- [x] b"), *old[2:]]


def test_a_small_vault_or_many_changes_are_written_whole(cache: NoteCache) -> None:
    assert not patched(cache, some(1))
    cache.write(some(4_999), DEFAULT_GRAMMAR, BEGAN)
    assert not patched(cache, some(1))
    cache.write(some(5_000), DEFAULT_GRAMMAR, BEGAN)
    assert not patched(cache, some(2_001))
    assert patched(cache, some(1_500))
    assert not patched(cache, some(501))
    with CacheFile(cache.path, cache._mark(DEFAULT_GRAMMAR)) as file:
        assert [entry.patch for entry in file.entries][:2] == [True, False]


def test_a_broken_piece_is_not_copied_and_all_is_written_anew(cache: NoteCache) -> None:
    cache.write(some(5_000), DEFAULT_GRAMMAR, BEGAN)
    data = bytearray(Path(cache.path).read_bytes())
    data[data.index(b"- [ ] 700")] ^= 1
    Path(cache.path).write_bytes(data)
    assert not patched(cache, some(1))
    assert Path(cache.path).read_bytes() == data
    assert len(os.listdir(os.path.dirname(cache.path))) == 1

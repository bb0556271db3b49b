"""The made vaults: the same from the same seed, and true to their manifests."""

import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bench.odd_parts import HIDING
from bench.prose import DAY, STATUSES, Prose
from bench.shapes import Manifest, Shape, dense, mark
from bench.vaults import cached_vault, own_copy, write_vault
from parsers.task import parse_task
from vault.vault import Vault


def contents(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def read(root: str) -> Vault:
    vault = Vault(root, today=lambda: DAY)
    vault.load()
    return vault


def test_the_same_shape_is_the_same_vault_to_the_byte(tmp_path: Path) -> None:
    first = write_vault(Shape(60, seed=7), str(tmp_path / "first"))
    second = write_vault(Shape(60, seed=7), str(tmp_path / "second"))
    assert first == second
    assert contents(tmp_path / "first") == contents(tmp_path / "second")


def test_another_seed_is_another_vault(tmp_path: Path) -> None:
    write_vault(Shape(20, seed=1), str(tmp_path / "first"))
    write_vault(Shape(20, seed=2), str(tmp_path / "second"))
    assert contents(tmp_path / "first") != contents(tmp_path / "second")


@pytest.mark.parametrize("shape", [Shape(600), Shape(200, tasks_a_note=6, seed=3), dense(8_000)])
def test_a_vault_that_is_read_holds_what_the_manifest_says(tmp_path: Path, shape: Shape) -> None:
    manifest = write_vault(shape, str(tmp_path / "vault"))
    vault = read(str(tmp_path / "vault"))
    tasks = vault.tasks()
    assert vault.note_count() == manifest.notes == shape.notes
    assert Counter(t.task.status.symbol for t in tasks) == Counter(manifest.tasks)
    assert sum(t.proposed for t in tasks) == manifest.proposed
    assert sum(mark(t.path, t.line, t.raw) for t in tasks) == manifest.marks
    assert sum(len(t.raw.removesuffix(b"\r")) for t in tasks) == manifest.task_bytes
    assert not [t for t in tasks if "no task" in t.task.line]


def test_a_mark_tells_place_and_bytes_but_not_the_line_end() -> None:
    marks = {mark("a.md", 1, b"- [ ] b"), mark("a.md", 2, b"- [ ] b"), mark("b.md", 1, b"- [ ] b")}
    assert len(marks | {mark("a.md", 1, b"- [ ] c")}) == 4
    assert mark("a.md", 1, b"- [ ] b\r") in marks


def test_a_dense_vault_holds_what_its_name_says(tmp_path: Path) -> None:
    manifest = write_vault(dense(20_000), str(tmp_path / "vault"))
    assert 0.9 < manifest.total / 20_000 < 1.1
    assert manifest.total / manifest.notes == pytest.approx(20, rel=0.1)


def test_notes_are_odd_in_every_way_unless_that_is_not_wanted(tmp_path: Path) -> None:
    ways = {"CRLF", "mixed line ends", "not UTF-8", "no last line feed", "byte order mark"}
    manifest = write_vault(Shape(1_000), str(tmp_path / "odd"))
    assert ways <= set(manifest.odd)
    notes = [data for path, data in contents(tmp_path / "odd").items() if path.endswith(".md")]
    assert (
        sum(note.startswith(b"\xef\xbb\xbf") for note in notes) == manifest.odd["byte order mark"]
    )
    plain = write_vault(Shape(300, odd=False), str(tmp_path / "plain"))
    assert not ways & set(plain.odd)
    text = b"".join(contents(tmp_path / "plain" / "Meetings").values())
    assert text.decode("utf-8")
    assert b"\r" not in text


def test_tasks_stand_in_nested_quotes_and_behind_fences(tmp_path: Path) -> None:
    write_vault(dense(4_000), str(tmp_path / "vault"))
    raws = {t.raw[: t.raw.index(b"[")] for t in read(str(tmp_path / "vault")).tasks()}
    odd = {b"> > - ", b">- ", b"> > * ", "\u00a0\u00a0- ".encode(), b"10) ", b"+   "}
    assert odd <= raws


def test_the_manifest_counts_every_fake_in_a_note(tmp_path: Path) -> None:
    manifest = write_vault(Shape(600), str(tmp_path / "vault"))
    never_entered = (".trash", ".obsidian", "node_modules")
    notes = [
        data
        for path, data in contents(tmp_path / "vault").items()
        if path.endswith(".md") and not path.startswith(never_entered)
    ]
    expected = {*HIDING, "frontmatter", "unclosed fence", "no box"}
    assert set(manifest.fakes) == expected
    boxes = sum(data.count(b"[ ] no task") for data in notes)
    assert boxes == sum(manifest.fakes.values()) - manifest.fakes["no box"] // 2


def test_a_note_without_a_task_is_usual_and_the_mean_is_kept(tmp_path: Path) -> None:
    manifest = write_vault(Shape(1_000, tasks_a_note=2), str(tmp_path / "vault"))
    assert 0.8 * 2_000 < manifest.total < 1.2 * 2_000
    assert 2_500 < manifest.bytes / manifest.notes < 6_000


def test_a_vault_that_was_never_finished_is_made_again(tmp_path: Path) -> None:
    shape = Shape(10)
    made = cached_vault(shape, str(tmp_path))
    before = contents(Path(made.root))
    (tmp_path / f"{shape.folder}.json").unlink()
    Path(made.root, "Left over.md").write_bytes(b"- [ ] half a vault\n")
    assert contents(Path(cached_vault(shape, str(tmp_path)).root)) == before


def test_a_finished_vault_is_taken_as_it_is(tmp_path: Path) -> None:
    first = cached_vault(Shape(10), str(tmp_path))
    stamp = os.stat(first.root).st_mtime_ns
    assert cached_vault(Shape(10), str(tmp_path)) == first
    assert os.stat(first.root).st_mtime_ns == stamp


def test_a_copy_leaves_the_cached_vault_alone(tmp_path: Path) -> None:
    made = cached_vault(Shape(10), str(tmp_path / "cache"))
    before = contents(Path(made.root))
    copy = own_copy(made, str(tmp_path / "copy"))
    assert contents(Path(copy.root)) == before
    Path(copy.root, "new.md").write_bytes(b"")
    assert contents(Path(made.root)) == before


def test_every_status_makes_a_line_that_is_a_task_of_that_status() -> None:
    prose = Prose(5)
    for status in STATUSES:
        task = parse_task("- " + prose.task(status))
        assert task is not None
        assert task.status.symbol == status
        assert ("#proposed" in task.tags) == (status == "?")


def test_dates_lie_around_the_day_of_the_vaults() -> None:
    prose = Prose(1)
    assert all(date(2026, 11, 20) <= prose.day(-2, 2) <= date(2026, 11, 24) for _ in range(50))


def test_a_manifest_sums_up_its_tasks() -> None:
    assert Manifest(tasks={" ": 2, "?": 3}).total == 5
    assert Manifest(tasks={" ": 2, "?": 3}).proposed == 3
    assert Manifest().proposed == 0

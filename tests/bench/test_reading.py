"""First reads in processes of their own, and what the table says when they find something else."""

from pathlib import Path

import pytest

from bench.program import clean_environment
from bench.reading import Reads, found
from bench.shapes import dense
from bench.vaults import MadeVault, cached_vault


@pytest.fixture
def made(tmp_path: Path) -> MadeVault:
    return cached_vault(dense(600), str(tmp_path))


def test_a_read_finds_what_the_manifest_says(made: MadeVault, tmp_path: Path) -> None:
    with clean_environment() as env:
        reads = Reads(made, env)
        cold, warm = reads.read(), reads.read(str(tmp_path / "cache"))
    assert cold.wall > 0
    assert warm.wall > 0
    assert [found(made, record).measured for record in reads.records] == [
        f"all {made.manifest.total:,}"
    ] * 2
    assert reads.held > 0


def test_a_line_that_was_changed_shows_although_the_numbers_are_right(made: MadeVault) -> None:
    notes = sorted(Path(made.root).rglob("*.md"))
    note = next(path for path in notes if b"[?] " in path.read_bytes())
    note.write_bytes(note.read_bytes().replace(b"[?] ", b"[?]  ", 1))
    with clean_environment() as env:
        reads = Reads(made, env)
        reads.read()
    assert found(made, reads.records[0]).measured == "NOT the manifest's marks"


def test_every_difference_is_named(made: MadeVault) -> None:
    wanted = made.manifest
    record = {"notes": 0, "tasks": {}, "proposed": wanted.proposed, "marks": wanted.marks}
    assert found(made, record).measured == "NOT the manifest's notes, tasks"

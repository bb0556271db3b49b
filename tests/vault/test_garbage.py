"""What is looked at for garbage while notes are taken in, and after it."""

import gc
import weakref
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from vault.garbage import without_collections
from vault.vault import Vault
from vault.view import ViewRequest


class Ring:
    """Refers to itself, so that only a collection frees it."""

    def __init__(self) -> None:
        self.itself = self


def dropped_ring() -> "weakref.ref[Ring]":
    """Garbage, and how to see whether it is still there."""
    return weakref.ref(Ring())


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    gc.enable()  # a command that ran in this process has left it off, until its end
    yield
    gc.unfreeze()
    gc.collect()
    assert gc.isenabled()


def test_many_notes_are_taken_in_without_a_collection() -> None:
    with without_collections(500, for_good=False):
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_few_notes_change_nothing() -> None:
    with without_collections(3):
        assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_what_is_there_once_is_looked_at_never_again() -> None:
    with without_collections():
        pass
    assert gc.get_freeze_count() > 1_000


def test_garbage_is_freed_after_a_change_of_many_notes(tmp_path: Path) -> None:
    notes = [tmp_path / f"{number}.md" for number in range(300)]
    for note in notes:
        note.write_text("- [?] one #proposed\n")
    vault = Vault(str(tmp_path), today=lambda: date(2026, 11, 22))
    vault.load()
    vault.view(ViewRequest())
    before = gc.get_freeze_count()
    ring = dropped_ring()
    for note in notes:
        note.write_text("- [?] two #proposed\n")
    vault._indexer._sweep()
    assert vault.view(ViewRequest()).total == 300
    gc.collect()
    assert ring() is None
    assert gc.get_freeze_count() <= before
    vault.close()

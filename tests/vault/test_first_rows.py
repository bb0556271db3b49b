"""While the first rows are made, nothing else is read; but not for long."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.waiting import wait_until
from vault import note_reader
from vault.events import Event, ScanProgress
from vault.vault import Vault

LONG = 60.0


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Vault]:
    """A vault with more notes than are read before the first rows."""
    for number in range(300):
        (tmp_path / f"{number}.md").write_text("- [?] one #proposed\n")
    vault = Vault(str(tmp_path), today=lambda: date(2026, 11, 22))
    yield vault
    vault.close()


def begun(vault: Vault) -> None:
    """Start, and wait until the first notes are there."""
    heard: list[Event] = []
    vault.subscribe(heard.append)
    vault.start()
    assert wait_until(lambda: any(isinstance(e, ScanProgress) and e.done for e in heard))


def test_reading_goes_on_when_the_first_rows_are_shown(
    many: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(note_reader, "_SHOWING_S", LONG)
    begun(many)
    assert not wait_until(lambda: many.note_count() > 200, 0.1)
    many.rows_are_shown()
    assert wait_until(lambda: many.loaded)
    assert many.note_count() == 300


def test_reading_goes_on_when_nobody_shows_any(many: Vault) -> None:
    begun(many)
    assert wait_until(lambda: many.loaded)


def test_closing_waits_for_no_rows(many: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_reader, "_SHOWING_S", LONG)
    begun(many)
    many.close()
    assert not any(thread.name == "indexer" for thread in threading.enumerate())


def test_a_vault_that_is_read_for_a_command_waits_for_nobody(
    many: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(note_reader, "_SHOWING_S", LONG)
    many.load()
    assert many.loaded

"""A vault that is open while others save: nothing piles up, and it knows what a fresh one knows."""

import gc
import os
import sys
import threading
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.vault.busy_day import NEWEST, BusyVault
from tests.vault.one_write import REPOSITORY
from tests.vault.open_all_day import tasks_hash
from tests.vault.process_figures import look_at
from tests.waiting import wait_until
from vault.vault import Vault
from vault.view import ViewName, ViewRequest

_IN_A_WAVE = 80


def opened(root: Path) -> Vault:
    return Vault(str(root), today=lambda: date(2026, 11, 22))


@pytest.fixture
def counting() -> Iterator[None]:
    """What Python holds is counted."""
    tracemalloc.start()
    yield
    tracemalloc.stop()


def held_by_us() -> int:
    """Bytes made by our own code; paths that this test makes are remembered elsewhere."""
    rooms = [
        tracemalloc.Filter(True, str(REPOSITORY / room / "*")) for room in ("parsers", "vault")
    ]
    found = tracemalloc.take_snapshot().filter_traces(rooms)
    return sum(each.size for each in found.statistics("filename"))


def live(vault: Vault, busy: BusyVault, waves: int) -> None:
    """Some waves of saves, each until the vault has seen its end and every view was asked for."""
    for _ in range(waves):
        word = busy.wave(_IN_A_WAVE).encode()
        assert wait_until(lambda: any(word in t.raw for t in vault.in_note(NEWEST)), 20)  # noqa: B023
        for name in ViewName:
            vault.view(ViewRequest(name))
    gc.collect()


@pytest.mark.skipif(sys.platform != "linux", reason="it reads /proc")
@pytest.mark.usefixtures("counting")
def test_saves_of_others_leave_nothing_behind_in_a_vault_that_stays_open(tmp_path: Path) -> None:
    busy = BusyVault(tmp_path, notes=150, seed=1)
    vault = opened(tmp_path)
    vault.start()
    try:
        live(vault, busy, 15)
        before, threads = held_by_us(), threading.active_count()
        files = look_at(os.getpid()).open_files
        live(vault, busy, 15)
        grown = held_by_us() - before
        assert grown < 800_000
        assert wait_until(lambda: look_at(os.getpid()).open_files <= files)
        assert threading.active_count() <= threads
        fresh = opened(tmp_path)
        fresh.load()
        assert wait_until(lambda: tasks_hash(vault) == tasks_hash(fresh))
        folders = 1 + sum(path.is_dir() for path in tmp_path.rglob("*"))
        assert wait_until(lambda: look_at(os.getpid()).watches == folders)
    finally:
        vault.close()


def test_the_same_seed_is_the_same_day(tmp_path: Path) -> None:
    for name in ("one", "other"):
        BusyVault(tmp_path / name, notes=30, seed=4).wave(300)
    one, other = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in files}
        for name in ("one", "other")
        for files in [[p for p in (tmp_path / name).rglob("*") if p.is_file()]]
    )
    assert one == other
    assert Path(NEWEST) in one

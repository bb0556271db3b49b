"""The write lease: who waits, who gets it, and that a broken one ends nobody."""

import fcntl
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from vault.lease import Lease, file_system, read_lease, write_lease


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.md"
    path.write_bytes(b"text\n")
    return path


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_a_reader_waits_for_the_lease_to_go_and_then_sees_what_was_written(note: Path) -> None:
    fd = os.open(note, os.O_RDWR)
    with ThreadPoolExecutor(1) as pool:
        with write_lease(fd) as lease:
            assert lease is Lease.HELD
            reading = pool.submit(note.read_bytes)
            # The kernel shows the type it will become, once somebody waits.
            wait_until(lambda: fcntl.fcntl(fd, fcntl.F_GETLEASE) != fcntl.F_WRLCK)
            assert not reading.done()
            os.pwrite(fd, b"next", 0)
        assert reading.result(5) == b"next\n"
    os.close(fd)


@pytest.mark.parametrize("access", [os.O_RDONLY, os.O_WRONLY, os.O_RDWR])
def test_no_lease_while_anybody_else_has_the_note_open(note: Path, access: int) -> None:
    other = os.open(note, access)
    fd = os.open(note, os.O_RDWR)
    with write_lease(fd) as lease:
        assert lease is Lease.BUSY
    os.close(other)
    with write_lease(fd) as lease:
        assert lease is Lease.HELD
    os.close(fd)


def test_a_read_lease_is_kept_from_us_by_writers_alone(note: Path) -> None:
    fd = os.open(note, os.O_RDONLY)
    for access, expected in ((os.O_RDONLY, Lease.HELD), (os.O_WRONLY, Lease.BUSY)):
        other = os.open(note, access)
        with read_lease(fd) as lease:
            assert lease is expected
        os.close(other)
    os.close(fd)


def test_the_lease_is_gone_after_an_exception(note: Path) -> None:
    fd = os.open(note, os.O_RDWR)
    with pytest.raises(KeyboardInterrupt), write_lease(fd):
        raise KeyboardInterrupt
    assert fcntl.fcntl(fd, fcntl.F_GETLEASE) == fcntl.F_UNLCK
    os.close(fd)


def test_a_lease_that_is_gone_already_is_let_go_without_a_fault(note: Path) -> None:
    fd = os.open(note, os.O_RDWR)
    with write_lease(fd):
        fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    os.close(fd)


def test_what_is_no_file_has_no_lease() -> None:
    reading, writing = os.pipe()
    with write_lease(writing) as lease:
        assert lease is Lease.NONE
    os.close(reading)
    os.close(writing)


def test_the_type_of_a_file_system_is_found_by_device() -> None:
    assert file_system(os.stat("/proc").st_dev) == "proc"
    assert file_system(os.makedev(4095, 1)) == ""

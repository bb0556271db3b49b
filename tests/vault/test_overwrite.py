"""Changing a file in place, and what is there after the system stopped it half way."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.vault.one_write import run
from vault.errors import NotANoteError
from vault.overwrite import MAX_BYTES, Revision, overwrite, read_whole

LIMIT = 4096


def unshare() -> list[str]:
    """The command that starts another in a mount namespace of its own."""
    command = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-Urm"]
    if (
        not shutil.which("unshare")
        or subprocess.run([*command, "true"], check=False, capture_output=True).returncode
    ):
        pytest.skip("this system gives no mount namespace (unshare), so no small disk to fill")
    return command


@pytest.mark.parametrize(
    ("before", "after", "start", "stop"),
    [
        (b"- [ ] a\n", b"- [x] a\n", 3, 4),
        (b"one\ntwo\n", b"one\nlonger\n", 4, 11),
        (b"one\nlonger\n", b"one\ntwo\n", 4, 8),
        (b"gone\n", b"", 0, 0),
        (b"", b"new\n", 0, 4),
    ],
)
def test_the_file_gets_the_new_bytes_and_their_length(
    tmp_path: Path, before: bytes, after: bytes, start: int, stop: int
) -> None:
    note = tmp_path / "note.md"
    note.write_bytes(before)
    fd = os.open(note, os.O_RDWR)
    overwrite("note.md", fd, Revision(before, after, start, stop))
    assert read_whole("note.md", fd) == after == note.read_bytes()
    os.close(fd)


def test_over_64_mb_is_refused_and_exactly_64_mb_is_read(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_bytes(b"")
    os.truncate(note, MAX_BYTES)
    fd = os.open(note, os.O_RDONLY)
    assert len(read_whole("note.md", fd)) == MAX_BYTES
    os.truncate(note, MAX_BYTES + 1)
    with pytest.raises(NotANoteError, match=r"note\.md is over 64 MB"):
        read_whole("note.md", fd)
    os.close(fd)


def test_a_file_size_limit_stops_growth_before_any_old_byte_is_touched(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_bytes(b"old\n" + b"x" * (LIMIT - 4))
    outcome = run(tmp_path, "old", "longer", limit=LIMIT)
    assert outcome.error == "NoSpaceError"
    assert outcome.message == "A file-size limit is in the way; note.md keeps its old bytes."
    assert note.read_bytes() == b"old\n" + b"x" * (LIMIT - 4)


@pytest.mark.parametrize("new", ["new", "xy"])
def test_a_limit_met_half_way_puts_the_old_bytes_back(tmp_path: Path, new: str) -> None:
    note = tmp_path / "note.md"
    before = b"x" * 1000 + b"old" + b"y" * (2 * LIMIT) + b"old" + b"z" * 100
    note.write_bytes(before)
    outcome = run(tmp_path, "old", new, limit=LIMIT)
    assert outcome.error == "NoSpaceError"
    assert note.read_bytes() == before


FILL = """
mount -t tmpfs -o size=64k none "$1" && printf 'old\\n%04000d' 0 > "$1/note.md"
cat /dev/zero > "$1/rest" 2>/dev/null
shift; exec "$@"
"""


def test_a_full_disk_keeps_the_old_bytes(tmp_path: Path) -> None:
    inside = [*unshare(), "sh", "-c", FILL, "sh", str(tmp_path)]
    outcome = run(tmp_path, "old", "a longer text " * 400, inside=inside)
    assert outcome.error == "NoSpaceError"
    assert outcome.message == "The disk is full; note.md keeps its old bytes."
    assert outcome.now == "old\n" + "0" * 4000


def test_a_full_disk_still_takes_an_edit_that_needs_no_space(tmp_path: Path) -> None:
    inside = [*unshare(), "sh", "-c", FILL, "sh", str(tmp_path)]
    outcome = run(tmp_path, "old", "new", inside=inside)
    assert outcome.error == ""
    assert outcome.now == "new\n" + "0" * 4000


READ_ONLY = """
mount -t tmpfs none "$1" && printf 'old\\n' > "$1/note.md" && mount -o remount,bind,ro "$1"
shift; exec "$@"
"""


def test_a_read_only_file_system_is_named(tmp_path: Path) -> None:
    outcome = run(
        tmp_path, "old", "new", inside=[*unshare(), "sh", "-c", READ_ONLY, "sh", str(tmp_path)]
    )
    assert outcome.error == "NotPermittedError"
    assert outcome.message == "note.md lies on a read-only file system."
    assert outcome.now == "old\n"

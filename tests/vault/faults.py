"""What can happen to a note between looking at it and writing into it, done to a real one.

The note is `Folder/Note.md`, with one proposal, `- [?] Call. #proposed`, on its third line.
"""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from vault.errors import (
    ConflictError,
    NotANoteError,
    NoteBusyError,
    NotFoundError,
    NotPermittedError,
    VaultriageError,
)

PATH = "Folder/Note.md"
LINE = 3
PROPOSAL = b"- [?] Call. #proposed"
NOTE = b"# Day\r\n\r\n" + PROPOSAL + b"\r\nend"


@dataclass(frozen=True, slots=True)
class Fault:
    """`inflict` gets the vault's folder; the error and its exit code are what must come."""

    name: str
    inflict: Callable[[Path], object]
    error: type[VaultriageError]
    exit_code: int
    mend: Callable[[Path], object] = lambda _root: None

    def __str__(self) -> str:
        return self.name


def make(root: Path) -> Path:
    """The note, and beside the vault a folder `outside` with another of the same bytes."""
    for folder in (root / "Folder", root.with_name("outside")):
        folder.mkdir(parents=True)
        (folder / "Note.md").write_bytes(NOTE)
    return root / PATH


@contextmanager
def inflicted(fault: Fault, root: Path) -> Iterator[None]:
    """Let it happen, and mend at the end what would outlive the test."""
    fault.inflict(root)
    try:
        yield
    finally:
        fault.mend(root)


def _replace(root: Path, old: bytes, new: bytes) -> None:
    (root / PATH).write_bytes(NOTE.replace(old, new))


def _in_its_place(put: Callable[[Path], object]) -> Callable[[Path], object]:
    def inflict(root: Path) -> None:
        (root / PATH).unlink()
        put(root / PATH)

    return inflict


def _swap_folder(root: Path) -> None:
    (root / "Folder").rename(root / "Moved")
    (root / "Folder").symlink_to(root.with_name("outside"))


def _grow(root: Path) -> None:
    os.truncate(root / PATH, 65 << 20)


def _set_immutable(root: Path) -> None:
    done = subprocess.run(["chattr", "+i", root / PATH], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("chattr +i is not permitted, or not known to this file system")


def _unset_immutable(root: Path) -> None:
    subprocess.run(["chattr", "-i", root / PATH], capture_output=True, check=False)


_HELD: list[int] = []


def _hold(root: Path) -> None:
    _HELD.append(os.open(root / PATH, os.O_RDWR))


def _let_go(_root: Path) -> None:
    os.close(_HELD.pop())


FAULTS = (
    Fault("edited", lambda r: _replace(r, b"Call", b"Call Ana"), ConflictError, 3),
    Fault("decided elsewhere", lambda r: _replace(r, b"[?]", b"[x]"), ConflictError, 3),
    Fault("line deleted", lambda r: _replace(r, PROPOSAL + b"\r\n", b""), ConflictError, 3),
    Fault("emptied", lambda r: (r / PATH).write_bytes(b""), ConflictError, 3),
    Fault(
        "doubled",
        lambda r: _replace(r, PROPOSAL, PROPOSAL + b"\r\n" + PROPOSAL),
        ConflictError,
        3,
    ),
    Fault(
        "in a code fence now",
        lambda r: _replace(r, PROPOSAL, b"```\n" + PROPOSAL + b"\r\n```"),
        ConflictError,
        3,
    ),
    Fault("held open by another program", _hold, NoteBusyError, 3, _let_go),
    Fault("deleted", lambda r: (r / PATH).unlink(), NotFoundError, 4),
    Fault("renamed", lambda r: (r / PATH).rename(r / "Other.txt"), NotFoundError, 4),
    Fault("its folder gone", lambda r: (r / "Folder").rename(r / "Away"), NotFoundError, 4),
    Fault("a folder now", _in_its_place(Path.mkdir), NotANoteError, 4),
    Fault("a pipe now", _in_its_place(os.mkfifo), NotANoteError, 4),
    Fault(
        "a link out of the vault now",
        _in_its_place(lambda note: note.symlink_to("../../outside/Note.md")),
        NotANoteError,
        4,
    ),
    Fault("its folder a link out of the vault now", _swap_folder, NotANoteError, 4),
    Fault("over 64 MB now", _grow, NotANoteError, 4),
    Fault("immutable", _set_immutable, NotPermittedError, 5, _unset_immutable),
)


def everything(root: Path) -> dict[str, object]:
    """All that is in the vault and beside it: names, kinds, bytes of small files."""
    return {
        str(path.relative_to(root.parent)): _described(path)
        for folder in (root, root.with_name("outside"))
        for path in sorted(folder.rglob("*"))
    }


def _described(path: Path) -> object:
    if path.is_symlink():
        return os.readlink(path)
    if path.is_file() and path.stat().st_size < 1 << 20:
        return path.read_bytes()
    return (path.stat().st_mode, path.stat().st_size if path.is_file() else 0)

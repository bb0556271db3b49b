"""Our edits against programs that save the same note all the time, for each way of writing.

`lease`: the kernel keeps others out for the moment of the write. `exchange`: no lease is granted,
the new version takes the note's place in one step. `guarded`: neither is to be had, the bytes are
compared just before writing.
"""

import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest

from tests.soak.figures import Figure, none_of, told
from tests.vault.contested import State, count_ours, parse_state
from tests.vault.races import NODE, PYTHON, VIM, Rival, Tally, rivalry
from vault import lease
from vault.errors import ConflictError, NoteBusyError
from vault.writer import NoteWriter

EDITS: Final = 24_000
"""For each way of writing, over all adversaries."""
_IN_A_ROW: Final = 500


@dataclass(frozen=True, slots=True)
class Adversary:
    """A program and what it does to the note; with `reader`, one more process only looks."""

    name: str
    program: tuple[str, ...]
    way: str
    keeps_the_file: bool = True
    """Whether it saves into the same file, so that the file must stay the same throughout."""
    reader: bool = False

    @property
    def is_installed(self) -> bool:
        """Whether the program it stands for is here."""
        return {NODE: "node", VIM: "vim"}.get(self.program, "") in ("", *_installed())


def _installed() -> list[str]:
    return [name for name in ("node", "vim") if shutil.which(name)]


ADVERSARIES: Final = (
    Adversary("a saver that holds the note open", PYTHON, "hold"),
    Adversary("the same in Node", NODE, "hold"),
    Adversary("an editor that empties and writes", PYTHON, "save"),
    Adversary("the same in Node", NODE, "save"),
    Adversary("vim", VIM, "save", keeps_the_file=False),
    Adversary("a saver that renames, and a reader", PYTHON, "rename", False, reader=True),
    Adversary("a reader", PYTHON, "read"),
    Adversary("a second writer of ours", PYTHON, "write"),
)


@dataclass(slots=True)
class Sum:
    """What all races of one way of writing came to."""

    edits: int = 0
    refused: int = 0
    lost: int = 0
    stale: int = 0
    saves: int = 0
    theirs_lost: int = 0
    corrupt: int = 0
    torn_reads: int = 0
    kept_versions: int = 0
    changed: dict[str, int] = field(default_factory=dict)
    """How many races ended with another inode, birth time, mode or attribute."""
    races: int = 0
    """Of those against programs that keep the file."""
    left_out: set[str] = field(default_factory=set)


def races(share: float) -> Iterator[Figure]:
    """Every way that the writer has, one after the other."""
    for way in ways():
        total = Sum()
        rounds = max(1, round(EDITS * share / _IN_A_ROW / len(ADVERSARIES)))
        for adversary in ADVERSARIES:
            if not adversary.is_installed:
                total.left_out.add(adversary.program[0])
                continue
            for _ in range(rounds):
                with TemporaryDirectory() as folder:
                    _race(Path(folder), way, adversary, total)
        yield from _figures(way, total)


def ways() -> list[str]:
    """The ways of writing that this version has."""
    return ["lease", "exchange", "guarded"] if find_spec("vault.exchange") else ["lease", "guarded"]


@contextmanager
def written_by(way: str, note: Path) -> Iterator[None]:
    """Let the writer of this process get no better way than this one."""
    with pytest.MonkeyPatch.context() as patch:
        if way != "lease":
            patch.setattr(lease, "_take", lambda _fd, _kind: lease.Lease.NONE)
        if way == "guarded":
            os.link(note, note.with_name("second name"))  # an exchange would part the two
        yield


def _race(folder: Path, way: str, adversary: Adversary, total: Sum) -> None:
    note = folder / "note.md"
    note.write_bytes(State(0, 0, 0).to_bytes())
    note.chmod(0o640)
    os.setxattr(note, "user.colour", b"green")
    before = _file(note)
    with written_by(way, note), ExitStack() as stack:
        reader = stack.enter_context(rivalry(PYTHON, "read", note)) if adversary.reader else Rival()
        rival = stack.enter_context(rivalry(adversary.program, adversary.way, note))
        tally = _edit(note, total)
    only_looks = adversary.way == "read"
    total.edits += tally.edits
    total.lost += tally.lost
    total.stale += tally.stale
    total.theirs_lost += max(tally.theirs_lost, 0 if only_looks else rival.lost)
    total.torn_reads += reader.torn + (rival.torn if only_looks else 0)
    total.corrupt += (0 if only_looks else rival.torn) + (parse_state(note.read_bytes()) is None)
    total.saves += 0 if only_looks else rival.saves
    total.kept_versions += sum(name.name.endswith(".kept") for name in folder.iterdir())
    if adversary.keeps_the_file:
        total.races += 1
        for name, value in _file(note).items():
            total.changed[name] = total.changed.get(name, 0) + (value != before[name])


def _edit(note: Path, total: Sum) -> Tally:
    tally = Tally()
    writer = NoteWriter(str(note.parent), patience=10)
    for _ in range(_IN_A_ROW):
        try:
            tally.judge(writer.write(note.name, count_ours))
        except (ConflictError, NoteBusyError):
            total.refused += 1
        time.sleep(random.uniform(0, 0.001))
    return tally


def _file(note: Path) -> dict[str, object]:
    """What makes a file the same file."""
    stat = note.stat()
    born = subprocess.run(["stat", "-c", "%w", note], capture_output=True, check=True).stdout
    return {
        "inode": stat.st_ino,
        "birth time": born,
        "mode": stat.st_mode,
        "extended attribute": os.getxattr(note, "user.colour"),
    }


def _figures(way: str, total: Sum) -> Iterator[Figure]:
    part = f"race, {way}"
    for program in sorted(total.left_out):
        yield Figure(part, "adversary", f"left out: {program} is not installed")
    yield told(part, "edits of ours", total.edits)
    yield told(part, "… refused, nothing written", total.refused)
    yield told(part, "saves of theirs", total.saves)
    # Without a lease a save can fall between the comparison and the write.
    count = none_of if way == "lease" else told
    yield count(part, "edits of ours lost", total.lost)
    yield told(part, "… undone by a save of an older version", total.stale)
    yield count(part, "saves of theirs lost", total.theirs_lost)
    if way == "exchange":
        yield told(part, "… versions kept beside the note", total.kept_versions)
    yield count(part, "corrupt versions", total.corrupt)
    yield count(part, "torn reads seen by readers", total.torn_reads)
    for name, changed in total.changed.items():
        yield count(part, f"races that changed the {name}, of {total.races}", changed)

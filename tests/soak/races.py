"""Our edits against programs that save the same note all the time, for each way of writing."""

import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.soak.figures import Figure, none_of, told
from tests.vault.contested import State, count_ours, parse_state
from tests.vault.races import NODE, PYTHON, VIM, Rival, Tally, kept, rivalry, unrecoverable
from vault.errors import ConflictError, NoteBusyError
from vault.strategies import Strategy
from vault.writer import NoteWriter

EDITS: Final = 20_000
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
    def left_out(self) -> str:
        """Why it takes no part; '' if it does."""
        name = {NODE: "node", VIM: "vim"}.get(self.program, "")
        return f"{name} is not installed" if name and shutil.which(name) is None else ""


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
    for way in Strategy:
        total = Sum()
        rounds = max(1, round(EDITS * share / _IN_A_ROW / len(ADVERSARIES)))
        for adversary in ADVERSARIES:
            if reason := adversary.left_out:
                total.left_out.add(reason)
                continue
            for _ in range(rounds):
                with TemporaryDirectory() as folder:
                    _race(Path(folder), way, adversary, total)
        yield from _figures(way, total)


def _race(folder: Path, way: Strategy, adversary: Adversary, total: Sum) -> None:
    note = folder / "note.md"
    note.write_bytes(State(0, 0, 0).to_bytes())
    note.chmod(0o640)
    os.setxattr(note, "user.colour", b"green")
    before = _file(note)
    with ExitStack() as stack:
        reader = stack.enter_context(rivalry(PYTHON, "read", note)) if adversary.reader else Rival()
        rival = stack.enter_context(rivalry(adversary.program, adversary.way, note, way))
        tally, writer = _edit(note, way, total)
    writer.late.close()
    only_looks = adversary.way == "read"
    total.edits += tally.edits
    total.lost += tally.lost
    total.stale += tally.stale
    total.torn_reads += reader.torn + (rival.torn if only_looks else 0)
    total.corrupt += parse_state(note.read_bytes()) is None
    if not only_looks:
        total.saves += rival.saves
        total.corrupt += rival.torn
        total.theirs_lost += len(unrecoverable(rival, note))
        total.kept_versions += len(kept(note))
    if adversary.keeps_the_file:
        total.races += 1
        for name, value in _file(note).items():
            total.changed[name] = total.changed.get(name, 0) + (value != before[name])


def _edit(note: Path, way: Strategy, total: Sum) -> tuple[Tally, NoteWriter]:
    tally = Tally()
    writer = NoteWriter(str(note.parent), patience=10, strategies=frozenset({way}))
    for _ in range(_IN_A_ROW):
        try:
            tally.judge(writer.write(note.name, count_ours))
        except (ConflictError, NoteBusyError):
            total.refused += 1
        time.sleep(random.uniform(0, 0.001))
    return tally, writer


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


def _figures(way: Strategy, total: Sum) -> Iterator[Figure]:
    part = f"race, {way.value}"
    for reason in sorted(total.left_out):
        yield Figure(part, "adversary", f"left out: {reason}")
    yield told(part, "edits of ours", total.edits)
    yield told(part, "… refused, nothing written", total.refused)
    yield told(part, "saves of theirs", total.saves)
    # Guarded, a save can fall between the comparison and the write.
    promised = told if way is Strategy.GUARDED else none_of
    yield promised(part, "edits of ours lost", total.lost)
    yield told(part, "… undone by a save of an older version", total.stale)
    yield promised(part, "saves of theirs lost for good", total.theirs_lost)
    yield told(part, "… versions kept beside the note", total.kept_versions)
    yield promised(part, "corrupt versions", total.corrupt)
    yield promised(part, "torn reads seen by readers", total.torn_reads)
    for name, changed in total.changed.items():
        is_other_file = way is Strategy.EXCHANGE and name in ("inode", "birth time")
        count = told if is_other_file else none_of
        yield count(part, f"races that changed the {name}, of {total.races}", changed)

"""Our edits of a contested note against a rival process, and what each lost.

`python -m tests.vault.races EDITS` prints the figures of docs/decisions/0009 for both strategies.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.vault.contested import State, count_ours, parse_state, whole_state
from tests.vault.one_write import REPOSITORY
from vault.errors import ConflictError
from vault.strategies import Strategy
from vault.writer import NoteWriter, Written

PYTHON = (sys.executable, "-m", "tests.vault.rival")
NODE = ("node", "tests/vault/rival.mjs")
_VIM = 'yes | vim -N -u NONE -i NONE -n -es -S tests/vault/rival.vim "$@"'
VIM = ("sh", "-c", _VIM, "vim")
RIVALS = {
    "holds the note open": (PYTHON, "hold"),
    "holds the note open, Node": (NODE, "hold"),
    "empties and writes": (PYTHON, "save"),
    "empties and writes, Node": (NODE, "save"),
    "empties and writes, vim": (VIM, "save"),
    "renames": (PYTHON, "rename"),
    "reads": (PYTHON, "read"),
    "writes as we do": (PYTHON, "write"),
}


@dataclass(slots=True)
class Tally:
    """Of our edits: `lost` through nobody's save, undone by a `stale` one of the rival."""

    edits: int = 0
    lost: int = 0
    stale: int = 0
    theirs_lost: int = 0
    conflicts: int = 0
    """Edits not made: two versions of others met and the older is kept, or a save stood still."""
    last: State | None = None

    def judge(self, written: Written) -> None:
        found = whole_state(written.before)
        if self.last is not None:
            self.theirs_lost += found.theirs < self.last.theirs
            undone = found.ours != self.last.ours
            saved_since = found.theirs > self.last.theirs and found.carried == found.ours
            self.stale += undone and saved_since
            self.lost += undone and not saved_since
        self.edits += 1
        self.last = whole_state(written.after)


@dataclass(slots=True)
class Rival:
    """What rival.py counted, once it has stopped."""

    saves: int = 0
    lost: int = 0
    torn: int = 0
    gone: list[int] = field(default_factory=list)
    """The numbers of the lost saves."""


@contextmanager
def rivalry(
    program: tuple[str, ...], way: str, note: Path, *strategies: Strategy
) -> Iterator[Rival]:
    """A rival that saves the note while the block runs."""
    rival = Rival()
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(
        [*program, way, str(note), *(strategy.value for strategy in strategies)],
        cwd=REPOSITORY,
        env=environment,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        try:
            yield rival
        finally:
            Path(f"{note}.stop").touch()
            counted = process.stdout.read()
    assert process.returncode == 0
    for name, value in json.loads(counted).items():
        setattr(rival, name, value)


def edit(note: Path, edits: int, strategy: Strategy = Strategy.LEASE) -> Tally:
    """Count up in the note, by one strategy alone."""
    tally = Tally()
    writer = NoteWriter(str(note.parent), patience=10, strategies=frozenset({strategy}))
    for _ in range(edits):
        try:
            tally.judge(writer.write(note.name, count_ours))
        except ConflictError:
            tally.conflicts += 1
        time.sleep(random.uniform(0, 0.001))
    writer.late.close()
    return tally


def kept(note: Path) -> list[State | None]:
    """What the files hold that gave way."""
    return [parse_state(file.read_bytes()) for file in note.parent.glob(".vaultriage-*.kept")]


def unrecoverable(rival: Rival, note: Path) -> list[int]:
    """The numbers of the rival's lost saves that no kept file holds."""
    safe = {state.theirs for state in kept(note) if state}
    return [number for number in rival.gone if number not in safe]


def main(edits: int) -> None:
    for strategy in (Strategy.LEASE, Strategy.EXCHANGE):
        for name, (program, way) in RIVALS.items():
            if shutil.which("vim" if program is VIM else program[0]) is None:
                continue
            with tempfile.TemporaryDirectory() as folder:
                note = Path(folder, "note.md")
                note.write_bytes(State(0, 0, 0).to_bytes())
                with rivalry(program, way, note, strategy) as rival:
                    tally = edit(note, edits, strategy)
                print(
                    f"{strategy.value:9} {name:26} edits {tally.edits} conflicts {tally.conflicts}"
                    f" | ours lost {tally.lost} stale {tally.stale}"
                    f" | saves {rival.saves} gave way {rival.lost} (ours saw"
                    f" {tally.theirs_lost}) kept {len(kept(note))}"
                    f" unrecoverable {len(unrecoverable(rival, note))} torn {rival.torn}"
                    f" left {len(list(note.parent.glob('.*.tmp')))}",
                    flush=True,
                )


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""A program that keeps saving the contested note in its own way, as fast as it can.

`python -m tests.vault.rival WAY NOTE [STRATEGY]` prints a line when it has begun, goes on until
NOTE.stop exists, and prints what it counted as JSON; STRATEGY is for the way that writes as we do.
It is the only one to change its counter, so a number that is not its own last one is a save of its
that somebody undid.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from tests.vault.contested import State, count_theirs, parse_state
from vault.errors import ConflictError
from vault.strategies import ALL_STRATEGIES, Strategy
from vault.writer import NoteWriter

STRATEGIES = frozenset(map(Strategy, sys.argv[3:])) or ALL_STRATEGIES


@dataclass(slots=True)
class Count:
    """`saves` made; `lost`, of them, to others; `torn` versions seen; the numbers of the lost."""

    saves: int = 0
    lost: int = 0
    torn: int = 0
    gone: list[int] = field(default_factory=list)

    def look(self, data: bytes) -> State | None:
        """The state in `data`, after counting what is wrong with it."""
        state = parse_state(data)
        self.torn += state is None
        if state is not None and state.theirs != self.saves:
            self.lost += 1
            self.gone.append(self.saves)
        return state

    def next(self, data: bytes) -> bytes:
        """The whole note as this rival saves it after having read `data`."""
        state = self.look(data) or State(0, 0, 0)
        self.saves += 1
        return replace(state, theirs=self.saves, carried=state.ours).to_bytes()


def hold(note: Path, count: Count) -> None:
    """Read and save through one descriptor, kept open meanwhile."""
    with note.open("r+b", buffering=0) as file:
        new = count.next(file.read())
        file.truncate(0)
        file.seek(0)
        file.write(new)


def save(note: Path, count: Count) -> None:
    """Read; then empty and write, as editors do."""
    note.write_bytes(count.next(note.read_bytes()))


def rename(note: Path, count: Count) -> None:
    """Read; then put a new file in place, as sync programs do."""
    newer = note.with_name("newer")
    newer.write_bytes(count.next(note.read_bytes()))
    newer.rename(note)


def read(note: Path, count: Count) -> None:
    """Only look."""
    count.look(note.read_bytes())


def write(note: Path, count: Count) -> None:
    """A second writer of our own kind."""
    writer = NoteWriter(str(note.parent), patience=10, strategies=STRATEGIES)
    try:
        written = writer.write(note.name, count_theirs)
    except ConflictError:  # it is torn: by the guarded way alone, which promises nothing
        count.look(note.read_bytes())
        return
    count.look(written.before)
    count.saves += 1


WAYS: dict[str, Callable[[Path, Count], None]] = {
    way.__name__: way for way in (hold, save, rename, read, write)
}


def main(way: str, note: Path) -> None:
    count = Count()
    stop = Path(f"{note}.stop")
    deadline = time.monotonic() + 60
    print("begun", flush=True)
    while not stop.exists() and time.monotonic() < deadline:
        WAYS[way](note, count)
        time.sleep(random.uniform(0.0003, 0.002))
    print(json.dumps(asdict(count)))


if __name__ == "__main__":
    main(sys.argv[1], Path(os.path.abspath(sys.argv[2])))

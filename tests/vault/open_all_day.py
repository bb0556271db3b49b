"""A vault that stays open in a process of its own, with state and cache in a folder.

`python -m tests.vault.open_all_day ROOT FOLDER` does what it is told, a line each, and answers
each with a line of JSON:

    wait WORD     until a task has this word: whether it came in time
    decide        accept a proposal and take that back
    day           it is midnight
    held          bytes that Python holds
    growth        the lines of code that hold more than at the last `growth`, most first
    tasks         a hash of every task with its place
    end           close the vault
"""

import gc
import json
import sys
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from zlib import crc32

from tests.waiting import wait_until
from vault.edits import Accept
from vault.outcomes import Decision
from vault.vault import Vault
from vault.view import ViewName, ViewRequest

_PATIENCE_S: Final = 60
_MOST: Final = 8


class OpenVault:
    """The vault and the answers."""

    def __init__(self, root: str, folder: str) -> None:
        self._day = date(2026, 11, 22)
        self._vault = Vault(
            root, today=lambda: self._day, state=f"{folder}/state", cache=f"{folder}/cache"
        )
        self._before: tracemalloc.Snapshot | None = None
        self._newest = f"{root}/0 The newest.md"
        self._vault.start()
        wait_until(lambda: self._vault.loaded, _PATIENCE_S)

    def wait(self, word: str) -> bool:
        """Every view is asked for, as a screen would."""
        came = wait_until(lambda: self._has(word), _PATIENCE_S)
        for name in ViewName:
            self._vault.view(ViewRequest(name))
        return came

    def _has(self, word: str) -> bool:
        return any(word.encode() in found.raw for found in self._vault.in_note("0 The newest.md"))

    def decide(self) -> list[int]:
        """How many were written: one, and one."""
        row = next(iter(self._vault.view(ViewRequest()).rows.values()))
        done = self._vault.apply([Decision(row.found, Accept())])
        undone = self._vault.undo()
        return [done.written, undone.written if undone else 0]

    def day(self) -> str:
        """Every view is made for another day."""
        self._day += timedelta(days=1)
        return self._day.isoformat()

    def held(self) -> int:
        """After a collection: what is left is held.

        `gc.get_objects` would tell more, and break a tuple that another thread is making.
        """
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    def growth(self) -> list[str]:
        """Empty the first time."""
        gc.collect()
        now, before = tracemalloc.take_snapshot(), self._before
        self._before = now
        if before is None:
            return []
        changes = now.compare_to(before, "lineno")
        return [f"{c.size_diff:+,} B, {c.count_diff:+,} in {c.traceback}" for c in changes[:_MOST]]

    def tasks(self) -> int:
        """The same for the same tasks in the same places."""
        return tasks_hash(self._vault)

    def end(self) -> bool:
        """The cache is written by it."""
        self._vault.close()
        return True


def tasks_hash(vault: Vault) -> int:
    """A number for all tasks of a vault: path, line, bytes."""
    return sum(crc32(b"%s %d %s" % (t.path.encode(), t.line, t.raw)) for t in vault.tasks())


def main(root: str, folder: str) -> None:
    """Answer until the end of input."""
    tracemalloc.start()
    opened = OpenVault(root, folder)
    print(json.dumps(Path(root).is_dir()), flush=True)
    for line in sys.stdin:
        command, *arguments = line.split()
        answer: Callable[..., object] = getattr(opened, command)
        print(json.dumps(answer(*arguments)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

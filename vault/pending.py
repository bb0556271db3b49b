"""The part of the journal that holds decisions which wait to be written.

They belong to the process that made them; when it ends before they are written, any other takes
them over.
"""

import os
import sqlite3
from collections.abc import Sequence
from threading import RLock

from msgspec import Struct

from vault.journal_file import drop_if_empty
from vault.process import is_running, process_mark
from vault.steps import Change, packed, unpacked


class PendingDecision(Struct, frozen=True):
    """What is to be written into one note, as part of one step."""

    id: int
    step: int
    name: str
    """The verb of the step."""
    path: str
    changes: tuple[Change, ...]
    """What to take back: `after` is what stands there, `before` what it is to become."""


class PendingList:
    """The pending decisions of one vault. Any thread may call it."""

    def __init__(self, database: sqlite3.Connection, lock: RLock, vault: bytes) -> None:
        self._database = database
        self._lock = lock
        self._vault = vault

    def add(self, step: int, path: str, changes: Sequence[Change]) -> int:
        """Keep decisions; returns when they are on the disk. Their id."""
        with self._lock:
            cursor = self._database.execute(
                "INSERT INTO pending (step, path, changes, process) VALUES (?, ?, ?, ?)",
                (step, os.fsencode(path), packed(changes), process_mark()),
            )
            return cursor.lastrowid or 0

    def drop(self, pending: int) -> None:
        """They are written, or never will be; a step that has nothing else goes with them."""
        with self._lock:
            query = "SELECT step FROM pending WHERE id = ?"
            for (step,) in self._database.execute(query, (pending,)).fetchall():
                self._database.execute("DELETE FROM pending WHERE id = ?", (pending,))
                drop_if_empty(self._database, step)

    def claim(self) -> list[PendingDecision]:
        """Take over what programs that ended have left."""
        with self._lock:
            rows = self._database.execute(
                "SELECT pending.id, step, name, path, changes, process FROM pending"
                " JOIN steps ON steps.id = step WHERE vault = ? ORDER BY pending.id",
                (self._vault,),
            ).fetchall()
            return [
                PendingDecision(one, step, name, os.fsdecode(path), unpacked(path, changes, ()))
                for one, step, name, path, changes, process in rows
                if not is_running(process) and self._take(one, process)
            ]

    def _take(self, pending: int, process: str) -> bool:
        cursor = self._database.execute(
            "UPDATE pending SET process = ? WHERE id = ? AND process = ?",
            (process_mark(), pending, process),
        )
        return cursor.rowcount == 1

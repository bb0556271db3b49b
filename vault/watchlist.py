"""The part of the journal that tells which writes are still to be looked after.

A write is watched by the process that made it. When that one ends before it has looked, any other
takes the watch over.
"""

import os
import sqlite3
import time
from collections.abc import Sequence
from threading import RLock
from typing import Final

from msgspec import Struct

from vault.events import DecisionLost
from vault.index import TaskId
from vault.process import is_running, process_mark
from vault.steps import Change, packed, unpacked

_LONGEST_S: Final = 60
"""No watch lasts longer: one that would was begun before the clock was set back, and is over."""


class WatchedWrite(Struct, frozen=True):
    """A write whose lines are to be looked at again."""

    id: int
    step: int
    path: str
    until: float
    """Seconds since 1970."""
    repeats: int
    """How often it was made again already."""


class WatchList:
    """The watched writes of one vault. Any thread may call it."""

    def __init__(
        self,
        database: sqlite3.Connection,
        lock: RLock,
        vault: bytes,
        task_ids: dict[int, tuple[TaskId, ...]],
    ) -> None:
        """`task_ids`: the journal's own, of each write that this program made."""
        self._database = database
        self._lock = lock
        self._vault = vault
        self._task_ids = task_ids

    def claim(self) -> list[WatchedWrite]:
        """The writes that this process looks after, with those that nobody else does."""
        mine = process_mark()
        with self._lock:
            rows = self._database.execute(
                "SELECT writes.id, step, path, watched_until, repeats, process FROM writes"
                " JOIN steps ON steps.id = step WHERE watched_until IS NOT NULL"
                " AND base IS NULL AND vault = ? ORDER BY writes.id",
                (self._vault,),
            ).fetchall()
            others = {row[-1] for row in rows} - {mine}
            alive = set(filter(is_running, others))
            return [
                WatchedWrite(write, step, os.fsdecode(path), _sane(until), repeats)
                for write, step, path, until, repeats, process in rows
                if process == mine or (process not in alive and self._take(write, process))
            ]

    def _take(self, write: int, process: str) -> bool:
        cursor = self._database.execute(
            "UPDATE writes SET process = ? WHERE id = ? AND process = ?",
            (process_mark(), write, process),
        )
        return cursor.rowcount == 1

    def changes(self, write: int) -> tuple[Change, ...]:
        """What a write changed; nothing when it is forgotten."""
        with self._lock:
            row = self._database.execute(
                "SELECT id, path, changes FROM writes WHERE id = ?", (write,)
            ).fetchone()
            return self._unpacked(*row) if row else ()

    def newer(self, write: WatchedWrite) -> list[Change]:
        """What later writes, of this program wherever it runs, changed in the same note."""
        with self._lock:
            rows = self._database.execute(
                "SELECT writes.id, path, changes FROM writes JOIN steps ON steps.id = step"
                " WHERE writes.id > ? AND path = ? AND vault = ?",
                (write.id, os.fsencode(write.path), self._vault),
            ).fetchall()
            return [change for row in rows for change in self._unpacked(*row)]

    def _unpacked(self, write: int, path: bytes, stored: bytes) -> tuple[Change, ...]:
        return unpacked(path, stored, self._task_ids.get(write, ()))

    def hand_over(self, write: WatchedWrite, left: Sequence[Change], again: int) -> None:
        """Some changes were made again by the write `again`; `left` are the others."""
        with self._lock, self._database:
            self._database.execute("BEGIN IMMEDIATE")
            self._database.execute(
                "UPDATE writes SET repeats = ? WHERE id = ?", (write.repeats + 1, again)
            )
            self._task_ids[write.id] = tuple(change.task_id for change in left)
            if left:
                self._database.execute(
                    "UPDATE writes SET changes = ? WHERE id = ?", (packed(left), write.id)
                )
            else:
                self._database.execute("DELETE FROM writes WHERE id = ?", (write.id,))

    def finish(self, ended: Sequence[tuple[WatchedWrite, Sequence[DecisionLost]]]) -> None:
        """Watches are over; remember what did not survive."""
        with self._lock, self._database:
            self._database.execute("BEGIN IMMEDIATE")
            for write, lost in ended:
                self._database.execute(
                    "UPDATE writes SET watched_until = NULL WHERE id = ?", (write.id,)
                )
                self._database.executemany(
                    "INSERT INTO losses (step, seen, path, text, was, wanted, now)"
                    " SELECT id, ?, ?, ?, ?, ?, ? FROM steps WHERE id = ?",
                    [_loss_row(one, write.step) for one in lost],
                )

    def losses(self, most: int) -> list[DecisionLost]:
        """What others undid, the newest first."""
        with self._lock:
            rows = self._database.execute(
                "SELECT path, text, was, wanted, now FROM losses JOIN steps ON steps.id = step"
                " WHERE vault = ? ORDER BY losses.id DESC LIMIT ?",
                (self._vault, most),
            ).fetchall()
        return [DecisionLost(os.fsdecode(path), *texts) for path, *texts in rows]


def _sane(until: float) -> float:
    return until if until < time.time() + _LONGEST_S else 0.0


def _loss_row(lost: DecisionLost, step: int) -> tuple[object, ...]:
    texts = lost.text, lost.was, lost.wanted, lost.now
    return (time.time(), os.fsencode(lost.path), *texts, step)

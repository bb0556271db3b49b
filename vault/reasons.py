"""Why steps were decided: a table of its own in the journal's file."""

import sqlite3
import threading
from typing import Final

_TABLE: Final = """
CREATE TABLE IF NOT EXISTS reasons (
  step INTEGER PRIMARY KEY REFERENCES steps (id) ON DELETE CASCADE, reason TEXT NOT NULL
)
"""


class Reasons:
    """The reasons of the steps of every vault. Any thread may call it."""

    def __init__(self, database: sqlite3.Connection, lock: threading.RLock) -> None:
        """`lock` is held while the database is used."""
        self._database = database
        self._lock = lock
        with lock:
            database.execute(_TABLE)

    def put(self, step: int, reason: str) -> None:
        """Remember why; an empty reason is none."""
        if reason:
            with self._lock:
                self._database.execute(
                    "INSERT OR REPLACE INTO reasons (step, reason) VALUES (?, ?)", (step, reason)
                )

    def of(self, step: int) -> str:
        """Why the step was decided; empty when nobody said."""
        with self._lock:
            query = "SELECT reason FROM reasons WHERE step = ?"
            row = self._database.execute(query, (step,)).fetchone()
            return str(row[0]) if row else ""

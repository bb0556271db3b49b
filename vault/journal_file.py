"""The journal's file: its tables, and how one of an older version is brought up to date."""

import os
import sqlite3
import time
from contextlib import suppress
from typing import Final

from msgspec import Struct

FILE_NAME: Final = "journal.sqlite3"
_VERSION: Final = 3
_BUSY_MS: Final = 5_000

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  vault BLOB NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, made REAL NOT NULL,
  taken_back INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS writes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  step INTEGER NOT NULL REFERENCES steps (id) ON DELETE CASCADE,
  path BLOB NOT NULL, changes BLOB NOT NULL, process TEXT NOT NULL,
  base BLOB, new BLOB,
  watched_until REAL, repeats INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS losses (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  step INTEGER NOT NULL REFERENCES steps (id) ON DELETE CASCADE,
  seen REAL NOT NULL, path BLOB NOT NULL,
  text TEXT NOT NULL, was TEXT NOT NULL, wanted TEXT NOT NULL, now TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS pending (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  step INTEGER NOT NULL REFERENCES steps (id) ON DELETE CASCADE,
  path BLOB NOT NULL, changes BLOB NOT NULL, process TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS steps_of_vault ON steps (vault, id);
CREATE INDEX IF NOT EXISTS writes_of_step ON writes (step);
CREATE INDEX IF NOT EXISTS losses_of_step ON losses (step);
CREATE INDEX IF NOT EXISTS pending_of_step ON pending (step);
CREATE INDEX IF NOT EXISTS open_writes ON writes (id) WHERE base IS NOT NULL;
CREATE INDEX IF NOT EXISTS watched_writes ON writes (id) WHERE watched_until IS NOT NULL;
"""

_FROM_1: Final = (
    "ALTER TABLE writes ADD COLUMN watched_until REAL",
    "ALTER TABLE writes ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0",
)


class Opened(Struct, frozen=True):
    """A journal, in its file or in memory."""

    database: sqlite3.Connection
    problem: str
    """What happened to the file, in a sentence; empty when all is well."""
    is_lasting: bool
    """Whether it is in a file."""


def open_file(folder: str | None) -> Opened:
    """The journal in `folder`, or in memory where there is none to be had.

    A file that is broken is set aside: nothing in a vault depends on it.
    """
    if folder is None:
        return Opened(connect(":memory:"), "", is_lasting=False)
    file = os.path.join(folder, FILE_NAME)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        try:
            return Opened(_sound(file), "", is_lasting=True)
        except sqlite3.OperationalError as error:
            problem = f"The journal {file} cannot be opened ({error}); undo ends with this run."
        except sqlite3.DatabaseError as error:
            aside = _set_aside(file)
            problem = f"The journal was broken ({error}) and now lies beside it as {aside}."
            return Opened(connect(file), problem, is_lasting=True)
    except (OSError, sqlite3.Error) as error:
        problem = f"{folder} cannot be used ({error}); undo ends with this run."
    return Opened(connect(":memory:"), problem, is_lasting=False)


def _sound(file: str) -> sqlite3.Connection:
    """The file, looked through and writable."""
    database = connect(file)
    try:
        os.close(os.open(file, os.O_RDWR))
        _check(database)
    except BaseException:
        database.close()
        raise
    return database


def _check(database: sqlite3.Connection) -> None:
    (found,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(found.splitlines()[-1])


def _set_aside(file: str) -> str:
    """Rename the file with what SQLite keeps beside it; its new name."""
    aside = f"{file}.broken-{int(time.time())}"
    for end in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            os.replace(file + end, aside + end)
    return aside


def connect(file: str) -> sqlite3.Connection:
    """Open or create the file; any thread may use the connection, one at a time.

    Raises sqlite3.OperationalError when it cannot be opened or is of a newer version,
    sqlite3.DatabaseError when it is broken.
    """
    database = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    try:
        database.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        _refuse_newer(database)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("PRAGMA secure_delete = ON")
        if _version(database) < _VERSION:
            _bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    return database


def drop_if_empty(database: sqlite3.Connection, step: int) -> None:
    """Delete a step of which nothing was written and nothing waits."""
    database.execute(
        "DELETE FROM steps WHERE id = ? AND id NOT IN (SELECT step FROM writes)"
        " AND id NOT IN (SELECT step FROM pending)",
        (step,),
    )


def _bring_up_to_date(database: sqlite3.Connection) -> None:
    with database:  # the whole or nothing
        database.execute("BEGIN IMMEDIATE")
        if _version(database) == 1:
            for statement in _FROM_1:
                database.execute(statement)
        for statement in _SCHEMA.split(";\n"):
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {_VERSION}")


def _refuse_newer(database: sqlite3.Connection) -> None:
    if _version(database) > _VERSION:
        raise sqlite3.OperationalError("it is of a newer vaultriage")


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])

"""The journal's file: made, opened by several, brought up to date."""

import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from vault.edits import Accept
from vault.journal_file import FILE_NAME, connect, open_file
from vault.outcomes import Decision
from vault.vault import Vault

VERSION_1 = """
CREATE TABLE steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  vault BLOB NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, made REAL NOT NULL,
  taken_back INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE writes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  step INTEGER NOT NULL REFERENCES steps (id) ON DELETE CASCADE,
  path BLOB NOT NULL, changes BLOB NOT NULL, process TEXT NOT NULL,
  base BLOB, new BLOB
);
PRAGMA user_version = 1;
"""


def columns(database: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in database.execute(f"PRAGMA table_info({table})")]


def opened(tmp_path: Path) -> Vault:
    vault = Vault(
        str(tmp_path / "vault"), today=lambda: date(2026, 11, 22), state=str(tmp_path / "state")
    )
    vault.load()
    return vault


def test_a_journal_of_version_1_keeps_its_history_and_can_be_undone(tmp_path: Path) -> None:
    note = tmp_path / "vault/a.md"
    note.parent.mkdir()
    note.write_text("- [?] one #proposed\n")
    first = opened(tmp_path)
    first.apply([Decision(found, Accept()) for found in first.tasks()])
    first.close()
    make_version_1(tmp_path / "state" / FILE_NAME)

    second = opened(tmp_path)
    assert second.problems == ()
    assert [step.label for step in second.history()] == ["accept “one #proposed”"]
    assert second.undo() is not None
    assert note.read_text() == "- [?] one #proposed\n"
    second.close()


def make_version_1(file: Path) -> None:
    """Put the steps and writes of a journal into a file as version 1 had it."""
    old = file.with_suffix(".old")
    os.replace(file, old)
    database = sqlite3.connect(file)
    database.executescript(VERSION_1)
    database.execute("ATTACH ? AS now", (str(old),))
    kept = ", ".join(WRITES_1)
    database.execute("INSERT INTO main.steps SELECT * FROM now.steps")
    database.execute(f"INSERT INTO main.writes ({kept}) SELECT {kept} FROM now.writes")
    database.commit()
    database.close()


WRITES_1 = ("id", "step", "path", "changes", "process", "base", "new")


def test_bringing_a_journal_up_to_date_is_done_once_by_whoever_comes_first(tmp_path: Path) -> None:
    file = str(tmp_path / FILE_NAME)
    old = sqlite3.connect(file)
    old.executescript(VERSION_1)
    old.close()
    one, other = connect(file), connect(file)
    assert columns(one, "writes") == [*WRITES_1, "watched_until", "repeats"]
    assert one.execute("PRAGMA user_version").fetchone() == (3,)
    assert columns(other, "losses")[:3] == ["id", "step", "seen"]
    one.close()
    other.close()


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    file = str(tmp_path / FILE_NAME)
    connect(file).close()
    newer = sqlite3.connect(file)
    newer.execute("PRAGMA user_version = 4")
    newer.close()
    with pytest.raises(sqlite3.OperationalError, match="newer vaultriage"):
        connect(file)


@pytest.mark.parametrize("at", [0, 4096, 8192])
def test_a_damaged_page_sets_the_file_aside_and_a_new_one_is_begun(tmp_path: Path, at: int) -> None:
    folder = tmp_path / "state"
    first = open_file(str(folder))
    first.database.executemany(
        "INSERT INTO steps (vault, name, kind, made) VALUES (?, ?, ?, 0)",
        [(b"v" * 500, "accept", "do")] * 200,
    )
    first.database.close()
    file = folder / FILE_NAME
    data = bytearray(file.read_bytes())
    data[at : at + 200] = b"\xaa" * 200
    file.write_bytes(data)
    again = open_file(str(folder))
    assert again.problem.startswith("The journal was broken")
    assert "\n" not in again.problem
    assert again.is_lasting
    assert again.database.execute("SELECT count(*) FROM steps").fetchone() == (0,)
    again.database.close()
    assert [one.name for one in folder.glob("*.broken-*") if one.read_bytes() == bytes(data)]


def test_a_journal_that_another_program_has_locked_is_no_reason_not_to_start(
    tmp_path: Path,
) -> None:
    (tmp_path / "vault").mkdir()
    opened(tmp_path).close()
    other = sqlite3.connect(tmp_path / "state" / FILE_NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    vault = opened(tmp_path)
    assert vault.problems == ()
    other.close()
    vault.close()

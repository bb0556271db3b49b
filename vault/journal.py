"""What was decided, in one SQLite file: to take steps back, to make them again, to recover.

Every write of a note is recorded, and on the disk, before the note is touched: the bytes before,
the bytes after, and what a later undo has to look for. When the note is written the bytes are
dropped and the rest stays. Screens and command lines running at once share the file.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Final

from vault.config import DEFAULTS
from vault.errors import JournalError, NoSpaceError, VaultriageError
from vault.index import TaskId
from vault.journal_file import drop_if_empty, open_file
from vault.pending import PendingList
from vault.process import is_running, process_mark
from vault.reasons import Reasons
from vault.steps import Change, OpenWrite, Step, StepKind, packed, unpacked
from vault.watchlist import WatchList

WATCHED_S: Final = 5.0
"""Seconds after a write during which its lines are looked at again."""

_DAY_S: Final = 86_400
_TAKEN_BACK: Final = 1
_REFUSED: Final = 2
"""What a step's `taken_back` may be besides 0."""

_WRITTEN: Final = "id IN (SELECT step FROM writes)"
_FINISHED: Final = (
    "id NOT IN (SELECT step FROM writes WHERE base IS NOT NULL)"
    " AND id NOT IN (SELECT step FROM pending)"
)
"""What is true of a step of which nothing is still to be done."""
_KEPT: Final = "id NOT IN (SELECT step FROM losses)"
_STANDS: Final = f"kind != 'undo' AND taken_back != {_TAKEN_BACK} AND {_FINISHED} AND {_KEPT}"
"""What is true of a step that nobody has taken back or undone."""


class Journal:
    """The history of one vault. Any thread may call it."""

    def __init__(
        self,
        folder: str | None,
        vault: str,
        *,
        watch_for: float = WATCHED_S,
        keep_days: int = DEFAULTS.journal.keep_days,
        keep_steps: int = DEFAULTS.journal.keep_steps,
    ) -> None:
        """Open or create the file in `folder`; None keeps the history in memory only.

        A file that is broken is set aside, and `problem` says so; nothing in a vault needs it.
        `watch_for`: seconds for which a confirmed write is watched.
        `keep_days`, `keep_steps`: older steps are forgotten now, and the oldest of more steps of
        this vault.
        """
        self._watch_for = watch_for
        self._vault = os.fsencode(os.path.realpath(vault))
        self._lock = threading.RLock()
        self._task_ids: dict[int, tuple[TaskId, ...]] = {}
        self._late: list[int] = []
        opened = open_file(folder)
        self._database = opened.database
        self.problem = opened.problem
        self.is_lasting = opened.is_lasting
        """Whether what it holds outlives the program."""
        self.reasons = Reasons(self._database, self._lock)
        self._prune(keep_days, keep_steps)
        self.watched = WatchList(self._database, self._lock, self._vault, self._task_ids)
        self.pending = PendingList(self._database, self._lock, self._vault)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()

    # Recording

    @contextmanager
    def together(self, *, synced: bool = True) -> Iterator[None]:
        """What is recorded inside counts as a whole, and is on the disk when this returns.

        `synced`: False where losing it in a crash does no harm. Raises JournalError, NoSpaceError.
        """
        with self._lock:
            level = "FULL" if synced or self._late else "NORMAL"
            try:
                self._database.execute(f"PRAGMA synchronous = {level}")
                with self._database:
                    self._database.execute("BEGIN IMMEDIATE")
                    for write in self._late:
                        self.confirm(write)
                    yield
            except sqlite3.Error as error:
                raise _refused(error) from error
            self._late.clear()

    def confirm_later(self, writes: Iterable[int]) -> None:
        """These happened, and the journal could not take it: it is tried again with the next."""
        with self._lock:
            self._late += writes

    def begin(self, name: str, kind: StepKind = StepKind.DO, reason: str = "") -> "OpenStep":
        """A step to which writes will be added; it exists from the first of them on."""
        return OpenStep(self, name, kind, reason=reason)

    def continue_step(self, step: int) -> "OpenStep":
        """A step that exists, to add a write to it."""
        return OpenStep(self, "", StepKind.DO, step)

    def add_step(self, name: str, kind: StepKind) -> int:
        """A new step; its id."""
        with self._lock:
            cursor = self._database.execute(
                "INSERT INTO steps (vault, name, kind, made) VALUES (?, ?, ?, ?)",
                (self._vault, name, kind, time.time()),
            )
            return cursor.lastrowid or 0

    def intend(
        self, step: int, path: str, base: bytes, new: bytes, changes: Sequence[Change]
    ) -> int:
        """Record a write before it happens; returns when it is on the disk. The write's id."""
        with self._lock:
            cursor = self._database.execute(
                "INSERT INTO writes (step, path, changes, process, base, new)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (step, os.fsencode(path), packed(changes), process_mark(), base, new),
            )
            write = cursor.lastrowid or 0
            self._task_ids[write] = tuple(change.task_id for change in changes)
            return write

    def intend_again(self, write: int, base: bytes, new: bytes, changes: Sequence[Change]) -> None:
        """The note has changed before it was written: record the write anew."""
        with self._lock:
            self._database.execute(
                "UPDATE writes SET changes = ?, base = ?, new = ? WHERE id = ?",
                (packed(changes), base, new, write),
            )
            self._task_ids[write] = tuple(change.task_id for change in changes)

    def confirm(self, write: int) -> None:
        """The write happened, and is watched now; what waited for it does no longer.

        If this is lost in a crash, recovery sees by the note that it happened.
        """
        with self._lock:
            self._database.execute(
                "UPDATE writes SET base = NULL, new = NULL, watched_until = ? WHERE id = ?",
                (time.time() + self._watch_for, write),
            )
            self._database.execute(
                "DELETE FROM pending WHERE (step, path) ="
                " (SELECT step, path FROM writes WHERE id = ?)",
                (write,),
            )

    def forget(self, write: int) -> None:
        """The write did not happen; a step without any other goes with it."""
        with self._lock:
            query = "SELECT step FROM writes WHERE id = ?"
            steps = self._database.execute(query, (write,)).fetchall()
            self._database.execute("DELETE FROM writes WHERE id = ?", (write,))
            for (step,) in steps:
                drop_if_empty(self._database, step)

    def has_step(self, step: int) -> bool:
        """Whether the step is there: as long as it has a write, done or to be done."""
        with self._lock:
            query = "SELECT 1 FROM steps WHERE id = ?"
            return self._database.execute(query, (step,)).fetchone() is not None

    def set_taken_back(self, step: int) -> None:
        """The step was taken back; nothing of it waits any more.

        Raises JournalError, NoSpaceError.
        """
        with self.together():
            self._mark(step, _TAKEN_BACK)
            self._database.execute("DELETE FROM pending WHERE step = ?", (step,))

    def set_refused(self, step: int) -> None:
        """The step was to be taken back, and its lines are others now.

        Raises JournalError, NoSpaceError.
        """
        with self.together():
            self._mark(step, _REFUSED)

    def _mark(self, step: int, mark: int) -> None:
        self._database.execute("UPDATE steps SET taken_back = ? WHERE id = ?", (mark, step))

    def is_taken_back(self, step: int) -> bool:
        """Whether another run of the program has taken the step back."""
        with self._lock:
            query = "SELECT taken_back FROM steps WHERE id = ?"
            row = self._database.execute(query, (step,)).fetchone()
            return bool(row and row[0] == _TAKEN_BACK)

    # Answering

    def last_done(self, before: int | None = None) -> Step | None:
        """The step that an undo takes back; `before`: the one made before this step."""
        older = "" if before is None else f" AND id < {before}"
        return self._newest(f"kind != 'undo' AND taken_back != {_TAKEN_BACK} AND {_WRITTEN}{older}")

    def last_undone(self) -> Step | None:
        """The step that a redo makes again: none once something else was decided."""
        return self._newest(
            "kind = 'undo' AND taken_back = 0 AND id > coalesce("
            "(SELECT max(id) FROM steps WHERE vault = :vault AND kind = 'do'), 0)"
        )

    def history(self, most: int) -> list[Step]:
        """The newest steps, newest first."""
        with self._lock:
            ids = self._database.execute(
                f"SELECT id FROM steps WHERE vault = ? AND {_WRITTEN} ORDER BY id DESC LIMIT ?",  # noqa: S608
                (self._vault, most),
            ).fetchall()
            return [self._step(step_id) for (step_id,) in ids]

    def standing(self, most: int) -> list[int]:
        """The ids of the newest steps that were neither taken back nor undone by others."""
        with self._lock:
            rows = self._database.execute(
                f"SELECT id FROM steps WHERE vault = ? AND {_STANDS} ORDER BY id DESC LIMIT ?",  # noqa: S608
                (self._vault, most),
            ).fetchall()
            return [step for (step,) in rows]

    def steps(self, ids: Iterable[int]) -> list[Step]:
        """These steps, as far as they are still there."""
        with self._lock:
            return [self._step(step) for step in ids if self.has_step(step)]

    def open_writes(self) -> list[OpenWrite]:
        """Writes of programs that ended before they confirmed them, oldest first."""
        with self._lock:
            rows = self._database.execute(
                "SELECT writes.id, made, path, base, new, changes, process FROM writes"
                " JOIN steps ON steps.id = step"
                " WHERE base IS NOT NULL AND vault = ? ORDER BY writes.id",
                (self._vault,),
            ).fetchall()
        return [
            OpenWrite(
                id=write,
                made=made,
                path=os.fsdecode(path),
                base=base,
                new=new,
                changes=self._unpacked(write, path, changes),
                process=process,
            )
            for write, made, path, base, new, changes, process in rows
            if not is_running(process)
        ]

    def was_written_later(self, write: OpenWrite) -> bool:
        """Whether the program that made this write made another of the same note after it."""
        with self._lock:
            query = (
                "SELECT 1 FROM writes WHERE id > ? AND path = ? AND process = ?"
                " AND (new IS NULL OR new != ?)"
            )
            its = (write.id, os.fsencode(write.path), write.process, write.new)
            return self._database.execute(query, its).fetchone() is not None

    def _newest(self, condition: str) -> Step | None:
        with self._lock:
            row = self._database.execute(
                f"SELECT max(id) FROM steps WHERE vault = :vault AND {condition}",  # noqa: S608
                {"vault": self._vault},
            ).fetchone()
            return self._step(row[0]) if row[0] is not None else None

    def _step(self, step_id: int) -> Step:
        name, kind, made, taken_back, lost = self._database.execute(
            "SELECT name, kind, made, taken_back,"
            " EXISTS (SELECT 1 FROM losses WHERE step = steps.id) FROM steps WHERE id = ?",
            (step_id,),
        ).fetchone()
        rows = self._database.execute(
            "SELECT id, path, changes FROM writes WHERE step = ? ORDER BY id", (step_id,)
        ).fetchall()
        changes = [change for row in rows for change in self._unpacked(*row)]
        return Step(
            step_id,
            name,
            StepKind(kind),
            made,
            taken_back == _TAKEN_BACK,
            taken_back == _REFUSED,
            tuple(changes),
            bool(lost),
            self.reasons.of(step_id),
        )

    def _unpacked(self, write: int, path: bytes, stored: bytes) -> tuple[Change, ...]:
        return unpacked(path, stored, self._task_ids.get(write, ()))

    def _prune(self, keep_days: int, keep_steps: int) -> None:
        """Forget what is old, or more than anybody will take back; not now if others write."""
        with self._lock, suppress(sqlite3.OperationalError):
            self._database.execute(
                f"DELETE FROM steps WHERE made < ? AND {_FINISHED}",  # noqa: S608
                (time.time() - keep_days * _DAY_S,),
            )
            self._database.execute(
                f"DELETE FROM steps WHERE vault = ? AND {_FINISHED} AND id <= (SELECT id FROM steps"  # noqa: S608
                " WHERE vault = ? ORDER BY id DESC LIMIT 1 OFFSET ?)",
                (self._vault, self._vault, keep_steps),
            )


class OpenStep:
    """A step while its writes are made."""

    def __init__(
        self,
        journal: Journal,
        name: str,
        kind: StepKind,
        step: int | None = None,
        reason: str = "",
    ) -> None:
        self._journal = journal
        self._name = name
        self._kind = kind
        self._reason = reason
        self.id = step
        """None until something was intended."""

    def hold(self, path: str, changes: Sequence[Change]) -> int:
        """Keep what is to be written later (`PendingDecision.changes`). Its id among those.

        Raises JournalError, NoSpaceError.
        """
        with self._journal.together():
            return self._journal.pending.add(self._begun(), path, changes)

    def intend(self, path: str, base: bytes, new: bytes, changes: Sequence[Change]) -> int:
        """Record a write before it happens. The write's id."""
        return self._journal.intend(self._begun(), path, base, new, changes)

    def _begun(self) -> int:
        if self.id is None or not self._journal.has_step(self.id):
            self.id = self._journal.add_step(self._name, self._kind)
            self._journal.reasons.put(self.id, self._reason)
        return self.id

    def intend_again(self, write: int, base: bytes, new: bytes, changes: Sequence[Change]) -> None:
        """Record it anew: the note has changed before it was written."""
        self._journal.intend_again(write, base, new, changes)

    def confirm(self, write: int) -> None:
        """The write happened."""
        self._journal.confirm(write)

    def forget(self, write: int) -> None:
        """The write did not happen."""
        self._journal.forget(write)
        if not self._journal.has_step(self.id or 0):
            self.id = None


def _refused(error: sqlite3.Error) -> VaultriageError:
    """A write that cannot be recorded is not made."""
    full = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
    kind = NoSpaceError if full else JournalError
    return kind(
        f"The journal cannot be written ({error}); nothing was changed.",
        "It lies in the state folder: make room there, or look at its permissions.",
    )

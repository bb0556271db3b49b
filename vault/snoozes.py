"""Which proposals are put off until which day: a small file of ours, never the note.

A proposal is known by its note's path and its line's bytes, so that it is found wherever the line
stands in the note. When the line changes, nothing is put off any more.
"""

import fcntl
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Final

import msgspec

from parsers.lines import encode_line
from vault.errors import NotPermittedError
from vault.index import IndexedTask, TaskId
from vault.regular_file import read_regular

FILE_NAME: Final = "snoozes.json"


class _Snooze(msgspec.Struct, frozen=True):
    """One proposal; bytes, since paths and text may not be UTF-8."""

    vault: bytes
    path: bytes
    line: bytes
    until: date
    number: int
    """The line's 0-based number at that time; with the rest it tells the line from its twins."""
    headings: tuple[bytes, ...]
    above: tuple[bytes, ...]
    below: tuple[bytes, ...]


_READ: Final = msgspec.json.Decoder(list[_Snooze])


class Snoozes:
    """What is put off in one vault. Programs that run at once share the file.

    One thread at a time.
    """

    def __init__(self, folder: str | None, vault: str) -> None:
        """`folder` is that of our state; None remembers until the program ends."""
        self._file = os.path.join(folder, FILE_NAME) if folder is not None else None
        self._vault = os.fsencode(os.path.realpath(vault))
        self._all: tuple[_Snooze, ...] = ()
        self._read_of: tuple[int, int, int] | None = None
        self.problem = ""
        """A sentence when the file cannot be read; empty when all is well."""

    def paths(self) -> list[str]:
        """The notes with proposals that were put off, each once."""
        return list(dict.fromkeys(os.fsdecode(snooze.path) for snooze in self._here()))

    def of_note(self, path: str, tasks: Sequence[IndexedTask]) -> Mapping[TaskId, date]:
        """Until when which of a note's tasks is put off, days that are past included."""
        return {task_id: snooze.until for task_id, snooze in self._matched(path, tasks).items()}

    def put(
        self, task: IndexedTask, tasks: Sequence[IndexedTask], until: date | None, today: date
    ) -> bool:
        """Put a proposal off until a day, or no longer (None); whether anything has changed.

        `tasks` are all those of its note. What is over by `today` is forgotten. Raises
        NotPermittedError when the file cannot be written.
        """
        with self._writing():
            old = self._matched(task.path, tasks).get(task.id)
            if until == (old.until if old else None):
                return False
            kept = [s for s in self._all if s is not old and s.until > today]
            new = [_snooze(self._vault, task, until)] if until is not None else []
            self._write((*kept, *new))
            return True

    def _matched(self, path: str, tasks: Sequence[IndexedTask]) -> dict[TaskId, _Snooze]:
        raw_path = os.fsencode(path)
        matched: dict[TaskId, _Snooze] = {}
        for snooze in self._here():
            if snooze.path == raw_path:
                alike = [t for t in tasks if t.at.raw == snooze.line and t.id not in matched]
                best = max(alike, key=partial(_likeness, snooze), default=None)
                if best is not None:
                    matched[best.id] = snooze
        return matched

    def _here(self) -> Iterator[_Snooze]:
        self._refresh()
        return (snooze for snooze in self._all if snooze.vault == self._vault)

    # The file

    def _refresh(self) -> None:
        """Read the file again if another program has written it."""
        if self._file is None:
            return
        try:
            found = os.stat(self._file)
            signature = (found.st_mtime_ns, found.st_size, found.st_ino)
            if signature == self._read_of:
                return
            self._all = tuple(_READ.decode(read_regular(self._file)))
            self._read_of, self.problem = signature, ""
        except FileNotFoundError:
            self._all, self._read_of = (), None
        except (OSError, msgspec.DecodeError, msgspec.ValidationError) as error:
            self._all = ()
            why = error.strerror if isinstance(error, OSError) else error
            self.problem = f"{self._file} cannot be read ({why}); no proposal is put off."

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Keep other programs of ours from writing, and start from what they wrote last."""
        if self._file is None:
            yield
            return
        try:
            os.makedirs(os.path.dirname(self._file), mode=0o700, exist_ok=True)
            lock = os.open(self._file + ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise _unwritable(self._file, error) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._refresh()
            yield
        finally:
            os.close(lock)

    def _write(self, snoozes: Sequence[_Snooze]) -> None:
        self._all = tuple(snoozes)
        if self._file is None:
            return
        beside = self._file + ".new"
        try:
            if self.problem and os.path.exists(self._file):
                os.replace(self._file, self._file + ".broken")
                self.problem = ""
            with open(beside, "wb") as opened:
                opened.write(msgspec.json.encode(snoozes))
                opened.flush()
                os.fsync(opened.fileno())
            os.replace(beside, self._file)
        except OSError as error:
            raise _unwritable(self._file, error) from error


def _snooze(vault: bytes, task: IndexedTask, until: date) -> _Snooze:
    at = task.at
    return _Snooze(
        vault=vault,
        path=os.fsencode(task.path),
        line=at.raw,
        until=until,
        number=at.number,
        headings=tuple(map(encode_line, at.headings)),
        above=task.note.before(at),
        below=task.note.after(at),
    )


def _likeness(snooze: _Snooze, task: IndexedTask) -> tuple[bool, int, int]:
    """How much speaks for this one among equal lines; the greatest is taken."""
    at = task.at
    pairs = [*zip(reversed(snooze.above), reversed(task.note.before(at)), strict=False)]
    pairs += zip(snooze.below, task.note.after(at), strict=False)
    same_heading = snooze.headings == tuple(map(encode_line, at.headings))
    alike = sum(one == other for one, other in pairs)
    return same_heading, alike, -abs(snooze.number - at.number)


def _unwritable(file: str, error: OSError) -> NotPermittedError:
    return NotPermittedError(f"{file} cannot be written: {error.strerror}.")

"""One note's edits onto the disk: in place, under a kernel lease, losing nobody's bytes."""

import os
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from threading import Lock
from typing import TypeVar

from vault.errors import (
    ConflictError,
    NotANoteError,
    NoteBusyError,
    NotFoundError,
    NotPermittedError,
    VaultriageError,
)
from vault.lease import Lease, read_lease, write_lease
from vault.overwrite import Revision, overwrite, read_whole
from vault.paths import open_note, refusing, split_path, stat_note
from vault.splices import Plan, Splice, carries, planned

_T = TypeVar("_T")

_PATIENCE = 2.0
_GRACE = 0.05
"""Seconds a note may be missing: some programs rename it away and then write it anew."""
_STILL = 0.02
"""Seconds that bytes read without a lease must stay the same before a conflict counts."""
_FIRST_PAUSE, _LONGEST_PAUSE = 0.0002, 0.02


@dataclass(frozen=True, slots=True)
class Written:
    """A note before and after; equal when nothing was to do, and then nothing was written."""

    before: bytes
    after: bytes
    stat: os.stat_result
    """Taken before anybody else could change the file again: it belongs to `after`."""
    unleased: bool = False
    """No lease was to be had: the bytes were compared just before writing, and that is all."""


Record = Callable[[Revision], None]
"""Told of a change before it is written."""


def _unrecorded(_revision: Revision) -> None:
    return


class NoteWriter:
    """Writes the notes of one vault; any thread may call it."""

    def __init__(self, root: str, *, read_only: bool = False, patience: float = _PATIENCE) -> None:
        """`patience`: seconds that a call may wait for a note which others keep open."""
        self._root = os.path.abspath(root)
        self._read_only = read_only
        self._patience = patience
        self._locks = tuple(Lock() for _ in range(64))

    def read(self, path: str) -> tuple[bytes, os.stat_result]:
        """The note's bytes, and its stat from just before they were read.

        Raises NotFoundError, NotANoteError (a symlink, a folder, a pipe, '..', over 64 MB),
        NotPermittedError, NoteBusyError.
        """
        for _ in _turns(time.monotonic() + self._patience):
            try:
                with open_note(self._root, path) as fd, refusing(path):
                    stat = os.fstat(fd)
                    return read_whole(path, fd), stat
            except BlockingIOError:
                continue
        raise _busy(path)

    def write(self, path: str, plan: Plan, record: Record = _unrecorded) -> Written:
        """Change the note as `plan` says, in place; every other byte and the inode stay.

        `record` is called with the bytes before and after, before the note is touched, and again
        whenever the note has changed in between; what it raises ends the write.
        Raises what `read` does, ConflictError from the plan or when the note is replaced again
        and again, NoSpaceError with the old bytes intact, UsageError for a NUL in new text.
        """
        split_path(path)
        with self._locks[hash(path) % len(self._locks)]:
            deadline = time.monotonic() + self._patience
            revision, stat = _in_time(path, deadline, lambda: self._look(path, plan))
            if revision.is_empty:
                return Written(revision.before, revision.after, stat)
            if self._read_only:
                raise NotPermittedError(f"{path} stays as it is: the vault is open read-only.")
            record(revision)
            return self._until_it_stays(path, plan, revision, deadline, record)

    def _look(self, path: str, plan: Plan) -> tuple[Revision, os.stat_result]:
        """Plan without keeping anybody from the note; BlockingIOError if it is being saved."""
        with open_note(self._root, path) as fd, refusing(path):
            with read_lease(fd) as lease:
                stat = os.fstat(fd)
                data = read_whole(path, fd)
            return _planned_surely(path, fd, plan, data, lease), stat

    def _until_it_stays(
        self, path: str, plan: Plan, revision: Revision, deadline: float, record: Record
    ) -> Written:
        """Write, and again for as long as another program replaces the note meanwhile."""
        revisions = iter((revision,))  # later attempts plan anew, under the lease
        written = _in_time(
            path, deadline, lambda: self._attempt(path, plan, next(revisions, None), record)
        )
        while not self._is_at(path, written.stat):
            if time.monotonic() > deadline:
                raise ConflictError(f"{path} is replaced again and again; nothing stays in it.")
            written = self._write_again(path, plan, written, deadline, record)
        return written

    def _write_again(
        self, path: str, plan: Plan, last: Written, deadline: float, record: Record
    ) -> Written:
        def plan_if_undone(data: bytes) -> list[Splice]:
            return [] if carries(data, last.before, last.after) else list(plan(data))

        written = _in_time(
            path, deadline, lambda: self._attempt(path, plan_if_undone, None, record)
        )
        if written.before == written.after:
            return replace(written, before=last.before)
        return written

    def _attempt(self, path: str, plan: Plan, expected: Revision | None, record: Record) -> Written:
        """Raises BlockingIOError when the note is in use, or was replaced at this moment."""
        with open_note(self._root, path, writing=True) as fd, refusing(path):
            with write_lease(fd) as lease:
                stat = os.fstat(fd)
                if lease is Lease.BUSY or not self._is_at(path, stat):
                    raise BlockingIOError
                revision = _fitting(path, fd, plan, expected, lease)
                if not revision.is_empty:
                    if revision is not expected:
                        record(revision)
                    overwrite(path, fd, revision)
                    stat = os.fstat(fd)
            if not revision.is_empty:
                _sync(path, fd)
        return Written(revision.before, revision.after, stat, unleased=lease is Lease.NONE)

    def _is_at(self, path: str, stat: os.stat_result) -> bool:
        try:
            return os.path.samestat(stat_note(self._root, path), stat)
        except NotFoundError:
            return False


def _fitting(path: str, fd: int, plan: Plan, revision: Revision | None, lease: Lease) -> Revision:
    """`revision` if it starts from the bytes that are there, else a new one from `plan`."""
    now = read_whole(path, fd)
    if revision and revision.before == now:
        return revision
    revision = _planned_surely(path, fd, plan, now, lease)
    if lease is Lease.NONE and read_whole(path, fd) != now:
        raise BlockingIOError
    return revision


def _planned_surely(path: str, fd: int, plan: Plan, data: bytes, lease: Lease) -> Revision:
    """What `plan` makes of `data`, which was read under `lease`.

    That there is nothing to do, or a conflict, counts only where the note is whole: half saved,
    it lacks lines. Raises BlockingIOError where it may not be.
    """
    try:
        revision = planned(path, plan, data)
    except ConflictError:
        _check_settled(path, fd, data, lease)
        raise
    if revision.is_empty:
        _check_settled(path, fd, data, lease)
    return revision


def _check_settled(path: str, fd: int, data: bytes, lease: Lease) -> None:
    if lease is Lease.NONE:
        time.sleep(_STILL)
    if lease is Lease.BUSY or (lease is Lease.NONE and read_whole(path, fd) != data):
        raise BlockingIOError


def _sync(path: str, fd: int) -> None:
    try:
        os.fsync(fd)
    except OSError as error:
        raise VaultriageError(
            f"{path} was changed, but the disk did not confirm it: {error.strerror}."
        ) from error


def _in_time(path: str, deadline: float, attempt: Callable[[], _T]) -> _T:
    """What `attempt` gives, tried until it raises no BlockingIOError; then NoteBusyError."""
    missing_until = time.monotonic() + _GRACE
    for _ in _turns(deadline):
        try:
            return attempt()
        except BlockingIOError:
            continue
        except NotFoundError as error:
            if isinstance(error, NotANoteError) or time.monotonic() > missing_until:
                raise
    raise _busy(path)


def _turns(deadline: float) -> Iterator[None]:
    """A turn at once and then one after each pause, until the deadline (monotonic seconds)."""
    pause = _FIRST_PAUSE
    while True:
        yield
        if time.monotonic() >= deadline:
            return
        # Scattered, so that two writers do not meet again and again.
        time.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311
        pause = min(pause * 1.5, _LONGEST_PAUSE)


def _busy(path: str) -> NoteBusyError:
    return NoteBusyError(
        f"Another program keeps {path} open.", "Close it there, or try again in a moment."
    )

"""One note's edits onto the disk: in place, under a kernel lease, losing nobody's bytes."""

import os
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from threading import Lock

from vault.errors import (
    ConflictError,
    NotANoteError,
    NoteBusyError,
    NotFoundError,
    NotPermittedError,
    VaultriageError,
)
from vault.lease import Lease, write_lease
from vault.overwrite import Change, overwrite, read_whole
from vault.paths import open_note, refusing, split_path, stat_note
from vault.splices import Plan, Splice, apply_splices, carries, planned

__all__ = ["NoteWriter", "Plan", "Splice", "Written", "apply_splices"]

_PATIENCE = 2.0
_GRACE = 0.05
"""Seconds a note may be missing: some programs rename it away and then write it anew."""
_STILL = 0.02
"""Seconds that bytes read without a lease must stay the same before a conflict counts."""
_FIRST_PAUSE, _LONGEST_PAUSE = 0.0002, 0.02
_ROUNDS = 8
"""How often an unleased note may change under one attempt."""


@dataclass(frozen=True, slots=True)
class Written:
    """A note before and after; equal when nothing was to do, and then nothing was written."""

    before: bytes
    after: bytes
    stat: os.stat_result
    """Taken before anybody else could change the file again: it belongs to `after`."""
    guarded: bool = False
    """No lease was to be had: the bytes were compared just before writing, and that is all."""


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
        return self._read(path, time.monotonic() + self._patience)

    def _read(self, path: str, deadline: float) -> tuple[bytes, os.stat_result]:
        for _ in _turns(deadline):
            try:
                with open_note(self._root, path) as fd, refusing(path):
                    stat = os.fstat(fd)
                    return read_whole(path, fd), stat
            except BlockingIOError:
                continue
        raise _busy(path)

    def write(self, path: str, plan: Plan) -> Written:
        """Change the note as `plan` says, in place; every other byte and the inode stay.

        Raises what `read` does, ConflictError from the plan or when the note is replaced again
        and again, NoSpaceError with the old bytes intact, UsageError for a NUL in new text.
        """
        split_path(path)
        with self._locks[hash(path) % len(self._locks)]:
            deadline = time.monotonic() + self._patience
            try:
                data, stat = self._read(path, deadline)
                change = planned(path, plan, data)
            except (ConflictError, NotFoundError) as error:
                return self._settle_doubt(path, plan, error, deadline)
            if change.is_empty:
                return Written(data, data, stat)
            self._check_writable(path)
            return self._until_it_stays(path, plan, change, deadline)

    def _check_writable(self, path: str) -> None:
        if self._read_only:
            raise NotPermittedError(f"{path} stays as it is: the vault is open read-only.")

    def _settle_doubt(
        self, path: str, plan: Plan, error: VaultriageError, deadline: float
    ) -> Written:
        """Look again under the lease: without it a note can be seen half saved, or missing."""
        if self._read_only or isinstance(error, NotANoteError):
            raise error
        try:
            return self._until_it_stays(path, plan, None, deadline)
        except (NoteBusyError, NotPermittedError):
            raise error from None

    def _until_it_stays(
        self, path: str, plan: Plan, change: Change | None, deadline: float
    ) -> Written:
        """Write, and again for as long as another program replaces the note meanwhile."""
        written = self._when_free(path, plan, change, deadline)
        while not self._is_at(path, written.stat):
            if time.monotonic() > deadline:
                raise ConflictError(f"{path} is replaced again and again; nothing stays in it.")
            written = self._write_again(path, plan, written, deadline)
        return written

    def _write_again(self, path: str, plan: Plan, last: Written, deadline: float) -> Written:
        def plan_if_undone(data: bytes) -> list[Splice]:
            return [] if carries(data, last.before, last.after) else list(plan(data))

        written = self._when_free(path, plan_if_undone, None, deadline)
        if written.before == written.after:
            return replace(written, before=last.before)
        return written

    def _when_free(self, path: str, plan: Plan, change: Change | None, deadline: float) -> Written:
        """One write, as soon as nobody else has the note open; NoteBusyError at the deadline."""
        missing_until = time.monotonic() + _GRACE
        for _ in _turns(deadline):
            try:
                return self._attempt(path, plan, change)
            except BlockingIOError:
                pass
            except NotFoundError as error:
                if isinstance(error, NotANoteError) or time.monotonic() > missing_until:
                    raise
            change = None
        raise _busy(path)

    def _attempt(self, path: str, plan: Plan, change: Change | None) -> Written:
        """Raises BlockingIOError when the note is in use, or was replaced at this moment."""
        with open_note(self._root, path, writing=True) as fd, refusing(path):
            with write_lease(fd) as lease:
                stat = os.fstat(fd)
                if lease is Lease.BUSY or not self._is_at(path, stat):
                    raise BlockingIOError
                change = _fitting(path, fd, plan, change, lease)
                if not change.is_empty:
                    overwrite(path, fd, change)
                    stat = os.fstat(fd)
            if not change.is_empty:
                _sync(path, fd)
        return Written(change.before, change.after, stat, guarded=lease is Lease.NONE)

    def _is_at(self, path: str, stat: os.stat_result) -> bool:
        try:
            return os.path.samestat(stat_note(self._root, path), stat)
        except NotFoundError:
            return False


def _fitting(path: str, fd: int, plan: Plan, change: Change | None, lease: Lease) -> Change:
    """`change` if it starts from the bytes that are there, else a new one from `plan`."""
    if lease is Lease.NONE:
        return _fitting_without_lease(path, fd, plan, change)
    now = read_whole(path, fd)
    return change if change and change.before == now else planned(path, plan, now)


def _fitting_without_lease(path: str, fd: int, plan: Plan, change: Change | None) -> Change:
    in_doubt: bytes | None = None
    for _ in range(_ROUNDS):
        now = read_whole(path, fd)
        if change and change.before == now:
            return change
        try:
            change = planned(path, plan, now)
        except ConflictError:
            if now == in_doubt:
                raise
            in_doubt = now
            time.sleep(_STILL)
    raise BlockingIOError


def _sync(path: str, fd: int) -> None:
    try:
        os.fsync(fd)
    except OSError as error:
        raise VaultriageError(
            f"{path} was changed, but the disk did not confirm it: {error.strerror}."
        ) from error


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

"""One note's edits onto the disk: in the safest way that its file system grants."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock

from msgspec import Struct
from msgspec.structs import replace

from vault.creation import create_note
from vault.errors import (
    ConflictError,
    NotFoundError,
    NotPermittedError,
    UnsureError,
    VaultGoneError,
)
from vault.exchange import ExchangeUnavailableError, clear_leftovers, exchange
from vault.late_saves import LateSaves
from vault.lease import Lease, read_lease, write_lease
from vault.overwrite import Revision, overwrite, read_whole
from vault.paths import open_note, refusing, split_path, stat_note
from vault.patience import busy, in_time, turns
from vault.splices import Plan, Splice, carries, planned
from vault.strategies import ALL_STRATEGIES, UNPROTECTED, Strategy

_PATIENCE = 2.0
_STILL = 0.05
"""Seconds that bytes read without a lease must stay the same before a conflict counts."""


class Written(Struct, frozen=True):
    """A note before and after; equal when nothing was to do, and then nothing was written."""

    before: bytes
    after: bytes
    stat: os.stat_result
    """Taken before anybody else could change the file again: it belongs to `after`."""
    strategy: Strategy | None = None
    """None when nothing was written."""


_Leasing = Callable[[int], AbstractContextManager[Lease]]
Record = Callable[[Revision], None]
"""Told of a change before it is written."""


def _unrecorded(_revision: Revision) -> None:
    return


class NoteWriter:
    """Writes the notes of one vault; any thread may call it."""

    def __init__(
        self,
        root: str,
        *,
        read_only: bool = False,
        patience: float = _PATIENCE,
        strategies: frozenset[Strategy] = ALL_STRATEGIES,
    ) -> None:
        """`patience`: seconds that a call may wait for a note which others keep open.

        `strategies`: those that may be used, whatever else the file system grants.
        """
        self._root = os.path.abspath(root)
        self.read_only = read_only
        self._patience = patience
        self._strategies = strategies
        self.problem = ""
        """A sentence once a note had to be written without protection; the same one ever after."""
        self.gone = False
        """Whether the vault is known to be gone, so that nothing may be read, made or written."""
        self.late = LateSaves(self._root)
        """What others save into files that gave way to an exchange."""
        self._locks = tuple(Lock() for _ in range(64))

    def _check_there(self) -> None:
        """An empty folder where the vault was mounted opens, and must not be written into."""
        if self.gone:
            raise VaultGoneError(self._root)

    def read(self, path: str) -> tuple[bytes, os.stat_result]:
        """The note's bytes, and its stat from just before they were read.

        Raises NotFoundError, NotANoteError (a symlink, a folder, a pipe, '..', over 64 MB),
        NotPermittedError, NoteBusyError, VaultGoneError.
        """
        self._check_there()
        for _ in turns(time.monotonic() + self._patience):
            try:
                with open_note(self._root, path) as fd, refusing(path):
                    stat = os.fstat(fd)
                    return read_whole(path, fd), stat
            except BlockingIOError:
                continue
        raise busy(path)

    def create(self, path: str, data: bytes) -> bool:
        """Make a note with these bytes, never over one that is there; whether it was made.

        Raises NotANoteError, NotPermittedError, NoSpaceError, VaultGoneError.
        """
        self._check_there()
        if self.read_only:
            raise NotPermittedError(f"{path} is not made: the vault is open read-only.")
        return create_note(self._root, path, data)

    def write(
        self,
        path: str,
        plan: Plan,
        record: Record = _unrecorded,
        *,
        patience: float | None = None,
    ) -> Written:
        """Change the note as `plan` says; every other byte stays, and so does the file if it can.

        `patience`: seconds, in the place of the writer's own.
        `record` is called with the bytes before and after, before the note is touched, and again
        whenever the note has changed in between; what it raises ends the write.
        Raises what `read` does, ConflictError from the plan or when the note is replaced again
        and again, NoSpaceError with the old bytes intact, UsageError for a NUL in new text,
        UnsureError once the note may have changed.
        """
        split_path(path)
        self._check_there()
        self.late.look()
        with self._locks[hash(path) % len(self._locks)]:
            deadline = time.monotonic() + (self._patience if patience is None else patience)
            revision, stat = in_time(path, deadline, lambda: self._look(path, plan))
            if revision.is_empty:
                return Written(revision.before, revision.after, stat)
            if self.read_only:
                raise NotPermittedError(f"{path} stays as it is: the vault is open read-only.")
            record(revision)
            return self._until_it_stays(path, plan, revision, deadline, record)

    def clear_leftovers(self, path: str, base: bytes, new: bytes) -> list[str]:
        """Settle what an exchange left beside the note when its program died (`vault.exchange`)."""
        if self.read_only:
            return []
        with refusing(path):
            return clear_leftovers(self._root, path, base, new)

    def _look(self, path: str, plan: Plan) -> tuple[Revision, os.stat_result]:
        """Plan without keeping anybody from the note; BlockingIOError if it is being saved."""
        with open_note(self._root, path) as fd, refusing(path):
            with self._leased(read_lease, fd) as lease:
                stat = os.fstat(fd)
                data = read_whole(path, fd)
            return _planned_surely(path, fd, plan, data, lease), stat

    def _until_it_stays(
        self, path: str, plan: Plan, revision: Revision, deadline: float, record: Record
    ) -> Written:
        """Write, and again for as long as another program replaces the note meanwhile."""
        revisions = iter((revision,))  # later attempts plan anew, under the lease
        written = in_time(
            path, deadline, lambda: self._attempt(path, plan, next(revisions, None), record)
        )
        while not self._is_at(path, written.stat):
            if time.monotonic() > deadline:
                raise ConflictError(f"{path} is replaced again and again; nothing stays in it.")
            again = self._write_again(path, plan, written, deadline, record)
            if again.strategy is None:  # the version that took the place has the edit
                return replace(again, before=written.before, strategy=written.strategy)
            written = again
        return written

    def _write_again(
        self, path: str, plan: Plan, last: Written, deadline: float, record: Record
    ) -> Written:
        def plan_if_undone(data: bytes) -> list[Splice]:
            return [] if carries(data, last.before, last.after) else list(plan(data))

        return in_time(path, deadline, lambda: self._attempt(path, plan_if_undone, None, record))

    def _attempt(self, path: str, plan: Plan, expected: Revision | None, record: Record) -> Written:
        """Raises BlockingIOError when the note is in use, or was replaced at this moment."""
        with open_note(self._root, path, writing=True) as fd, refusing(path):
            with self._leased(write_lease, fd) as lease:
                stat = os.fstat(fd)
                if lease is Lease.BUSY or not self._is_at(path, stat):
                    raise BlockingIOError
                revision = _fitting(path, fd, plan, expected, lease)
                if revision.is_empty:
                    return Written(revision.before, revision.after, stat)
                if revision is not expected:
                    record(revision)
                strategy, stat = self._put(path, fd, revision, lease)
            if strategy is not Strategy.EXCHANGE:
                _sync(path, fd)
        return Written(revision.before, revision.after, stat, strategy)

    def _put(
        self, path: str, fd: int, revision: Revision, lease: Lease
    ) -> tuple[Strategy, os.stat_result]:
        """The new bytes at `path`, by the best strategy that is to be had."""
        if lease is Lease.NONE and Strategy.EXCHANGE in self._strategies:
            try:
                hold = self.late.holder(path)
                return Strategy.EXCHANGE, exchange(self._root, path, fd, revision, hold)
            except ExchangeUnavailableError:
                pass
        strategy = Strategy.LEASE if lease is Lease.HELD else Strategy.GUARDED
        if strategy not in self._strategies:
            raise NotPermittedError(f"{path} can be written only without protection.")
        if strategy is Strategy.GUARDED:
            self.problem = UNPROTECTED
        overwrite(path, fd, revision)
        return strategy, os.fstat(fd)

    @contextmanager
    def _leased(self, lease: _Leasing, fd: int) -> Iterator[Lease]:
        if Strategy.LEASE not in self._strategies:
            yield Lease.NONE
            return
        with lease(fd) as granted:
            yield granted

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
        saved = os.fstat(fd).st_mtime_ns
        time.sleep(_STILL)
        if os.fstat(fd).st_mtime_ns != saved or read_whole(path, fd) != data:
            raise BlockingIOError
    if lease is Lease.BUSY:
        raise BlockingIOError


def _sync(path: str, fd: int) -> None:
    try:
        os.fsync(fd)
    except OSError as error:
        raise UnsureError(
            f"{path} was changed, but the disk did not confirm it: {error.strerror}.",
            "The journal has it: the next start looks at the note again.",
        ) from error

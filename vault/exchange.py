"""A note replaced by its next version in one step, for where the kernel grants no lease.

The new version is made beside the note and exchanged with it; then what came out is looked at. If
it is not what was read, another program saved in between, and the two are exchanged back. No
version but the one that was read is ever deleted: what cannot stay is kept beside the note.
"""

import errno
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from vault.beside import Place, leftovers, new_name
from vault.errors import ConflictError
from vault.overwrite import Revision, read_whole
from vault.paths import note_folder
from vault.splices import carries
from vault.swap import make_alike

LINGER = 0.02
"""Seconds, at least, that a displaced file is watched for a save by a program that had it open."""
LOOKS = 50
"""Looks at it, at least: on a busy computer, where a saver waits for its turn, so do we."""
_GLANCE = 0.0003

_UNAVAILABLE = frozenset(
    {
        errno.EINVAL,
        errno.ENOSYS,
        errno.ENOTSUP,
        errno.EOPNOTSUPP,
        errno.EXDEV,
        errno.EPERM,
        errno.EACCES,
        errno.EROFS,
    }
)


class ExchangeUnavailableError(Exception):
    """No exchange is to be had here; nothing was changed."""


Hold = Callable[[int, bytes], None]
"""Gets a file that lost its name, as a descriptor, and what it held until then."""


def exchange(root: str, path: str, fd: int, revision: Revision, hold: Hold) -> os.stat_result:
    """Replace the note open at `fd` by `revision.after`; the stat of the file that is it now.

    `hold`: called before the descriptor of a file that gave way is closed.
    Raises BlockingIOError when another program saved meanwhile: its version is in place.
    ConflictError when two of them did: the older version is kept, under the name told.
    ExchangeUnavailableError and OSError with nothing changed.
    """
    if os.fstat(fd).st_nlink > 1:
        raise ExchangeUnavailableError("an exchange would part the note from its other names")
    with note_folder(root, path) as (folder, name), _taking_turns(folder) as listed:
        place = Place(path, folder, name, new_name(name))
        with _prepared(place, fd, revision) as new:
            found = os.fstat(new)
            with _leaving_no_trace(place, new):
                _exchange_if_unchanged(place, fd, revision.before)
            try:
                _sync(listed)
            finally:
                _settle(place, fd, new, revision, hold)
    return found


@contextmanager
def _taking_turns(folder: int) -> Iterator[int | None]:
    """Keep other processes of ours from exchanging in the folder; it, opened for more than passing.

    Raises BlockingIOError while one does. Where a folder may not be listed or locked, all go on:
    what is displaced is looked at in any case.
    """
    try:
        listed = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=folder)
    except OSError:
        yield None
        return
    try:
        try:
            fcntl.flock(listed, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise
        except OSError:
            pass
        yield listed
    finally:
        os.close(listed)


@contextmanager
def _prepared(place: Place, fd: int, revision: Revision) -> Iterator[int]:
    """The new version beside the note, on the disk, as a descriptor."""
    try:
        new = place.create()
    except OSError as error:
        raise _translated(error) from error
    try:
        with _leaving_no_trace(place, new):
            _fill(new, revision.after)
            make_alike(fd, new)
            os.fsync(new)
        yield new
    finally:
        os.close(new)


@contextmanager
def _leaving_no_trace(place: Place, new: int) -> Iterator[None]:
    """A failure before the exchange deletes the new version; one right after it, nothing."""
    try:
        yield
    except BaseException as error:
        if place.is_at(place.beside, new):
            place.drop()
        if isinstance(error, OSError):
            raise _translated(error) from error
        raise


def _translated(error: OSError) -> Exception:
    return ExchangeUnavailableError(str(error)) if error.errno in _UNAVAILABLE else error


def _exchange_if_unchanged(place: Place, fd: int, before: bytes) -> None:
    if not place.is_at(place.name, fd) or read_whole(place.path, fd) != before:
        raise BlockingIOError
    place.exchange()


def _sync(folder: int | None) -> None:
    try:
        if folder is not None:
            os.fsync(folder)
    except OSError as error:
        if error.errno not in _UNAVAILABLE:  # many file systems sync names by themselves
            raise


def _settle(place: Place, fd: int, new: int, revision: Revision, hold: Hold) -> None:
    """Delete the displaced version if it is the one that was read, else exchange back."""
    if not (place.is_at(place.beside, fd) and _stays(place, fd, revision.before)):
        _exchange_back(place, new, revision)
        hold(new, revision.after)
        raise BlockingIOError
    place.drop()
    hold(fd, revision.before)
    late = read_whole(place.path, fd)
    if late != revision.before:
        raise _conflict(place.path, _keep_bytes(place, fd, late))


def _exchange_back(place: Place, new: int, revision: Revision) -> None:
    """Put the displaced version in its place again, and delete ours.

    Raises ConflictError if by then a third version had taken the place of ours: it is the newest
    and stays, and the displaced one is kept.
    """
    displaced = place.read(place.beside)
    with suppress(OSError):  # the name is gone: the displaced version has no place to go to
        place.exchange()
        if place.is_at(place.beside, new) and _stays(place, new, revision.after):
            place.drop()
            _keep_if_passed_over(place, new, displaced, revision)
            return
        place.exchange()
    raise _conflict(place.path, place.keep())


def _keep_if_passed_over(
    place: Place, new: int, displaced: bytes | None, revision: Revision
) -> None:
    """Keep the displaced version where it did not stay and what came after it was made from ours.

    Somebody read ours in the moment in which it stood there, and knew of no other.
    """
    now = place.read(place.name)
    if not displaced or now is None or now == displaced:
        return
    if carries(now, revision.before, revision.after):
        raise _conflict(place.path, _keep_bytes(place, new, displaced))


def _stays(place: Place, fd: int, data: bytes) -> bool:
    """Whether a file that has lost its name goes on holding `data` for a while."""
    until = time.monotonic() + LINGER
    looks = 0
    while read_whole(place.path, fd) == data:
        looks += 1
        if looks > LOOKS and time.monotonic() >= until:
            return True
        time.sleep(_GLANCE)
    return False


def _keep_bytes(place: Place, fd: int, data: bytes) -> str:
    kept = place.create()
    try:
        _fill(kept, data)
        make_alike(fd, kept)
    finally:
        os.close(kept)
    return place.keep()


def _conflict(path: str, kept: str) -> ConflictError:
    return ConflictError(
        f"{path} was saved by two programs at the same moment; nothing was decided in it.",
        f"The version that gave way is kept as {kept}.",
    )


def _fill(fd: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def keep_late(root: str, path: str, fd: int, known: bytes) -> str:
    """Keep beside the note what was saved into a file that gave way; a sentence, empty if nothing.

    `known`: what it held when it lost its name. Raises OSError, VaultriageError.
    """
    late = read_whole(path, fd)
    if late == known:
        return ""
    time.sleep(LINGER)
    if read_whole(path, fd) != late:  # it is still being saved
        return ""
    with note_folder(root, path) as (folder, name):
        kept = _keep_bytes(Place(path, folder, name, new_name(name)), fd, late)
    return f"Another program saved an older {path} too late to be in it. It is kept as {kept}."


def clear_leftovers(root: str, path: str, base: bytes, new: bytes) -> list[str]:
    """Settle what a write of `new` over `base` left beside the note when its program died.

    A version of somebody else goes back to where it came from if the note holds ours, else it is
    kept; a sentence for each that is. Raises VaultriageError.
    """
    remarks = []
    with note_folder(root, path) as (folder, name):
        for beside in leftovers(folder, name):
            place = Place(path, folder, name, beside)
            try:
                _clear(place, base, new)
            except ConflictError as kept:
                remarks.append(str(kept))
    return remarks


def _clear(place: Place, base: bytes, new: bytes) -> None:
    data = place.read(place.beside)
    # What was read, or ours as far as it came.
    if data is not None and (data == base or new.startswith(data)):
        place.drop()
        return
    with suppress(FileNotFoundError):
        ours = place.open(place.name)
        try:
            if read_whole(place.path, ours) == new:
                _exchange_back(place, ours, Revision(base, new, 0, 0))
                return
        finally:
            os.close(ours)
    raise _conflict(place.path, place.keep())

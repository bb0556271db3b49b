"""Looks after what was written: a stale save that undoes it is answered, or told.

Editors and sync programs may hold a version from before our write and save it after us. For some
seconds the lines of a write are looked at again. Where they stand exactly as before, the write is
made again; where they are lost otherwise, the user is told at the end of that time.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from parsers.lines import shown_lines
from vault.errors import NotFoundError, VaultriageError
from vault.events import DecisionLost
from vault.notewrite import NotePlan, target_to_repeat
from vault.paths import stat_note
from vault.scanner import Signature, signature_of
from vault.splices import Splice
from vault.steps import Change
from vault.survival import Fate, NoteNow, Verdict, is_superseded, judge
from vault.watchlist import WatchedWrite, WatchList

MOST_REPEATS: Final = 3
_TURN_S: Final = 0.25
_SHORTEST_S: Final = 0.01
_IDLE_S: Final = 1.0
"""Seconds between two looks for writes of programs that ended."""
_LATE_S: Final = 5.0
"""Seconds after the end of the watch from which a save may have come later than it."""
_PATIENCE_S: Final = 3.0

Ended = tuple[WatchedWrite, Sequence[DecisionLost]]
"""A write whose watch is over, with what did not survive."""

_LOG: Final = logging.getLogger(__name__)


@dataclass(slots=True)
class Repeat:
    """A plan for the writer: makes again those changes of a write that are undone right now."""

    write: WatchedWrite
    watched: WatchList
    plan: NotePlan = field(default_factory=lambda: NotePlan(()))
    _changes: tuple[Change, ...] = ()
    _chosen: list[Verdict] = field(default_factory=list)

    def __call__(self, data: bytes) -> list[Splice]:
        """Asks the journal too: an undo is recorded there before it touches the note."""
        self._changes, verdicts = _open_verdicts(self.watched, self.write, NoteNow(data))
        self._chosen = [verdict for verdict in verdicts if verdict.fate is Fate.BACK]
        self.plan.targets = [target_to_repeat(one.change, one.before) for one in self._chosen]
        return self.plan(data)

    def left(self) -> list[Change]:
        """The changes of the write that were not made again."""
        chosen = [id(verdict.change) for verdict in self._chosen]
        again = {one for index, one in enumerate(chosen) if index not in self.plan.refused}
        return [change for change in self._changes if id(change) not in again]


class Aftercare:
    """The looks at the writes of one vault, on a thread of its own or on the caller's."""

    def __init__(
        self,
        root: str,
        watched: WatchList,
        read: Callable[[str], tuple[bytes, os.stat_result]],
        repeat: Callable[[Repeat], bool],
        tell: Callable[[DecisionLost], None],
        *,
        also: Callable[[], None] = lambda: None,
    ) -> None:
        """`repeat` writes a plan and hands the write over; False: the note cannot be written.

        `also` is called at each look.
        """
        self._also = also
        self._root = root
        self._watched = watched
        self._read = read
        self._repeat = repeat
        self._tell = tell
        self._seen: dict[int, Signature] = {}
        """Write -> its note as it was at the last look, where that showed nothing to do."""
        self._awake = threading.Event()
        self._closing = False
        self._beginning = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Look until `close`, on a thread."""
        with self._beginning:
            if self._thread is None and not self._closing:
                self._thread = threading.Thread(target=self._work, name="aftercare", daemon=True)
                self._thread.start()

    def wake(self) -> None:
        """Something was saved: look at once."""
        self._awake.set()

    def close(self) -> None:
        """Stop; what is still watched is left to whoever comes next."""
        with self._beginning:  # who opened the vault may close it while its threads begin
            self._closing = True
        self._awake.set()
        if self._thread:
            self._thread.join(timeout=5)

    def wait(self) -> None:
        """Look, on the caller's thread, until every watch is over."""
        while writes := self.look():
            if time.time() > max(write.until for write in writes) + _PATIENCE_S:
                return
            time.sleep(_pause(writes))

    def look(self) -> list[WatchedWrite]:
        """Look once at every watched write; those that are to be looked at again."""
        self._also()
        notes: dict[str, list[WatchedWrite]] = {}
        for write in self._watched.claim():
            notes.setdefault(write.path, []).append(write)
        ended = [end for path, writes in notes.items() for end in self._look_at(path, writes)]
        if ended:
            self._watched.finish(ended)
        for write, losses in ended:
            self._seen.pop(write.id, None)
            for one in losses:
                self._tell(one)
        return self._watched.claim() if notes else []

    def _work(self) -> None:
        while not self._closing:
            pause = _IDLE_S
            try:
                pause = _pause(self.look())
            except Exception:  # noqa: BLE001
                # Another look follows; without this thread nobody would look at all.
                _LOG.exception("The looks at what was written stumbled")
            self._awake.wait(pause)
            self._awake.clear()

    def _look_at(self, path: str, writes: Sequence[WatchedWrite]) -> list[Ended]:
        """Look at the writes of one note; those whose watch is over."""
        now = time.time()
        try:
            signature = self._signature(path)
            fresh = [w for w in writes if now >= w.until or self._seen.get(w.id) != signature]
            if not fresh:
                return []
            data, stat = self._read(path)
        except NotFoundError:
            return [(w, _losses(self._watched, w, None)) for w in writes if now >= w.until]
        except VaultriageError:
            return []  # busy, or closed to us for now
        note = NoteNow(data)
        ended: list[Ended] = []
        for write in fresh:
            late = now > write.until + _LATE_S and stat.st_ctime > write.until
            if late:
                ended.append((write, _losses(self._watched, write, note, Fate.BACK)))
            elif not self._answered(write, note):
                self._seen[write.id] = signature_of(stat)
                if now >= write.until:
                    ended.append((write, _losses(self._watched, write, note)))
        return ended

    def _signature(self, path: str) -> Signature:
        """Raises what reading raises: that knows whether the note is gone or the whole vault."""
        try:
            return signature_of(stat_note(self._root, path))
        except NotFoundError:
            self._read(path)
            raise

    def _answered(self, write: WatchedWrite, note: NoteNow) -> bool:
        """Whether something was undone and is made again, now or at the next look."""
        fallen = _open_verdicts(self._watched, write, note)[1]
        back = any(verdict.fate is Fate.BACK for verdict in fallen)
        if not back or write.repeats >= MOST_REPEATS:
            return False
        return self._repeat(Repeat(write, self._watched)) or time.time() < write.until


def _pause(writes: Sequence[WatchedWrite]) -> float:
    """Seconds until the next look, which comes no later than the end of any watch."""
    if not writes:
        return _IDLE_S
    left = min(write.until for write in writes) - time.time()
    return min(_TURN_S, max(_SHORTEST_S, left))


def _open_verdicts(
    watched: WatchList, write: WatchedWrite, note: NoteNow | None
) -> tuple[tuple[Change, ...], list[Verdict]]:
    """The changes of a write; and those that do not stand, unless we changed them since."""
    changes = watched.changes(write.id)
    fallen = [one for one in judge(changes, note) if one.fate is not Fate.STANDS]
    if fallen:
        newer = watched.newer(write)
        fallen = [one for one in fallen if not is_superseded(one.change, newer)]
    return changes, fallen


def _losses(
    watched: WatchList, write: WatchedWrite, note: NoteNow | None, *only: Fate
) -> list[DecisionLost]:
    fallen = _open_verdicts(watched, write, note)[1]
    return [_loss(verdict) for verdict in fallen if not only or verdict.fate in only]


def _loss(verdict: Verdict) -> DecisionLost:
    change = verdict.change
    return DecisionLost(
        path=change.path,
        text=change.text,
        was=shown_lines(change.before),
        wanted=shown_lines(change.after.lines),
        now=verdict.now,
    )

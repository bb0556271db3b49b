"""How changes from outside are noticed: told by the system, or looked for now and then.

One thread keeps it: it says when everything is to be looked at, and what people are to know.
"""

import errno
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Final

from vault.clock_jumps import has_jumped, now
from vault.events import WatchState
from vault.gathering import Batch
from vault.home import Home, Presence
from vault.mounts import Far, far_folder
from vault.scanner import has_notes
from vault.watch_settings import WatchSettings
from vault.watcher import Watcher

TICK_S: Final = 1.0
"""Seconds between two looks at the folder itself and at the clocks."""
LEAST_POLL_S: Final = 2.0
"""Seconds between two looks at every file, at least."""
RETRY_S: Final = 60.0
"""Seconds until the system is asked again to watch, once it has refused."""
_SHARE: Final = 60
"""A walk that costs a second of computing comes once in so many seconds.

With what follows it, a tenth more, that is less than 2 % of one core.
"""
_WAITING_SHARE: Final = 10
"""The same for a second in which it mostly waits, for a server that others wait for too."""

_MOST_PATIENT_S: Final = 600.0
"""A walk that took long once, because the computer was busy, puts the next one off no longer."""
_WORDS: Final = {errno.ENOSPC: "watch limit", errno.EMFILE: "watch limit"}
_INOTIFY: Final = "/proc/sys/fs/inotify"


class Lookout:
    """Sees to it that changes are noticed, in whatever way. One thread but for `end`."""

    def __init__(
        self,
        root: str,
        wanted: WatchSettings,
        deliver: Callable[[Batch], None],
        tell: Callable[[WatchState], None],
        *,
        expects_notes: Callable[[], bool],
    ) -> None:
        """`deliver` gets what the system reports, on any thread; `tell` hears of a new state.

        `expects_notes`: whether the vault had any, so that an empty folder is not it.
        """
        self._wanted = wanted
        self._deliver = deliver
        self._tell = tell
        self._expects_notes = expects_notes
        self._home = Home(root)
        self._lock = threading.Lock()
        self._ended = False
        self._watcher: Watcher | None = None
        self._broken: OSError | None = None
        self._far: Far | None = None
        self._gone = False
        self._state: WatchState | None = None
        self._moment = now()
        self._retry_at = 0.0
        self._poll_at = 0.0
        self._pause = LEAST_POLL_S

    @property
    def state(self) -> WatchState:
        """What was told last."""
        return self._state or WatchState(live=False, remark="")

    @property
    def problems(self) -> tuple[str, ...]:
        """Why changes are noticed late, or not at all; a sentence."""
        return (self.state.remark,) if self.state.remark else ()

    def begin(self) -> None:
        """Begin to watch."""
        self._watch()
        self._say()

    def end(self) -> None:
        """Stop watching, for good; any thread may."""
        with self._lock:
            self._ended = True
            watcher, self._watcher = self._watcher, None
        if watcher:
            watcher.stop()

    def look(self) -> bool:
        """Look at the folder and at the clocks; whether everything is to be looked at as well."""
        before, self._moment = self._moment, now()
        sweep = has_jumped(before, self._moment, TICK_S)
        presence = self._home.look()
        if not self._is_there(presence):
            self._gone = True
        elif self._gone or presence is Presence.OTHER or self._has_lost_the_root():
            self._home.take()
            self._gone = False
            self._watch()
            sweep = True
        else:
            if self._broken is not None:
                self._stop_watcher()  # the watches that it has may be the ones that others lack
            sweep |= self._try_again() or self._is_due()
        self._say()
        return sweep and not self._gone

    def is_there(self) -> bool:
        """Whether the vault is there at this moment.

        A disk that was unmounted leaves an empty folder in its place: that is not the vault.
        """
        there = self._is_there(self._home.look())
        if not there:
            self._gone = True
            self._say()
        return there

    def swept(self, computing: float, waiting: float) -> None:
        """A look at every file cost so many seconds."""
        patient = min(_MOST_PATIENT_S, _WAITING_SHARE * waiting)
        by_cost = max(LEAST_POLL_S, _SHARE * computing, patient)
        self._pause = float(self._wanted.poll_seconds) or by_cost
        self._poll_at = monotonic() + self._pause

    @property
    def until_next(self) -> float:
        """Seconds until `look` is due."""
        if not self._polls or self._gone:
            return TICK_S
        return max(0.01, min(TICK_S, self._poll_at - monotonic()))

    @property
    def _polls(self) -> bool:
        return bool(self._wanted.mode == "polling" or self._broken or self._far)

    def _is_there(self, presence: Presence) -> bool:
        if presence is Presence.SAME:
            return True
        expected = self._expects_notes()
        return presence is Presence.OTHER and (not expected or has_notes(self._home.root))

    def _has_lost_the_root(self) -> bool:
        return self._broken is not None and self._broken.errno == errno.ENOENT

    def _is_due(self) -> bool:
        return self._polls and monotonic() >= self._poll_at

    def _try_again(self) -> bool:
        """Whether the system watches again that has refused to."""
        if self._broken is None or monotonic() < self._retry_at:
            return False
        self._watch()
        return self._broken is None

    def _watch(self) -> None:
        """Watch from here on, in the place of whatever was watched."""
        self._stop_watcher()
        self._broken = None
        if self._wanted.mode == "auto":
            self._far = far_folder(self._home.root)
        if self._wanted.mode == "polling":
            return
        watcher = Watcher(self._home.root, self._deliver, self._break)
        with self._lock:
            if self._ended:
                return
            self._watcher = watcher
        try:
            watcher.start()
        except OSError as error:
            self._break(error)
            self._stop_watcher()

    def _stop_watcher(self) -> None:
        with self._lock:
            watcher, self._watcher = self._watcher, None
        if watcher:
            watcher.stop()

    def _break(self, error: OSError) -> None:
        self._retry_at = monotonic() + RETRY_S
        self._broken = error

    def _say(self) -> None:
        state = self._state_now()
        if state != self._state:
            self._state = state
            self._tell(state)

    def _state_now(self) -> WatchState:
        if self._gone:
            return WatchState(live=False, remark=_gone_text(self._home.root), gone=True)
        if self._broken and not self._has_lost_the_root():
            word = _WORDS.get(self._broken.errno or 0, "")
            return WatchState(live=False, remark=_refused_text(self._broken), word=word)
        if self._far:
            return WatchState(live=False, remark="", word=self._far)
        return WatchState(live=self._wanted.mode != "polling", remark="")


def _gone_text(root: str) -> str:
    return (
        f"The vault is gone: {root} is not there, or empty. "
        "Until it is back (moved back, mounted again), nothing is decided."
    )


def _refused_text(error: OSError) -> str:
    """What happened, and what to do."""
    late = "Changes are looked for now and then instead of being told."
    if error.errno == errno.ENOSPC:
        limit, more = _limit("max_user_watches", 524_288)
        return f"The system watches no more folders ({limit}). {late} To raise it: {more}"
    if error.errno == errno.EMFILE:
        limit, more = _limit("max_user_instances", 1024)
        return (
            f"Too many programs watch folders already ({limit}). {late} "
            f"Close some, or raise it: {more}"
        )
    return f"The system does not tell of changes ({error.strerror}). {late}"


def _limit(name: str, enough: int) -> tuple[str, str]:
    """What one of Linux's limits is, and the command that raises it, to `enough` or more."""
    with (
        suppress(OSError, ValueError),
        open(os.path.join(_INOTIFY, name), encoding="ascii") as file,
    ):
        now = int(file.read())
        more = max(enough, 2 * now)
        return f"fs.inotify.{name} is {now}", f"sudo sysctl fs.inotify.{name}={more}"
    return f"fs.inotify.{name}", f"sudo sysctl fs.inotify.{name}={enough}"

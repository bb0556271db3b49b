"""Index -> views: what is known of every task, kept in step note by note, and views made of it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Final

from parsers.filter import TaskFilter
from vault.arrangement import Arrangement
from vault.held_note import HeldNote, TaskId
from vault.judged_note import JudgedNote
from vault.judging import Judge
from vault.owner_counts import OwnerCounts
from vault.people import People
from vault.sorted_blocks import SortedBlocks
from vault.view import BITS, PathOf, View, ViewName, ViewRequest

NotesNow = Mapping[str, HeldNote | None]
"""Notes by their paths, as they are now; None without tasks, or when it is gone."""

_NOTHING: Final[frozenset[TaskId]] = frozenset()
_MANY: Final = 256
_SHARE: Final = 8
"""When more notes than that, and one in so many, have changed, all is arranged anew."""


class Views:
    """Knows every task, and keeps the views that were asked for in step with them.

    A note that changes costs what it holds. Other people, another day: everything is judged again.
    One thread at a time.
    """

    def __init__(self, path_of: PathOf, *, later_start_snoozes: bool = False) -> None:
        """`path_of` tells the notes of tasks, on any thread.

        `later_start_snoozes`: a proposal that starts later is put off until then.
        """
        self._path_of = path_of
        self._later_start_snoozes = later_start_snoozes
        self._notes: dict[str, JudgedNote] = {}
        self._sorted: SortedBlocks[JudgedNote] | None = None
        self._people = People()
        self._today = date.min
        self._judge = self._judge_now()
        self._snoozed: dict[str, Collection[TaskId]] = {}
        self._by_views: Counter[int] = Counter()
        self._counted: Mapping[ViewName, int] | None = None
        self._owners = OwnerCounts()
        self._snoozed_count = 0
        self._whole: dict[ViewName, Arrangement] = {}
        self._filtered: tuple[ViewName, TaskFilter, Arrangement] | None = None

    def update(
        self,
        notes: NotesNow,
        people: People,
        today: date,
        snoozed: Mapping[str, Collection[TaskId]] | None = None,
    ) -> None:
        """Take in what changed since the last time.

        `notes` are those that were read again; `snoozed` are the proposals that are put off, by
        their notes: only All shows them.
        """
        put_off = dict(snoozed or {})
        again = {
            path
            for path in self._snoozed.keys() | put_off.keys()
            if self._snoozed.get(path, _NOTHING) != put_off.get(path, _NOTHING)
        }
        self._snoozed = put_off
        now: dict[str, HeldNote | None]
        now = {path: self._notes[path].held for path in again if path in self._notes}
        if people is not self._people or today != self._today:
            self._people, self._today = people, today
            self._judge = self._judge_now()
            now = {path: judged.held for path, judged in self._notes.items()}
            self._forget()
        now.update(notes)
        if len(now) > max(_MANY, len(self._notes) // _SHARE):
            self.forget_arrangements()
            self._sorted = None
        for path, held in now.items():
            self._swap(path, held)

    def view(self, request: ViewRequest, where: Mapping[TaskId, str] | None = None) -> View:
        """What was asked for; `where` names the notes of lingering tasks."""
        arrangement = self._arrangement(request.name, request.filter)
        stay: dict[str, set[TaskId]] = {}
        for task_id, path in (where or {}).items():
            stay.setdefault(path, set()).add(task_id)
        lingering = ((self._notes[path], ids) for path, ids in stay.items() if path in self._notes)
        groups, rows, total, finished = arrangement.shown(lingering, self._path_of)
        return View(
            request.name,
            groups,
            rows,
            self._counts(),
            self._owners.most_first,
            total,
            self._today,
            self._snoozed_count,
            finished,
        )

    def forget_arrangements(self) -> None:
        """Arrange anew when asked: what views that nobody looks at take is free again."""
        self._whole, self._filtered = {}, None

    # Judging

    def _judge_now(self) -> Judge:
        day = self._today.toordinal()
        return Judge(self._people, day, later_start_snoozes=self._later_start_snoozes)

    def _forget(self) -> None:
        self._notes, self._sorted = {}, None
        self._by_views.clear()
        self._owners = OwnerCounts()
        self._snoozed_count = 0
        self.forget_arrangements()

    def _swap(self, path: str, held: HeldNote | None) -> None:
        old = self._notes.pop(path, None)
        new = self._judge.judge(held, self._snoozed.get(path, _NOTHING)) if held else None
        if new is not None:
            self._notes[path] = new
        self._count(old, new)
        for arrangement in self._whole.values():
            arrangement.swap(old, new)
        if self._filtered:
            self._filtered[2].swap(old, new)
        if self._sorted:
            if old is not None and (new is None or new.place != old.place):
                self._sorted.remove(old.place)
            if new is not None:
                self._sorted.put(new)

    # Counting

    def _count(self, old: JudgedNote | None, new: JudgedNote | None) -> None:
        for judged, sign in ((old, -1), (new, 1)):
            if judged is not None:
                self._snoozed_count += sign * judged.snoozed
                for views in judged.views:
                    self._by_views[views] += sign
        self._counted = None
        self._owners.swap(old, new)

    def _counts(self) -> Mapping[ViewName, int]:
        if self._counted is None:
            sums = self._by_views.items()
            self._counted = {
                name: sum([n for views, n in sums if views & bit]) for name, bit in BITS.items()
            }
        return self._counted

    # Arranging

    def _arrangement(self, name: ViewName, wanted: TaskFilter) -> Arrangement:
        whole = self._whole.get(name)
        if whole is None:
            whole = self._whole[name] = Arrangement.of(BITS[name], self._in_order())
        if not wanted:
            return whole
        before = self._filtered
        if before is not None and before[0] is name and wanted.narrows(before[1]):
            whole = before[2]
        if before is None or before[:2] != (name, wanted):
            self._filtered = before = (name, wanted, whole.filtered(BITS[name], wanted))
        return before[2]

    def _in_order(self) -> SortedBlocks[JudgedNote]:
        if self._sorted is None:
            self._sorted = SortedBlocks(sorted(self._notes.values(), key=attrgetter("place")))
        return self._sorted


def build_view(
    notes: Iterable[HeldNote], people: People, request: ViewRequest, today: date
) -> View:
    """One view, with nothing remembered."""
    by_path = {held.note.path: held for held in notes}
    where = {
        task_id: path
        for path, held in by_path.items()
        for task_id in request.lingering.intersection(held.ids)
    }
    paths = {task_id: path for path, held in by_path.items() for task_id in held.ids}
    views = Views(paths.get)
    views.update(by_path, people, today)
    return views.view(request, where)

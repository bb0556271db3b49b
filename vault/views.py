"""Index -> views: what is known of every task, kept in step note by note, and views made of it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Final

from parsers.filter import TaskFilter
from vault.arrangement import Arrangement, JudgedNote
from vault.index import HeldNote, IndexedTask, TaskId
from vault.people import OwnerKind, People, identity
from vault.view import BITS, ONLY_ALL, Row, View, ViewName, ViewRequest, views_of

_Named = tuple[tuple[OwnerKind, str], str]
"""An owner's identity, and the name as it stands on a task."""

NotesNow = Mapping[str, HeldNote | None]
"""Notes by their paths, as they are now; None without tasks, or when it is gone."""

_NOTHING: Final[frozenset[TaskId]] = frozenset()


class Views:
    """Knows every task, and keeps the views that were asked for in step with them.

    A note that changes costs what it holds. Other people, another day: everything is judged again.
    One thread at a time.
    """

    def __init__(self, *, later_start_snoozes: bool = False) -> None:
        """`later_start_snoozes`: a proposal that starts later is put off until then."""
        self._later_start_snoozes = later_start_snoozes
        self._notes: dict[str, JudgedNote] = {}
        self._people = People()
        self._today = date.min
        self._snoozed: dict[str, Collection[TaskId]] = {}
        self._by_views: Counter[int] = Counter()
        self._by_owner: Counter[_Named] = Counter()
        self._owners: tuple[tuple[str, int], ...] | None = ()
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

        `notes` are those that were read again, without tasks those that are gone; `snoozed` are
        the proposals that are put off, by their notes: only All shows them.
        """
        put_off = dict(snoozed or {})
        again = {
            path
            for path in self._snoozed.keys() | put_off.keys()
            if self._snoozed.get(path, _NOTHING) != put_off.get(path, _NOTHING)
        }
        self._snoozed = put_off
        if people is not self._people or today != self._today:
            self._people, self._today = people, today
            self._judge_everything(notes)
            return
        for path in again - notes.keys():
            if judged := self._notes.get(path):
                self._swap(path, judged.held)
        for path, held in notes.items():
            self._swap(path, held)

    def view(self, request: ViewRequest, where: Mapping[TaskId, str] | None = None) -> View:
        """What was asked for; `where` names the notes of lingering tasks."""
        arrangement = self._arrangement(request.name, request.filter)
        stay: dict[str, set[TaskId]] = {}
        for task_id, path in (where or {}).items():
            stay.setdefault(path, set()).add(task_id)
        lingering = ((self._notes[path], ids) for path, ids in stay.items() if path in self._notes)
        groups, rows, total = arrangement.shown(lingering)
        return View(
            request.name,
            groups,
            rows,
            self._counts(),
            self._owner_counts(),
            total,
            self._today,
            self._snoozed_count,
        )

    def forget_arrangements(self) -> None:
        """Arrange anew when asked: what views that nobody looks at take is free again."""
        self._whole, self._filtered = {}, None

    # Judging

    def _judge_everything(self, notes: NotesNow) -> None:
        held: dict[str, HeldNote | None] = {p: judged.held for p, judged in self._notes.items()}
        held.update(notes)
        self._notes = {}
        self._by_views.clear()
        self._by_owner.clear()
        self._owners, self._snoozed_count = None, 0
        self.forget_arrangements()
        for path, now in held.items():
            self._swap(path, now)

    def _swap(self, path: str, held: HeldNote | None) -> None:
        old = self._notes.pop(path, None)
        new = self._judge(path, held) if held else None
        if new is not None:
            self._notes[path] = new
        self._count(old, new)
        for arrangement in self._whole.values():
            arrangement.swap(old, new)
        if self._filtered:
            self._filtered[2].swap(old, new)

    def _judge(self, path: str, held: HeldNote) -> JudgedNote:
        day, put_off = self._today.toordinal(), self._snoozed.get(path, _NOTHING)
        rows, views, snoozed = [], bytearray(), 0
        for found in held.tasks:
            owners = self._people.owners_in(found)
            rows.append(Row(found, owners, lingering=False))
            if found.id in put_off or (self._later_start_snoozes and starts_later(found, day)):
                views.append(ONLY_ALL)
                snoozed += 1
            else:
                views.append(views_of(found, owners, day))
        return JudgedNote(held, tuple(rows), bytes(views), snoozed)

    # Counting

    def _count(self, old: JudgedNote | None, new: JudgedNote | None) -> None:
        changed: Counter[_Named] = Counter()
        for judged, sign in ((old, -1), (new, 1)):
            if judged is None:
                continue
            self._snoozed_count += sign * judged.snoozed
            for row, views in zip(judged.rows, judged.views, strict=True):
                self._by_views[views] += sign
                if views != ONLY_ALL:
                    for owner in row.owners:
                        changed[identity(owner), owner.name] += sign
        for named, by in changed.items():
            if by:
                self._owners = None
                self._by_owner[named] += by
                if not self._by_owner[named]:
                    del self._by_owner[named]

    def _counts(self) -> dict[ViewName, int]:
        sums = self._by_views.items()
        return {name: sum(n for views, n in sums if views & bit) for name, bit in BITS.items()}

    def _owner_counts(self) -> tuple[tuple[str, int], ...]:
        if self._owners is None:
            self._owners = _summed(self._by_owner)
        return self._owners

    # Arranging

    def _arrangement(self, name: ViewName, wanted: TaskFilter) -> Arrangement:
        whole = self._whole.get(name)
        if whole is None:
            whole = self._whole[name] = Arrangement.of(BITS[name], self._notes.values())
        if not wanted:
            return whole
        before = self._filtered
        if before is not None and before[0] is name and wanted.narrows(before[1]):
            whole = before[2]
        if before is None or before[:2] != (name, wanted):
            self._filtered = before = (name, wanted, whole.filtered(wanted))
        return before[2]


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
    views = Views()
    views.update(by_path, people, today)
    return views.view(request, where)


def starts_later(found: IndexedTask, day: int) -> bool:
    """Whether a proposal starts after a day, which is an ordinal."""
    return found.proposed and found.keys.start > day


def _summed(by_owner: Mapping[_Named, int]) -> tuple[tuple[str, int], ...]:
    """Most first; a name that is written in several ways as the first of them in the alphabet."""
    names: dict[tuple[OwnerKind, str], str] = {}
    sums: dict[tuple[OwnerKind, str], int] = {}
    for (key, name), count in by_owner.items():
        names[key] = min(name, names.get(key, name))
        sums[key] = sums.get(key, 0) + count
    return tuple(sorted(((names[k], n) for k, n in sums.items()), key=lambda p: (-p[1], p[0])))

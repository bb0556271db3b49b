"""Proposals and tasks that say the same piece of work, kept in step with the notes."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, Protocol

from parsers.fields import FieldKind
from parsers.keys import NO_DAY
from parsers.likeness.likeness import Likeness
from parsers.likeness.wording import Wording, read_wording
from parsers.note import Note
from parsers.status import StatusType
from vault.index import IndexedTask, TaskId
from vault.likeness_index import LikenessIndex
from vault.people import OwnerKind, People
from vault.steps import Step, StepKind

RECENT_DAYS: Final = 90
"""A task that was done longer ago is not looked at: it may well be due again."""
_MOST_STEPS: Final = 500
"""Steps of the history in which rejections are looked for whose lines are gone."""
_REJECT: Final = "reject"
_ME: Final = "me"
"""Whatever I call myself on a line."""


class State(StrEnum):
    """What has become of a task that another one is like."""

    PROPOSED = "proposed"
    OPEN = "open"
    DONE = "done"
    REJECTED = "rejected"
    """Cancelled, or declined and deleted."""


@dataclass(frozen=True, slots=True)
class Known:
    """A task that others may be like, as it is now."""

    found: IndexedTask | None
    """None for a proposal that was rejected and whose line is gone."""
    state: State
    on: date | None
    """When it was done or rejected, where that is known."""
    path: str
    text: str
    """Its description; spans are offsets in it."""
    reason: str = ""
    """Why it was rejected; empty when nobody said or its line is there."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A task that is like another one."""

    known: Known
    likeness: Likeness
    """`here` are spans of the other one's description, `there` of this one's."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Tasks that say the same, at least two, of which at least one waits or is open."""

    first: Known
    """The one to keep: a task rather than a proposal, the older one."""
    others: tuple[Alike, ...]
    """In the same order, each compared with the first."""

    @property
    def score(self) -> int:
        """How much the least alike has in common with the first, from 0 to 100."""
        return min(alike.likeness.score for alike in self.others)

    @property
    def members(self) -> tuple[Known, ...]:
        """All of them, the first one first."""
        return (self.first, *(alike.known for alike in self.others))


class Source(Protocol):
    """Where tasks and names are found; any thread may ask."""

    def task(self, task_id: TaskId) -> IndexedTask | None:
        """The task as it is now."""

    def in_note(self, path: str) -> tuple[IndexedTask, ...]:
        """The tasks of one note."""

    def notes(self) -> Mapping[str, Note]:
        """Every note by its path."""


class Duplicates:
    """Which tasks say the same.

    The first answer costs what the vault holds, the others what changed since. One thread at a
    time asks; any thread may touch.
    """

    def __init__(self, source: Source, history: Callable[[int], Sequence[Step]]) -> None:
        """`history` gives the newest steps, as many as asked for, newest first."""
        self._source = source
        self._history = history
        self._newest = 0
        """The newest step that is known."""
        self._index = LikenessIndex()
        self._seen: dict[str, dict[TaskId, int]] = {}
        """Path -> what was looked at there, as a hash of all that mattered."""
        self._gone: dict[int, Known] = {}
        """Rejected proposals that no note holds any more, by ids below 0."""
        self._people = People()
        self._today = date.min
        self._everything = True
        self._touched: set[str] = set()
        self._touching = threading.Lock()

    def touch(self, paths: Iterable[str], *, everything: bool = False) -> None:
        """Look at these notes again when asked; `everything`: at all of them."""
        with self._touching:
            self._touched.update(paths)
            self._everything = self._everything or everything

    def update(self, people: People, today: date) -> None:
        """Take in what changed: notes, people, the day, what was rejected."""
        with self._touching:
            touched, self._touched = self._touched, set()
            everything, self._everything = self._everything, False
        if people is not self._people:
            self._seen_again()
        if everything or people is not self._people or today != self._today:
            self._people, self._today = people, today
            touched = {*self._source.notes(), *self._seen}
        self._look_at(touched)
        newest = next((step.id for step in self._history(1)), 0)
        if newest != self._newest:
            self._newest = newest
            self._remember(self._history(_MOST_STEPS))

    # Answers

    def like(self, found: IndexedTask, most: int) -> tuple[Alike, ...]:
        """The tasks most like this one, the most alike first; those that say the same before."""
        wording = self._wording(found)
        alike: list[Alike] = []
        for entry in self._index.alike(wording, most, but=found.id):
            known = self._known(entry)
            if known is not None:
                alike.append(Alike(known, self._index.compared(wording, entry)))
        return tuple(alike)

    def clusters(self) -> tuple[Cluster, ...]:
        """What says the same, the most alike first, then by path and line."""
        groups = map(self._cluster, self._index.groups())
        found = [cluster for cluster in groups if cluster is not None]
        return tuple(sorted(found, key=lambda cluster: (-cluster.score, _place(cluster.first))))

    def _cluster(self, entries: Iterable[int]) -> Cluster | None:
        known = ((entry, self._known(entry)) for entry in entries)
        members = sorted(
            ((entry, one) for entry, one in known if one is not None),
            key=lambda member: _order(member[1]),
        )
        if len(members) < 2 or not any(is_live(one) for _, one in members):  # noqa: PLR2004
            return None
        (kept, first), *rest = members
        others = tuple(Alike(one, self._index.between(kept, entry)) for entry, one in rest)
        return Cluster(first, others)

    def _known(self, entry: int) -> Known | None:
        if entry in self._gone:
            return self._gone[entry]
        found = self._source.task(TaskId(entry))
        state = state_of(found, self._today) if found else None
        if found is None or state is None:
            return None
        return Known(found, state, _ended_on(found), found.path, found.task.description)

    # Keeping in step

    def _look_at(self, paths: Collection[str]) -> None:
        """All at once: a task may have left one of the notes for another."""
        seen: dict[TaskId, int] = {}
        for path in paths:
            seen |= self._seen.pop(path, {})
        now: dict[TaskId, int] = {}
        for path in paths:
            here = {
                found.id: hash(found.raw)
                for found in self._source.in_note(path)
                if state_of(found, self._today) is not None
            }
            if here:
                self._seen[path] = here
                now |= here
        for task_id in seen.keys() - now.keys():
            self._index.remove(task_id)
        for path in paths:
            for found in self._source.in_note(path):
                if found.id in now and now[found.id] != seen.get(found.id):
                    self._index.remove(found.id)
                    self._index.add(found.id, self._wording(found))

    def _seen_again(self) -> None:
        """Somebody else may be meant by the same name: nothing that was read counts."""
        self._seen = {path: dict.fromkeys(seen, 0) for path, seen in self._seen.items()}

    def _wording(self, found: IndexedTask) -> Wording:
        owners = self._people.owners(found.task)
        named = [
            _ME if owner.kind is OwnerKind.ME else owner.name
            for owner in owners
            if owner.kind is not OwnerKind.UNASSIGNED
        ]
        return read_wording(found.task.description, self._people.known, named)

    def _remember(self, steps: Iterable[Step]) -> None:
        """Take in the proposals that were rejected and whose lines are gone."""
        gone = dict(_rejected_and_gone(steps))
        for entry in self._gone.keys() - gone.keys():
            self._index.remove(entry)
        for entry in gone.keys() - self._gone.keys():
            self._index.add(entry, read_wording(gone[entry].text, self._people.known))
        self._gone = gone


def is_live(known: Known) -> bool:
    """Whether something is still to be decided or done."""
    return known.state in (State.PROPOSED, State.OPEN)


def state_of(found: IndexedTask, today: date) -> State | None:
    """What a task counts as when others are compared with it; None when it does not count.

    What was done long ago or on an unknown day, and what recurs, may be due again.
    """
    if found.proposed:
        return State.PROPOSED
    kind = found.status.type
    if kind is StatusType.CANCELLED:
        return State.REJECTED
    if not kind.is_done:
        return None if kind is StatusType.NON_TASK else State.OPEN
    done = found.keys.done
    is_recent = NO_DAY < done <= today.toordinal() <= done + RECENT_DAYS
    return State.DONE if is_recent and not found.task.has(FieldKind.RECURRENCE) else None


def _ended_on(found: IndexedTask) -> date | None:
    keys = found.keys
    day = keys.cancelled if found.status.type is StatusType.CANCELLED else keys.done
    return date.fromordinal(day) if day > NO_DAY and found.status.type.is_done else None


_STATES: Final = (State.OPEN, State.DONE, State.REJECTED, State.PROPOSED)


def _order(known: Known) -> tuple[int, date, str, int]:
    """Tasks before proposals, the older note first."""
    day = (known.found.note.day if known.found else known.on) or date.max
    return (_STATES.index(known.state), day, *_place(known))


def _place(known: Known) -> tuple[str, int]:
    return known.path, known.found.line if known.found else 0


def _rejected_and_gone(steps: Iterable[Step]) -> Iterator[tuple[int, Known]]:
    """Rejections that stand and left no line, each under an id below 0."""
    for step in steps:
        if step.name != _REJECT or step.kind is StepKind.UNDO or step.taken_back:
            continue
        on = datetime.fromtimestamp(step.made).astimezone().date()
        for number, change in enumerate(step.changes):
            if change.before and not change.after.lines:
                known = Known(None, State.REJECTED, on, change.path, change.text, step.reason)
                yield -(step.id << 16) - number - 1, known

"""The index: path -> Note, TaskId -> task. `take_in`, `replace` and `rename` change it.

It is not locked: its owner (vault.Vault) changes it under one lock and hands out immutable parts.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from parsers.fields import FieldKind
from parsers.note import Note
from parsers.packed_keys import pack_symbol
from parsers.proposed import ProposedRule
from parsers.signifiers import WORD_SIGNS
from parsers.task import Task
from vault.carried_ids import carried_ids
from vault.dependencies import Dependencies
from vault.held_note import HeldNote, IndexedTask, TaskId, is_below
from vault.task_ids import TaskIds

__all__ = ["HeldNote", "Index", "IndexedTask", "Replaced", "TaskId", "is_below"]

_ID_SIGN: Final = WORD_SIGNS[FieldKind.ID].encode()
_DEPENDS_ON_SIGN: Final = WORD_SIGNS[FieldKind.DEPENDS_ON].encode()


class Replaced(Struct, frozen=True):
    """What one replacement did."""

    removed: frozenset[TaskId]
    changed: frozenset[TaskId]


NOTHING_REPLACED: Final = Replaced(frozenset(), frozenset())


class Index:
    """Every note of the vault with its tasks."""

    def __init__(self, rule: ProposedRule) -> None:
        self._rule = rule
        self._notes: dict[str, Note] = {}
        self._held: dict[str, HeldNote] = {}
        self._ids = TaskIds()
        self._count = 0
        self._dependencies: Dependencies | None = None
        self._touched: set[str] = set()

    def __len__(self) -> int:
        return self._count

    @property
    def rule(self) -> ProposedRule:
        """What is proposed."""
        return self._rule

    @property
    def notes(self) -> Mapping[str, Note]:
        """Every note by its path."""
        return self._notes

    @property
    def held(self) -> Mapping[str, HeldNote]:
        """Every note with tasks by its path."""
        return self._held

    def get(self, task_id: TaskId) -> IndexedTask | None:
        """The task as it is now; None when it is gone."""
        held = self._held.get(self._ids.path_of(task_id) or "")
        return held.find(task_id) if held else None

    def path_of(self, task_id: TaskId) -> str | None:
        """The note in which the task is, or was when it is gone; for any thread."""
        return self._ids.path_of(task_id)

    def in_note(self, path: str) -> tuple[IndexedTask, ...]:
        """The tasks of one note, from its top."""
        held = self._held.get(path)
        return held.tasks if held else ()

    def tasks(self) -> Iterator[IndexedTask]:
        """Every task; notes in no particular order, tasks of a note from its top."""
        for held in self._held.values():
            yield from held.tasks

    # Dependencies

    def waits_for(self, found: IndexedTask) -> tuple[IndexedTask, ...]:
        """The unfinished tasks that this one depends on: while there are any, it is blocked.

        The plugin's rules: a finished task waits for nothing, several tasks of one id all count,
        and only direct dependencies do. In order of path and line.
        """
        return self._unfinished(found, self._related().needed_by)

    def blocks(self, found: IndexedTask) -> tuple[IndexedTask, ...]:
        """The unfinished tasks that depend on this one; a finished task blocks nothing."""
        return self._unfinished(found, self._related().depending_on)

    def _related(self) -> Dependencies:
        """Looked for when somebody asks; from then on kept in step."""
        if self._dependencies is None:
            self._dependencies = Dependencies()
            for held in self._held.values():
                _each_related(held, self._dependencies.add)
        return self._dependencies

    def _unfinished(
        self, found: IndexedTask, related: Callable[[Task], frozenset[TaskId]]
    ) -> tuple[IndexedTask, ...]:
        if found.status.type.is_done:
            return ()
        others = filter(None, map(self.get, related(found.task)))
        unfinished = (other for other in others if not other.status.type.is_done)
        return tuple(sorted(unfinished, key=lambda other: (other.path, other.line)))

    # Changes

    def take_in(self, notes: Iterable[Note]) -> None:
        """Put notes in of which none is known."""
        for note in notes:
            path = note.path
            self._notes[path] = note
            if note.keys:
                count = note.count
                held = HeldNote(note, self._ids.take(path, count), self._rule)
                self._held[path] = held
                self._count += count
                self._touched.add(path)
                if self._dependencies is not None:
                    _each_related(held, self._dependencies.add)

    def replace(
        self, path: str, note: Note | None, moved: Mapping[TaskId, int] | None = None
    ) -> Replaced:
        """Put what a note says now in the place of what it said; None: the note is gone.

        `moved` names the line (0-based) of tasks whose new place the caller knows.
        """
        self._touched.add(path)
        old = self._held.pop(path, None)
        if note is None:
            self._notes.pop(path, None)
        else:
            self._notes[path] = note
        new = self._named(path, old, note, moved or {}) if note and note.keys else None
        if new:
            self._held[path] = new
        self._count += (new.note.count if new else 0) - (old.note.count if old else 0)
        self._ids.forget_gone(self._held)
        if self._dependencies is not None:
            _each_related(old, self._dependencies.remove)
            _each_related(new, self._dependencies.add)
        return _replaced(old, new)

    def rename(self, moves: Mapping[str, str]) -> None:
        """Notes are at other paths, new by old: tasks keep their names when `replace` follows."""
        self._ids.rename(moves)
        self._touched |= {*moves, *moves.values()}
        for old, new in moves.items():
            self._notes[new] = self._notes.pop(old)
            if held := self._held.pop(old, None):
                self._held[new] = held

    def _named(
        self, path: str, old: HeldNote | None, note: Note, moved: Mapping[TaskId, int]
    ) -> HeldNote:
        if old is None:
            return HeldNote(note, self._ids.take(path, note.count), self._rule)
        carried = carried_ids(old, note, moved)
        missing = carried.count(None)
        fresh = iter(self._ids.take(path, missing) if missing else ())
        ids = [next(fresh) if task_id is None else task_id for task_id in carried]
        return HeldNote(note, old.ids if ids == list(old.ids) else tuple(ids), self._rule)

    def take_touched(self, *, everything: bool = False) -> dict[str, HeldNote | None]:
        """The notes that changed since this was last asked, or every one with tasks.

        None for a note that has no tasks now, or is gone.
        """
        if everything:
            now: dict[str, HeldNote | None] = dict(self._held)
        else:
            now = {path: self._held.get(path) for path in self._touched}
        self._touched = set()
        return now

    def set_rule(self, rule: ProposedRule) -> None:
        """Judge every task by another rule of what is proposed."""
        old, self._rule = self._rule, rule
        # While the settings stay, only tasks with these symbols can be judged otherwise.
        same = rule.settings == old.settings
        symbols = [pack_symbol(symbol) for symbol in rule.enough ^ old.enough]
        for path, held in self._held.items():
            is_same = same and not held.note.may_have(symbols)
            judged = held.judged if is_same else None
            if not is_same:
                self._touched.add(path)
            self._held[path] = HeldNote(held.note, held.ids, rule, judged)


def _each_related(held: HeldNote | None, act: Callable[[TaskId, Task], None]) -> None:
    """Do something with each task of a note whose line may hold ids: only there it is read."""
    if held is None or not _may_depend(held.note.text):
        return
    for found in held.tasks:
        if _may_depend(found.raw):
            act(found.id, found.task)


def _may_depend(lines: bytes) -> bool:
    return _ID_SIGN in lines or _DEPENDS_ON_SIGN in lines or b"::" in lines


def _replaced(old: HeldNote | None, new: HeldNote | None) -> Replaced:
    if new is None:
        return Replaced(frozenset(old.ids), frozenset()) if old else NOTHING_REPLACED
    if old is None:
        return Replaced(frozenset(), frozenset(new.ids))
    before, after = _facts(old), _facts(new)
    is_same = old.note.path == new.note.path and old.note.frontmatter == new.note.frontmatter
    if is_same and before == after:
        return NOTHING_REPLACED
    changed = [i for i, fact in after.items() if not is_same or before.get(i) != fact]
    return Replaced(frozenset(before.keys() - after.keys()), frozenset(changed))


def _facts(held: HeldNote) -> dict[TaskId, tuple[int, bytes]]:
    pairs = zip(held.note.numbers, held.note.lines, strict=True)
    return dict(zip(held.ids, pairs, strict=True))

"""The index: path -> Note, TaskId -> task. Only `replace` changes it.

It is not locked: its owner (vault.Vault) changes it under one lock and hands out immutable parts.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Final, NewType, TypeVar

from parsers.fields import FieldKind
from parsers.note import Note, NoteTask
from parsers.proposed import ProposedRule
from parsers.signifiers import WORD_SIGNS
from parsers.task import Task
from vault.alignment import matching_blocks
from vault.dependencies import Dependencies

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

_ID_SIGN: Final = WORD_SIGNS[FieldKind.ID].encode()
_DEPENDS_ON_SIGN: Final = WORD_SIGNS[FieldKind.DEPENDS_ON].encode()

TaskId = NewType("TaskId", int)
"""Names a task for as long as the program runs, wherever its line goes. Starts at 1."""


@dataclass(frozen=True, slots=True)
class IndexedTask(NoteTask):
    """A task of a note with its name, as the index holds it."""

    id: TaskId
    note: Note
    """Without its tasks."""
    proposed: bool

    @property
    def at(self) -> NoteTask:
        """The task as its note has it."""
        return self

    @property
    def path(self) -> str:
        """The note's path, relative to the vault."""
        return self.note.path

    @property
    def line(self) -> int:
        """The 1-based line number."""
        return self.at.number + 1


@dataclass(frozen=True, slots=True)
class Replaced:
    """What one replacement did."""

    removed: frozenset[TaskId]
    changed: frozenset[TaskId]


class Index:
    """Every note of the vault with its tasks."""

    def __init__(self, rule: ProposedRule) -> None:
        self._rule = rule
        self._notes: dict[str, Note] = {}
        self._by_note: dict[str, tuple[IndexedTask, ...]] = {}
        self._tasks: dict[TaskId, IndexedTask] = {}
        self._dependencies = Dependencies()
        self._touched: set[str] = set()
        self._ids = count(1)

    def __len__(self) -> int:
        return len(self._tasks)

    @property
    def rule(self) -> ProposedRule:
        """What is proposed."""
        return self._rule

    @property
    def notes(self) -> Mapping[str, Note]:
        """Every note by its path."""
        return self._notes

    def get(self, task_id: TaskId) -> IndexedTask | None:
        """The task as it is now; None when it is gone."""
        return self._tasks.get(task_id)

    def in_note(self, path: str) -> tuple[IndexedTask, ...]:
        """The tasks of one note, from its top."""
        return self._by_note.get(path, ())

    def tasks(self) -> Iterator[IndexedTask]:
        """Every task; notes in no particular order, tasks of a note from its top."""
        for tasks in self._by_note.values():
            yield from tasks

    def waits_for(self, found: IndexedTask) -> tuple[IndexedTask, ...]:
        """The unfinished tasks that this one depends on: while there are any, it is blocked.

        The plugin's rules: a finished task waits for nothing, several tasks of one id all count,
        and only direct dependencies do. In order of path and line.
        """
        return self._unfinished(found, self._dependencies.needed_by)

    def blocks(self, found: IndexedTask) -> tuple[IndexedTask, ...]:
        """The unfinished tasks that depend on this one; a finished task blocks nothing."""
        return self._unfinished(found, self._dependencies.depending_on)

    def _unfinished(
        self, found: IndexedTask, related: Callable[[Task], frozenset[TaskId]]
    ) -> tuple[IndexedTask, ...]:
        if found.status.type.is_done:
            return ()
        others = (self._tasks[task_id] for task_id in related(found.task))
        unfinished = (other for other in others if not other.status.type.is_done)
        return tuple(sorted(unfinished, key=lambda other: (other.path, other.line)))

    def replace(
        self, path: str, note: Note | None, moved: Mapping[TaskId, int] | None = None
    ) -> Replaced:
        """Put what a note says now in the place of what it said; None: the note is gone.

        `moved` names the line (0-based) of tasks whose new place the caller knows.
        """
        self._touched.add(path)
        old = self._by_note.pop(path, ())
        if note is None:
            self._notes.pop(path, None)
            new: tuple[IndexedTask, ...] = ()
        else:
            # Its tasks name the note, and what held each other would only be freed by a collection.
            kept = self._notes[path] = replace(note, tasks=())
            ids = _carried_ids(old, note.tasks, moved or {}) if old else {}
            new = tuple(self._indexed(kept, at, ids.get(at.number)) for at in note.tasks)
            if new:
                self._by_note[path] = new
        return self._swap(old, new)

    def rename(self, old: str, new: str) -> None:
        """A note is at another path: its tasks keep their names when `replace` follows for it."""
        self._touched |= {old, new}
        self._notes[new] = self._notes.pop(old)
        if tasks := self._by_note.pop(old, ()):
            self._by_note[new] = tasks

    def take_touched(self, *, everything: bool = False) -> dict[str, tuple[IndexedTask, ...]]:
        """The notes that changed since this was last asked, or every one, with their tasks now."""
        touched = self._by_note.keys() if everything else self._touched
        now = {path: self._by_note.get(path, ()) for path in touched}
        self._touched = set()
        return now

    def set_rule(self, rule: ProposedRule) -> None:
        """Judge every task by another rule of what is proposed."""
        old, self._rule = self._rule, rule
        # While the settings stay, only tasks with these symbols can be judged otherwise.
        symbols = rule.enough ^ old.enough if rule.settings == old.settings else None
        for path, tasks in self._by_note.items():
            concerned = [t for t in tasks if symbols is None or t.keys.symbol in symbols]
            if not concerned:
                continue
            judged = {t.id: self._judged_again(t) for t in concerned}
            self._touched.add(path)
            self._by_note[path] = tuple(judged.get(t.id, t) for t in tasks)
            self._tasks.update(judged)

    def _judged_again(self, found: IndexedTask) -> IndexedTask:
        proposed = self._is_proposed(found.path, found)
        return found if proposed == found.proposed else replace(found, proposed=proposed)

    def _indexed(self, note: Note, at: NoteTask, known: TaskId | None) -> IndexedTask:
        task_id = known if known is not None else TaskId(next(self._ids))
        proposed = self._is_proposed(note.path, at)
        return IndexedTask(
            at.number,
            at.raw,
            at.keys,
            at.headings,
            at.grammar,
            at.name_date,
            task_id,
            note,
            proposed,
        )

    def _is_proposed(self, path: str, at: NoteTask) -> bool:
        if is_below(path, self._rule.settings.exclude_folders):
            return False
        held = self._rule.holds_line(at.status, at.raw, at.grammar.global_filter)
        return self._rule.holds(at.task) if held is None else held

    def _swap(self, old: tuple[IndexedTask, ...], new: tuple[IndexedTask, ...]) -> Replaced:
        for was in filter(_may_depend, old):
            self._dependencies.remove(was.id, was.task)
        for now in filter(_may_depend, new):
            self._dependencies.add(now.id, now.task)
        before = {t.id: t for t in old}
        after = {t.id: t for t in new}
        removed = frozenset(before.keys() - after.keys())
        for task_id in removed:
            del self._tasks[task_id]
        self._tasks.update(after)
        changed = (t.id for t in after.values() if _differs(before.get(t.id), t))
        return Replaced(removed, frozenset(changed))


def _may_depend(found: IndexedTask) -> bool:
    """Whether an id may stand in the line: only there it must be read."""
    raw = found.raw
    return _ID_SIGN in raw or _DEPENDS_ON_SIGN in raw or b"::" in raw


def _differs(before: IndexedTask | None, after: IndexedTask) -> bool:
    return (
        before is None
        or before.at.raw != after.at.raw
        or before.at.number != after.at.number
        or before.path != after.path
        or before.note.frontmatter != after.note.frontmatter
    )


def is_below(path: str, folders: Iterable[str]) -> bool:
    """Whether the note lies in one of these folders, or deeper."""
    return any(path.startswith(folder.strip("/") + "/") for folder in folders)


def _carried_ids(
    old: tuple[IndexedTask, ...], new: tuple[NoteTask, ...], moved: Mapping[TaskId, int]
) -> dict[int, TaskId]:
    """Line number -> the id that the task there had before, as far as that can be told.

    Equal lines are aligned; then a line that went elsewhere keeps its id, then one with the same
    words; between aligned lines, a run of as many new ones as old ones was edited in place, where
    they share words: another task in the same place is another task.
    """
    ids = {number: task_id for task_id, number in moved.items()}
    if not old:
        return ids
    left_old = [t for t in old if t.id not in moved]
    left_new = [t for t in new if t.number not in ids]
    gaps = list(_gaps(left_old, left_new, ids))
    _carry_moved(gaps, ids, lambda at: at.raw)
    _carry_moved(gaps, ids, lambda at: at.task.description)
    known = set(ids.values())
    for was, now in gaps:
        edited = [t for t in was if t.id not in known]
        places = [at for at in now if at.number not in ids]
        if len(edited) == len(places):
            pairs = zip(edited, places, strict=True)
            ids.update((at.number, t.id) for t, at in pairs if _share_words(t.at, at))
    return ids


_WORD = re.compile(r"\w+")


def _share_words(one: NoteTask, other: NoteTask) -> bool:
    """Whether at least half of the words of the shorter line stand in the other one."""
    words = set(_WORD.findall(one.task.description.casefold()))
    others = set(_WORD.findall(other.task.description.casefold()))
    return 2 * len(words & others) >= min(len(words), len(others))


Gap = tuple[list[IndexedTask], list[NoteTask]]
"""Tasks before and now between two that stayed."""


def _gaps(old: list[IndexedTask], new: list[NoteTask], ids: dict[int, TaskId]) -> Iterator[Gap]:
    """Put the ids of aligned lines into `ids`; give what lies between them."""
    start = now = 0
    for block in matching_blocks([t.at.raw for t in old], [at.raw for at in new]):
        yield old[start : block.start], new[now : block.now]
        start, now = block.start + block.size, block.now + block.size
        ids.update(
            (at.number, t.id)
            for t, at in zip(old[block.start : start], new[block.now : now], strict=True)
        )
    yield old[start:], new[now:]


def _carry_moved(
    gaps: list[Gap], ids: dict[int, TaskId], key: Callable[[NoteTask], bytes | str]
) -> None:
    """Put the ids of tasks into `ids` whose `key` is theirs alone, before and now."""
    known = set(ids.values())
    gone = [t for was, _ in gaps for t in was if t.id not in known]
    come = [at for _, now in gaps for at in now if at.number not in ids]
    if not (gone and come):
        return
    before = _by_key((key(t.at), t.id) for t in gone)
    after = _by_key((key(at), at.number) for at in come)
    for found, task_ids in before.items():
        numbers = after.get(found, [])
        if len(task_ids) == len(numbers) == 1:
            ids[numbers[0]] = task_ids[0]


def _by_key(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, list[_Value]]:
    groups: dict[_Key, list[_Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups

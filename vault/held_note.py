"""A note with tasks as the index holds it: packed, with a name for each task."""

from collections.abc import Iterable, Sequence
from typing import NewType, cast

from msgspec import Struct

from parsers.note import Note, NoteTask
from parsers.packed_keys import unpack_keys
from parsers.proposed import ProposedRule

TaskId = NewType("TaskId", int)
"""Names a task for as long as the program runs, wherever its line goes. Starts at 1."""


class IndexedTask(NoteTask, frozen=True, gc=False):
    """A task of a note with its name; made when somebody asks for it."""

    id: TaskId
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
        return self.number + 1


class HeldNote(Struct, gc=False, eq=False):
    """A note that has tasks, and what they are called. Never changes but for what it remembers."""

    note: Note
    ids: Sequence[TaskId]
    """One for each task, from the top; a range until an edit takes one out of order."""
    rule: ProposedRule
    """What is proposed."""
    judged: bytes | None = None
    """What `proposed` has found."""

    @property
    def proposed(self) -> bytes:
        """For each task 1 if somebody still has to decide it, else 0; found on first use."""
        # Two threads may find it at once: the same bytes, for what it follows from never changes.
        judged = self.judged
        if judged is None:
            judged = self.judged = judge(self.note, self.rule)
        return judged

    @property
    def tasks(self) -> tuple[IndexedTask, ...]:
        """The tasks from the top, made anew each time."""
        note = self.note
        facts = zip(
            note.numbers, note.lines, note.packed_keys, self.ids, self.proposed, strict=True
        )
        return tuple(
            [
                IndexedTask(note, number, raw, unpack_keys(packed), task_id, bool(proposed))
                for number, raw, packed, task_id, proposed in facts
            ]
        )

    def task_at(self, place: int) -> IndexedTask:
        """One of the tasks, counted from 0."""
        at = self.note.task_at(place)
        proposed = bool(self.proposed[place])
        return IndexedTask(self.note, at.number, at.raw, at.keys, self.ids[place], proposed)

    def find(self, task_id: TaskId) -> IndexedTask | None:
        """The task of this name."""
        return self.task_at(self.ids.index(task_id)) if task_id in self.ids else None


def named_from(first: TaskId, count: int) -> Sequence[TaskId]:
    """So many names, one after another."""
    return cast("Sequence[TaskId]", range(first, first + count))


def judge(note: Note, rule: ProposedRule) -> bytes:
    """For each task of a note 1 if it is proposed, else 0."""
    if is_below(note.path, rule.settings.exclude_folders):
        return bytes(note.count)
    statuses, own = note.grammar.statuses, note.grammar.global_filter
    found = bytearray(note.count)
    if not rule.may_tag(note.text) and not rule.enough:
        return bytes(found)
    # Asking once for each symbol spares most lines the question.
    of_symbol = {symbol: statuses.of(symbol) for symbol in note.symbols}
    may_be = {symbol: status for symbol, status in of_symbol.items() if rule.is_open(status)}
    for place, (packed, raw) in enumerate(zip(note.packed_keys, note.lines, strict=True)):
        status = may_be.get(unpack_keys(packed).symbol)
        if status:
            held = rule.holds_line(status, raw, own)
            found[place] = rule.holds(note.task_at(place).task) if held is None else held
    return bytes(found)


def is_below(path: str, folders: Iterable[str]) -> bool:
    """Whether the note lies in one of these folders, or deeper."""
    return any(path.startswith(folder.strip("/") + "/") for folder in folders)

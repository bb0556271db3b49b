"""What a history is made of: changes, the steps they belong to, and how both are kept."""

import os
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

import msgspec
from msgspec import Struct

from parsers.lines import decode_line, encode_line, shown
from vault.identity import Sought
from vault.index import TaskId

_LABEL_WIDTH: Final = 60


class Change(Struct, frozen=True):
    """One place of one note: what stood there, and what stands there now."""

    path: str
    task_id: TaskId
    """The task that was decided; 0 when this program has not seen it yet."""
    text: str
    """Its description, to name the change by."""
    before: tuple[bytes, ...]
    """The lines, without line feeds, that the change replaced."""
    after: Sought
    """The lines that took their place, with what is needed to find them again."""
    kept: int | None
    """Which of the lines now standing is the task itself."""
    kept_before: int | None
    """Which of the lines before was the task itself."""


class StepKind(StrEnum):
    """Whether a step was decided, took another back, or made one again."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


class Step(Struct, frozen=True):
    """Changes that are taken back together."""

    id: int
    name: str
    """The verb: `accept`."""
    kind: StepKind
    made: float
    """Seconds since 1970."""
    taken_back: bool
    refused: bool
    """Whether it was to be taken back and could not be, because its lines are others now."""
    changes: tuple[Change, ...]
    lost: bool = False
    """Whether another program was seen to undo any of it."""
    reason: str = ""
    """Why it was decided; empty when nobody said."""

    def by_path(self) -> Iterator[tuple[str, list[Change]]]:
        """The changes of each note together."""
        for path in dict.fromkeys(change.path for change in self.changes):
            yield path, [change for change in self.changes if change.path == path]

    @property
    def label(self) -> str:
        """The step for people: `accept “Prepare the deck”`, `reject 3 tasks`."""
        # A line that moved is two changes: where it left, and where a task came that was none.
        tasks = [c for c in self.changes if c.kept_before is not None] or self.changes
        return label_of(self.name, [change.text for change in tasks])


def label_of(name: str, texts: Sequence[str]) -> str:
    """A verb and what it was for: `accept “Prepare the deck”`, `reject 3 tasks`."""
    if len(texts) == 1:
        return f"{name} “{_shortened(texts[0], _LABEL_WIDTH)}”"
    return f"{name} {len(texts)} tasks"


class OpenWrite(Struct, frozen=True):
    """A write that was recorded and never confirmed."""

    id: int
    made: float
    """When its step was made, in seconds since 1970."""
    path: str
    base: bytes
    new: bytes
    changes: tuple[Change, ...]
    process: str
    """Of the program that made it."""


class _Stored(msgspec.Struct, array_like=True):
    """A change as it is kept: bytes only, since text of notes may not be UTF-8."""

    text: bytes
    before: tuple[bytes, ...]
    lines: tuple[bytes, ...]
    number: int
    headings: tuple[bytes, ...]
    above: tuple[bytes, ...]
    below: tuple[bytes, ...]
    note_hashes: tuple[int, ...]
    """Empty where they are those of the change before: a note has at least one line."""
    kept: int | None
    kept_before: int | None


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def packed(changes: Sequence[Change]) -> bytes:
    """The changes of one write as bytes, without their task ids."""
    stored: list[_Stored] = []
    known: tuple[int, ...] = ()
    for change in changes:
        one = _stored(change)
        if one.note_hashes == known:
            one.note_hashes = ()
        else:
            known = one.note_hashes
        stored.append(one)
    return msgspec.msgpack.encode(stored)


def _stored(change: Change) -> _Stored:
    after = change.after
    return _Stored(
        text=encode_line(change.text),
        before=change.before,
        lines=after.lines,
        number=after.number,
        headings=tuple(map(encode_line, after.headings)),
        above=after.before,
        below=after.after,
        note_hashes=after.note_hashes,
        kept=change.kept,
        kept_before=change.kept_before,
    )


def _change(path: str, task_id: TaskId, stored: _Stored) -> Change:
    return Change(
        path=path,
        task_id=task_id,
        text=shown(decode_line(stored.text)),
        before=stored.before,
        after=Sought(
            lines=stored.lines,
            number=stored.number,
            headings=tuple(map(decode_line, stored.headings)),
            before=stored.above,
            after=stored.below,
            note_hashes=stored.note_hashes,
        ),
        kept=stored.kept,
        kept_before=stored.kept_before,
    )


def unpacked(path: bytes, stored: bytes, task_ids: Sequence[TaskId]) -> tuple[Change, ...]:
    """The changes of one write; `task_ids` are empty when another program made it."""
    records = msgspec.msgpack.decode(stored, type=list[_Stored])
    hashes: tuple[int, ...] = ()
    for record in records:
        hashes = record.note_hashes = record.note_hashes or hashes
    known = task_ids or (TaskId(0),) * len(records)
    pairs = zip(records, known, strict=True)
    return tuple(_change(os.fsdecode(path), task_id, record) for record, task_id in pairs)

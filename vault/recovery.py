"""After a crash: writes that were recorded and never confirmed are finished or left alone.

A note that holds the bytes before, the bytes after, or a mixture that only an interrupted write
leaves behind, gets the bytes after. Any other content was saved by somebody else meanwhile: it is
left as it is, unless the decided lines still stand in it and can be found for certain.
"""

import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from parsers.lines import hash_lines, shown
from vault.errors import ConflictError, VaultriageError
from vault.identity import Sought
from vault.journal import Journal
from vault.notewrite import NotePlan, Target
from vault.splices import Splice
from vault.steps import Change, OpenWrite
from vault.writer import NoteWriter

_GIVEN_UP_S: Final = 30 * 86_400
"""Seconds after which a write is forgotten whose note could not be looked at."""
_PATIENCE_S: Final = 0.3


def recover(journal: Journal, writer: NoteWriter) -> list[str]:
    """Finish what can be finished; a sentence for each write that could not be.

    Until a note was looked at, its write stays in the journal: it may hold the only whole version.
    """
    remarks: list[str] = []
    for write in journal.open_writes():
        try:
            is_over = journal.was_written_later(write)
            if not is_over:
                remarks += writer.clear_leftovers(write.path, write.base, write.new)
                writer.write(write.path, RecoveryPlan(write), patience=_PATIENCE_S)
        except VaultriageError as error:
            remarks.append(
                f"A decision in {shown(write.path)} was interrupted and could not be finished: "
                f"{error.message}"
            )
            if isinstance(error, ConflictError) or time.time() > write.made + _GIVEN_UP_S:
                with suppress(VaultriageError), journal.together():
                    journal.forget(write.id)
            continue
        with suppress(VaultriageError), journal.together():
            journal.confirm(write.id)
    return remarks


def is_torn(data: bytes, base: bytes, new: bytes) -> bool:
    """Whether `data` is what an interrupted write of `new` over `base` leaves behind.

    Bytes are written in place from front to back; a growing note is filled with NULs first, a
    shrinking one is cut last.
    """
    if len(data) not in (len(base), len(new)):
        return False
    written = _common(data, new)
    kept = base[written : len(data)]
    rest = data[written:]
    return rest == kept + b"\0" * (len(rest) - len(kept))


class RecoveryPlan:
    """Decides by the note's bytes what is still to be written."""

    def __init__(self, write: OpenWrite) -> None:
        self._write = write

    def __call__(self, data: bytes) -> Sequence[Splice]:
        """Nothing, the whole rest, or the single lines; raises ConflictError."""
        write = self._write
        if data == write.new:
            return []
        if data == write.base or is_torn(data, write.base, write.new):
            start = _common(data, write.new)
            return [Splice(start, len(data), write.new[start:])]
        if _all_stand(write.changes, data):
            return []
        return _by_lines(write, data)


def _common(one: bytes, other: bytes) -> int:
    """How many bytes two texts share at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _all_stand(changes: Sequence[Change], data: bytes) -> bool:
    """Whether every decided line stands in the note as decided."""
    lines = data.split(b"\n")
    return all(line in lines for change in changes for line in change.after.lines)


def _by_lines(write: OpenWrite, data: bytes) -> Sequence[Splice]:
    plan = NotePlan([_target(change, write.base) for change in write.changes])
    splices = plan(data)
    if plan.refused:
        raise next(iter(plan.refused.values()), ConflictError("The note has changed."))
    return splices


def _target(change: Change, base: bytes) -> Target:
    """The change as it was to be made: from its place in the bytes before."""
    lines = base.split(b"\n")
    number = _number_before(change, lines)
    end = number + len(change.before)
    return Target(
        task_id=change.task_id,
        text=change.text,
        sought=Sought(
            lines=change.before,
            number=number,
            headings=change.after.headings,
            before=tuple(lines[max(0, number - 2) : number]),
            after=tuple(lines[end : end + 2]),
            note_hashes=hash_lines(lines),
        ),
        replacement=change.after.lines,
        kept=change.kept,
        kept_before=change.kept_before,
        remark="",
    )


def _number_before(change: Change, lines: Sequence[bytes]) -> int:
    """Where the change's lines stood: nearest to where they were to stand afterwards."""
    size = len(change.before)
    places = [n for n in range(len(lines)) if tuple(lines[n : n + size]) == change.before]
    return min(places, key=lambda n: abs(n - change.after.number), default=change.after.number)

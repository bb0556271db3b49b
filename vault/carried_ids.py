"""Which tasks of a note are those of before: names stay with their task, wherever its line goes."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from parsers.note import Note, NoteTask
from vault.alignment import matching_blocks
from vault.held_note import HeldNote, TaskId

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

_WORD = re.compile(r"\w+")

Gap = tuple[Sequence[int], Sequence[int]]
"""The places of tasks before and now between two that stayed."""


def carried_ids(old: HeldNote, new: Note, moved: Mapping[TaskId, int]) -> Sequence[TaskId | None]:
    """For each task of `new` the name that it had before; None where that cannot be told.

    `moved` names the line (0-based) of tasks whose new place the caller knows. Equal lines are
    aligned; then a line that went elsewhere keeps its name, then one with the same words; between
    aligned lines, a run of as many new ones as old ones was edited in place, where they share
    words: another task in the same place is another task.
    """
    before, now = old.note.lines, new.lines
    if before == now and not moved:
        return old.ids
    return _Carrying(old, new, before, now, moved).ids


class _Carrying:
    """One note and its next version; places are counted from 0 among its tasks."""

    def __init__(
        self,
        old: HeldNote,
        new: Note,
        before: list[bytes],
        now: list[bytes],
        moved: Mapping[TaskId, int],
    ) -> None:
        self._old, self._new = old, new
        by_number = {number: task_id for task_id, number in moved.items()}
        self.ids = [by_number.get(number) for number in new.numbers]
        gaps = list(self._gaps(before, now, moved))
        self._carry_moved(gaps, before.__getitem__, now.__getitem__)
        if any(was and come for was, come in self._left(gaps)):
            self._carry_moved(gaps, self._words_before, self._words_now)
            self._carry_edited(gaps)

    def _gaps(
        self, before: list[bytes], now: list[bytes], moved: Mapping[TaskId, int]
    ) -> Iterator[Gap]:
        """Carry the names of aligned lines; give what lies between them."""
        left_old = [place for place, task_id in enumerate(self._old.ids) if task_id not in moved]
        left_new = [place for place, task_id in enumerate(self.ids) if task_id is None]
        start = past = 0
        old_lines = [before[place] for place in left_old]
        for block in matching_blocks(old_lines, [now[place] for place in left_new]):
            yield left_old[start : block.start], left_new[past : block.now]
            start, past = block.start + block.size, block.now + block.size
            for was, place in zip(
                left_old[block.start : start], left_new[block.now : past], strict=True
            ):
                self.ids[place] = self._old.ids[was]
        yield left_old[start:], left_new[past:]

    def _left(self, gaps: Iterable[Gap]) -> Iterator[Gap]:
        """The places in gaps for which nothing is told yet."""
        known = set(self.ids)
        for was, now in gaps:
            gone = [place for place in was if self._old.ids[place] not in known]
            yield gone, [place for place in now if self.ids[place] is None]

    def _carry_moved(
        self,
        gaps: Iterable[Gap],
        key_before: Callable[[int], bytes | str],
        key_now: Callable[[int], bytes | str],
    ) -> None:
        """Carry the names of tasks whose key is theirs alone, before and now."""
        left = list(self._left(gaps))
        gone = [place for was, _ in left for place in was]
        come = [place for _, now in left for place in now]
        if not (gone and come):
            return
        after = _by_key((key_now(place), place) for place in come)
        for key, places in _by_key((key_before(place), place) for place in gone).items():
            found = after.get(key, [])
            if len(places) == len(found) == 1:
                self.ids[found[0]] = self._old.ids[places[0]]

    def _carry_edited(self, gaps: Iterable[Gap]) -> None:
        for edited, places in self._left(gaps):
            if len(edited) == len(places):
                for was, place in zip(edited, places, strict=True):
                    if _share_words(self._old.note.task_at(was), self._new.task_at(place)):
                        self.ids[place] = self._old.ids[was]

    def _words_before(self, place: int) -> str:
        return self._old.note.task_at(place).task.description

    def _words_now(self, place: int) -> str:
        return self._new.task_at(place).task.description


def _share_words(one: NoteTask, other: NoteTask) -> bool:
    """Whether at least half of the words of the shorter line stand in the other one."""
    words = set(_WORD.findall(one.task.description.casefold()))
    others = set(_WORD.findall(other.task.description.casefold()))
    return 2 * len(words & others) >= min(len(words), len(others))


def _by_key(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, list[_Value]]:
    groups: dict[_Key, list[_Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups

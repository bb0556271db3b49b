"""Judges notes: which views hold their tasks, and whom these are for."""

from collections.abc import Collection
from typing import Final

from parsers.keys import Keys
from parsers.line_search import hides_letters
from parsers.packed_keys import unpack_keys
from parsers.task import DEFAULT_GRAMMAR, TaskGrammar
from vault.held_note import HeldNote, TaskId
from vault.judged_note import JudgedNote, place_of
from vault.people import People
from vault.view import ONLY_ALL, OPEN, PROPOSED, views_of, whose

_MOST: Final = 1 << 16


class Judge:
    """Judges by certain people, on one day. One thread at a time."""

    def __init__(self, people: People, day: int, *, later_start_snoozes: bool) -> None:
        """`day` is an ordinal; `later_start_snoozes`: a proposal that starts later is put off."""
        self._people = people
        self._day = day
        self._later_start_snoozes = later_start_snoozes
        self._views = _ViewsByKeys(DEFAULT_GRAMMAR, day)

    def judge(self, held: HeldNote, put_off: Collection[TaskId]) -> JudgedNote:
        """What is known of a note; `put_off` are proposals that only All shows."""
        note = held.note
        if note.grammar is not self._views.grammar:
            self._views = _ViewsByKeys(note.grammar, self._day)
        owners = self._people.owners_of(note)
        views = bytearray()
        by_keys = self._views
        for packed, proposed, by in zip(note.packed_keys, held.proposed, owners, strict=True):
            found = PROPOSED if proposed else by_keys[packed]
            views.append(found ^ OPEN | whose(by) if found & OPEN else found)
        snoozed = self._snooze(held, put_off, views)
        return JudgedNote(
            held, bytes(views), owners, snoozed, place_of(note), hides_letters(note.text)
        )

    def _snooze(self, held: HeldNote, put_off: Collection[TaskId], views: bytearray) -> int:
        """Leave what is put off in no view but All; how many these are."""
        places = [held.ids.index(task_id) for task_id in put_off if task_id in held.ids]
        if self._later_start_snoozes and 1 in held.proposed:
            keys = map(unpack_keys, held.note.packed_keys)
            facts = enumerate(zip(keys, held.proposed, strict=True))
            places += [at for at, (of, is_) in facts if starts_later(of, self._day, proposed=is_)]
        for place in places:
            views[place] = ONLY_ALL
        return len(set(places))


def starts_later(keys: Keys, day: int, *, proposed: bool | int) -> bool:
    """Whether this is a proposal that starts after a day, which is an ordinal."""
    return bool(proposed) and keys.start > day


class _ViewsByKeys(dict[bytes, int]):
    """What `views_of` says of packed keys; the same few thousand come again and again."""

    def __init__(self, grammar: TaskGrammar, day: int) -> None:
        super().__init__()
        self.grammar = grammar
        self._day = day

    def __missing__(self, packed: bytes) -> int:
        if len(self) >= _MOST:
            self.clear()
        keys = unpack_keys(packed)
        views = self[packed] = views_of(keys, self.grammar.statuses.of(keys.symbol), self._day)
        return views

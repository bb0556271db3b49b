"""When the cache is read and when it is written, so that the next start is quick and right."""

from collections.abc import Callable, Iterator, Mapping
from time import time_ns
from typing import Final

from msgspec import Struct

from parsers.note import Note
from parsers.task import TaskGrammar
from vault.cache import NoteCache
from vault.cached_note import CachedNote, can_be_cached
from vault.scanner import Signature, newest_first

_COARSE_NS: Final = 2_000_000_000
"""Two saves within so many nanoseconds may leave one modification time (FAT counts so)."""
_WORTH_IT: Final = 100
"""After the first read the cache is written when one note in so many is another than in it."""


class Recalled(Struct, frozen=True):
    """Some notes as the cache has them."""

    notes: list[Note]
    signatures: Mapping[str, Signature | None]
    """By path; None when the file may have been saved again with an equal one."""
    total: int
    """How many notes the cache holds, roughly."""


class WarmStart:
    """Reads and writes the cache of one vault; without one, does nothing. One thread at a time."""

    def __init__(self, cache: NoteCache | None) -> None:
        self._cache = cache
        self._kept: dict[str, Signature | None] = {}
        self._grammar: TaskGrammar | None = None

    def notes(self, grammar: TaskGrammar) -> Iterator[Recalled]:
        """The notes as they were, the newest first, some at a time."""
        if self._cache is None:
            return
        self._grammar = grammar
        for part in self._cache.read(grammar):
            sure = part.began - _COARSE_NS
            signatures = {
                kept.note.path: kept.signature if kept.signature[0] < sure else None
                for kept in part.notes
            }
            self._kept.update(signatures)
            yield Recalled([kept.note for kept in part.notes], signatures, part.total)

    def save(
        self,
        known: Mapping[str, Signature],
        note_of: Callable[[str], Note | None],
        grammar: TaskGrammar,
        began: int | None = None,
        *,
        if_worth_it: bool = False,
    ) -> None:
        """Write what is known now, unless the cache has it.

        `note_of`: a note by its path, no older than its signature in `known`; None when it is gone.
        `began`: when the reading of it began, in ns since 1970; None when whatever was saved until
        now is in it. `if_worth_it`: only if it would spare the next start some time.
        """
        if grammar != self._grammar:
            self._kept.clear()  # they were read by other settings
        if known == self._kept:
            return
        known = {path: now for path, now in known.items() if can_be_cached(path)}
        changed = {path: now for path, now in known.items() if self._kept.get(path) != now}
        gone = self._kept.keys() - known.keys()
        count = len(changed) + len(gone)
        if self._cache is None or not count or (if_worth_it and count * _WORTH_IT < len(known)):
            return
        began = began or time_ns()
        is_patched = len(changed) < len(known) and self._cache.patch(
            list(_cached(changed, note_of)), sorted(gone), grammar, began
        )
        if not is_patched:
            self._cache.write(_cached(known, note_of), grammar, began)
        self._grammar = grammar
        self._kept = dict(known)


def _cached(
    signatures: Mapping[str, Signature], note_of: Callable[[str], Note | None]
) -> Iterator[CachedNote]:
    for path in newest_first(signatures):
        note = note_of(path)
        if note is not None:
            yield CachedNote(signatures[path], note)

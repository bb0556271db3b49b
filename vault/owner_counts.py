"""Whom open tasks and proposals are for, counted note by note."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from vault.judged_note import JudgedNote
from vault.people import Owner, OwnerKind, identity
from vault.view import ONLY_ALL

_Named = tuple[tuple[OwnerKind, str], str]
"""An owner's identity, and the name as it stands on a task."""
_MOST: Final = 1 << 14


class OwnerCounts:
    """How many tasks each owner has."""

    def __init__(self) -> None:
        self._counts: Counter[_Named] = Counter()
        self._most_first: tuple[tuple[str, int], ...] | None = ()
        self._named: dict[int, tuple[tuple[Owner, ...], list[_Named]]] = {}

    @property
    def most_first(self) -> tuple[tuple[str, int], ...]:
        """Names with their numbers, most first."""
        if self._most_first is None:
            self._most_first = _summed(self._counts)
        return self._most_first

    def swap(self, old: JudgedNote | None, new: JudgedNote | None) -> None:
        """Count what a note holds now instead of what it held."""
        changed: dict[_Named, int] = {}
        for judged, sign in ((old, -1), (new, 1)):
            if judged is None:
                continue
            for owners, views in zip(judged.owners, judged.views, strict=True):
                if owners and views != ONLY_ALL:
                    for named in self._names_of(owners):
                        changed[named] = changed.get(named, 0) + sign
        for named, by in changed.items():
            if by:
                self._most_first = None
                self._counts[named] += by
                if not self._counts[named]:
                    del self._counts[named]

    def _names_of(self, owners: tuple[Owner, ...]) -> list[_Named]:
        """Remembered by the very object: thousands of tasks have the same one."""
        known = self._named.get(id(owners))
        if known is None:
            if len(self._named) >= _MOST:
                self._named.clear()
            # Kept beside its names, so that no other object can have its id.
            known = self._named[id(owners)] = owners, [(identity(o), o.name) for o in owners]
        return known[1]


def _summed(by_owner: Mapping[_Named, int]) -> tuple[tuple[str, int], ...]:
    """Most first; a name that is written in several ways as the first of them in the alphabet."""
    names: dict[tuple[OwnerKind, str], str] = {}
    sums: dict[tuple[OwnerKind, str], int] = {}
    for (key, name), count in by_owner.items():
        names[key] = min(name, names.get(key, name))
        sums[key] = sums.get(key, 0) + count
    return tuple(sorted(((names[k], n) for k, n in sums.items()), key=lambda p: (-p[1], p[0])))

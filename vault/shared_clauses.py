"""Clauses at the ends of tasks that so many tasks have that they say nothing of any."""

from collections.abc import Iterator
from typing import Final

from parsers.likeness.wording import Wording

EntryId = int
"""Names one wording for the caller."""

_SHARED_FROM: Final = 4
"""Behind so many different tasks a clause is one that is appended to any."""


class SharedClauses:
    """Counts what stands before each clause."""

    def __init__(self) -> None:
        self._heads: dict[str, dict[object, set[EntryId]]] = {}
        """Clause -> what stands before it -> where."""

    def __len__(self) -> int:
        return len(self._heads)

    def cut(self, raw: Wording) -> Wording:
        """A wording without its longest clause that many have."""
        for offset, clause in raw.clauses:
            if len(self._heads.get(clause, ())) >= _SHARED_FROM:
                return raw.before(offset)
        return raw

    def add(self, entry: EntryId, wording: Wording) -> set[EntryId]:
        """Count the clauses of a wording; the entries with clauses that many have from now on."""
        changed: set[EntryId] = set()
        for clause, head in _heads(wording):
            heads = self._heads.setdefault(clause, {})
            is_new = head not in heads
            heads.setdefault(head, set()).add(entry)
            if is_new and len(heads) == _SHARED_FROM:
                changed.update(*heads.values())
        return changed

    def remove(self, entry: EntryId, wording: Wording) -> set[EntryId]:
        """Discount them; the entries with clauses that no longer many have."""
        changed: set[EntryId] = set()
        for clause, head in _heads(wording):
            heads = self._heads[clause]
            heads[head].discard(entry)
            if heads[head]:
                continue
            del heads[head]
            if len(heads) == _SHARED_FROM - 1:
                changed.update(*heads.values())
            if not heads:
                del self._heads[clause]
        return changed - {entry}


def _heads(raw: Wording) -> Iterator[tuple[str, object]]:
    """Each clause that may have been appended, with what stands before it."""
    for offset, clause in raw.clauses:
        yield clause, raw.before(offset).form

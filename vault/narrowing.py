"""Which of a note's rows pass a filter."""

from bisect import bisect_left
from collections.abc import Iterator

from parsers.filter import TaskFilter
from parsers.line_search import LineSearch
from parsers.lines import split_lines
from parsers.packing import Places
from vault.judged_note import JudgedNote
from vault.people import Owner


class Narrowing:
    """One filter, asked of many notes."""

    def __init__(self, wanted: TaskFilter) -> None:
        self._wanted = wanted
        self._by_owners: dict[int, tuple[tuple[Owner, ...], bool]] = {}

    def narrowed(self, judged: JudgedNote, chosen: bytes) -> bytes:
        """`chosen` with 0 where a row does not pass; empty where none does."""
        wanted, note = self._wanted, judged.note
        if not wanted:
            return chosen
        title = note.title if wanted.words else ""
        search = wanted.search_in(title)
        # Most notes have no such line: one look at all is faster than one at each.
        if search and not judged.hides_letters and not search.may_be_in(note.text):
            return b""
        if wanted.owners:
            has = self._has_owners
            chosen = bytes(
                [h if has(by) else 0 for h, by in zip(chosen, judged.owners, strict=True)]
            )
        if search is None or not any(chosen):
            return chosen
        passing = bytearray(len(chosen))
        for at in self._found(search, judged, title, chosen):
            passing[at] = chosen[at]
        return bytes(passing)

    def _found(
        self, search: LineSearch, judged: JudgedNote, title: str, chosen: bytes
    ) -> Iterator[int]:
        """The places among the chosen ones where the words and tags are."""
        note, hides = judged.note, judged.hides_letters
        indices = Places(note.places, note.count).indices()
        lines = None if hides else search.lines_in(note.text)
        for index, raw in enumerate(split_lines(note.text)) if lines is None else lines:
            at = bisect_left(indices, index)
            if at < len(indices) and indices[at] == index and chosen[at]:
                told = search.tells(raw, note.grammar, hides=hides)
                if told or (told is None and self._matches(judged, at, title)):
                    yield at

    def _matches(self, judged: JudgedNote, at: int, title: str) -> bool:
        names = [owner.name for owner in judged.owners[at]]
        return self._wanted.matches(judged.note.task_at(at).task, title, names)

    def _has_owners(self, owners: tuple[Owner, ...]) -> bool:
        """Remembered by the very object: thousands of tasks have the same one."""
        known = self._by_owners.get(id(owners))
        if known is None:
            names = [owner.name for owner in owners]
            # Kept beside its answer, so that no other object can have its id.
            known = self._by_owners[id(owners)] = owners, self._wanted.has_owners(names)
        return known[1]

"""Which of a note's rows pass a filter."""

from parsers.filter import TaskFilter
from parsers.line_search import hides_letters
from vault.judged_note import JudgedNote


class Narrowing:
    """One filter, asked of many notes."""

    def __init__(self, wanted: TaskFilter) -> None:
        self._wanted = wanted

    def narrowed(self, judged: JudgedNote, chosen: bytes) -> bytes:
        """`chosen` with 0 where a row does not pass, for each task of the note."""
        wanted = self._wanted
        if not wanted:
            return chosen
        title = judged.note.title if wanted.words else ""
        search = wanted.search_in(title)
        text = judged.note.text
        hides = search is not None and hides_letters(text)
        # Most notes have no such line: one look at all lines of a note is faster than one at each.
        if search and not hides and not search.may_be_in(text):
            return b""
        passing = bytearray(chosen)
        for at, (raw, how) in enumerate(zip(judged.note.lines, chosen, strict=True)):
            if not how:
                continue
            names = [owner.name for owner in judged.owners[at]] if wanted.owners else ()
            told: bool | None = wanted.has_owners(names)
            if told and search:
                told = search.tells(raw, judged.note.grammar, hides=hides)
            if told is None:
                told = wanted.matches(judged.note.task_at(at).task, title, names)
            if not told:
                passing[at] = 0
        return bytes(passing)

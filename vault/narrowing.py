"""Which of a note's rows pass a filter."""

from parsers.filter import TaskFilter
from parsers.line_search import hides_letters
from parsers.note import Note
from vault.view import Row


def narrowed(wanted: TaskFilter, note: Note, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows that pass, in their order; `rows` itself when there is no filter."""
    if not (wanted and rows):
        return rows
    if wanted.owners:
        rows = tuple([row for row in rows if wanted.has_owners(o.name for o in row.owners)])
    title = note.title if wanted.words else ""
    search = wanted.search_in(title)
    if search is None or not rows:
        return rows
    # Most notes have no such line: one look at all lines of a note is faster than one at each.
    lines = b"\n".join([row.found.raw for row in rows])
    hides = hides_letters(lines)
    if not hides and not search.may_be_in(lines):
        return ()
    passing = []
    for row in rows:
        found = row.found
        told = search.tells(found.raw, found.grammar, hides=hides)
        if told or (told is None and _matches(wanted, row, title)):
            passing.append(row)
    return tuple(passing)


def _matches(wanted: TaskFilter, row: Row, title: str) -> bool:
    return wanted.matches(row.found.task, title, [owner.name for owner in row.owners])

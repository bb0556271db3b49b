"""Which of a note's rows pass a filter."""

from parsers.filter import TaskFilter
from parsers.line_search import LineSearch
from parsers.note import Note
from vault.view import Row


def narrowed(wanted: TaskFilter, note: Note, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows that pass, in their order; `rows` itself when there is no filter."""
    if not (wanted and rows):
        return rows
    title = note.title if wanted.words else ""
    search = wanted.search_in(title)
    if wanted.owners:
        rows = tuple([row for row in rows if wanted.has_owners(o.name for o in row.owners)])
    if search is None:
        return rows
    return tuple([row for row in rows if _passes(wanted, search, row, title)])


def _passes(wanted: TaskFilter, search: LineSearch, row: Row, title: str) -> bool:
    found = row.found
    told = search.tells(found.raw, found.grammar)
    if told is None:
        return wanted.matches(found.task, title, [owner.name for owner in row.owners])
    return told

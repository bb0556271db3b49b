"""Which of a note's rows pass a filter."""

from parsers.filter import TaskFilter
from parsers.note import Note
from vault.view import Row


def narrowed(wanted: TaskFilter, note: Note, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows that pass, in their order; `rows` itself when there is no filter."""
    if not (wanted and rows):
        return rows
    title = note.title if wanted.words else ""
    return tuple([row for row in rows if _passes(wanted, row, title)])


def _passes(wanted: TaskFilter, row: Row, title: str) -> bool:
    names = [owner.name for owner in row.owners]
    found = row.found
    if not wanted.may_match(found.raw, title, names):
        return False
    return not (wanted.words or wanted.tags) or wanted.matches(found.task, title, names)

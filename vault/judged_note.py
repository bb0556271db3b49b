"""A note with what is known of its tasks on one day, whatever is asked."""

from collections.abc import Sequence

from msgspec import Struct

from parsers.note import Note
from vault.held_note import HeldNote
from vault.people import Owner

Place = tuple[int, str]
"""What notes are sorted by: the newest first, then by path, those without a day last."""


class JudgedNote(Struct, frozen=True, gc=False, eq=False):
    """A note's tasks, judged."""

    held: HeldNote
    views: bytes
    """For each task the bits of the views that hold it."""
    owners: Sequence[tuple[Owner, ...]]
    """For each task those whom it names."""
    snoozed: int
    """How many of them are put off."""
    place: Place
    hides_letters: bool
    """Whether ASCII letters may be hidden in its lines: then no search of bytes says no."""

    @property
    def note(self) -> Note:
        """The note itself."""
        return self.held.note

    @property
    def size(self) -> int:
        """How many tasks there are."""
        return len(self.views)


def place_of(note: Note) -> Place:
    """Where a note stands among others."""
    day = note.day
    return (-day.toordinal() if day else 1, note.path)

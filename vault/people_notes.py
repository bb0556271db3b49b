"""Who is who in a vault whose notes come and go: only notes that may be people's are looked at."""

from collections.abc import Iterable, Mapping

from parsers.note import Note
from vault.people import OwnerSettings, People, may_be_person


class PeopleNotes:
    """Keeps `People` until something about a person may have changed. Not locked."""

    def __init__(self, settings: OwnerSettings, notes: Mapping[str, Note]) -> None:
        """`notes`: those of the index, by path, as they are at any time."""
        self._settings = settings
        self._notes = notes
        self._new: list[Note] = []
        self._found: dict[str, Note] = {}
        self._people: People | None = None

    def take_in(self, notes: Iterable[Note]) -> None:
        """Some notes came; they are looked at when somebody asks who is who."""
        self._new.extend(notes)

    def replace(self, path: str, before: Note | None, now: Note | None) -> None:
        """A note is another one now, or is gone."""
        found = self._found.pop(path, None)
        # Path and properties alone tell who somebody is; most edits are to the text below.
        if before and now and (before.path, before.frontmatter) == (now.path, now.frontmatter):
            if found:
                self._found[path] = now
            return
        self._people = None if found else self._people
        self.take_in([now] if now else ())

    def rename(self, moves: Mapping[str, str]) -> None:
        """Notes are at other paths, new by old, and are to be replaced there."""
        for old, new in moves.items():
            if found := self._found.pop(old, None):
                self._found[new] = found

    def forget(self) -> None:
        """Look anew when asked: the settings are others."""
        self._people = None

    def people(self) -> People:
        """Who is who, by the notes as they are now."""
        new, self._new = self._new, []
        for note in new:
            if may_be_person(note) and self._notes.get(note.path) is note:
                self._found[note.path] = note
                self._people = None
        if self._people is None:
            self._people = People(self._settings, tuple(self._found.values()))
        return self._people

"""What subscribers of a vault are told."""

from msgspec import Struct

from parsers.lines import shown
from vault.index import TaskId


class IndexChanged(Struct, frozen=True):
    """Some notes were read again; the index already holds what they say now."""

    paths: frozenset[str]
    """Theirs; of a note that was renamed the old path too."""
    removed: frozenset[TaskId]
    """Tasks that are gone."""
    changed: frozenset[TaskId]
    """Tasks that are new or whose line, place or note is another than before."""


class ScanProgress(Struct, frozen=True):
    """The first read is under way, or over when `done` equals `total`."""

    done: int
    total: int


class WatchState(Struct, frozen=True):
    """How changes from outside are noticed now."""

    live: bool
    """Whether the system reports all changes at once."""
    remark: str
    """What is wrong, and what to do about it; may be empty."""
    word: str = ""
    """Why changes are looked for, in a word or two for the header; may be empty."""
    gone: bool = False
    """Whether the vault's folder is not there: what is known of it stays, nothing is decided."""


class SettingsChanged(Struct, frozen=True):
    """The vault's settings were read again, and every note with them."""

    problems: tuple[str, ...]


class NoteActivated(Struct, frozen=True):
    """Somebody reads another note in Obsidian."""

    path: str


class DecisionLost(Struct, frozen=True):
    """A decision was written, and another program's save has undone it since."""

    path: str
    text: str
    """The task's description."""
    was: str
    """The line before the decision."""
    wanted: str
    """The line or lines as decided; empty when it was deleted."""
    now: str
    """What stands there now; empty when it is gone or cannot be told."""

    @property
    def sentence(self) -> str:
        """The loss in a sentence, without the three versions."""
        return f"Another program has undone a decision in {shown(self.path)}: {self.text}"


Event = IndexChanged | ScanProgress | WatchState | SettingsChanged | NoteActivated | DecisionLost

"""What can be completed and chosen in a vault: people, owners, tags, notes."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from typing import Final

from msgspec import Struct

from parsers.lines import decode_line
from parsers.tags import find_tags
from vault.index import IndexedTask
from vault.vault import Vault


class Known(Struct, frozen=True):
    """Names as they are written, the likeliest first."""

    people: tuple[str, ...] = ()
    """Whom people notes are about."""
    me: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    """Whom tasks name."""
    tags: tuple[str, ...] = ()
    """With their `#`."""
    notes: tuple[str, ...] = ()
    """Names of notes as links have them."""
    names: Container[str] = frozenset()
    """Every name that somebody goes by, as `name_key` gives it."""


class KnownWords:
    """Gathers what is known of a vault: not for the screen's thread, and one thread at a time.

    Notes whose tasks are those of the last time are not read again.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._tasks: dict[str, tuple[IndexedTask, ...]] = {}
        self._tags: Counter[str] = Counter()

    nothing: Final = Known()
    """What is known where nothing could be gathered."""

    def gather(self, owners: Iterable[tuple[str, int]]) -> Known:
        """As of now; `owners` are those of open tasks with their numbers, most first."""
        people = self._vault.people()
        paths = self._vault.note_paths()
        self._follow(paths)
        me = people.settings.me
        return Known(
            people=tuple(sorted((one.name for one in people.everybody), key=str.casefold)),
            me=tuple(name.removeprefix("@") for name in me[:1]),
            owners=tuple(name for name, _ in owners),
            tags=tuple(tag for tag, count in self._tags.most_common() if count > 0),
            notes=tuple(sorted(_names(paths), key=str.casefold)),
            names=people.known,
        )

    def _follow(self, paths: Sequence[str]) -> None:
        now = {path: tasks for path in paths if (tasks := self._vault.in_note(path))}
        for path in self._tasks.keys() | now.keys():
            old, new = self._tasks.get(path, ()), now.get(path, ())
            if old is not new:
                self._tags.subtract(_tags(old))
                self._tags.update(_tags(new))
        self._tasks = now


def _tags(tasks: Iterable[IndexedTask]) -> Iterable[str]:
    for found in tasks:
        if b"#" in found.at.raw:
            yield from find_tags(decode_line(found.at.raw))


def _names(paths: Sequence[str]) -> Iterable[str]:
    """What a link says: the file's name, or the path where several are called alike."""
    stems = [path.removesuffix(".md").rpartition("/")[2] for path in paths]
    counts = Counter(stems)
    for path, stem in zip(paths, stems, strict=True):
        yield stem if counts[stem] == 1 else path.removesuffix(".md")

"""What is typed after `/`: words, `@owner`, `#tag`, all of which must hold."""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from parsers.line_search import LineSearch, search_for
from parsers.tags import is_tag_or_subtag
from parsers.task import Task


class TaskFilter(Struct, frozen=True):
    """A filter as typed, taken apart. The empty one lets every task through."""

    words: tuple[str, ...] = ()
    """Case-folded; each must stand in the description or in the note's title."""
    owners: tuple[str, ...] = ()
    """Case-folded, without `@`; each must begin a word of an owner's name."""
    tags: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.owners or self.tags)

    def search_in(self, title: str) -> LineSearch | None:
        """What tells from the bytes of lines of a note with this title whether they pass.

        None where the title has all that is wanted besides owners.
        """
        folded = title.casefold() if self.words else ""
        left = tuple([word for word in self.words if word not in folded])
        return search_for(left, self.tags) if left or self.tags else None

    def narrows(self, other: "TaskFilter") -> bool:
        """Whether whatever passes this filter passes the other one, as when one types on."""
        return (
            all(any(old in new for new in self.words) for old in other.words)
            and all(any(new.startswith(old) for new in self.owners) for old in other.owners)
            and set(other.tags) <= set(self.tags)
        )

    def matches(self, task: Task, title: str, owners: Iterable[str]) -> bool:
        """Whether the task passes; `owners` are the names on it."""
        if self.words:
            text = f"{task.description}\n{title}".casefold()
            if not all(word in text for word in self.words):
                return False
        if not self.has_owners(owners):
            return False
        tags = task.tags if self.tags else ()
        return all(any(is_tag_or_subtag(tag, wanted) for tag in tags) for wanted in self.tags)

    def has_owners(self, owners: Iterable[str]) -> bool:
        """Whether the names on a task are among those that are wanted."""
        names = [name.casefold() for name in owners] if self.owners else []
        return all(_any_begins(names, wanted) for wanted in self.owners)


NO_FILTER: Final = TaskFilter()
"""Every task passes it."""


def parse_filter(text: str) -> TaskFilter:
    """Take a typed filter apart; anything at all is a filter."""
    parts = text.split()
    return TaskFilter(
        words=tuple(part.casefold() for part in parts if not _is_special(part)),
        owners=tuple(part[1:].casefold() for part in parts if _is_special(part) and part[0] == "@"),
        tags=tuple(part for part in parts if _is_special(part) and part[0] == "#"),
    )


def _is_special(part: str) -> bool:
    return len(part) > 1 and part[0] in "@#"


def _any_begins(names: Sequence[str], wanted: str) -> bool:
    return any(name.startswith(wanted) or f" {wanted}" in name for name in names)

"""What is typed after `/`: words, `@owner`, `#tag`, all of which must hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from parsers.lines import decode_line
from parsers.tags import is_tag_or_subtag
from parsers.task import Task


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """A filter as typed, taken apart. The empty one lets every task through."""

    words: tuple[str, ...] = ()
    """Case-folded; each must stand in the description or in the note's title."""
    owners: tuple[str, ...] = ()
    """Case-folded, without `@`; each must begin a word of an owner's name."""
    tags: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.owners or self.tags)

    def may_match(self, raw: bytes, title: str, owners: Iterable[str]) -> bool:
        """Whether the names pass, and the line's bytes and the title have all words and tags.

        No task has others, so few of those that `matches` refuses need be read.
        """
        if not self._has_owners(owners):
            return False
        if not (self.words or self.tags):
            return True
        line = decode_line(raw).casefold()
        text = f"{line}\n{title.casefold()}" if self.words else ""
        return all(word in text for word in self.words) and all(
            tag.casefold() in line for tag in self.tags
        )

    def matches(self, task: Task, title: str, owners: Iterable[str]) -> bool:
        """Whether the task passes; `owners` are the names on it."""
        if self.words:
            text = f"{task.description}\n{title}".casefold()
            if not all(word in text for word in self.words):
                return False
        if not self._has_owners(owners):
            return False
        tags = task.tags if self.tags else ()
        return all(any(is_tag_or_subtag(tag, wanted) for tag in tags) for wanted in self.tags)

    def _has_owners(self, owners: Iterable[str]) -> bool:
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

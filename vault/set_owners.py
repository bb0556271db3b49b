"""Several owners at once: those who stay keep their places, the others come behind them."""

from collections.abc import Container
from typing import ClassVar

from msgspec import Struct

from parsers.owner_edits import lines_with_another_owner, owner_keys, without_other_owners
from parsers.owner_edits import words_beside_owners as beside
from parsers.owners import name_key
from parsers.status_change import LostTaskError
from parsers.task import Task, parse_task
from vault.editing import Part, Parts


class SetOwners(Struct, frozen=True):
    """All of the owners, an `Assignment` of `vault.set_task`."""

    owners: tuple[tuple[str, str], ...]
    """Names and how they are to be written, as `parse_owner` gives them."""
    known: Container[str] = ()
    """The vault's people, by `name_key`."""
    changes: ClassVar[Parts] = frozenset({Part.DESCRIPTION})

    @property
    def _keys(self) -> set[str]:
        return {name_key(name) for name, _ in self.owners}

    def line_after(self, task: Task) -> str:
        """The line without the owners who are not wanted, and with those who were not there."""
        line = without_other_owners(task, self._keys, self.known)
        for name, written in self.owners:
            line = self._with(_read(line, task), name, written)
        return line

    def _with(self, task: Task, name: str, written: str) -> str:
        before = set(owner_keys(task, self.known))
        if name_key(name) in before:
            return task.line
        lines = lines_with_another_owner(task, name, written, self.known)
        wanted = before | {name_key(name)}
        said = (line for line in lines if self._names(line, task) == wanted)
        return next(said, lines[-1])

    def _names(self, line: str, task: Task) -> set[str]:
        after = parse_task(line, task.grammar)
        return set(owner_keys(after, self.known)) if after else set()

    def is_made(self, before: Task, after: Task) -> bool:
        """Whether these and nobody else own the task, and every other word is there."""
        return set(owner_keys(after, self.known)) == self._keys and (
            beside(after, self.known) == beside(before, self.known)
        )


def _read(line: str, task: Task) -> Task:
    after = parse_task(line, task.grammar)
    if after is None:
        raise LostTaskError(line)
    return after

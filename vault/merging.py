"""Merging: a proposal that says what an older task says already is cancelled in its favour."""

from collections.abc import Iterable
from typing import ClassVar, Final

from msgspec import Struct

from parsers.lines import shown
from parsers.status_change import Rewrite
from parsers.task import Task
from vault.editing import EditContext, Part, Parts, unchanged, with_words
from vault.edits import DECISION, Cancel
from vault.errors import UsageError
from vault.index import IndexedTask
from vault.outcomes import Decision

_NOT_IN_A_LINK: Final = frozenset("[]|#^\\\t\r\n")


class Merge(Struct, frozen=True):
    """The proposal is cancelled: another task stands for it."""

    name: ClassVar[str] = "merge"
    past: ClassVar[str] = "merged"
    changes: ClassVar[Parts] = DECISION

    def rewrite(self, task: Task, context: EditContext, *, proposed: bool) -> Rewrite:
        """The cancelled line without its proposed tags, with ❌ today."""
        if not proposed:
            return unchanged(task, "It is no proposal.")
        return Cancel().rewrite(task, context, proposed=proposed)


class AddLink(Struct, frozen=True):
    """The task that is kept gets a link to the note of the proposal."""

    name: ClassVar[str] = "merge"
    past: ClassVar[str] = "kept"
    changes: ClassVar[Parts] = frozenset({Part.DESCRIPTION})
    link: str
    """`[[Note]]`; empty for a task that stays as it is."""

    def rewrite(
        self,
        task: Task,
        context: EditContext,  # noqa: ARG002 - no day and no rule matters
        *,
        proposed: bool,  # noqa: ARG002 - a proposal can be the one that is kept
    ) -> Rewrite:
        """The line with the link behind its words, unless it is there already."""
        if not self.link or self.link in task.description:
            return unchanged(task, "It stays as it is.")
        return Rewrite((with_words(task, self.link),), 0)


def merge_decisions(
    proposal: IndexedTask, into: IndexedTask, link: str = ""
) -> tuple[Decision, Decision]:
    """What a merge decides: first about the task that is kept, then about the proposal.

    Raises UsageError when the two are one task, or when there is nothing to merge.
    """
    if proposal.id == into.id:
        raise UsageError("A task cannot be merged into itself.", "Name two tasks.")
    if not proposal.proposed:
        raise UsageError(
            f"{shown(proposal.path)}:{proposal.line} is no proposal; only those are merged.",
            "Name the proposal first, then the task that is kept.",
        )
    return Decision(into, AddLink(link)), Decision(proposal, Merge())


def link_to(path: str, from_path: str, paths: Iterable[str]) -> str:
    """A wikilink to the note at `path`: by its name where no other note has it, else by its path.

    `paths` are those of all notes. Empty for a link from a note to itself. Raises UsageError for
    a name that no link can hold.
    """
    if path == from_path:
        return ""
    if _NOT_IN_A_LINK.intersection(path) or shown(path) != path:
        hint = "Rename the note, or leave out --link."
        raise UsageError(f"No link can name {shown(path)}.", hint)
    target, name = _without_ending(path), _name(path)
    alike = sum(_name(other).casefold() == name.casefold() for other in paths)
    return f"[[{name}]]" if alike <= 1 else f"[[{target}|{name}]]"


def _name(path: str) -> str:
    return _without_ending(path).rpartition("/")[2]


def _without_ending(path: str) -> str:
    return path[: -len(".md")] if path.casefold().endswith(".md") else path

"""The edit behind `set`: any number of things that a task is to be, as one edit of its line."""

from collections.abc import Container
from typing import ClassVar, Final, Protocol

from msgspec import Struct

from parsers.fields import FieldKind
from parsers.owner_edits import lines_with_owner, owner_keys, without_owners
from parsers.owner_edits import words_beside_owners as beside
from parsers.owners import name_key
from parsers.status_change import LostTaskError, Rewrite, change_status
from parsers.task import Task, parse_task
from parsers.text_edits import described_as, with_description, with_tag
from vault.editing import (
    EditContext,
    Part,
    Parts,
    changes_more,
    field_values,
    is_same_but,
    unchanged,
)
from vault.edits import STATUS_AND_DATES
from vault.errors import UsageError

_WORDS: Final[Parts] = frozenset({Part.DESCRIPTION})


class Assignment(Protocol):
    """One thing that a task is to be."""

    @property
    def changes(self) -> Parts:
        """What of the line may change."""
        ...

    def line_after(self, task: Task) -> str:
        """The line that says so."""
        ...

    def is_made(self, before: Task, after: Task) -> bool:
        """Whether `after`, read from that line, says so, and the rest of these parts is kept."""
        ...


class SetField(Struct, frozen=True):
    """A date or the priority; None clears it, duplicates and all."""

    kind: FieldKind
    value: str | None
    """As the line says it: an ISO date, or the priority's word."""

    @property
    def changes(self) -> Parts:
        """The field alone."""
        return frozenset({self.kind})

    def line_after(self, task: Task) -> str:
        """The line with the field replaced where it stands, else at the end of the text."""
        if self.value is None:
            return task.without_field(self.kind)
        return task.with_field(self.kind, self.value)

    def is_made(self, before: Task, after: Task) -> bool:
        """Whether the leftmost field, which counts, has the value, and duplicates are kept."""
        old = field_values(before).get(self.kind, ())
        wanted = () if self.value is None else (self.value, *old[1:])
        return field_values(after).get(self.kind, ()) == wanted


class SetDescription(Struct, frozen=True):
    """The whole description, as `parse_description` gives it: its tags and owners too."""

    text: str
    changes: ClassVar[Parts] = _WORDS

    def line_after(self, task: Task) -> str:
        """The line with the words replaced and the fields where they are."""
        return with_description(task, self.text)

    def is_made(self, before: Task, after: Task) -> bool:
        """Whether the description is what was asked for, with the global filter where needed."""
        return after.description == described_as(before, self.text)


class SetOwner(Struct, frozen=True):
    """The one owner, as `parse_owner` gives it; an empty name takes every owner away."""

    name: str
    written: str = ""
    """How it is to be written; empty for as it fits the line."""
    known: Container[str] = ()
    """The vault's people, by `name_key`."""
    changes: ClassVar[Parts] = _WORDS

    def line_after(self, task: Task) -> str:
        """The line with the owner in the place of those who are there, else behind the words."""
        if not self.name:
            return without_owners(task, self.known)
        if set(owner_keys(task, self.known)) == {name_key(self.name)}:
            return task.line
        lines = lines_with_owner(task, self.name, self.written, self.known)
        return next((line for line in lines if self._is_said(line, task)), lines[-1])

    def _is_said(self, line: str, task: Task) -> bool:
        after = parse_task(line, task.grammar)
        return after is not None and self.is_made(task, after)

    def is_made(self, before: Task, after: Task) -> bool:
        """Whether nobody else owns the task, and every other word is there."""
        wanted = {name_key(self.name)} if self.name else set()
        return set(owner_keys(after, self.known)) == wanted and (
            beside(after, self.known) == beside(before, self.known)
        )


class AddTag(Struct, frozen=True):
    """A tag that the task is to carry; nothing is done where it does, in whichever case."""

    tag: str
    changes: ClassVar[Parts] = _WORDS

    def line_after(self, task: Task) -> str:
        """The line with the tag behind its words."""
        return task.line if _carries(task, self.tag) else with_tag(task, self.tag)

    def is_made(self, before: Task, after: Task) -> bool:
        """Whether there is one tag more and no other word has changed."""
        if _carries(before, self.tag):
            return after.description == before.description
        rest = after.description.split()
        if self.tag not in after.tags:
            return False
        rest.remove(self.tag)
        return rest == before.description.split()


class RemoveTag(Struct, frozen=True):
    """A tag that the task is not to carry, in whichever case it is written."""

    tag: str
    changes: ClassVar[Parts] = _WORDS

    def line_after(self, task: Task) -> str:
        """The line without it. Raises UsageError for the global filter of the vault."""
        if self.tag == task.grammar.global_filter:
            raise UsageError(
                f"{self.tag} is the global filter of Tasks: without it this is no task; "
                "nothing was written.",
                "The filter stands in the settings of the Tasks plugin.",
            )
        return task.without_tags(lambda tag: self._is_meant(tag, task))

    def _is_meant(self, tag: str, task: Task) -> bool:
        same = tag.casefold() == self.tag.casefold()
        return same and tag != task.grammar.global_filter

    def is_made(self, before: Task, after: Task) -> bool:
        """Whether the tags are gone and every other word is there."""
        kept = [w for w in before.description.split() if not self._is_meant(w, before)]
        return after.description.split() == kept and not _carries(after, self.tag)


class SetTask(Struct, frozen=True):
    """All that one call of `set` asks for; what is first is done first, the status last."""

    assignments: tuple[Assignment, ...] = ()
    symbol: str | None = None
    """The new status; None keeps it."""
    remark: str = ""
    """What to tell the user of what is written, such as the day that a typed date means."""
    name: ClassVar[str] = "set"
    past: ClassVar[str] = "set"

    @property
    def changes(self) -> Parts:
        """What any of them may change."""
        parts = [assignment.changes for assignment in self.assignments]
        return frozenset().union(*parts, STATUS_AND_DATES if self.symbol is not None else ())

    def rewrite(
        self,
        task: Task,
        context: EditContext,
        *,
        proposed: bool,  # noqa: ARG002 - what is asked for holds for any task
    ) -> Rewrite:
        """The line that says all of it; a recurring task that is done leaves its next one."""
        current = task
        for assignment in self.assignments:
            current = _assigned(assignment, current, context)
        rewrite = Rewrite((current.line,), 0)
        if self.symbol is not None:
            rewrite = change_status(current, self.symbol, context.today, context.rules)
        if rewrite.lines == (task.line,):
            return unchanged(task, "It says so already.")
        remark = " ".join(filter(None, (self.remark, rewrite.remark)))
        return Rewrite(rewrite.lines, rewrite.kept, remark)


def _assigned(assignment: Assignment, task: Task, context: EditContext) -> Task:
    line = assignment.line_after(task)
    after = parse_task(line, task.grammar)
    if after is None:
        raise LostTaskError(line)
    same = is_same_but(assignment.changes, task, after, context.proposed)
    if not same or not assignment.is_made(task, after):
        raise changes_more(SetTask.name)
    return after


def _carries(task: Task, tag: str) -> bool:
    return any(carried.casefold() == tag.casefold() for carried in task.tags)

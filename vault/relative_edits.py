"""Edits that ask what a task is already: one priority up or down, and one edit after another."""

from typing import ClassVar

from msgspec import Struct

from parsers.fields import FieldKind
from parsers.priority import Priority
from parsers.status_change import LostTaskError, Rewrite
from parsers.task import Task, parse_task
from vault.editing import Edit, EditContext, Parts, unchanged


class Reprioritize(Struct, frozen=True):
    """So many priorities up, or down where negative; the highest and the lowest are the ends."""

    by: int
    name: ClassVar[str] = "set"
    past: ClassVar[str] = "set"
    changes: ClassVar[Parts] = frozenset({FieldKind.PRIORITY})

    def rewrite(
        self,
        task: Task,
        context: EditContext,  # noqa: ARG002 - a priority asks for no day
        *,
        proposed: bool,  # noqa: ARG002 - a proposal has a priority as any task
    ) -> Rewrite:
        """The line with that priority."""
        wanted = min(max(task.priority - self.by, Priority.HIGHEST), Priority.LOWEST)
        if wanted == task.priority:
            end = "highest" if self.by > 0 else "lowest"
            return unchanged(task, f"It has the {end} priority already.")
        if wanted == Priority.NONE:
            return Rewrite((task.without_field(FieldKind.PRIORITY),), 0)
        return Rewrite((task.with_field(FieldKind.PRIORITY, Priority(wanted).word),), 0)


class EditThen(Struct, frozen=True):
    """An edit, and a verb on what it makes of the line: one step, told as the verb."""

    first: Edit
    """It leaves one line."""
    then: Edit

    @property
    def name(self) -> str:
        """The verb as typed."""
        return self.then.name

    @property
    def past(self) -> str:
        """The verb as reported."""
        return self.then.past

    @property
    def changes(self) -> Parts:
        """What either may change."""
        return self.first.changes | self.then.changes

    def rewrite(self, task: Task, context: EditContext, *, proposed: bool) -> Rewrite:
        """What the verb makes of the edited line."""
        (line,) = self.first.rewrite(task, context, proposed=proposed).lines
        edited = parse_task(line, task.grammar)
        if edited is None:
            raise LostTaskError(line)
        return self.then.rewrite(edited, context, proposed=proposed)

"""Putting a task off: which of its dates moves, and from which day a typed span is counted."""

from datetime import date
from typing import ClassVar, Final

from msgspec import Struct

from parsers.fields import FieldKind
from parsers.status_change import Rewrite
from parsers.task import Task
from parsers.typed_dates import describe_date
from vault.editing import EditContext, Parts, unchanged

_IN_ORDER: Final = (FieldKind.DUE, FieldKind.SCHEDULED, FieldKind.START)


class Postpone(Struct, frozen=True):
    """A task's due, else scheduled, else start date becomes another; an undated one gets ⏳."""

    name: ClassVar[str] = "snooze"
    past: ClassVar[str] = "snoozed"
    changes: ClassVar[Parts] = frozenset(_IN_ORDER)
    until: date

    def rewrite(
        self,
        task: Task,
        context: EditContext,
        *,
        proposed: bool,
    ) -> Rewrite:
        """The line with that date; a proposal, which is nobody's commitment yet, gets 🛫."""
        if task.status.type.is_done:
            return unchanged(task, "It is finished already.")
        kind = FieldKind.START if proposed else postponed_field(task)
        line = task.with_field(kind, self.until.isoformat())
        return Rewrite((line,), 0, f"{kind.value}: {describe_date(self.until, context.today)}.")


def postponed_field(task: Task) -> FieldKind:
    """The field that putting off changes, as the plugin chooses it."""
    return next((kind for kind in _IN_ORDER if task.has(kind)), FieldKind.SCHEDULED)


def day_to_count_from(task: Task, today: date, *, proposed: bool) -> date:
    """The later of today and the date that moves: a span such as `+3d` is counted from there."""
    if proposed:
        return today
    kind = postponed_field(task)
    # The name of a note may say when an undated task is scheduled.
    day = task.scheduled if kind is FieldKind.SCHEDULED else task.dates.get(kind)
    return max(today, day or today)

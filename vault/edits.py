"""The verbs of triage: what each makes of one task line."""

from enum import StrEnum
from typing import ClassVar, Final

from msgspec import Struct

from parsers.fields import FieldKind
from parsers.status import Status, StatusType
from parsers.status_change import Rewrite, change_status
from parsers.task import Task, parse_task
from vault.editing import Edit, EditContext, Part, Parts, plan, unchanged, with_words
from vault.errors import UsageError
from vault.index import IndexedTask
from vault.verb_symbols import (
    accepted_symbol,
    cancelled_symbol,
    done_symbol,
    rejected_symbol,
    started_symbol,
)

__all__ = [
    "Accept",
    "Cancel",
    "Complete",
    "Edit",
    "EditContext",
    "Reject",
    "RejectMode",
    "Toggle",
    "fits",
    "plan",
]

STATUS_AND_DATES: Final[Parts] = frozenset({Part.STATUS, FieldKind.DONE, FieldKind.CANCELLED})
"""What a change of status may change."""

DECISION: Final[Parts] = STATUS_AND_DATES | {Part.PROPOSED_TAGS, FieldKind.CREATED}
"""What a verb may change that also decides a proposal."""


class Accept(Struct, frozen=True):
    """A proposal becomes a task, or a task under way."""

    start: bool = False
    changes: ClassVar[Parts] = DECISION

    @property
    def name(self) -> str:
        """The verb as typed."""
        return "start" if self.start else "accept"

    @property
    def past(self) -> str:
        """The verb as reported."""
        return "started" if self.start else "accepted"

    def rewrite(self, task: Task, context: EditContext, *, proposed: bool) -> Rewrite:
        """The open line without its proposed tags; ➕ today where the vault's settings say so."""
        symbol = self._symbol(task, context)
        if not proposed:
            if self.start and not task.status.type.is_done:
                return change_status(task, symbol, context.today, context.rules)
            return unchanged(task, "It is no proposal.")
        settled = _without_proposed(task, context)
        rewrite = change_status(settled, symbol, context.today, context.rules)
        if not context.rules.set_created_date:
            return rewrite
        accepted = _read(rewrite.lines[0], task)
        if accepted.has(FieldKind.CREATED):
            return rewrite
        created = accepted.with_field(FieldKind.CREATED, context.today.isoformat())
        return Rewrite((created,), 0, rewrite.remark)

    def _symbol(self, task: Task, context: EditContext) -> str:
        if self.start:
            return started_symbol(task.grammar.statuses)
        return accepted_symbol(task, context.proposed.settings.symbols)


class RejectMode(StrEnum):
    """What becomes of the line of a rejected proposal."""

    MARK = "mark"
    """It stays, cancelled, so that no pipeline proposes it again."""
    DELETE = "delete"
    MOVE = "move"
    """It goes to another note, cancelled, with the lines indented below it."""


class Reject(Struct, frozen=True):
    """A proposal is declined."""

    name: ClassVar[str] = "reject"
    past: ClassVar[str] = "rejected"
    mode: RejectMode = RejectMode.MARK
    move_to: str = ""
    """The note for `RejectMode.MOVE`, by its path; `vault.moving` takes the line there."""
    note_reason: str = ""
    """Why, to be written into the line as `[reason:: …]`; empty to write nothing of it."""

    @property
    def changes(self) -> Parts:
        """What may change; the words only where a reason comes among them."""
        return DECISION | {Part.DESCRIPTION} if self.note_reason else DECISION

    def rewrite(self, task: Task, context: EditContext, *, proposed: bool) -> Rewrite:
        """The cancelled line without its proposed tags, with ❌ today; no line to delete it."""
        if not proposed:
            return unchanged(task, "It is no proposal.")
        if self.mode is RejectMode.DELETE:
            return Rewrite((), None)
        symbol = rejected_symbol(task.grammar.statuses)
        line = _cancelled(_without_proposed(task, context), symbol, context)
        if self.note_reason:
            line = with_words(_read(line, task), _reason_field(self.note_reason))
        return Rewrite((line,), 0)


class Complete(Struct, frozen=True):
    """A task, or a proposal, was done already."""

    name: ClassVar[str] = "done"
    past: ClassVar[str] = "done"
    changes: ClassVar[Parts] = DECISION

    def rewrite(self, task: Task, context: EditContext, *, proposed: bool) -> Rewrite:
        """The finished line with ✅ today; a recurring one leaves its next occurrence."""
        if task.status.type in (StatusType.DONE, StatusType.CANCELLED):
            return unchanged(task, "It is finished already.")
        open_task = task
        if proposed:
            open_task = _without_proposed(task, context)
        symbol = done_symbol(task.grammar.statuses)
        return change_status(open_task, symbol, context.today, context.rules)


class Cancel(Struct, frozen=True):
    """A task, or a proposal, is not going to be done."""

    name: ClassVar[str] = "cancel"
    past: ClassVar[str] = "cancelled"
    changes: ClassVar[Parts] = DECISION

    def rewrite(self, task: Task, context: EditContext, *, proposed: bool) -> Rewrite:
        """The cancelled line with ❌ today."""
        if task.status.type in (StatusType.DONE, StatusType.CANCELLED):
            return unchanged(task, "It is finished already.")
        open_task = _without_proposed(task, context) if proposed else task
        symbol = cancelled_symbol(task.grammar.statuses)
        return Rewrite((_cancelled(open_task, symbol, context),), 0)


class Toggle(Struct, frozen=True):
    """The status goes on to its registered next symbol, as a click in Obsidian does."""

    name: ClassVar[str] = "toggle"
    past: ClassVar[str] = "toggled"
    changes: ClassVar[Parts] = STATUS_AND_DATES

    def rewrite(
        self,
        task: Task,
        context: EditContext,
        *,
        proposed: bool,  # noqa: ARG002 - a click asks for the status alone
    ) -> Rewrite:
        """The line with the next status and the dates that come and go with it."""
        symbol = task.status.next_symbol
        if len(symbol) != 1:
            return unchanged(task, f"The status {_named(task.status)} names no next status.")
        return change_status(task, symbol, context.today, context.rules)


def fits(edit: Edit, found: IndexedTask) -> bool:
    """Whether the verb is meant for such a task at all; the cheap half of what `plan` finds out."""
    is_for_proposals = isinstance(edit, Reject) or (isinstance(edit, Accept) and not edit.start)
    return found.proposed or not is_for_proposals


def _named(status: Status) -> str:
    return f"“{status.name}”" if status.name.strip() else f"[{status.symbol}]"


def _reason_field(reason: str) -> str:
    plain = " ".join(reason.replace("[", "(").replace("]", ")").split())
    return f"[reason:: {plain}]"


def _read(line: str, task: Task) -> Task:
    again = parse_task(line, task.grammar)
    if again is None:
        raise UsageError(
            "Without its proposed tag this would be no task of the vault; nothing was written.",
            "The Tasks plugin's global filter stands in that tag. Edit the line by hand.",
        )
    return again


def _without_proposed(task: Task, context: EditContext) -> Task:
    kept = task.grammar.global_filter
    is_proposed_tag = context.proposed.is_proposed_tag
    again = _read(task.without_tags(lambda tag: tag != kept and is_proposed_tag(tag)), task)
    if any(map(is_proposed_tag, again.tags)):
        raise UsageError(
            "Without its proposed tag the line shows another one; nothing was written.",
            "Edit the line by hand.",
        )
    return again


def _cancelled(task: Task, symbol: str, context: EditContext) -> str:
    line = change_status(task, symbol, context.today, context.rules).lines[0]
    if not context.rules.set_cancelled_date:
        return line
    # Also where the vault's settings do not know the symbol as a cancelled one.
    return _read(line, task).with_field(FieldKind.CANCELLED, context.today.isoformat())

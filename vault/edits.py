"""The verbs: what each makes of one task line, and the check that nothing else changed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final, Protocol

from parsers.fields import FieldKind
from parsers.proposed import ProposedRule
from parsers.status import StatusRegistry, StatusType
from parsers.status_change import LostTaskError, Rewrite, StatusRules, change_status
from parsers.task import Task, parse_task
from vault.errors import UsageError
from vault.index import IndexedTask

_REJECTED_NAMES: Final = ("reject", "declin", "dismiss", "won't", "won’t")


@dataclass(frozen=True, slots=True)
class EditContext:
    """What a verb may ask besides the task."""

    today: date
    rules: StatusRules
    proposed: ProposedRule


class Edit(Protocol):
    """One verb with what it needs; `rewrite` says what the line becomes."""

    @property
    def name(self) -> str:
        """The verb as typed: `accept`."""
        ...

    @property
    def past(self) -> str:
        """The verb as reported: `accepted`."""
        ...

    def rewrite(self, task: Task, context: EditContext, *, proposed: bool) -> Rewrite:
        """What the line becomes; the same line when there is nothing to do."""
        ...


@dataclass(frozen=True, slots=True)
class Accept:
    """A proposal becomes a task, or a task under way."""

    start: bool = False

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
        if not proposed:
            if self.start and not task.status.type.is_done:
                return change_status(task, _started_symbol(task), context.today, context.rules)
            return _unchanged(task, "It is no proposal.")
        symbol = _started_symbol(task) if self.start else _accepted_symbol(task, context)
        settled = _without_proposed(task, context)
        rewrite = change_status(settled, symbol, context.today, context.rules)
        if not context.rules.set_created_date:
            return rewrite
        accepted = _read(rewrite.lines[0], task)
        if accepted.has(FieldKind.CREATED):
            return rewrite
        created = accepted.with_field(FieldKind.CREATED, context.today.isoformat())
        return Rewrite((created,), 0, rewrite.remark)


@dataclass(frozen=True, slots=True)
class Reject:
    """A proposal is declined; its line stays, so that no pipeline proposes it again."""

    name: ClassVar[str] = "reject"
    past: ClassVar[str] = "rejected"

    def rewrite(self, task: Task, context: EditContext, *, proposed: bool) -> Rewrite:
        """The cancelled line without its proposed tags, with ❌ today."""
        if not proposed:
            return _unchanged(task, "It is no proposal.")
        symbol = _rejected_symbol(task.grammar.statuses)
        open_task = _without_proposed(task, context)
        line = change_status(open_task, symbol, context.today, context.rules).lines[0]
        if context.rules.set_cancelled_date:
            # Also where the vault's settings do not know the symbol as a cancelled one.
            line = _read(line, task).with_field(FieldKind.CANCELLED, context.today.isoformat())
        return Rewrite((line,), 0)


@dataclass(frozen=True, slots=True)
class Complete:
    """A task, or a proposal, was done already."""

    name: ClassVar[str] = "done"
    past: ClassVar[str] = "done"

    def rewrite(self, task: Task, context: EditContext, *, proposed: bool) -> Rewrite:
        """The finished line with ✅ today; a recurring one leaves its next occurrence."""
        if task.status.type in (StatusType.DONE, StatusType.CANCELLED):
            return _unchanged(task, "It is finished already.")
        open_task = task
        if proposed:
            open_task = _without_proposed(task, context)
        symbol = _done_symbol(task.grammar.statuses)
        return change_status(open_task, symbol, context.today, context.rules)


@dataclass(frozen=True, slots=True)
class Toggle:
    """The status goes on to its registered next symbol, as a click in Obsidian does."""

    name: ClassVar[str] = "toggle"
    past: ClassVar[str] = "toggled"

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
            return _unchanged(task, f"The status “{task.status.name}” names no next status.")
        return change_status(task, symbol, context.today, context.rules)


def fits(edit: Edit, found: IndexedTask) -> bool:
    """Whether the verb is meant for such a task at all; the cheap half of what `plan` finds out."""
    is_for_proposals = isinstance(edit, Reject) or (isinstance(edit, Accept) and not edit.start)
    return found.proposed or not is_for_proposals


def plan(edit: Edit, task: Task, context: EditContext, *, proposed: bool) -> Rewrite:
    """What `edit` makes of `task`, checked: parsed again, nothing else has changed.

    `proposed` is what the index says of the task: it knows the folders that hold no proposals.
    Raises UsageError when a line is so odd that the edit would change more than it means.
    """
    try:
        rewrite = edit.rewrite(task, context, proposed=proposed)
    except LostTaskError as error:
        raise UsageError(
            f"“{edit.name}” would leave a line that is no task of this vault; nothing was written.",
            "The Tasks plugin's global filter, or a status symbol of its settings, does not fit "
            "what would be written. Edit the line by hand.",
        ) from error
    if rewrite.kept is None or rewrite.lines[rewrite.kept] == task.line:
        return rewrite
    after = parse_task(rewrite.lines[rewrite.kept], task.grammar)
    if after is None or _lasting(after, context) != _lasting(task, context):
        raise UsageError(
            f"“{edit.name}” would change more of this line than it means; nothing was written.",
            "Edit the line by hand.",
        )
    return rewrite


def _lasting(task: Task, context: EditContext) -> tuple[object, ...]:
    """What no verb may change: all but status, proposed tags and the dates that verbs write."""
    words = task.description.split()
    return (
        task.indentation,
        task.list_marker,
        task.priority,
        task.due,
        task.dates.get(FieldKind.SCHEDULED),
        task.start,
        task.rule,
        task.id,
        task.depends_on,
        task.block_link,
        [word for word in words if not context.proposed.is_proposed_tag(word)],
    )


def _unchanged(task: Task, remark: str) -> Rewrite:
    return Rewrite((task.line,), 0, remark)


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


def _accepted_symbol(task: Task, context: EditContext) -> str:
    statuses, symbol = task.grammar.statuses, task.status.symbol
    if symbol not in context.proposed.settings.symbols:
        return symbol if task.status.type is StatusType.TODO else " "
    following = statuses.of(symbol).next_symbol if symbol in statuses else " "
    fits = len(following) == 1 and statuses.of(following).type is StatusType.TODO
    return following if fits and following not in context.proposed.settings.symbols else " "


def _started_symbol(task: Task) -> str:
    started = task.grammar.statuses.first_of(StatusType.IN_PROGRESS)
    return started.symbol if started else "/"


def _rejected_symbol(statuses: StatusRegistry) -> str:
    for status in statuses:
        name = status.name.casefold()
        if status.type is StatusType.CANCELLED and any(part in name for part in _REJECTED_NAMES):
            return status.symbol
    if "-" in statuses and statuses.of("-").type is not StatusType.CANCELLED:
        cancelled = statuses.first_of(StatusType.CANCELLED)
        return cancelled.symbol if cancelled else "-"
    return "-"


def _done_symbol(statuses: StatusRegistry) -> str:
    if "x" in statuses and statuses.of("x").type is StatusType.DONE:
        return "x"
    done = statuses.first_of(StatusType.DONE)
    return done.symbol if done else "x"

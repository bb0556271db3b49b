"""What an edit of a task is, and the check that it changes what it means and nothing else."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from msgspec import Struct

from parsers.fields import DATE_KINDS, FieldKind
from parsers.proposed import ProposedRule
from parsers.status_change import LostTaskError, Rewrite, StatusRules
from parsers.task import Task, parse_task
from parsers.text_edits import with_text
from vault.errors import UsageError

_BY_HAND: Final = "Edit the line by hand."


class EditContext(Struct, frozen=True):
    """What a verb may ask besides the task."""

    today: date
    rules: StatusRules
    proposed: ProposedRule


class Part(StrEnum):
    """What an edit may mean to change besides fields; a field is named by its kind."""

    STATUS = "status"
    PROPOSED_TAGS = "proposed tags"
    DESCRIPTION = "description"
    """All its words, tags and owners among them."""
    BLOCK_LINK = "block link"


Parts = frozenset[Part | FieldKind]

_NOT_REPEATED: Final[Parts] = frozenset(
    {Part.STATUS, Part.BLOCK_LINK, FieldKind.ID, FieldKind.DEPENDS_ON, *DATE_KINDS}
)
"""In what the next occurrence differs from a task that is done."""


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

    @property
    def changes(self) -> Parts:
        """What it may change; `plan` refuses a line of which anything else would be changed."""
        ...

    def rewrite(self, task: Task, context: EditContext, *, proposed: bool) -> Rewrite:
        """What the line becomes; the same line when there is nothing to do."""
        ...


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
    if rewrite.lines == (task.line,):
        return rewrite
    if not _is_meant(edit, task, rewrite, context.proposed):
        raise changes_more(edit.name)
    return rewrite


def _is_meant(edit: Edit, task: Task, rewrite: Rewrite, rule: ProposedRule) -> bool:
    """Whether the task and its next occurrence are what the edit means to make."""
    read = [parse_task(line, task.grammar) for line in rewrite.lines]
    changes, origin = edit.changes | _NOT_REPEATED, task
    if rewrite.kept is not None:
        kept = read.pop(rewrite.kept)
        if kept is None or not is_same_but(edit.changes, task, kept, rule):
            return False
        changes, origin = _NOT_REPEATED, kept
    repeated = parse_task(origin.without_rest(), origin.grammar)
    return all(after and repeated and is_same_but(changes, repeated, after, rule) for after in read)


def changes_more(name: str) -> UsageError:
    """The refusal of an edit that would not do to this line what it means."""
    return UsageError(
        f"“{name}” would change more of this line than it means; nothing was written.", _BY_HAND
    )


def is_same_but(changes: Parts, before: Task, after: Task, rule: ProposedRule) -> bool:
    """Whether two versions of a task differ in nothing but these parts.

    Of a field, every value counts, also one that a field of the same kind further left outdoes.
    """
    dropped = rule.is_proposed_tag if Part.PROPOSED_TAGS in changes else _is_never
    # A tab before a tag that was taken out is now a part of what stands behind the text.
    tail = before.line[before.block_link_end :]
    return after.line[after.block_link_end :].endswith(tail) and (
        _lasting(changes, before, dropped) == _lasting(changes, after, dropped)
    )


def _lasting(changes: Parts, task: Task, dropped: Callable[[str], bool]) -> tuple[object, ...]:
    words = [] if Part.DESCRIPTION in changes else task.description.split()
    return (
        task.line[: task.status_at],
        None if Part.STATUS in changes else task.status.symbol,
        [word for word in words if not dropped(word)],
        {kind: found for kind, found in field_values(task).items() if kind not in changes},
        None if Part.BLOCK_LINK in changes else task.block_link,
    )


def field_values(task: Task) -> Mapping[FieldKind, tuple[str, ...]]:
    """What each field of the line says, duplicates included, from left to right."""
    values: dict[FieldKind, tuple[str, ...]] = {}
    for found in task.fields:
        if found.kind is not FieldKind.TAG:
            values[found.kind] = (*values.get(found.kind, ()), found.value)
    return values


def _is_never(_word: str) -> bool:
    return False


def unchanged(task: Task, remark: str) -> Rewrite:
    """The line as it is, with what to tell the user."""
    return Rewrite((task.line,), 0, remark)


def with_words(task: Task, text: str) -> str:
    """The line with `text` behind its words, before the fields and tags at its end.

    Raises UsageError where the plugin would read anything else differently then.
    """
    line = with_text(task, text)
    now = parse_task(line, task.grammar)
    if now is None or not _has_joined(task, text.split(), now):
        raise changes_more(text)
    return line


def _has_joined(task: Task, more: list[str], now: Task) -> bool:
    """Whether nothing but these words, side by side, came into the description."""
    words, joined = task.description.split(), now.description.split()
    at = range(len(words) + 1)
    return any(joined == [*words[:n], *more, *words[n:]] for n in at) and (
        len(now.fields) == len(task.fields)
    )

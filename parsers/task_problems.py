"""What is wrong with a task line, or would be lost if the Tasks plugin wrote it again."""

from collections.abc import Iterator
from typing import Final

from parsers.fields import FieldKind
from parsers.recurrence import suggest_rule
from parsers.task import Task
from parsers.whitespace import JS_WHITESPACE

_COUNTED_FROM: Final = (FieldKind.DUE, FieldKind.SCHEDULED, FieldKind.START)


def find_problems(task: Task) -> tuple[str, ...]:
    """A sentence each, without a full stop; one about a field begins with the field's name.

    Invalid dates, rules and words that Tasks does not accept, fields that stand twice, and text
    behind the task's own: Tasks drops or overwrites all of them when it writes the line.
    """
    return (*_dates(task), *_rule(task), *_on_completion(task), *_duplicates(task), *_rest(task))


def uncountable_date(task: Task) -> str | None:
    """The date that the rule counts from, where no calendar has it; Tasks takes it for no rule.

    None for all others, also for a rule that counts from the day on which the task is done.
    """
    if task.recurrence is None or task.recurrence.when_done:
        return None
    kind = next((kind for kind in _COUNTED_FROM if task.has(kind)), None)
    return task.invalid_dates.get(kind) if kind else None


def _dates(task: Task) -> Iterator[str]:
    for kind, written in task.invalid_dates.items():
        yield f"{kind.value}: {written} is on no calendar"


def _rule(task: Task) -> Iterator[str]:
    if task.rule and task.recurrence is None:
        nearest = suggest_rule(task.rule)
        hint = f"; did you mean “{nearest}”?" if nearest else ""
        yield f"{FieldKind.RECURRENCE.value}: “{task.rule}” is no rule that Tasks accepts{hint}"
    elif written := uncountable_date(task):
        yield f"{FieldKind.RECURRENCE.value}: it would count from {written}, which is no day"


def _on_completion(task: Task) -> Iterator[str]:
    kind = FieldKind.ON_COMPLETION
    written = next((found.value for found in task.fields if found.kind is kind), "")
    if written and not task.on_completion:
        yield f"{kind.value}: “{written}” is neither keep nor delete"


def _duplicates(task: Task) -> Iterator[str]:
    """Of several fields of one kind the leftmost counts."""
    counted: dict[FieldKind, str] = {}
    for found in task.fields:
        if found.kind in counted:
            yield (
                f"{found.kind.value}: {found.value} does not count, because "
                f"{counted[found.kind]} stands further left; Tasks would drop it"
            )
        elif found.kind is not FieldKind.TAG:
            counted[found.kind] = found.value


def _rest(task: Task) -> Iterator[str]:
    rest = task.line[task.block_link_end :]
    if rest.endswith("\r"):
        yield "line end: the line ends in CR LF; Tasks would write LF alone"
    if rest.strip(JS_WHITESPACE):
        yield "line end: text behind a line separator is no part of the task; Tasks would drop it"

"""The line of a task that somebody types."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from parsers.dataview import DATAVIEW
from parsers.dates import parse_iso_date
from parsers.fields import DATE_KINDS, FieldKind
from parsers.status_change import StatusRules
from parsers.task import DEFAULT_GRAMMAR, Task, TaskGrammar, parse_task
from parsers.text_edits import unfit_sign
from vault.errors import UsageError

_BOX: Final = re.compile(r"(?:[-*+]|[0-9]+[.)]) +(?:\[ \] *|\[(?P<symbol>[^ ])\](?: +|\Z))")
_HEAD: Final = "- [ ] "


def captured_line(text: str, *, today: date, grammar: TaskGrammar, rules: StatusRules) -> str:
    """The line of an open task with this text. Raises UsageError.

    A list mark and an empty box in front of the text are left out; where the vault has its fields
    as Dataview writes them, those that are typed with their signs become such.
    """
    text = _unboxed(one_line(text, "The text of a task"))
    if grammar.dialect is DATAVIEW:
        text = _in_dataview(text)
    if grammar.global_filter and grammar.global_filter not in text:
        text = f"{grammar.global_filter} {text}"
    task = parse_task(f"{_HEAD}{text}", grammar)
    if task is None:
        raise UsageError("The text makes no task of this vault.", "Write other words.")
    _check(task)
    if rules.set_created_date and not task.has(FieldKind.CREATED):
        return task.with_field(FieldKind.CREATED, today.isoformat())
    return task.line


def one_line(text: str, what: str) -> str:
    """The text without blanks around it; UsageError about `what` where it is no line of text."""
    text = text.strip()
    if not text:
        raise UsageError(f"{what} may not be empty.")
    if unfit := unfit_sign(text):
        raise UsageError(f"{what} cannot be written: {unfit}.")
    return text


def _unboxed(text: str) -> str:
    box = _BOX.match(text)
    if box is None:
        return text
    if box["symbol"]:
        raise UsageError(
            f"What is captured is open, and “[{box['symbol']}]” is not; nothing was written.",
            "Leave the box out, and change the status afterwards with set --status.",
        )
    return text[box.end() :]


def _check(task: Task) -> None:
    """Raise UsageError for what Tasks would not understand, or nobody else."""
    if not task.description.replace(task.grammar.global_filter, "", 1).strip():
        raise UsageError(
            "The task has no words; nothing was written.", "Say in words what there is to do."
        )
    for found in task.fields:
        kind, written = found.kind, found.value
        if kind in DATE_KINDS and parse_iso_date(written) is None:
            raise UsageError(
                f"The {kind.value} date {written} is on no calendar; nothing was written.",
                "Write a day that there is, such as 2026-12-01.",
            )
    if task.rule and task.recurrence is None:
        from parsers.recurrence import suggest_rule  # noqa: PLC0415 - 3 ms, seldom needed

        nearest = suggest_rule(task.rule)
        raise UsageError(
            f"“{task.rule}” is no rule that Tasks accepts; nothing was written.",
            f"Did you mean “{nearest}”?" if nearest else "Write one such as “every 2 weeks”.",
        )


def _in_dataview(text: str) -> str:
    """The text with the fields at its end written as Dataview's, however they were typed."""
    while True:
        end = _dataview_start(text)
        head = text[:end]
        for start, stop, field in reversed(list(_emoji_fields(head))):
            head = head[:start] + field + head[stop:]
        if head == text[:end]:
            return text
        text = head + text[end:]


def _dataview_start(text: str) -> int:
    task = _alone(text, TaskGrammar(dialect=DATAVIEW))
    return task.fields[0].start - len(_HEAD) if task.fields else len(text)


def _emoji_fields(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each field stands that is typed with its sign, and how Dataview has it."""
    task = _alone(text, DEFAULT_GRAMMAR)
    for found in task.fields:
        if found.kind is not FieldKind.TAG:
            span = (found.start - len(_HEAD), found.end - len(_HEAD))
            yield *span, DATAVIEW.write(found.kind, found.value)


def _alone(text: str, grammar: TaskGrammar) -> Task:
    task = parse_task(f"{_HEAD}{text}", grammar)
    assert task is not None  # noqa: S101 - a box and one line of text are a task
    return task

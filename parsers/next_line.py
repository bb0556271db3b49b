"""The line of a task's next occurrence, made of the one that is done."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from parsers.fields import FieldKind
from parsers.recurrence import DateField, HappensDates, next_occurrence, suggest_rule
from parsers.status import StatusRegistry, StatusType
from parsers.status_change import StatusRules, read_again
from parsers.task import Task

_HAPPENS: Final[Mapping[DateField, FieldKind]] = {
    "start": FieldKind.START,
    "scheduled": FieldKind.SCHEDULED,
    "due": FieldKind.DUE,
}
_NOT_REPEATED: Final = (
    FieldKind.DONE,
    FieldKind.CANCELLED,
    FieldKind.ID,
    FieldKind.DEPENDS_ON,
    FieldKind.CREATED,
)


def next_line(task: Task, symbol: str, today: date, rules: StatusRules) -> tuple[str | None, str]:
    """The line of the next occurrence, or None, and what the user should know if there is none."""
    recurrence = task.recurrence
    if recurrence is None:
        nearest = suggest_rule(task.rule)
        hint = f" Did you mean “{nearest}”?" if nearest else ""
        return None, f"No next occurrence: “{task.rule}” is no rule that Tasks accepts.{hint}"
    # The plugin counts from written dates alone.
    written = task.dates.get(FieldKind.SCHEDULED)
    dates = HappensDates(task.start, written, task.due, _invalid(task))
    following = next_occurrence(
        recurrence, dates, today, remove_scheduled=rules.remove_scheduled_date
    )
    if following is None:
        why = (
            "a date on the line is on no calendar"
            if dates.invalid
            else f"“{recurrence.text}” has no further date"
        )
        return None, f"No next occurrence: {why}."
    return _repeated(task, symbol, following, today, rules), ""


def _invalid(task: Task) -> frozenset[DateField]:
    return frozenset(name for name, kind in _HAPPENS.items() if kind in task.invalid_dates)


def _repeated(
    task: Task, symbol: str, following: HappensDates, today: date, rules: StatusRules
) -> str:
    body = read_again(task.without_rest(), task)
    line = body.with_status(_symbol_to_restart(task.grammar.statuses, symbol))
    for name, kind in _HAPPENS.items():
        again, day = read_again(line, task), following.get(name)
        if day is not None:
            line = again.with_field(kind, day.isoformat())
        else:
            line = again.without_field(kind)
    for kind in _NOT_REPEATED:
        line = read_again(line, task).without_field(kind)
    line = read_again(line, task).without_block_link()
    if rules.set_created_date:
        line = read_again(line, task).with_field(FieldKind.CREATED, today.isoformat())
    return line


def _symbol_to_restart(statuses: StatusRegistry, done: str) -> str:
    """Follow the next symbols from `done` to the first TODO, else the first IN_PROGRESS."""
    seen: list[str] = []
    symbol = statuses.of(done).next_symbol
    while symbol and symbol not in seen:
        seen.append(symbol)
        symbol = statuses.of(symbol).next_symbol
    for wanted in (StatusType.TODO, StatusType.IN_PROGRESS):
        for candidate in seen:
            if statuses.of(candidate).type is wanted:
                return candidate
    return " "

"""What a change of status does to a line: dates that come and go, the next occurrence, 🏁."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from parsers.fields import FieldKind
from parsers.recurrence import DateField, HappensDates, next_occurrence, suggest_rule
from parsers.status import StatusRegistry, StatusType
from parsers.task import Task, parse_task

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


class LostTaskError(ValueError):
    """An edit leaves a line that is no task of this vault; its text is the argument."""


@dataclass(frozen=True, slots=True)
class StatusRules:
    """The plugin's settings that a change of status asks."""

    set_created_date: bool = False
    set_done_date: bool = True
    set_cancelled_date: bool = True
    recurrence_on_next_line: bool = False
    remove_scheduled_date: bool = False
    """Whether a next occurrence drops its scheduled date when another date is there."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What one task line becomes."""

    lines: tuple[str, ...]
    """None: the line goes. Two: the next occurrence stands beside the finished task."""
    kept: int | None
    """Which of `lines` is the task itself; None when it goes."""
    remark: str = ""
    """What the user should know, such as why there is no next occurrence; may be empty."""


def change_status(task: Task, symbol: str, today: date, rules: StatusRules) -> Rewrite:
    """Give `task` another status, as the plugin would; the identical status changes nothing.

    Raises LostTaskError, when the global filter goes with a field or a symbol fits no box.
    """
    if symbol == task.status.symbol:
        return Rewrite((task.line,), 0)
    finished = _with_status_and_dates(task, symbol, today, rules)
    becomes_done = (
        task.grammar.statuses.of(symbol).type is StatusType.DONE
        and task.status.type is not StatusType.DONE
    )
    if not becomes_done:
        return Rewrite((finished,), 0)
    lines, remark, goes = [finished], "", task.on_completion == "delete"
    if task.rule:
        following, remark = _next_line(task, symbol, today, rules)
        if following is not None:
            lines.insert(1 if rules.recurrence_on_next_line else 0, following)
        # To the plugin a rule that it refuses is no rule: the line goes as any other does.
        goes = goes and (following is not None or task.recurrence is None)
    kept: int | None = lines.index(finished)
    if goes:
        lines.remove(finished)
        kept = None
    return Rewrite(tuple(lines), kept, remark)


def _with_status_and_dates(task: Task, symbol: str, today: date, rules: StatusRules) -> str:
    old, new = task.status.type, task.grammar.statuses.of(symbol).type
    line = task.with_status(symbol)
    for kind, meant, wanted in (
        (FieldKind.DONE, StatusType.DONE, rules.set_done_date),
        (FieldKind.CANCELLED, StatusType.CANCELLED, rules.set_cancelled_date),
    ):
        if new is old is meant:
            continue
        again = _again(line, task)
        added = new is meant and wanted
        line = again.with_field(kind, today.isoformat()) if added else again.without_field(kind)
    return line


def _again(line: str, task: Task) -> Task:
    again = parse_task(line, task.grammar)
    if again is None:
        raise LostTaskError(line)
    return again


def _next_line(task: Task, symbol: str, today: date, rules: StatusRules) -> tuple[str | None, str]:
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
    body = _again(task.without_rest(), task)
    line = body.with_status(_symbol_to_restart(task.grammar.statuses, symbol))
    for name, kind in _HAPPENS.items():
        again, day = _again(line, task), following.get(name)
        if day is not None:
            line = again.with_field(kind, day.isoformat())
        else:
            line = again.without_field(kind)
    for kind in _NOT_REPEATED:
        line = _again(line, task).without_field(kind)
    line = _again(line, task).without_block_link()
    if rules.set_created_date:
        line = _again(line, task).with_field(FieldKind.CREATED, today.isoformat())
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

"""What a change of status does to a line: dates that come and go, the next occurrence, 🏁."""

from datetime import date

from msgspec import Struct

from parsers.fields import FieldKind
from parsers.status import StatusType
from parsers.task import Task, parse_task


class LostTaskError(ValueError):
    """An edit leaves a line that is no task of this vault; its text is the argument."""


class StatusRules(Struct, frozen=True):
    """The plugin's settings that a change of status asks."""

    set_created_date: bool = False
    set_done_date: bool = True
    set_cancelled_date: bool = True
    recurrence_on_next_line: bool = False
    remove_scheduled_date: bool = False
    """Whether a next occurrence drops its scheduled date when another date is there."""


class Rewrite(Struct, frozen=True):
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
        from parsers.next_line import next_line  # noqa: PLC0415 - 3 ms, few lines have a rule

        following, remark = next_line(task, symbol, today, rules)
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
        again = read_again(line, task)
        added = new is meant and wanted
        line = again.with_field(kind, today.isoformat()) if added else again.without_field(kind)
    return line


def read_again(line: str, task: Task) -> Task:
    """The task that an edit of `task` has made. Raises LostTaskError when it is none."""
    again = parse_task(line, task.grammar)
    if again is None:
        raise LostTaskError(line)
    return again

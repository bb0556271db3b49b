"""How much a task presses: one number from its dates and its priority.

The weights are those of the Tasks plugin 8.3.0; its sums are kept in their order, so that equal
tasks get equal floats.
"""

from datetime import date

from parsers.priority import Priority

_DUE = 12.0
_SCHEDULED = 5.0
_START = 3.0
_LATE_ENOUGH = 7
"""Days after the due date from which a task presses no more than before."""
_FAR = 14
"""Days before the due date up to which it presses least."""
_BY_PRIORITY = {
    Priority.HIGHEST: 1.5 * 6.0,
    Priority.HIGH: 1.0 * 6.0,
    Priority.MEDIUM: 0.65 * 6.0,
    Priority.NONE: 0.325 * 6.0,
    Priority.LOW: 0.0,
    Priority.LOWEST: -0.3 * 6.0,
}


def urgency(
    *,
    priority: Priority,
    due: date | None,
    scheduled: date | None,
    start: date | None,
    today: date,
) -> float:
    """The sum of what each field weighs, from -4.8 to 26; an invalid date is no date."""
    total = 0.0
    if due is not None:
        total += _lateness((today - due).days) * _DUE
    if scheduled is not None and scheduled <= today:
        total += _SCHEDULED
    if start is not None and start > today:
        total -= _START
    return total + _BY_PRIORITY[priority]


def _lateness(days: int) -> float:
    """The weight of a due date `days` ago, 0.2 to 1."""
    if days >= _LATE_ENOUGH:
        return 1.0
    if days < -_FAR:
        return 0.2
    return (days + _FAR) * 0.8 / (_LATE_ENOUGH + _FAR) + 0.2

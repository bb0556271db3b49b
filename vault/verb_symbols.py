"""Which status symbol a verb writes, by the statuses that the vault registers."""

from collections.abc import Container
from typing import Final

from parsers.status import Status, StatusRegistry, StatusType
from parsers.task import Task

_REJECTED_NAMES: Final = ("reject", "declin", "dismiss", "won't", "won’t")


def accepted_symbol(task: Task, proposed: Container[str]) -> str:
    """The registered next symbol of a proposed one where that is a TODO, else a space."""
    statuses, symbol = task.grammar.statuses, task.status.symbol
    if symbol not in proposed:
        return symbol if task.status.type is StatusType.TODO else " "
    following = statuses.of(symbol).next_symbol if symbol in statuses else " "
    fits = len(following) == 1 and statuses.of(following).type is StatusType.TODO
    return following if fits and following not in proposed else " "


def started_symbol(statuses: StatusRegistry) -> str:
    """The first that means under way, else `/`."""
    started = statuses.first_of(StatusType.IN_PROGRESS)
    return started.symbol if started else "/"


def rejected_symbol(statuses: StatusRegistry) -> str:
    """The first that means cancelled and is named so, else that of what is cancelled."""
    for status in statuses:
        if status.type is StatusType.CANCELLED and _says_rejected(status):
            return status.symbol
    return cancelled_symbol(statuses)


def _says_rejected(status: Status) -> bool:
    name = status.name.casefold()
    return any(part in name for part in _REJECTED_NAMES)


def cancelled_symbol(statuses: StatusRegistry) -> str:
    """`-` where it means cancelled, else the first that does; `-` too where none does.

    One that is named for rejections counts only where there is no other.
    """
    if "-" in statuses and statuses.of("-").type is StatusType.CANCELLED:
        return "-"
    known = [status for status in statuses if status.type is StatusType.CANCELLED]
    plain = [status for status in known if not _says_rejected(status)]
    return next((status.symbol for status in (*plain, *known)), "-")


def done_symbol(statuses: StatusRegistry) -> str:
    """`x` where it means done, else the first that does."""
    if "x" in statuses and statuses.of("x").type is StatusType.DONE:
        return "x"
    done = statuses.first_of(StatusType.DONE)
    return done.symbol if done else "x"

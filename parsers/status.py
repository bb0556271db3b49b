"""Status symbols, their types, and the registry that a vault's settings fill."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct


class StatusType(StrEnum):
    """What a status means; the order is the plugin's order of sorting."""

    IN_PROGRESS = "IN_PROGRESS"
    TODO = "TODO"
    ON_HOLD = "ON_HOLD"
    DONE = "DONE"
    CANCELLED = "CANCELLED"
    NON_TASK = "NON_TASK"

    @property
    def is_done(self) -> bool:
        """Whether the query word `done` holds: DONE, CANCELLED and NON_TASK."""
        return self in _DONE_TYPES


_DONE_TYPES = frozenset({StatusType.DONE, StatusType.CANCELLED, StatusType.NON_TASK})


class Status(Struct, frozen=True):
    """One entry of the registry."""

    symbol: str
    """The one character between the brackets."""
    name: str
    type: StatusType
    next_symbol: str
    """The symbol that a toggle writes; may be empty in a sloppy settings file."""


DEFAULT_STATUSES = (
    Status(" ", "Todo", StatusType.TODO, "x"),
    Status("x", "Done", StatusType.DONE, " "),
    Status("/", "In Progress", StatusType.IN_PROGRESS, "x"),
    Status("-", "Cancelled", StatusType.CANCELLED, " "),
)
"""The registry of a vault that never changed its Tasks settings."""


class StatusRegistry:
    """The statuses that a vault knows; the first of two with the same symbol wins."""

    __slots__ = ("_by_symbol", "_unknown")

    def __init__(self, statuses: Iterable[Status] = DEFAULT_STATUSES) -> None:
        self._by_symbol: dict[str, Status] = {}
        self._unknown: dict[str, Status] = {}
        for status in statuses:
            self._by_symbol.setdefault(status.symbol, status)

    def __iter__(self) -> Iterator[Status]:
        return iter(self._by_symbol.values())

    def __contains__(self, symbol: str) -> bool:
        return symbol in self._by_symbol

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StatusRegistry) and self._by_symbol == other._by_symbol

    __hash__ = None  # type: ignore[assignment]

    def of(self, symbol: str) -> Status:
        """The status with this symbol; an unknown one is a TODO named Unknown, next `x`."""
        known = self._by_symbol.get(symbol) or self._unknown.get(symbol)
        if known is None:
            known = Status(symbol, "Unknown", StatusType.TODO, "x")
            self._unknown[symbol] = known
        return known

    def first_of(self, *types: StatusType) -> Status | None:
        """The first registered status of the first of `types` that has one."""
        for wanted in types:
            for status in self:
                if status.type is wanted:
                    return status
        return None

"""The fields of a task line: their kinds, where one stands, and what a dialect must know."""

from enum import StrEnum
from typing import Final, NamedTuple, Protocol


class FieldKind(StrEnum):
    """What a field says; listed in the order in which the plugin tries them."""

    PRIORITY = "priority"
    DONE = "done"
    CANCELLED = "cancelled"
    DUE = "due"
    SCHEDULED = "scheduled"
    START = "start"
    CREATED = "created"
    RECURRENCE = "recurrence"
    ON_COMPLETION = "on_completion"
    TAG = "tag"
    ID = "id"
    DEPENDS_ON = "depends_on"


ORDER_OF_KIND: Final = {kind: number for number, kind in enumerate(FieldKind)}
"""The place of each kind in the order in which the plugin tries them."""

DATE_KINDS: Final = (
    FieldKind.DONE,
    FieldKind.CANCELLED,
    FieldKind.DUE,
    FieldKind.SCHEDULED,
    FieldKind.START,
    FieldKind.CREATED,
)
"""The kinds whose value is a date, in the plugin's order."""


class Field(NamedTuple):
    """One field (or trailing tag) that was read off the end of a task's text."""

    kind: FieldKind
    start: int
    """Offset of its first character in the line."""
    end: int
    """Offset past its last character."""
    value_start: int
    value_end: int
    value: str
    """The value as written; for a priority, its name."""


Span = tuple[FieldKind, int, int, int, int, str]
"""What makes a `Field`: lines are read by the thousand, their fields asked for one by one."""


class Dialect(Protocol):
    """One way to write fields: emoji signifiers or Dataview's inline fields."""

    @property
    def name(self) -> str:
        """The plugin's word for it in `taskFormat`."""
        ...

    def read_spans(self, line: str, start: int, end: int) -> list[Span]:
        """The fields at the end of the trimmed text `line[start:end]`, the last one first."""
        ...

    def write(self, kind: FieldKind, value: str) -> str:
        """The field as text, without a space around it."""
        ...

    def write_value(self, kind: FieldKind, value: str) -> str:
        """What stands between `value_start` and `value_end` of a field with this value."""
        ...

"""The Dataview dialect: the same fields as `[due:: 2026-12-01]` or `(priority:: high)`."""

import re
from collections.abc import Sequence
from typing import Final

from parsers.fields import ORDER_OF_KIND, FieldKind, Span
from parsers.passes import read_spans

_KEYS: Final = {
    FieldKind.PRIORITY: "priority",
    FieldKind.DONE: "completion",
    FieldKind.CANCELLED: "cancelled",
    FieldKind.DUE: "due",
    FieldKind.SCHEDULED: "scheduled",
    FieldKind.START: "start",
    FieldKind.CREATED: "created",
    FieldKind.RECURRENCE: "repeat",
    FieldKind.ON_COMPLETION: "onCompletion",
    FieldKind.ID: "id",
    FieldKind.DEPENDS_ON: "dependsOn",
}
# Each blank belongs to one repetition only: what is no field must not be tried in every split.
_VALUES: Final = {
    FieldKind.PRIORITY: "highest|high|medium|low|lowest",
    FieldKind.RECURRENCE: "[A-Za-z0-9,!][A-Za-z0-9, !]*+| (?! )",
    FieldKind.ON_COMPLETION: "[A-Za-z]+",
    FieldKind.ID: "[A-Za-z0-9_-]+",
    FieldKind.DEPENDS_ON: "[A-Za-z0-9_-]+(?:(?: *, *[A-Za-z0-9_-]+)+ *+)?",
}
_DATE: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


def _pattern(kind: FieldKind) -> re.Pattern[str]:
    inner = rf" *{_KEYS[kind]}:: *({_VALUES.get(kind, _DATE)}) *"
    return re.compile(rf"(?:\[{inner}\]|\({inner}\))(?: *,)?")


_PATTERNS: Final = {kind: _pattern(kind) for kind in _KEYS}
_TAG_ALONE: Final = (FieldKind.TAG,)
_KINDS_OF_KEY: Final = {
    key: tuple(sorted((kind, FieldKind.TAG), key=ORDER_OF_KIND.__getitem__))
    for kind, key in _KEYS.items()
}


class DataviewDialect:
    """`[key:: value]` or `(key:: value)`, a comma may follow."""

    name = "dataview"

    def read_spans(self, line: str, start: int, end: int) -> list[Span]:
        """The fields at the end of the trimmed text `line[start:end]`, the last one first."""
        return read_spans(line, start, end, self)

    def kinds_at_end(self, text: str) -> Sequence[FieldKind]:
        """Every kind that may end `text`, tags included, in the plugin's order; it may be more."""
        if not text or text[-1] not in "]),":
            return _TAG_ALONE
        start = max(text.rfind("["), text.rfind("("))
        key = text[start + 1 :].partition("::")[0].strip(" ")
        return _KINDS_OF_KEY.get(key, _TAG_ALONE)

    def read_last(self, kind: FieldKind, text: str) -> tuple[int, int, int, str] | None:
        """The field of `kind` that ends `text`: (start, value start, value end, value)."""
        start = max(text.rfind("["), text.rfind("("))
        if start < 0:
            return None
        found = _PATTERNS[kind].fullmatch(text, start)
        if found is None:
            return None
        group = 1 if found.group(1) is not None else 2
        value = found.group(group)
        # Blanks around a value count for nothing; a rule may have them on its right.
        value_start = found.end(group) - len(value.lstrip(" "))
        value = value.strip(" ")
        return start, value_start, value_start + len(value), value

    def write(self, kind: FieldKind, value: str) -> str:
        """The field as text, without a space around it."""
        return f"[{_KEYS[kind]}:: {value}]"

    def write_value(self, kind: FieldKind, value: str) -> str:  # noqa: ARG002 - all look the same
        """What stands between `value_start` and `value_end` of a field with this value."""
        return value


DATAVIEW: Final = DataviewDialect()

"""A task line: how it is read, and the edits that replace one span of it.

The grammar is the Tasks plugin's (8.3.0). Fields are read off the right end of the text, pass by
pass, in the plugin's order; everything that is not a field is description. Offsets are characters
of the line, so that an edit can leave every other character alone.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from parsers.dates import parse_iso_date
from parsers.fields import DATE_KINDS, Dialect, Field, FieldKind, Span
from parsers.file_name_dates import FileNameDates
from parsers.priority import Priority
from parsers.signifiers import EMOJI
from parsers.status import Status, StatusRegistry
from parsers.tags import find_tags, tag_spans
from parsers.task_head import find_text
from parsers.whitespace import JS_WHITESPACE, LINE_ENDERS

if TYPE_CHECKING:
    from parsers.recurrence import Recurrence

_SEPARATOR = re.compile(f"[{LINE_ENDERS}]")
_BLOCK_LINK = re.compile(r" \^[A-Za-z0-9-]+\Z")
_DIGITS: Final = "0123456789"
_HAPPENS: Final = frozenset((FieldKind.START, FieldKind.SCHEDULED, FieldKind.DUE))


class TaskGrammar(Struct, frozen=True):
    """How one vault writes its tasks."""

    statuses: StatusRegistry = field(default_factory=StatusRegistry)
    dialect: Dialect = EMOJI
    global_filter: str = ""
    """A line without this text is no task; a tag equal to it is not among `tags`."""
    file_name_dates: FileNameDates | None = None
    """How names of notes schedule the undated tasks in them; None where they do not."""


DEFAULT_GRAMMAR: Final = TaskGrammar()


class Task(Struct, frozen=True):
    """One task line as the plugin understands it, with the spans that edits need.

    What it says is worked out from its spans when it is asked for.
    """

    line: str
    """The whole line without its line feed; undecodable bytes are surrogates."""
    grammar: TaskGrammar
    status_at: int
    """Offset of the status symbol."""
    text_start: int
    text_end: int
    """Offset behind the last character before block link and trailing white space."""
    block_link_end: int
    """Offset behind the block link; the same as `text_end` when there is none."""
    spans: tuple[Span, ...]
    """Every field and trailing tag, duplicates included; the last one first."""
    inferred_scheduled: date | None = None
    """The day of the note's name, where the line has no start, scheduled and due field: it counts
    as scheduled, and is never written."""

    @property
    def indentation(self) -> str:
        """What stands before the list marker: white space and the marks of quotes."""
        return self._head[: -len(self.list_marker)]

    @property
    def list_marker(self) -> str:
        """`-`, `*`, `+`, `1.` or `1)`."""
        head = self._head
        return head[-1] if head[-1] in "-*+" else head[len(head[:-1].rstrip(_DIGITS)) :]

    @property
    def _head(self) -> str:
        return self.line[: self.status_at - 1].rstrip(" ")

    @property
    def status(self) -> Status:
        """What the symbol in the box means in this vault."""
        return self.grammar.statuses.of(self.line[self.status_at])

    @property
    def description(self) -> str:
        """What is left when the fields are read off, with the tags that stood between them."""
        words = [self.line[self.text_start : self._fields_start].rstrip(JS_WHITESPACE)]
        words += [span[5] for span in reversed(self.spans) if span[0] is FieldKind.TAG]
        return " ".join(filter(None, words))

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of the description, without one that is the global filter."""
        own = self.grammar.global_filter
        return tuple([tag for tag in find_tags(self.description) if tag != own])

    @property
    def priority(self) -> Priority:
        """The priority; NONE without a sign."""
        name = self._value(FieldKind.PRIORITY)
        return Priority[name.upper()] if name else Priority.NONE

    @property
    def dates(self) -> Mapping[FieldKind, date]:
        """Only dates that a calendar has."""
        days = ((kind, parse_iso_date(text)) for kind, text in self._written_dates())
        return {kind: day for kind, day in days if day is not None}

    @property
    def invalid_dates(self) -> Mapping[FieldKind, str]:
        """Fields of a date's shape that no calendar has, as written."""
        written = self._written_dates()
        return {kind: text for kind, text in written if parse_iso_date(text) is None}

    @property
    def rule(self) -> str:
        """The recurrence text as written; empty when there is none."""
        return self._value(FieldKind.RECURRENCE)

    @property
    def on_completion(self) -> str:
        """`delete`, `keep` or empty."""
        word = self._value(FieldKind.ON_COMPLETION).lower()
        return word if word in {"delete", "keep"} else ""

    @property
    def id(self) -> str:
        """What others name in `depends_on`; may be empty."""
        return self._value(FieldKind.ID)

    @property
    def depends_on(self) -> tuple[str, ...]:
        """The ids of tasks that come before this one."""
        ids = self._value(FieldKind.DEPENDS_ON)
        return tuple(part.strip() for part in ids.split(",")) if ids else ()

    @property
    def block_link(self) -> str:
        """With its leading space and caret: ` ^abc123`."""
        written = self.line[self.text_end : self.block_link_end]
        return " " + written.lstrip(JS_WHITESPACE) if written else ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field and trailing tag, from left to right, duplicates included."""
        return tuple(map(Field._make, reversed(self.spans)))

    def _value(self, kind: FieldKind) -> str:
        """What the field says, of several the leftmost; empty when there is none."""
        value = ""
        for span in self.spans:
            if span[0] is kind:
                value = span[5]
        return value

    def _written_dates(self) -> list[tuple[FieldKind, str]]:
        # Of several fields of one kind the leftmost counts, and comes last here.
        values = {span[0]: span[5] for span in self.spans}
        return [(kind, values[kind]) for kind in DATE_KINDS if kind in values]

    def _date(self, kind: FieldKind) -> date | None:
        value = self._value(kind)
        return parse_iso_date(value) if value else None

    @property
    def _fields_start(self) -> int:
        """Where the leftmost field begins, or the text ends."""
        return self.spans[-1][1] if self.spans else self.text_end

    @property
    def due(self) -> date | None:
        """The due date, when a calendar has it."""
        return self._date(FieldKind.DUE)

    @property
    def scheduled(self) -> date | None:
        """The scheduled date, when a calendar has it, or else the inferred one."""
        return self._date(FieldKind.SCHEDULED) or self.inferred_scheduled

    @property
    def start(self) -> date | None:
        """The start date, when a calendar has it."""
        return self._date(FieldKind.START)

    @property
    def recurrence(self) -> "Recurrence | None":
        """The rule as understood; None when there is none, or when the plugin refuses it."""
        if not self.rule:
            return None
        from parsers.recurrence import parse_recurrence  # noqa: PLC0415 - 3 ms, few lines have one

        return parse_recurrence(self.rule)

    @property
    def happens(self) -> date | None:
        """The earliest of start, scheduled and due."""
        return min((d for d in (self.start, self.scheduled, self.due) if d), default=None)

    def has(self, kind: FieldKind) -> bool:
        """Whether a field of this kind was read, valid or not."""
        return any(span[0] is kind for span in self.spans)

    def with_status(self, symbol: str) -> str:
        """The line with another status symbol."""
        return self.line[: self.status_at] + symbol + self.line[self.status_at + 1 :]

    def with_field(self, kind: FieldKind, value: str) -> str:
        """The line with this field: replaced where it stands, else put at the end of the text."""
        for found in self.fields:
            if found.kind is kind:
                return self._replaced(found, value)
        return self._appended(self.grammar.dialect.write(kind, value))

    def without_field(self, kind: FieldKind) -> str:
        """The line without any field of this kind, each taken out with one space beside it."""
        return self.without_spans([(f.start, f.end) for f in self.fields if f.kind is kind])

    def without_tags(self, unwanted: Callable[[str], bool]) -> str:
        """The line without the tags for which `unwanted` holds, each with one space beside it."""
        tags = [(f.start, f.end) for f in self.fields if f.kind is FieldKind.TAG]
        before_fields = self.line[self.text_start : self._fields_start]
        offset = self.text_start
        tags += [(offset + start, offset + end) for start, end in tag_spans(before_fields)]
        return self.without_spans([span for span in tags if unwanted(self.line[slice(*span)])])

    def without_block_link(self) -> str:
        """The line without its ` ^id`."""
        return self.line[: self.text_end] + self.line[self.block_link_end :]

    def without_rest(self) -> str:
        """The line without what no program reads as this task: the text behind a line separator.

        Such is a lone CR, U+2028 or U+2029. White space before it stays, and a CR at the end.
        """
        separator = _SEPARATOR.search(self.line, self.block_link_end)
        if separator is None:
            return self.line
        return self.line[: separator.start()] + ("\r" if self.line.endswith("\r") else "")

    def without_spans(self, spans: Iterable[tuple[int, int]]) -> str:
        """The line without these (start, end), which lie apart, each with one space beside it."""
        line, text_end = self.line, self.text_end
        for start, end in sorted(spans, reverse=True):
            at_front = start == self.text_start
            before = not at_front and line[start - 1] == " "
            apart = at_front or line[start - 1] in JS_WHITESPACE
            behind = not before and apart and line[end:text_end].startswith(" ")
            line = line[: start - before] + line[end + behind :]
            text_end -= end - start + before + behind
        return line

    def _replaced(self, found: Field, value: str) -> str:
        new = self.grammar.dialect.write_value(found.kind, value)
        return self.line[: found.value_start] + new + self.line[found.value_end :]

    def _appended(self, text: str) -> str:
        gap = "" if self.line[self.text_end - 1] == " " else " "
        return self.line[: self.text_end] + gap + text + self.line[self.text_end :]


def parse_task(
    line: str, grammar: TaskGrammar = DEFAULT_GRAMMAR, name_date: date | None = None
) -> Task | None:
    """Read one line without its line feed; None when it is no task of this vault.

    `name_date` is the day that the note's name schedules undated tasks for.
    """
    place = find_text(line)
    if place is None:
        return None
    status_at, start, end = place
    text_end = end
    if "^" in line and (link := _BLOCK_LINK.search(line[start:end])):
        text_end = start + len(line[start : start + link.start()].rstrip(JS_WHITESPACE))
    if grammar.global_filter and line.find(grammar.global_filter, start, text_end) < 0:
        return None
    spans = tuple(grammar.dialect.read_spans(line, start, text_end))
    inferred = None if name_date is None or _has_day(spans) else name_date
    return Task(line, grammar, status_at, start, text_end, end, spans, inferred)


def _has_day(spans: Iterable[Span]) -> bool:
    return any(span[0] in _HAPPENS for span in spans)

"""A task line: how it is read, and the edits that replace one span of it.

The grammar is the Tasks plugin's (8.3.0). Fields are read off the right end of the text, pass by
pass, in the plugin's order; everything that is not a field is description. Offsets are characters
of the line, so that an edit can leave every other character alone.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from parsers.dates import parse_iso_date
from parsers.fields import DATE_KINDS, ORDER_OF_KIND, Dialect, Field, FieldKind
from parsers.file_name_dates import FileNameDates
from parsers.priority import Priority
from parsers.recurrence import Recurrence, parse_recurrence
from parsers.signifiers import EMOJI
from parsers.status import Status, StatusRegistry
from parsers.tags import find_tags, tag_at_end, tag_spans
from parsers.whitespace import JS_WHITESPACE, LINE_ENDERS

_LINE = re.compile(
    rf"(?P<indentation>[{JS_WHITESPACE}>]*)"
    r"(?P<marker>[-*+]|[0-9]+[.)])"
    rf" +\[(?P<status>[^{LINE_ENDERS}])\] *"
    rf"(?P<body>[^{LINE_ENDERS}]*)"
)
_SEPARATOR = re.compile(f"[{LINE_ENDERS}]")
_BLOCK_LINK = re.compile(r" \^[A-Za-z0-9-]+\Z")
_MOST_PASSES: Final = 21
_HAPPENS: Final = frozenset((FieldKind.START, FieldKind.SCHEDULED, FieldKind.DUE))


@dataclass(frozen=True, slots=True)
class TaskGrammar:
    """How one vault writes its tasks."""

    statuses: StatusRegistry = field(default_factory=StatusRegistry)
    dialect: Dialect = EMOJI
    global_filter: str = ""
    """A line without this text is no task; a tag equal to it is not among `tags`."""
    file_name_dates: FileNameDates | None = None
    """How names of notes schedule the undated tasks in them; None where they do not."""


DEFAULT_GRAMMAR: Final = TaskGrammar()


@dataclass(frozen=True, slots=True)
class Task:
    """One task line as the plugin understands it, with the spans that edits need."""

    line: str
    """The whole line without its line feed; undecodable bytes are surrogates."""
    grammar: TaskGrammar
    indentation: str
    list_marker: str
    status: Status
    description: str
    """What is left when the fields are read off, with the tags that stood between them."""
    tags: tuple[str, ...]
    priority: Priority
    dates: Mapping[FieldKind, date]
    """Only dates that a calendar has."""
    invalid_dates: Mapping[FieldKind, str]
    """Fields of a date's shape that no calendar has, as written."""
    rule: str
    """The recurrence text as written; empty when there is none."""
    on_completion: str
    """`delete`, `keep` or empty."""
    id: str
    depends_on: tuple[str, ...]
    block_link: str
    """With its leading space and caret: ` ^abc123`."""
    fields: tuple[Field, ...]
    """Every field and trailing tag, from left to right, duplicates included."""
    status_at: int
    """Offset of the status symbol."""
    text_start: int
    text_end: int
    """Offset behind the last character before block link and trailing white space."""
    block_link_end: int
    """Offset behind the block link; the same as `text_end` when there is none."""
    inferred_scheduled: date | None = None
    """The day of the note's name, where the line has no start, scheduled and due field: it counts
    as scheduled, and is never written."""

    @property
    def due(self) -> date | None:
        """The due date, when a calendar has it."""
        return self.dates.get(FieldKind.DUE)

    @property
    def scheduled(self) -> date | None:
        """The scheduled date, when a calendar has it, or else the inferred one."""
        return self.dates.get(FieldKind.SCHEDULED) or self.inferred_scheduled

    @property
    def start(self) -> date | None:
        """The start date, when a calendar has it."""
        return self.dates.get(FieldKind.START)

    @property
    def recurrence(self) -> Recurrence | None:
        """The rule as understood; None when there is none, or when the plugin refuses it."""
        return parse_recurrence(self.rule) if self.rule else None

    @property
    def happens(self) -> date | None:
        """The earliest of start, scheduled and due."""
        return min((d for d in (self.start, self.scheduled, self.due) if d), default=None)

    def has(self, kind: FieldKind) -> bool:
        """Whether a field of this kind was read, valid or not."""
        return any(found.kind is kind for found in self.fields)

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
        first = self.fields[0].start if self.fields else self.text_end
        before_fields = self.line[self.text_start : first]
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
    head = _LINE.match(line)
    if head is None:
        return None
    text_start = head.start("body")
    body = head["body"].rstrip(JS_WHITESPACE)
    text_start += len(body) - len(body.lstrip(JS_WHITESPACE))
    body = line[text_start : head.start("body") + len(body)]
    text, block_link = _split_block_link(body)
    if grammar.global_filter and grammar.global_filter not in text:
        return None
    fields = tuple(_read_fields(text, text_start, grammar.dialect))
    text_parts = (text_start, text, block_link, body)
    return _assemble(line, grammar, head, fields, text_parts, name_date=name_date)


def _split_block_link(body: str) -> tuple[str, str]:
    found = _BLOCK_LINK.search(body)
    if found is None:
        return body, ""
    return body[: found.start()].rstrip(JS_WHITESPACE), found.group()


def _read_fields(text: str, offset: int, dialect: Dialect) -> list[Field]:
    """Read fields off the right end of `text`; `offset` is where the text stands in the line.

    A pass tries each kind once, in order; so after a field only later kinds are left to it.
    """
    fields: list[Field] = []
    passes, tried = 1, -1
    kinds = dialect.kinds_at_end(text)
    while True:
        found = _read_last(text, kinds, tried, dialect)
        if found is None:
            if tried < 0 or passes == _MOST_PASSES:
                break
            passes, tried = passes + 1, -1
            continue
        kind, start, value_start, value_end, value = found
        end = offset + len(text)
        fields.append(
            Field(kind, offset + start, end, offset + value_start, offset + value_end, value)
        )
        text = text[:start].rstrip(JS_WHITESPACE)
        kinds, tried = dialect.kinds_at_end(text), ORDER_OF_KIND[kind]
    fields.reverse()
    return fields


def _read_last(
    text: str, kinds: Sequence[FieldKind], tried: int, dialect: Dialect
) -> tuple[FieldKind, int, int, int, str] | None:
    for kind in kinds:
        if ORDER_OF_KIND[kind] > tried:
            found = _read_tag(text) if kind is FieldKind.TAG else dialect.read_last(kind, text)
            if found is not None:
                return kind, *found
    return None


def _read_tag(text: str) -> tuple[int, int, int, str] | None:
    start = tag_at_end(text)
    return None if start < 0 else (start, start, len(text), text[start:].rstrip(JS_WHITESPACE))


def _describe(line: str, fields: tuple[Field, ...], start: int, text: str) -> str:
    end = fields[0].start if fields else start + len(text)
    words = [line[start:end].rstrip(JS_WHITESPACE)]
    words += [found.value for found in fields if found.kind is FieldKind.TAG]
    return " ".join(filter(None, words))


def _assemble(
    line: str,
    grammar: TaskGrammar,
    head: re.Match[str],
    fields: tuple[Field, ...],
    text_parts: tuple[int, str, str, str],
    *,
    name_date: date | None,
) -> Task:
    text_start, text, block_link, body = text_parts
    description = _describe(line, fields, text_start, text)
    # Of several fields of one kind the leftmost counts, so it comes last here.
    values = {found.kind: found.value for found in reversed(fields)}
    dates: dict[FieldKind, date] = {}
    invalid: dict[FieldKind, str] = {}
    for kind in filter(values.__contains__, DATE_KINDS):
        day = parse_iso_date(values[kind])
        if day is None:
            invalid[kind] = values[kind]
        else:
            dates[kind] = day
    on_completion = values.get(FieldKind.ON_COMPLETION, "").lower()
    priority = values.get(FieldKind.PRIORITY)
    depends_on = values.get(FieldKind.DEPENDS_ON)
    return Task(
        line=line,
        grammar=grammar,
        indentation=head["indentation"],
        list_marker=head["marker"],
        status=grammar.statuses.of(head["status"]),
        description=description,
        tags=tuple(tag for tag in find_tags(description) if tag != grammar.global_filter),
        priority=Priority[priority.upper()] if priority else Priority.NONE,
        dates=dates,
        invalid_dates=invalid,
        rule=values.get(FieldKind.RECURRENCE, ""),
        on_completion=on_completion if on_completion in {"delete", "keep"} else "",
        id=values.get(FieldKind.ID, ""),
        depends_on=tuple(part.strip() for part in depends_on.split(",")) if depends_on else (),
        block_link=block_link,
        fields=fields,
        status_at=head.start("status"),
        text_start=text_start,
        text_end=text_start + len(text),
        block_link_end=text_start + len(body if block_link else text),
        inferred_scheduled=name_date if _HAPPENS.isdisjoint(values) else None,
    )

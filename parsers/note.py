"""A note: its tasks with where they stand, and what its properties say about it."""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from parsers.blocks import find_body, find_frontmatter
from parsers.candidates import Found, find_candidates, visible_candidates
from parsers.dates import parse_iso_date
from parsers.frontmatter import read_properties
from parsers.keys import Keys, read_keys
from parsers.lines import BOM, decode_line, hash_content, hash_lines, split_lines
from parsers.owners import link_name
from parsers.plain_properties import plain_title_and_date
from parsers.status import Status
from parsers.task import Task, TaskGrammar, parse_task

_DATE_IN_NAME = re.compile(r"(?<![0-9])([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")
NEIGHBOURS: Final = 2
"""How many lines on each side tell one line from its twins."""


@dataclass(frozen=True, slots=True)
class NoteTask:
    """A task and what helps to find it again after its note has moved under it."""

    number: int
    """0-based line number."""
    raw: bytes
    """The line's bytes, without its line feed."""
    keys: Keys
    headings: tuple[str, ...]
    """The open headings above it, outermost first."""
    grammar: TaskGrammar
    name_date: date | None
    """The day that the note's name schedules undated tasks for."""

    @property
    def task(self) -> Task:
        """What the line says, read again each time: a million tasks that are kept take a GB."""
        task = parse_task(task_text(self.number, self.raw), self.grammar, self.name_date)
        if task is None:
            raise ValueError(f"line {self.number} is no task")
        return task

    @property
    def status(self) -> Status:
        """What the symbol in the box means in this vault."""
        return self.grammar.statuses.of(self.keys.symbol)


@dataclass(frozen=True, slots=True)
class Note:
    """What the index keeps of a note."""

    path: str
    """Relative to the vault, parts separated by `/`."""
    tasks: tuple[NoteTask, ...]
    """From its top; empty in the index, which keeps them itself."""
    frontmatter: bytes
    """The YAML text between its fences; empty when there is none."""
    line_hashes: Sequence[int]
    """One hash a line, as of `hash_lines`; empty for a note without tasks."""
    around: tuple[bytes | None, ...]
    """The note's lines as far as a task stands there or beside; None for the others."""
    content_hash: int
    """As `hash_content` gives it."""

    @property
    def info(self) -> "NoteInfo":
        """Title, date and people of the note; parsed on first use."""
        return _read_info(self.path, self.frontmatter)

    @property
    def day(self) -> date | None:
        """What `info.date` says; the properties are only parsed where that needs it."""
        plain = plain_title_and_date(self.frontmatter)
        if plain is None:
            return self.info.date
        return (parse_iso_date(plain[1]) if plain[1] else None) or _date_in(self.stem)

    @property
    def title(self) -> str:
        """What `info.title` says, found in the same way."""
        plain = plain_title_and_date(self.frontmatter)
        return self.info.title if plain is None else plain[0] or _title_from(self.stem)

    @property
    def folder(self) -> str:
        """The folder's path, without a slash at its end."""
        return self.path.rpartition("/")[0]

    @property
    def stem(self) -> str:
        """The file's name without `.md`."""
        return _stem(self.path)

    def before(self, found: NoteTask) -> tuple[bytes, ...]:
        """Up to two lines above one of its tasks, the nearest last."""
        return _kept(self.around[max(0, found.number - NEIGHBOURS) : found.number])

    def after(self, found: NoteTask) -> tuple[bytes, ...]:
        """Up to two lines below one of its tasks, the nearest first."""
        return _kept(self.around[found.number + 1 : found.number + 1 + NEIGHBOURS])


@dataclass(frozen=True, slots=True)
class NoteInfo:
    """What a note's properties and name say about it."""

    title: str
    type: str | None
    date: date | None
    person: str | None
    participants: tuple[str, ...]
    aliases: tuple[str, ...]
    tags: tuple[str, ...]
    source: str | None
    source_ref: str | None
    generated: bool
    problem: str
    """One sentence about broken properties; empty when all is well."""


def parse_note(path: str, data: bytes, grammar: TaskGrammar) -> Note:
    """Read a note's bytes; a note that cannot be understood has no tasks, never an error."""
    content_hash = hash_content(data)
    fences = find_frontmatter(data)
    # The YAML text is without the line feed before its closing fence.
    frontmatter = data[fences[0] : max(fences[0], fences[1] - 1)] if fences else b""
    body = find_body(data, fences)
    starts = find_candidates(data, body)
    if not starts:
        return Note(path, (), frontmatter, (), (), content_hash)
    lines = split_lines(data)
    name_date = grammar.file_name_dates.of(path) if grammar.file_name_dates else None
    found = visible_candidates(data, lines, body, starts)
    tasks = tuple(_read_tasks(lines, found, grammar, name_date))
    hashes = array("I", hash_lines(lines)) if tasks else ()
    return Note(path, tasks, frontmatter, hashes, _around(lines, tasks), content_hash)


def task_text(number: int, raw: bytes) -> str:
    """The text of line `number` as the task parser reads it: without a byte order mark."""
    return decode_line(_without_mark(number, raw))


def _without_mark(number: int, raw: bytes) -> bytes:
    return raw if number else raw.removeprefix(BOM)


def _read_tasks(
    lines: Sequence[bytes], found: Iterable[Found], grammar: TaskGrammar, name_date: date | None
) -> Iterator[NoteTask]:
    for number, headings in found:
        raw = lines[number]
        keys = read_keys(_without_mark(number, raw), grammar, name_date)
        if keys is not None:
            yield NoteTask(number, raw, keys, headings, grammar, name_date)


def _around(lines: Sequence[bytes], tasks: Sequence[NoteTask]) -> tuple[bytes | None, ...]:
    kept: list[bytes | None] = [None] * (tasks[-1].number + NEIGHBOURS + 1 if tasks else 0)
    for found in tasks:
        first = max(0, found.number - NEIGHBOURS)
        past = found.number + NEIGHBOURS + 1
        kept[first:past] = lines[first:past]
    return tuple(kept[: len(lines)])


def _kept(lines: tuple[bytes | None, ...]) -> tuple[bytes, ...]:
    return tuple(raw for raw in lines if raw is not None)


@lru_cache(maxsize=1 << 18)
def _read_info(path: str, frontmatter: bytes) -> NoteInfo:
    properties = read_properties(frontmatter)
    stem = _stem(path)
    person = properties.texts("person")
    tags = tuple(tag.removeprefix("#") for tag in properties.texts("tags"))
    return NoteInfo(
        title=properties.text("title") or _title_from(stem),
        type=properties.text("type") or next(iter(properties.texts("type")), None),
        date=properties.date("date") or _date_in(stem),
        person=link_name(person[0]) if person else None,
        participants=properties.texts("participants"),
        aliases=properties.texts("aliases"),
        tags=tags,
        source=properties.text("source"),
        source_ref=properties.text("source_ref"),
        generated=properties.flag("generated") or "generated" in tags,
        problem=properties.problem,
    )


def _stem(path: str) -> str:
    name = path.rpartition("/")[2]
    return name[: -len(".md")] if name.casefold().endswith(".md") else name


def _date_in(stem: str) -> date | None:
    found = _DATE_IN_NAME.search(stem)
    return parse_iso_date(found.group(1)) if found else None


def _title_from(stem: str) -> str:
    """A file's name without the date in front of it, when something is left then."""
    found = _DATE_IN_NAME.match(stem)
    rest = stem[found.end() :].strip(" -_–—.") if found else ""
    return rest or stem

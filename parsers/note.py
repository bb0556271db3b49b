"""A note: its tasks with where they stand, and what its properties say about it."""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from parsers.blocks import Blocks, find_frontmatter, read_blocks
from parsers.dates import parse_iso_date
from parsers.frontmatter import read_properties
from parsers.keys import Keys, read_keys
from parsers.lines import BOM, decode_line, hash_content, hash_lines, split_lines
from parsers.owners import link_name
from parsers.status import Status
from parsers.task import Task, TaskGrammar, parse_task

# One character: a byte, or two to four that only make one together.
_BOX = re.compile(rb"\[(?:.|[\x80-\xff]{2,4})\]")
_CANDIDATE = re.compile(rb"[^\[\n]*?(?:[-*+]|[0-9][.)]) +" + _BOX.pattern)
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
    candidates = _candidates(data)
    if not candidates:
        return Note(path, (), _frontmatter(data), (), (), content_hash)
    lines = split_lines(data)
    blocks = read_blocks(data, lines)
    name_date = grammar.file_name_dates.of(path) if grammar.file_name_dates else None
    tasks = tuple(_read_tasks(lines, candidates, blocks, grammar, name_date))
    hashes = array("I", hash_lines(lines)) if tasks else ()
    return Note(path, tasks, _frontmatter(data), hashes, _around(lines, tasks), content_hash)


def _candidates(data: bytes) -> list[int]:
    """The numbers of the lines that look like tasks.

    A box is found by its first byte, over the whole note: asking each line takes 10 times as long.
    """
    candidates: list[int] = []
    number = counted = line_end = 0
    for box in _BOX.finditer(data):
        at = box.start()
        if at < line_end:
            continue
        start = data.rfind(b"\n", counted, at) + 1 or counted
        if data.startswith(b" ", at - 1) and _CANDIDATE.match(data, start):
            number += data.count(b"\n", counted, start)
            counted = start
            candidates.append(number)
        line_end = data.find(b"\n", box.end())
        if line_end < 0:
            break
    return candidates


def task_text(number: int, raw: bytes) -> str:
    """The text of line `number` as the task parser reads it: without a byte order mark."""
    return decode_line(_without_mark(number, raw))


def _without_mark(number: int, raw: bytes) -> bytes:
    return raw if number else raw.removeprefix(BOM)


def _read_tasks(
    lines: Sequence[bytes],
    candidates: Sequence[int],
    blocks: Blocks,
    grammar: TaskGrammar,
    name_date: date | None,
) -> Iterator[NoteTask]:
    paths: dict[int, tuple[str, ...]] = {}
    for number in candidates:
        raw = lines[number]
        if number in blocks.hidden:
            continue
        keys = read_keys(_without_mark(number, raw), grammar, name_date)
        if keys is None:
            continue
        section = blocks.count_above(number)
        if section not in paths:
            paths[section] = _shared(blocks.heading_path(number))
        yield NoteTask(number, raw, keys, paths[section], grammar, name_date)


@lru_cache(maxsize=1 << 14)
def _shared(headings: tuple[str, ...]) -> tuple[str, ...]:
    """One tuple for all notes with the same headings: there are far fewer of them than tasks."""
    return headings


def _around(lines: Sequence[bytes], tasks: Sequence[NoteTask]) -> tuple[bytes | None, ...]:
    kept: list[bytes | None] = [None] * (tasks[-1].number + NEIGHBOURS + 1 if tasks else 0)
    for found in tasks:
        first = max(0, found.number - NEIGHBOURS)
        past = found.number + NEIGHBOURS + 1
        kept[first:past] = lines[first:past]
    return tuple(kept[: len(lines)])


def _kept(lines: tuple[bytes | None, ...]) -> tuple[bytes, ...]:
    return tuple(raw for raw in lines if raw is not None)


def _frontmatter(data: bytes) -> bytes:
    """The YAML text, without the line feed before its closing fence."""
    span = find_frontmatter(data)
    return data[span[0] : max(span[0], span[1] - 1)] if span else b""


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

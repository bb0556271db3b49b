"""A note: its tasks with where they stand, and what its properties say about it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from parsers.blocks import Blocks, find_frontmatter, read_blocks
from parsers.dates import parse_iso_date
from parsers.frontmatter import read_properties
from parsers.lines import BOM, decode_line, hash_content, hash_lines, split_lines
from parsers.owners import link_name
from parsers.task import Task, TaskGrammar, parse_task

# One character: a byte, or two to four that only make one together.
_BOX = re.compile(rb" \[(?:.|[\x80-\xff]{2,4})\]")
_CANDIDATE = re.compile(rb"[^\[\n]*?(?:[-*+]|[0-9][.)]) *" + _BOX.pattern)
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
    task: Task
    headings: tuple[str, ...]
    """The open headings above it, outermost first."""
    before: tuple[bytes, ...]
    """Up to two lines above, the nearest last."""
    after: tuple[bytes, ...]
    """Up to two lines below, the nearest first."""


@dataclass(frozen=True, slots=True)
class Note:
    """What the index keeps of a note."""

    path: str
    """Relative to the vault, parts separated by `/`."""
    tasks: tuple[NoteTask, ...]
    frontmatter: bytes
    """The YAML text between its fences; empty when there is none."""
    line_hashes: tuple[int, ...]
    """One hash a line; empty for a note without tasks."""
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
        return Note(path, (), _frontmatter(data), (), content_hash)
    lines = split_lines(data)
    blocks = read_blocks(data, lines)
    name_date = grammar.file_name_dates.of(path) if grammar.file_name_dates else None
    tasks = tuple(_read_tasks(lines, candidates, blocks, grammar, name_date))
    return Note(path, tasks, _frontmatter(data), hash_lines(lines), content_hash)


def _candidates(data: bytes) -> list[int]:
    """The numbers of the lines that look like tasks.

    A box is found by its first byte, over the whole note: asking each line takes 10 times as long.
    """
    candidates: list[int] = []
    number = counted = line_end = 0
    for box in _BOX.finditer(data):
        if box.start() < line_end:
            continue
        start = data.rfind(b"\n", counted, box.start()) + 1 or counted
        if _CANDIDATE.match(data, start):
            number += data.count(b"\n", counted, start)
            counted = start
            candidates.append(number)
        line_end = data.find(b"\n", box.end())
        if line_end < 0:
            break
    return candidates


def task_text(number: int, raw: bytes) -> str:
    """The text of line `number` as the task parser reads it: without a byte order mark."""
    return decode_line(raw.removeprefix(BOM) if number == 0 else raw)


def _read_tasks(
    lines: Sequence[bytes],
    candidates: Sequence[int],
    blocks: Blocks,
    grammar: TaskGrammar,
    name_date: date | None,
) -> list[NoteTask]:
    tasks = []
    for number in candidates:
        if number in blocks.hidden:
            continue
        task = parse_task(task_text(number, lines[number]), grammar, name_date)
        if task is not None:
            tasks.append(locate_in(lines, number, task, blocks))
    return tasks


def locate_in(lines: Sequence[bytes], number: int, task: Task, blocks: Blocks) -> NoteTask:
    """The task of line `number` with its surroundings."""
    return NoteTask(
        number=number,
        raw=lines[number],
        task=task,
        headings=blocks.heading_path(number),
        before=tuple(lines[max(0, number - NEIGHBOURS) : number]),
        after=tuple(lines[number + 1 : number + 1 + NEIGHBOURS]),
    )


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

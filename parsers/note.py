"""A note: its tasks with where they stand, and what its properties say about it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from parsers.blocks import find_body, find_frontmatter
from parsers.candidates import Found, HeadingPath, find_candidates, visible_candidates
from parsers.dates import parse_iso_date
from parsers.keys import Keys, read_keys
from parsers.lines import BOM, decode_line, hash_content, split_lines
from parsers.note_info import NoteInfo, date_in, read_info, stem_of, title_from
from parsers.packed_keys import KEYS_SIZE, pack_keys, unpack_keys
from parsers.packing import (
    NEIGHBOURS,
    Places,
    are_places,
    pack_hashes,
    pack_lines,
    unpack_headings,
    unpack_numbers,
)
from parsers.plain_properties import plain_title_and_date
from parsers.status import Status
from parsers.task import DEFAULT_GRAMMAR, Task, TaskGrammar, parse_task


class Note(Struct, frozen=True, array_like=True, gc=False):
    """What the index and the cache keep of a note, packed; its tasks are made when asked for.

    See docs/decisions/0016-notes-are-packed.md.
    """

    path: str
    """Relative to the vault, parts separated by `/`."""
    content_hash: int
    """As `hash_content` gives it."""
    frontmatter: bytes
    """The YAML text between its fences; empty when there is none."""
    hashes: bytes = b""
    """A hash of each line, as of `hash_lines`, packed; empty for a note without tasks."""
    text: bytes = b""
    """The lines with tasks and NEIGHBOURS lines on each side, joined by line feeds."""
    places: bytes = b""
    """Where these lines stand: read by `Places`."""
    keys: bytes = b""
    """The keys of each task, KEYS_SIZE bytes each."""
    headings: bytes = b""
    """The headings above the tasks: read by `unpack_headings`."""
    grammar: TaskGrammar = DEFAULT_GRAMMAR
    """By which its tasks were read; not kept in the cache."""

    @property
    def count(self) -> int:
        """How many tasks there are."""
        return len(self.keys) // KEYS_SIZE

    @property
    def is_sound(self) -> bool:
        """Whether all of its parts are there: they may come from a forged file."""
        return not len(self.keys) % KEYS_SIZE and are_places(self.places, self.count)

    @property
    def tasks(self) -> "tuple[NoteTask, ...]":
        """Its tasks from the top, made anew each time."""
        facts = zip(self.numbers, self.lines, self.packed_keys, strict=True)
        return tuple([NoteTask(self, n, raw, unpack_keys(packed)) for n, raw, packed in facts])

    def task_at(self, place: int) -> "NoteTask":
        """One of its tasks, counted from 0."""
        places = Places(self.places, self.count)
        number = places.numbers[place]
        at = places.index_of(number)
        raw = b"".join(_split(self.text)[at : at + 1])
        packed = self.keys[place * KEYS_SIZE : (place + 1) * KEYS_SIZE]
        return NoteTask(self, number, raw, unpack_keys(packed))

    def may_have(self, packed_symbols: Iterable[bytes]) -> bool:
        """Whether some of its tasks may have one of these symbols; false only when none has."""
        firsts = self.keys[::KEYS_SIZE]
        return any(symbol[:1] in firsts for symbol in packed_symbols)

    @property
    def symbols(self) -> frozenset[str]:
        """The status symbols of its tasks."""
        return frozenset([unpack_keys(packed).symbol for packed in self.packed_keys])

    @property
    def numbers(self) -> Sequence[int]:
        """The 0-based number of each task's line."""
        return Places(self.places, self.count).numbers if self.keys else ()

    @property
    def lines(self) -> list[bytes]:
        """The line of each task."""
        if not self.keys:
            return []
        kept = split_lines(self.text)
        indices = Places(self.places, self.count).indices()
        try:
            return [kept[index] for index in indices]
        except IndexError:  # forged
            return [b""] * self.count

    @property
    def packed_keys(self) -> list[bytes]:
        """The keys of each task, still packed."""
        keys = self.keys
        return [keys[at : at + KEYS_SIZE] for at in range(0, len(keys), KEYS_SIZE)]

    @property
    def line_hashes(self) -> Sequence[int]:
        """One hash a line, as of `hash_lines`; empty for a note without tasks."""
        return unpack_numbers(self.hashes)

    @property
    def info(self) -> NoteInfo:
        """Title, date and people of the note; parsed on first use."""
        return read_info(self.path, self.frontmatter)

    @property
    def day(self) -> date | None:
        """What `info.date` says; the properties are only parsed where that needs it."""
        plain = plain_title_and_date(self.frontmatter)
        if plain is None:
            return self.info.date
        return (parse_iso_date(plain[1]) if plain[1] else None) or date_in(self.stem)

    @property
    def title(self) -> str:
        """What `info.title` says, found in the same way."""
        plain = plain_title_and_date(self.frontmatter)
        return self.info.title if plain is None else plain[0] or title_from(self.stem)

    @property
    def folder(self) -> str:
        """The folder's path, without a slash at its end."""
        return self.path.rpartition("/")[0]

    @property
    def stem(self) -> str:
        """The file's name without `.md`."""
        return stem_of(self.path)

    @property
    def name_date(self) -> date | None:
        """The day that the note's name schedules undated tasks for."""
        dates = self.grammar.file_name_dates
        return dates.of(self.path) if dates else None

    def before(self, found: "NoteTask") -> tuple[bytes, ...]:
        """Up to two lines above one of its tasks, the nearest last."""
        at = Places(self.places, self.count).index_of(found.number)
        return tuple(_split(self.text)[at - min(found.number, NEIGHBOURS) : at])

    def after(self, found: "NoteTask") -> tuple[bytes, ...]:
        """Up to two lines below one of its tasks, the nearest first."""
        at = Places(self.places, self.count).index_of(found.number) + 1
        below = len(self.line_hashes) - found.number - 1
        return tuple(_split(self.text)[at : at + min(below, NEIGHBOURS)])

    def headings_above(self, found: "NoteTask") -> tuple[str, ...]:
        """The open headings above one of its tasks, outermost first."""
        places = Places(self.places, self.count)
        place = bisect_left(places.numbers, found.number)
        paths = unpack_headings(self.headings)
        return paths[min(places.section_of(place), len(paths) - 1)] if paths else ()


class NoteTask(Struct, frozen=True, gc=False):
    """A task and what helps to find it again after its note has moved under it."""

    note: Note
    number: int
    """0-based line number."""
    raw: bytes
    """The line's bytes, without its line feed."""
    keys: Keys

    @property
    def headings(self) -> tuple[str, ...]:
        """The open headings above it, outermost first."""
        return self.note.headings_above(self)

    @property
    def grammar(self) -> TaskGrammar:
        """How the vault writes its tasks."""
        return self.note.grammar

    @property
    def name_date(self) -> date | None:
        """The day that the note's name schedules undated tasks for."""
        return self.note.name_date

    @property
    def task(self) -> Task:
        """What the line says, read again each time: a million tasks that are kept take a GB."""
        text = task_text(self.number, self.raw)
        task = parse_task(text, self.grammar, self.name_date) or parse_task(f"- [ ] {text}")
        if task is None:
            raise ValueError(f"line {self.number} is no task")
        return task

    @property
    def is_task(self) -> bool:
        """Whether the line is a task. In a forged cache it may be none, and reads as words."""
        return self.task.line == task_text(self.number, self.raw)

    @property
    def status(self) -> Status:
        """What the symbol in the box means in this vault."""
        return self.grammar.statuses.of(self.keys.symbol)


def parse_note(path: str, data: bytes, grammar: TaskGrammar) -> Note:
    """Read a note's bytes; a note that cannot be understood has no tasks, never an error."""
    content_hash = hash_content(data)
    fences = find_frontmatter(data)
    # The YAML text is without the line feed before its closing fence.
    frontmatter = data[fences[0] : max(fences[0], fences[1] - 1)] if fences else b""
    body = find_body(data, fences)
    starts = find_candidates(data, body)
    if not starts:
        return Note(path, content_hash, frontmatter)
    lines = split_lines(data)
    name_date = grammar.file_name_dates.of(path) if grammar.file_name_dates else None
    candidates = visible_candidates(data, lines, body, starts)
    found = list(_read_tasks(lines, candidates, grammar, name_date))
    if not found:
        return Note(path, content_hash, frontmatter)
    numbers, paths, keys = zip(*found, strict=True)
    text, places, headings = pack_lines(lines, numbers, paths)
    hashes = pack_hashes(lines)
    return Note(
        path, content_hash, frontmatter, hashes, text, places, b"".join(keys), headings, grammar
    )


def task_text(number: int, raw: bytes) -> str:
    """The text of line `number` as the task parser reads it: without a byte order mark."""
    return decode_line(_without_mark(number, raw))


def _without_mark(number: int, raw: bytes) -> bytes:
    return raw if number else raw.removeprefix(BOM)


def _read_tasks(
    lines: Sequence[bytes],
    candidates: Iterable[Found],
    grammar: TaskGrammar,
    name_date: date | None,
) -> Iterator[tuple[int, HeadingPath, bytes]]:
    """The number of each line that is a task, the headings above it, its packed keys."""
    for number, headings in candidates:
        raw = lines[number]
        keys = read_keys(raw if number else _without_mark(number, raw), grammar, name_date)
        if keys is not None:
            yield number, headings, pack_keys(keys)


@lru_cache(maxsize=64)
def _split(text: bytes) -> list[bytes]:
    """Kept lines; whoever asks for one task of a note soon asks for the next."""
    return split_lines(text)

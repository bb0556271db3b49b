"""What the cache keeps of a note, and the note that comes of it again."""

import os
from array import array
from functools import lru_cache
from typing import Final

import msgspec

from parsers.keys import read_keys
from parsers.lines import BOM, decode_line, encode_line
from parsers.note import Note, NoteTask
from parsers.task import TaskGrammar
from vault.scanner import Signature

_HASHES: Final = "I"
"""How line hashes are kept: unsigned, four bytes each, in the machine's own order."""


class CachedTask(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where a task stands; its line is among those of its note."""

    number: int
    headings: tuple[bytes, ...]


class CachedNote(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A note as it was read; bytes, since paths and text may not be UTF-8."""

    path: bytes
    signature: Signature
    content_hash: int
    frontmatter: bytes
    line_hashes: bytes
    around: tuple[bytes | None, ...]
    tasks: tuple[CachedTask, ...]


def cached_note(note: Note, signature: Signature) -> CachedNote:
    """What is to be kept of a note that had this signature when it was read."""
    return CachedNote(
        os.fsencode(note.path),
        signature,
        note.content_hash,
        note.frontmatter,
        array(_HASHES, note.line_hashes).tobytes(),
        note.around,
        tuple(CachedTask(at.number, tuple(map(encode_line, at.headings))) for at in note.tasks),
    )


def note_again(cached: CachedNote, grammar: TaskGrammar) -> Note | None:
    """The note with its lines parsed; None when a line that was a task is none now."""
    path = os.fsdecode(cached.path)
    if not cached.tasks:
        return Note(path, (), cached.frontmatter, (), (), cached.content_hash)
    tasks = _tasks_again(path, cached, grammar)
    if tasks is None or len(cached.line_hashes) % array(_HASHES).itemsize:
        return None
    hashes = array(_HASHES)
    hashes.frombytes(cached.line_hashes)
    return Note(path, tasks, cached.frontmatter, hashes, cached.around, cached.content_hash)


def _tasks_again(
    path: str, cached: CachedNote, grammar: TaskGrammar
) -> tuple[NoteTask, ...] | None:
    name_date = grammar.file_name_dates.of(path) if grammar.file_name_dates else None
    tasks: list[NoteTask] = []
    for kept in cached.tasks:
        number = kept.number
        raw = cached.around[number] if 0 <= number < len(cached.around) else None
        if raw is None:
            return None
        keys = read_keys(raw if number else raw.removeprefix(BOM), grammar, name_date)
        if keys is None:
            return None
        headings = _headings(kept.headings)
        tasks.append(NoteTask(number, raw, keys, headings, grammar, name_date))
    return tuple(tasks)


@lru_cache(maxsize=1 << 14)
def _headings(kept: tuple[bytes, ...]) -> tuple[str, ...]:
    """One tuple for all notes with the same headings: there are far fewer of them than tasks."""
    return tuple(map(decode_line, kept))

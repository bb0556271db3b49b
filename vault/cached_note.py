"""What the cache keeps of a note, and the note that comes of it again."""

import os
from array import array
from collections.abc import Iterable
from typing import Final

import msgspec

from parsers.lines import decode_line, encode_line
from parsers.note import Note, NoteTask, task_text
from parsers.task import TaskGrammar, parse_task
from vault.scanner import Signature

HASH_CODE: Final = "I"
"""How line hashes are kept: unsigned, four bytes each, in the machine's own order."""


class CachedTask(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A task line, not parsed, with what helps to find it again."""

    number: int
    raw: bytes
    headings: tuple[bytes, ...]
    before: tuple[bytes, ...]
    after: tuple[bytes, ...]


class CachedNote(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A note as it was read; bytes, since paths and text may not be UTF-8."""

    path: bytes
    signature: Signature
    content_hash: int
    frontmatter: bytes
    line_hashes: bytes
    tasks: tuple[CachedTask, ...]


def cached_note(note: Note, signature: Signature) -> CachedNote:
    """What is to be kept of a note that had this signature when it was read."""
    return CachedNote(
        os.fsencode(note.path),
        signature,
        note.content_hash,
        note.frontmatter,
        array(HASH_CODE, note.line_hashes).tobytes(),
        tuple(map(_cached_task, note.tasks)),
    )


def _cached_task(at: NoteTask) -> CachedTask:
    headings = tuple(map(encode_line, at.headings))
    return CachedTask(at.number, at.raw, headings, at.before, at.after)


def note_again(cached: CachedNote, grammar: TaskGrammar) -> Note | None:
    """The note with its lines parsed; None when a line that was a task is none now."""
    path = os.fsdecode(cached.path)
    tasks = tuple(_tasks_again(path, cached.tasks, grammar))
    if len(tasks) != len(cached.tasks):
        return None
    hashes = array(HASH_CODE)
    hashes.frombytes(cached.line_hashes)
    return Note(path, tasks, cached.frontmatter, tuple(hashes), cached.content_hash)


def _tasks_again(
    path: str, tasks: Iterable[CachedTask], grammar: TaskGrammar
) -> Iterable[NoteTask]:
    name_date = grammar.file_name_dates.of(path) if grammar.file_name_dates else None
    for kept in tasks:
        task = parse_task(task_text(kept.number, kept.raw), grammar, name_date)
        if task is not None:
            headings = tuple(map(decode_line, kept.headings))
            yield NoteTask(kept.number, kept.raw, task, headings, kept.before, kept.after)

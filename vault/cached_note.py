"""What the cache keeps of a note: what the index holds, and its file's signature."""

from collections.abc import Iterable

import msgspec
from msgspec.structs import astuple, force_setattr

from parsers.lines import is_lossy
from parsers.note import Note
from parsers.task import TaskGrammar
from vault.scanner import Signature


class CachedNote(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A note as it was read."""

    signature: Signature
    note: Note


class _Notes(msgspec.Struct, frozen=True, array_like=True, gc=False):
    gone: list[str]
    notes: list[CachedNote]


_decode = msgspec.msgpack.Decoder(_Notes).decode


def can_be_cached(path: str) -> bool:
    """Whether the cache can name this note: not where its path is no UTF-8."""
    return not is_lossy(path)


def encode_notes(notes: Iterable[CachedNote], gone: Iterable[str] = ()) -> bytes:
    """The notes as bytes, and the paths of those that are not there any more."""
    records = [(kept.signature, astuple(kept.note)[:-1]) for kept in notes]  # all but the grammar
    return msgspec.msgpack.encode((list(gone), records))


def decode_notes(data: bytes, grammar: TaskGrammar) -> tuple[list[CachedNote], list[str]]:
    """What `encode_notes` made these bytes of; `grammar` is the one by which the notes were read.

    Raises msgspec.DecodeError. Nothing is parsed: that takes 30 times as long.
    """
    read = _decode(data)
    for kept in read.notes:
        note = kept.note
        if note.keys:
            if not note.is_sound:
                raise msgspec.ValidationError("a note's parts do not fit together")
            force_setattr(note, "grammar", grammar)
    return read.notes, read.gone

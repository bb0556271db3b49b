"""What the second process of a large first read does: read and parse the notes it is told of.

It talks with the process that started it and with nobody else, through two pipes, and ends when
the one that it reads from is closed. It imports no more than it needs: it starts in vain in no
vault, but somebody waits for it.
"""

import gc
import io
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from parsers.dataview import DATAVIEW
from parsers.file_name_dates import FileNameDates
from parsers.note import Note, parse_note
from parsers.signifiers import EMOJI
from parsers.task import TaskGrammar
from vault.cached_note import CachedNote, encode_notes
from vault.quick_read import read_quickly
from vault.scanner import Signature

_LENGTH: Final = 4
"""Bytes before each message that say how long it is."""


class Start(msgspec.Struct, frozen=True, array_like=True):
    """The first message: where the vault is, and by what its tasks are read."""

    root: bytes
    dialect: str
    global_filter: str
    name_dates: tuple[str, tuple[str, ...]] | None
    """Format and folders of `FileNameDates`."""

    @property
    def grammar(self) -> TaskGrammar:
        """All of it that decides what is a task and what its keys are."""
        return TaskGrammar(
            dialect=DATAVIEW if self.dialect == DATAVIEW.name else EMOJI,
            global_filter=self.global_filter,
            file_name_dates=FileNameDates(*self.name_dates) if self.name_dates else None,
        )


Asked = list[tuple[str, Signature]]
"""Every other message: notes by path, as a walk found them. The answer is what `encode_notes` makes
of them, and the paths of those that are left to the careful reader."""

_decode_start: Final = msgspec.msgpack.Decoder(Start).decode
_decode_asked: Final = msgspec.msgpack.Decoder(Asked).decode


def start_of(root: str, grammar: TaskGrammar) -> Start:
    """What the second process must know."""
    dates = grammar.file_name_dates
    return Start(
        root.encode("utf-8", "surrogateescape"),
        grammar.dialect.name,
        grammar.global_filter,
        (dates.format, dates.folders) if dates else None,
    )


def send(pipe: io.FileIO, message: bytes) -> None:
    """Write one message. Raises OSError when the other process is gone."""
    rest = memoryview(len(message).to_bytes(_LENGTH, "big") + message)
    while rest:
        rest = rest[pipe.write(rest) :]


def receive(pipe: io.FileIO) -> bytes | None:
    """Wait for one message; None when the other process ends in between."""
    length = _read(pipe, _LENGTH)
    return None if length is None else _read(pipe, int.from_bytes(length, "big"))


def _read(pipe: io.FileIO, size: int) -> bytes | None:
    parts: list[bytes] = []
    while size:
        part = pipe.read(size)
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def serve(asked: io.FileIO, answers: io.FileIO) -> None:
    """Answer until nothing more is asked."""
    first = receive(asked)
    if first is None:
        return
    start = _decode_start(first)
    root, grammar = start.root.decode("utf-8", "surrogateescape"), start.grammar
    while (message := receive(asked)) is not None:
        send(answers, _answer(root, grammar, _decode_asked(message)))


def _answer(root: str, grammar: TaskGrammar, asked: Asked) -> bytes:
    signatures = dict(asked)
    read = read_notes(root, signatures, signatures, grammar)
    return encode_notes([CachedNote(signatures[at.path], at) for at in read.notes], read.left)


@dataclass(frozen=True, slots=True)
class ReadNotes:
    """Some notes, read."""

    notes: list[Note]
    left: list[str]
    """The paths of those that are left to the careful reader."""


def read_notes(
    root: str, paths: Iterable[str], signatures: Mapping[str, Signature], grammar: TaskGrammar
) -> ReadNotes:
    """Read and parse notes that a walk found, folder by folder."""
    read = ReadNotes([], [])
    for path, data in read_quickly(root, paths, signatures):
        if data is None:
            read.left.append(path)
        else:
            read.notes.append(parse_note(path, data, grammar))
    return read


def main() -> None:
    """Serve the pipes whose descriptors are this process's last two arguments."""
    gc.disable()
    asked, answers = map(int, sys.argv[-2:])
    with io.FileIO(asked) as one, io.FileIO(answers, "w") as other:
        try:
            serve(one, other)
        except BrokenPipeError:
            return

"""The first read of a vault: all of its notes in chunks, by two processes when there are many.

The second one reads while the first one still walks over the vault. What was saved last is read
first of what is left then: there somebody looks first.
"""

import contextlib
import threading
from collections.abc import Generator, Iterator, Mapping
from heapq import nlargest
from typing import TYPE_CHECKING, Final

from parsers.task import TaskGrammar
from vault.chunks import Chunk, Chunks
from vault.quick_read import by_folder, in_chunks
from vault.reading_process import ReadNotes
from vault.scanner import Signature, newest_first

if TYPE_CHECKING:
    from vault.second_reader import SecondReader

FIRST: Final = 200
"""Notes of the first chunk: few, so that there is something to see."""
MANY: Final = 5_000
LARGE: Final = 20_000_000
"""From so many notes on, or bytes of them, the second process is worth its start."""
HANDED: Final = 200
"""Notes that are handed to it at least, while others are still looked for."""


class FirstRead:
    """Is told of notes as they are found, and then tells in which order they are read."""

    def __init__(self, root: str, grammar: TaskGrammar, closing: threading.Event) -> None:
        """It ends early once `closing` is set."""
        self._root = root
        self._grammar = grammar
        self._closing = closing
        self._signatures: dict[str, Signature] = {}
        self._size = 0
        self._waiting: list[str] = []
        self._chunks = Chunks()
        self._second: SecondReader | None = None
        self._wanted = True

    def add(self, notes: Mapping[str, Signature]) -> None:
        """Take note of the notes of one folder."""
        self._signatures.update(notes)
        self._waiting.extend(notes)
        self._size += sum([size for _, size, _ in notes.values()])
        if self._wanted and (len(self._signatures) >= MANY or self._size >= LARGE):
            self._start()
        if self._second and len(self._waiting) >= HANDED:
            self._chunks.add(in_chunks(self._waiting, self._signatures))
            self._waiting = []

    def parts(self) -> Generator[Chunk | ReadNotes]:
        """The chunks to read here, the newest first, and what was read elsewhere.

        Without a second process, these are all of the notes.
        """
        left = self._chunks.take_all() + self._waiting
        newest = nlargest(FIRST, left, key=lambda path: self._signatures[path][0])
        others = set(left).difference(newest)
        self._chunks.add(in_chunks(filter(others.__contains__, left), self._signatures))
        self._chunks.finish()
        if newest:
            yield newest
        while not self._closing.is_set():
            if self._second:
                yield from self._second.answers()
            if chunk := self._chunks.first():
                yield chunk
            elif answer := self._second and self._second.wait(self._closing):
                yield answer
            elif not (chunk := self._chunks.first()):
                return
            else:  # what a process that died was asked
                yield chunk

    def close(self) -> None:
        """End what was started."""
        if self._second:
            self._second.close()

    def _start(self) -> None:
        from vault.second_reader import SecondReader, can_help  # noqa: PLC0415 - seldom needed

        self._wanted = False
        if can_help():
            with contextlib.suppress(OSError, UnicodeEncodeError):
                self._second = SecondReader(
                    self._root, self._grammar, self._chunks, self._signatures
                )


def newest_parts(notes: Mapping[str, Signature]) -> Iterator[Chunk]:
    """Notes of a vault of which others are known, in chunks: the newest first, then by folder."""
    paths = newest_first(notes)
    if paths:
        yield paths[:FIRST]
    yield from in_chunks(by_folder(paths[FIRST:]), notes)

"""A second process that takes a part of a large first read; whatever happens to it, all is read.

A process of its own and no fork: there are threads by now. It gets some hundred notes at a time,
as long as there are any, so that both processes end at the same time.
"""

import contextlib
import io
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import Final

import msgspec

from parsers.task import TaskGrammar
from vault.cached_note import can_be_cached, decode_notes
from vault.chunks import Chunk, Chunks
from vault.reading_process import ReadNotes, receive, send, start_of
from vault.scanner import Signature

_ROOMS: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_PROGRAM: Final = """
import sys
sys.path.insert(0, sys.argv[1])
from vault.reading_process import main
main()
"""
_LOOK_S: Final = 0.1
"""Seconds between two looks whether the program is to end while an answer is waited for."""


def can_help() -> bool:
    """Whether there is a second processor, and a Python to start."""
    frozen = getattr(sys, "frozen", False)
    return _processors() > 1 and bool(sys.executable) and not frozen and os.name == "posix"


def _processors() -> int:
    affinity = getattr(os, "sched_getaffinity", None)  # macOS has none
    return len(affinity(0)) if affinity else os.cpu_count() or 1


class SecondReader:
    """Takes the last chunks of notes while somebody else takes the first ones.

    A thread waits for the process; what the process did not answer goes back to the others.
    """

    def __init__(
        self, root: str, grammar: TaskGrammar, chunks: Chunks, signatures: Mapping[str, Signature]
    ) -> None:
        """Start the process. Raises OSError or UnicodeEncodeError where that cannot be.

        `signatures` are those of the notes as a walk finds them; there may be more of them later.
        """
        self._grammar = grammar
        self._chunks = chunks
        self._signatures = signatures
        self._answers: queue.SimpleQueue[ReadNotes | None] = queue.SimpleQueue()
        start = msgspec.msgpack.encode(start_of(root, grammar))
        self._process, self._asking, self._answering = _started()
        self._thread = threading.Thread(
            target=self._talk, args=(start,), name="second reader", daemon=True
        )
        self._thread.start()

    def answers(self) -> list[ReadNotes]:
        """What has come since this was last asked."""
        found: list[ReadNotes] = []
        with contextlib.suppress(queue.Empty):
            while answer := self._answers.get_nowait():
                found.append(answer)
            self._answers.put(None)  # for who waits
        return found

    def wait(self, closing: threading.Event) -> ReadNotes | None:
        """The next answer; None when there is none to come, or when the program is to end."""
        while not closing.is_set():
            try:
                answer = self._answers.get(timeout=_LOOK_S)
            except queue.Empty:
                continue
            if answer is None:
                self._answers.put(None)
            return answer
        return None

    def close(self) -> None:
        """End the process, whatever it is doing; nothing of it stays."""
        self._chunks.finish()
        self._process.kill()
        self._process.wait()
        self._thread.join()
        self._asking.close()
        self._answering.close()

    def _talk(self, start: bytes) -> None:
        chunk: Chunk | None = None
        try:
            send(self._asking, start)
            while chunk := self._chunks.last():
                self._answers.put(self._ask(chunk))
        except (OSError, EOFError, MemoryError, msgspec.DecodeError):
            self._chunks.add([chunk] if chunk else [])
        finally:
            self._answers.put(None)

    def _ask(self, chunk: Chunk) -> ReadNotes:
        """Raises OSError or EOFError when the process is gone.

        Raises MemoryError or msgspec.DecodeError when it says nonsense.
        """
        told = [(path, self._signatures[path]) for path in chunk if can_be_cached(path)]
        odd = [path for path in chunk if not can_be_cached(path)]
        send(self._asking, msgspec.msgpack.encode(told))
        answer = receive(self._answering)
        if answer is None:
            raise EOFError
        notes, left = decode_notes(answer, self._grammar)
        if {*left, *(kept.note.path for kept in notes)} != dict(told).keys():
            raise msgspec.ValidationError("it is about other notes than those that were asked for")
        return ReadNotes([kept.note for kept in notes], [*left, *odd])


def _started() -> tuple[subprocess.Popen[bytes], io.FileIO, io.FileIO]:
    """The process, and the ends of the pipes on which it is asked and answers."""
    with contextlib.ExitStack() as unused:
        asked, asking = os.pipe()
        unused.callback(os.close, asked)
        answering, answers = os.pipe()
        unused.callback(os.close, answers)
        ours = io.FileIO(asking, "w"), io.FileIO(answering)
        try:
            process = subprocess.Popen(  # noqa: S603 - our own program
                (sys.executable, "-P", "-c", _PROGRAM, _ROOMS, str(asked), str(answers)),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=os.path.sep,  # nothing is imported from where the program was started
                start_new_session=True,  # the terminal's signals are for this process alone
                pass_fds=(asked, answers),
            )
        except OSError:
            for pipe in ours:
                pipe.close()
            raise
    return process, *ours

"""The parameters of made vaults, and the record of what is in them."""

from dataclasses import dataclass, field
from typing import Final
from zlib import crc32

_EDITION: Final = 4
"""Part of a cached vault's name; a change of what is made that shows needs another."""
_DENSE: Final = 20
"""Tasks in a note."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The parameters of a vault."""

    notes: int
    tasks_a_note: float = 1.5
    """On average."""
    seed: int = 1
    with_tasks: float = 0.3
    """The share of notes that have tasks at all."""
    odd: bool = True
    """Whether there are notes that are not UTF-8, or with a byte order mark, or with odd lines."""

    @property
    def folder(self) -> str:
        """The name of its folder, which no other parameters have."""
        tasks = f"{self.tasks_a_note:g}-in-{self.with_tasks:g}"
        edition = f"{_EDITION}" if self.odd else f"{_EDITION}-plain"
        return f"notes-{self.notes}-tasks-{tasks}-seed-{self.seed}-{edition}"


def dense(tasks: int, seed: int = 1) -> Shape:
    """A vault of so many tasks or some more: every note has tasks, 20 on average."""
    return Shape(round(tasks * 1.03 / _DENSE), _DENSE, seed, with_tasks=1.0)


def bare(notes: int, seed: int = 1) -> Shape:
    """A vault of notes without tasks."""
    return Shape(notes, 0, seed, with_tasks=0.0)


@dataclass(slots=True)
class Manifest:
    """The truth about a vault, counted while it was written."""

    notes: int = 0
    bytes: int = 0
    """Of the notes alone."""
    tasks: dict[str, int] = field(default_factory=dict)
    """By status symbol."""
    fakes: dict[str, int] = field(default_factory=dict)
    """Lines in notes that look like tasks, by what hides them."""
    odd: dict[str, int] = field(default_factory=dict)
    """Notes with something odd, by what it is."""
    task_bytes: int = 0
    """Of the lines with tasks, without their line ends."""
    marks: int = 0
    """The sum of what `mark` gives for each task: where it stands, and its bytes."""

    @property
    def total(self) -> int:
        """How many tasks there are."""
        return sum(self.tasks.values())

    @property
    def proposed(self) -> int:
        """How many of them are proposals."""
        return self.tasks.get("?", 0)


def mark(path: str, line: int, raw: bytes) -> int:
    """A number for one task: the note's path, the line's 1-based number and its bytes.

    The bytes are those before the line's end, be it a line feed alone or a carriage return too.
    """
    return crc32(b"%s\0%d\0%s" % (path.encode(), line, raw.removesuffix(b"\r")))

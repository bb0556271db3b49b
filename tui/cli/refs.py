"""References to tasks: `path.md:LINE`, with a guard that tells whether the line is the same."""

import hashlib
import os
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Final

from msgspec import Struct

from parsers.lines import shown
from tui.safe_text import safe_text
from vault.errors import ConflictError, NotFoundError, UsageError
from vault.index import IndexedTask
from vault.vault import Vault

_REF: Final = re.compile(
    r"(?P<path>.+):(?P<line>[0-9]{1,9})(?:@(?P<guard>[0-9a-f]{8}))?", re.DOTALL | re.IGNORECASE
)


class Ref(Struct, frozen=True):
    """A reference as it was typed, not looked up yet."""

    path: str
    line: int
    """1-based."""
    guard: str | None
    """What `guard_of` said of the line when somebody looked at it."""


def guard_of(raw: bytes) -> str:
    """The first 8 hexadecimal digits of the SHA-256 of a line's bytes without its line feed."""
    return hashlib.sha256(raw).hexdigest()[:8]


def ref_of(found: IndexedTask) -> str:
    """The reference, with its guard, that `list` prints."""
    return f"{found.path}:{found.line}@{guard_of(found.at.raw)}"


def parse_ref(text: str) -> Ref:
    """Read one reference. Raises UsageError."""
    found = _REF.fullmatch(text)
    if found is None:
        raise UsageError(
            f"“{shown(text)}” is no reference to a task.",
            "Write path.md:LINE, or path.md:LINE@GUARD as `vaultriage list --format json` does.",
        )
    guard = found["guard"]
    return Ref(found["path"], int(found["line"]), guard.lower() if guard else None)


def expand(typed: Iterable[str], read_input: Callable[[], Iterable[bytes]]) -> Iterator[str]:
    """The references typed; in the place of `-`, those that `read_input` gives, one a line."""
    for word in typed:
        if word != "-":
            yield word
            continue
        for raw in read_input():
            line = os.fsdecode(raw.rstrip(b"\r\n"))
            if line.strip():
                yield line


def find_task(vault: Vault, ref: Ref, here: str) -> IndexedTask:
    """The task meant. `here` is the folder that paths may count from besides the vault's root.

    Raises NotFoundError when there is no such note or task, ConflictError when a guard is given
    and no line, or more than one elsewhere, has it; and what reading the note raises.
    """
    path = _find_note(vault, ref.path, here)
    tasks = vault.in_note(path)
    at = bisect_left(tasks, ref.line, key=attrgetter("line"))
    there = tasks[at] if at < len(tasks) and tasks[at].line == ref.line else None
    if ref.guard is None:
        if there is None:
            raise NotFoundError(f"Line {ref.line} of {path} holds no task.", _nearest(tasks, ref))
        return there
    if there is not None and guard_of(there.at.raw) == ref.guard:
        return there
    moved = [found for found in tasks if guard_of(found.at.raw) == ref.guard]
    if len(moved) == 1:
        return moved[0]
    raise _changed(path, ref, there, len(moved))


def _changed(path: str, ref: Ref, there: IndexedTask | None, twins: int) -> ConflictError:
    now = shown(there.task.line.removesuffix("\r")) if there else ""
    if twins:
        message = f"The line has moved in {path}, and {twins} lines there are equal to it"
    else:
        message = f"Line {ref.line} of {path} has changed since it was read"
    return ConflictError(
        f"{message}; nothing was written.", "List the tasks again and decide again.", now=now
    )


def _nearest(tasks: Iterable[IndexedTask], ref: Ref) -> str:
    nearest = min((found.line for found in tasks), key=lambda n: abs(n - ref.line), default=None)
    return f"The nearest task is on line {nearest}." if nearest else ""


def _find_note(vault: Vault, typed: str, here: str) -> str:
    """The note's path relative to the vault. Raises NotFoundError, or why it cannot be read."""
    for path in _readings(vault.root, typed, here):
        if vault.has_note(path):
            return path
    alike = [path for path in vault.note_paths() if typed in (shown(path), safe_text(path))]
    if len(alike) == 1:
        return alike[0]
    vault.read_note(typed)
    raise NotFoundError(
        f"{typed} is no note that this vault shows.",
        "Notes end in .md, and Obsidian's own settings may hide a folder.",
    )


def _readings(root: str, typed: str, here: str) -> Iterator[str]:
    """What a typed path may mean, relative to the vault: counted from its root, then from here."""
    yield typed
    yield os.path.normpath(typed)
    if "\0" in typed:
        return
    absolute = os.path.join(here, typed)
    yield os.path.relpath(os.path.normpath(absolute), root)
    yield os.path.relpath(os.path.realpath(absolute), os.path.realpath(root))

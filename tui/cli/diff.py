"""A rehearsed note as a unified diff with real line numbers, byte for byte."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from msgspec import Struct

from tui.safe_text import safe_text
from vault.rehearsal import RehearsedNote
from vault.splices import Splice, apply_splices

_CONTEXT: Final = 3


class _Change(Struct, frozen=True):
    """Whole lines with their line feeds, and what takes their place."""

    start: int
    """0-based number of the first line."""
    end: int
    """One past the last; equal to `start` where lines come between."""
    new: tuple[bytes, ...]


def unified_diff(note: RehearsedNote) -> bytes:
    """The diff, with three lines of context, as `patch -p1` and `git apply` take it."""
    lines = _lines(note.data)
    changes = list(_changes(note.data, lines, note.splices))
    path = _header_path(note.path)
    old = b"/dev/null" if note.is_new else b"a/" + path
    parts = [b"--- " + old + b"\n", b"+++ b/" + path + b"\n"]
    shift = 0
    for hunk in _hunks(changes):
        parts += _written(hunk, lines, shift)
        shift += sum(len(change.new) - (change.end - change.start) for change in hunk)
    return b"".join(parts)


def _lines(data: bytes) -> list[bytes]:
    """The lines with their line feeds; the last one may have none."""
    *whole, rest = data.split(b"\n")
    return [line + b"\n" for line in whole] + ([rest] if rest else [])


def _header_path(path: str) -> bytes:
    """The path's bytes; one that would break the header's line stands there made visible."""
    if any(sign in path for sign in "\t\r\n"):
        path = safe_text(path)
    return path.encode("utf-8", "surrogateescape")


def _changes(data: bytes, lines: Sequence[bytes], splices: Sequence[Splice]) -> Iterator[_Change]:
    starts = [0, *accumulate(map(len, lines))]
    for start, end, inside in _by_lines(data, starts, splices):
        base = starts[start]
        moved = [Splice(s.start - base, s.end - base, s.new) for s in inside]
        new = apply_splices(data[base : starts[end]], moved)
        yield _Change(start, end, tuple(_lines(new)))


def _by_lines(
    data: bytes, starts: Sequence[int], splices: Sequence[Splice]
) -> Iterator[tuple[int, int, list[Splice]]]:
    """First line, one past the last, and the splices there; splices on one line go together."""
    group: list[Splice] = []
    first = past = 0
    for splice in splices:
        start, end = _touched(data, starts, splice)
        if group and start < past:
            past = max(past, end)
            group.append(splice)
            continue
        if group:
            yield first, past, group
        first, past, group = start, end, [splice]
    if group:
        yield first, past, group


def _touched(data: bytes, starts: Sequence[int], splice: Splice) -> tuple[int, int]:
    start = data.count(b"\n", 0, splice.start)
    end = data.count(b"\n", 0, splice.end)
    between_lines = splice.start == starts[start] and splice.end == starts[end]
    if between_lines and (not splice.new or splice.new.endswith(b"\n")):
        return start, end
    return start, min(end + 1, len(starts) - 1)


def _hunks(changes: Sequence[_Change]) -> Iterator[list[_Change]]:
    """Changes whose context touches belong together."""
    hunk: list[_Change] = []
    for change in changes:
        if hunk and change.start - hunk[-1].end > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _written(hunk: Sequence[_Change], lines: Sequence[bytes], shift: int) -> list[bytes]:
    first = max(0, hunk[0].start - _CONTEXT)
    end = min(len(lines), hunk[-1].end + _CONTEXT)
    body: list[bytes] = []
    at = first
    for change in hunk:
        body += [_marked(b" ", line) for line in lines[at : change.start]]
        body += [_marked(b"-", line) for line in lines[change.start : change.end]]
        body += [_marked(b"+", line) for line in change.new]
        at = change.end
    body += [_marked(b" ", line) for line in lines[at:end]]
    added = sum(len(change.new) - (change.end - change.start) for change in hunk)
    old, new = _range(first, end - first), _range(first + shift, end - first + added)
    return [f"@@ -{old} +{new} @@\n".encode(), *body]


def _marked(sign: bytes, line: bytes) -> bytes:
    end = b"" if line.endswith(b"\n") else b"\n\\ No newline at end of file\n"
    return sign + line + end


def _range(first: int, count: int) -> str:
    """A hunk's place as diff writes it: 1-based, and the line before where it is empty."""
    return f"{first + bool(count)}" + ("" if count == 1 else f",{count}")

"""Where a task comes from: its note, what else the note says of it, and the source's own words."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final

from msgspec import Struct

from parsers.alike_lines import alike_lines
from parsers.lines import decode_line, split_lines
from tui.render import headline, plain, source_line
from vault.errors import VaultriageError
from vault.index import IndexedTask
from vault.people import Owner
from vault.provenance import find_source
from vault.vault import Vault

_BULLET: Final = re.compile(r"[ \t>]{0,20}(?:[-*+]|\d{1,9}[.)])[ \t]+(?!\[.\] )(?=\S)")
_MOST_BULLETS: Final = 5
_MOST_QUOTED: Final = 3
_BESIDE: Final = 1
"""Lines shown above and below a quoted one."""
_MOST_READ: Final = 20_000
"""Lines of a source that are looked at."""
_FOUND_BY: Final = {
    "path": "by its path",
    "name": "by its file name",
    "link": "by the note's Source link",
}

NumberedLine = tuple[int, str]
"""A 1-based number and the line, safe to show."""


class Provenance(Struct, frozen=True):
    """All of it; texts are safe to show."""

    found: IndexedTask
    text: str
    """The task's own words."""
    today: date
    bullets: tuple[NumberedLine, ...]
    """What the note says about the same things elsewhere."""
    source: str
    """The source's path in the vault; empty when it is not there."""
    found_by: str
    """How it was found, in words."""
    passages: tuple[tuple[NumberedLine, ...], ...]
    """The parts of the source that speak of the same things."""
    problem: str
    """Why note or source cannot be read; empty when they can."""


def gather_provenance(vault: Vault, found: IndexedTask, owners: Sequence[Owner]) -> Provenance:
    """Read note and source; not for the screen's thread."""
    text = headline(found.task, owners)
    try:
        data = vault.read_note(found.path)
        source = find_source(vault.root, found.note, data, vault.note_paths())
        quoted = split_lines(vault.read_note(source.path)) if source else []
        problem = ""
    except VaultriageError as error:
        data, source, quoted, problem = b"", None, [], plain(error.message)
    return Provenance(
        found=found,
        text=text,
        today=vault.today(),
        bullets=tuple(_bullets(text, data, found.at.number)),
        source=plain(source.path) if source else "",
        found_by=_FOUND_BY[source.found_by] if source else "",
        passages=tuple(_passages(text, _decoded(quoted))),
        problem=problem,
    )


def _decoded(lines: Sequence[bytes]) -> list[str]:
    return [source_line(decode_line(raw)) for raw in islice(lines, _MOST_READ)]


def _bullets(text: str, data: bytes, own: int) -> Iterator[NumberedLine]:
    lines = list(enumerate(_decoded(split_lines(data)), 1))
    others = [(number, line) for number, line in lines if _BULLET.match(line) and number != own + 1]
    for place in alike_lines(text, [line for _, line in others], _MOST_BULLETS):
        number, line = others[place]
        yield number, _BULLET.sub("", line, count=1)


def _passages(text: str, lines: Sequence[str]) -> Iterator[tuple[NumberedLine, ...]]:
    """The best lines with their neighbours; what touches is one passage."""
    numbers = sorted(
        {
            number
            for place in alike_lines(text, lines, _MOST_QUOTED)
            for number in range(place - _BESIDE, place + _BESIDE + 1)
            if 0 <= number < len(lines) and lines[number].strip()
        }
    )
    passage: list[NumberedLine] = []
    for number in numbers:
        if passage and passage[-1][0] != number:
            yield tuple(passage)
            passage = []
        passage.append((number + 1, lines[number]))
    if passage:
        yield tuple(passage)

"""What a note's properties and its name say about it."""

import re
from datetime import date
from functools import lru_cache

from msgspec import Struct

from parsers.dates import parse_iso_date
from parsers.frontmatter import read_properties
from parsers.owners import link_name

_DATE_IN_NAME = re.compile(r"(?<![0-9])([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")


class NoteInfo(Struct, frozen=True):
    """What a note's properties and name say about it."""

    title: str
    type: str | None
    date: date | None
    person: str | None
    participants: tuple[str, ...]
    aliases: tuple[str, ...]
    tags: tuple[str, ...]
    source: str | None
    source_ref: str | None
    generated: bool
    problem: str
    """One sentence about broken properties; empty when all is well."""


@lru_cache(maxsize=1 << 18)
def read_info(path: str, frontmatter: bytes) -> NoteInfo:
    """What the YAML text says of the note at this path, and what its name says else."""
    properties = read_properties(frontmatter)
    stem = stem_of(path)
    person = properties.texts("person")
    tags = tuple(tag.removeprefix("#") for tag in properties.texts("tags"))
    return NoteInfo(
        title=properties.text("title") or title_from(stem),
        type=properties.text("type") or next(iter(properties.texts("type")), None),
        date=properties.date("date") or date_in(stem),
        person=link_name(person[0]) if person else None,
        participants=properties.texts("participants"),
        aliases=properties.texts("aliases"),
        tags=tags,
        source=properties.text("source"),
        source_ref=properties.text("source_ref"),
        generated=properties.flag("generated") or "generated" in tags,
        problem=properties.problem,
    )


def stem_of(path: str) -> str:
    """The file's name without `.md`."""
    name = path.rpartition("/")[2]
    return name[: -len(".md")] if name.casefold().endswith(".md") else name


def date_in(stem: str) -> date | None:
    """The day that a name tells of, with four digits for the year."""
    found = _DATE_IN_NAME.search(stem)
    return parse_iso_date(found.group(1)) if found else None


def title_from(stem: str) -> str:
    """A file's name without the date in front of it, when something is left then."""
    found = _DATE_IN_NAME.match(stem)
    rest = stem[found.end() :].strip(" -_–—.") if found else ""
    return rest or stem

"""Owners -> people: who a name on a task line means."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

from parsers.note import Note
from parsers.owners import OwnerMention, find_owners, name_key
from parsers.tags import is_tag_or_subtag
from parsers.task import Task

_PEOPLE_TYPES: Final = frozenset({"people", "person"})
_PEOPLE_TAGS: Final = ("person", "type/people")
_MARK: Final = re.compile(
    rb"^\W*type\W+(?:people|person)\b|^\W*tags?\b.*\bperson\b|^\s*-\W*person\b|type/people",
    re.IGNORECASE | re.MULTILINE,
)


class OwnerKind(StrEnum):
    """How well an owner is known."""

    ME = "me"
    PERSON = "person"
    UNASSIGNED = "unassigned"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody a task is for."""

    name: str
    """The people note's name for a person, else as written."""
    kind: OwnerKind
    raw: str
    """As it stands in the line."""
    path: str | None
    """The people note; None unless it is a person."""


@dataclass(frozen=True, slots=True)
class OwnerSettings:
    """The names that are no people notes."""

    me: tuple[str, ...] = ("@Myself", "@me")
    unassigned: tuple[str, ...] = ("@TBD",)


@dataclass(frozen=True, slots=True)
class Person:
    """A people note."""

    name: str
    path: str


@dataclass
class People:
    """The people notes of a vault by every name they go by."""

    settings: OwnerSettings = field(default_factory=OwnerSettings)
    notes: Iterable[Note] = ()
    _remembered: dict[str, tuple[Owner, ...]] = field(default_factory=dict)

    @cached_property
    def _by_name(self) -> dict[str, set[Person]]:
        names: dict[str, set[Person]] = {}
        for note in self.notes:
            for person, known_as in _names(note):
                for name in known_as:
                    names.setdefault(name_key(name), set()).add(person)
        return names

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset([*self._by_name, *self._me, *self._unassigned])

    @cached_property
    def _me(self) -> frozenset[str]:
        return frozenset(name_key(name.removeprefix("@")) for name in self.settings.me)

    @cached_property
    def _unassigned(self) -> frozenset[str]:
        return frozenset(name_key(name.removeprefix("@")) for name in self.settings.unassigned)

    def owners(self, task: Task) -> tuple[Owner, ...]:
        """Everybody the line names, the same person once; remembered by the description."""
        description = task.description
        owners = self._remembered.get(description)
        if owners is None:
            owners = self._remembered[description] = self._find(description)
        return owners

    def _find(self, description: str) -> tuple[Owner, ...]:
        found: dict[tuple[str, str | None], Owner] = {}
        for mention in find_owners(description, self._known):
            owner = self._resolve(mention)
            found.setdefault((name_key(owner.name), owner.path), owner)
        return tuple(found.values())

    def _resolve(self, mention: OwnerMention) -> Owner:
        name = name_key(mention.name)
        if name in self._me:
            return Owner(mention.name, OwnerKind.ME, mention.raw, None)
        if name in self._unassigned:
            return Owner(mention.name, OwnerKind.UNASSIGNED, mention.raw, None)
        people = self._by_name.get(name, set())
        if len(people) == 1:
            (person,) = people
            return Owner(person.name, OwnerKind.PERSON, mention.raw, person.path)
        kind = OwnerKind.AMBIGUOUS if people else OwnerKind.UNKNOWN
        return Owner(mention.name, kind, mention.raw, None)


def _names(note: Note) -> Iterable[tuple[Person, set[str]]]:
    """The person a people note is about, with every name; nothing for another note."""
    if not may_be_person(note) or not _is_person(note):
        return
    folder = note.folder.rpartition("/")[2]
    is_readme = note.stem.casefold() == "readme"
    own = folder if is_readme else note.stem
    titled = note.info.title if note.info.title.casefold() != "readme" else own
    yield Person(titled, note.path), {titled, own, *note.info.aliases}


def may_be_person(note: Note) -> bool:
    """A cheap look before the properties are parsed; true for some notes that are none."""
    return "People" in note.folder.split("/") or bool(_MARK.search(note.frontmatter))


def _is_person(note: Note) -> bool:
    info = note.info
    if info.generated or info.person:
        # A note of a meeting with somebody may be filed under its person; it is not the person.
        return False
    if info.type in _PEOPLE_TYPES or any(
        is_tag_or_subtag(tag, wanted) for tag in info.tags for wanted in _PEOPLE_TAGS
    ):
        return True
    return _stands_for_its_folder(note)


def _stands_for_its_folder(note: Note) -> bool:
    """Whether the note is `People/Name.md`, or `People/Name/README.md` or `People/Name/Name.md`."""
    folders = note.folder.split("/")
    if folders[-1] == "People":
        return note.stem.casefold() != "readme"
    inside = len(folders) > 1 and folders[-2] == "People"
    return inside and note.stem.casefold() in {"readme", folders[-1].casefold()}

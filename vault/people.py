"""Owners -> people: who a name on a task line means."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from parsers.frontmatter import link_target
from parsers.note import Note, NoteTask
from parsers.owners import OwnerMention, find_mentions, name_key
from parsers.signifiers import DATE_SIGNS, PRIORITY_SIGNS, WORD_SIGNS
from parsers.tags import is_tag_or_subtag
from parsers.task import Task, TaskGrammar
from parsers.whitespace import has_line_ender

_PEOPLE_FOLDER: Final = "people"
_README: Final = "readme"
_PEOPLE_TYPES: Final = frozenset({"people", "person"})
_PEOPLE_TAGS: Final = ("person", "type/people")
_MOST_REMEMBERED: Final = 1 << 15
_LONGEST_END: Final = 120
_SIGN: Final = re.compile(
    b"|".join(sign.encode() for sign in (*PRIORITY_SIGNS, *DATE_SIGNS, *WORD_SIGNS.values()))
)
_BYTES_OF_ODD: Final = b"[`\r\n\xa8\xa9"
"""A byte of all that may hide a name behind it, and few others: an open bracket or code span, the
end of the text; `::` apart."""
# What may go on over lines is bounded: else each of a million empty ones is read from every other.
_MARK: Final = re.compile(
    rb"^[^\w\n]*type\W+(?:people|person)\b|^[^\w\n]*tags?\b.*\bperson\b"
    rb"|^[^\S\n]*-\W{0,99}(?:people|person)\b"
    rb"|type/people",
    re.IGNORECASE | re.MULTILINE,
)


class OwnerKind(StrEnum):
    """How well an owner is known."""

    ME = "me"
    PERSON = "person"
    UNASSIGNED = "unassigned"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"


class Owner(Struct, frozen=True):
    """Somebody a task is for."""

    name: str
    """The people note's name for a person, else as written."""
    kind: OwnerKind
    raw: str
    """As it stands in the line."""
    path: str | None
    """The people note; None unless it is a person."""


class OwnerSettings(Struct, frozen=True):
    """The names that are no people notes."""

    me: tuple[str, ...] = ("@Myself", "@me")
    unassigned: tuple[str, ...] = ("@TBD",)


class Person(Struct, frozen=True):
    """A people note; of two in one person's folder, the README stands for both."""

    name: str
    path: str
    names: frozenset[str]
    """Every name that the person goes by, as `name_key` gives them."""
    links: frozenset[str]
    """What a link says that leads here: the note's path without `.md`, a README's folder too."""


@dataclass
class People:
    """The people notes of a vault by every name they go by."""

    settings: OwnerSettings = field(default_factory=OwnerSettings)
    notes: Iterable[Note] = ()
    _remembered: dict[str, tuple[Owner, ...]] = field(default_factory=dict)
    _by_end: dict[bytes, tuple[Owner, ...]] = field(default_factory=dict)
    _by_rest: dict[bytes, tuple[Owner, ...]] = field(default_factory=dict)
    _grammar: TaskGrammar | None = None
    """By which the lines were read whose ends are remembered."""

    @cached_property
    def everybody(self) -> tuple[Person, ...]:
        """Whom the people notes are about, each once."""
        found: dict[str, Person] = {}
        for note in self.notes:
            if may_be_person(note) and _is_person(note):
                person = _person(note)
                place = _own_place(note)
                other = found.get(place)
                found[place] = _joined(person, other) if other else person
        return tuple(found.values())

    @cached_property
    def _by_name(self) -> dict[str, set[Person]]:
        return _grouped(self.everybody, lambda person: person.names)

    @cached_property
    def _by_link(self) -> dict[str, set[Person]]:
        return _grouped(self.everybody, _ends_of_links)

    @cached_property
    def known(self) -> frozenset[str]:
        """Every name that somebody goes by, as `name_key` gives it."""
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
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            owners = self._remembered[description] = self._find(description)
        return owners

    def owners_in(self, found: NoteTask) -> tuple[Owner, ...]:
        """The same for a line as bytes, which is seldom read: most end as others do."""
        raw = found.raw
        if b"@" not in raw and b"::" not in raw:
            return ()
        end = _end_with_names(raw)
        if not end:
            return self.owners(found.task)
        self._remember_for(found.grammar)
        owners = self._by_end.get(end)
        if owners is None:
            owners = self._by_end[end] = self._find(found.task.description)
        return owners

    def owners_of(self, note: Note) -> Sequence[tuple[Owner, ...]]:
        """The same for each task of a note, from its top."""
        text = note.text
        if b"@" not in text and b"::" not in text:
            return ((),) * note.count
        self._remember_for(note.grammar)
        by_rest = self._by_rest
        everybody: list[tuple[Owner, ...]] = []
        for at, raw in enumerate(note.lines):
            head, sign, rest = raw.partition(b"@")
            owners: tuple[Owner, ...] | None = () if not sign and b"::" not in raw else None
            # A plain head of which only the box's bracket is odd tells nothing.
            plain = len(head.translate(None, _BYTES_OF_ODD)) == len(head) - 1
            if sign and plain and head.endswith(b" ") and b"::" not in head:
                owners = by_rest.get(rest)
                if owners is None:
                    owners = by_rest[rest] = self.owners_in(note.task_at(at))
            everybody.append(self.owners_in(note.task_at(at)) if owners is None else owners)
        return tuple(everybody)

    def _remember_for(self, grammar: TaskGrammar) -> None:
        """Remember what lines of one grammar say, and no more than so much."""
        if grammar is not self._grammar:
            self._by_end.clear()
            self._by_rest.clear()
            self._grammar = grammar
        for remembered in (self._by_end, self._by_rest):
            if len(remembered) >= _MOST_REMEMBERED:
                remembered.clear()

    def _find(self, description: str) -> tuple[Owner, ...]:
        found: dict[tuple[OwnerKind, str], Owner] = {}
        for mention in find_mentions(description, self.known):
            owner = self._resolve(mention)
            found.setdefault(identity(owner), owner)
        return tuple(found.values())

    def _resolve(self, mention: OwnerMention) -> Owner:
        name = name_key(mention.name)
        if name in self._me:
            return Owner(mention.name, OwnerKind.ME, mention.raw, None)
        if name in self._unassigned:
            return Owner(mention.name, OwnerKind.UNASSIGNED, mention.raw, None)
        link = mention.link
        people = (link and self._linked(link)) or self._by_name.get(name, set())
        if len(people) == 1:
            (person,) = people
            if not person.names.isdisjoint(self._me):
                return Owner(mention.name, OwnerKind.ME, mention.raw, None)
            return Owner(person.name, OwnerKind.PERSON, mention.raw, person.path)
        kind = OwnerKind.AMBIGUOUS if people else OwnerKind.UNKNOWN
        return Owner(mention.name, kind, mention.raw, None)

    def _linked(self, link: str) -> set[Person]:
        """Whose notes a link may lead to; a whole path counts more than the end of a longer one."""
        wanted = _link_key(link)
        people = self._by_link.get(wanted, set())
        whole = {person for person in people if wanted in person.links}
        return whole or people


def _end_with_names(raw: bytes) -> bytes:
    """A task's line from its first `@` on, where only that tells whom it names; else nothing.

    Fields are read off the right end, and none has an `@` in it. What stands before may hide the
    name only where a bracket besides the box or a code span is open, or where the text is over.
    A name ends before a field's sign, as it does at the end of the text.
    """
    head, at, end = raw.partition(b"@")
    if not at or not head.endswith(b" ") or head.count(b"[") != 1:
        return b""
    if b"`" in head or b"::" in head or has_line_ender(head):
        return b""
    sign = _SIGN.search(end)
    if sign:
        rest = end[sign.start() :]
        if not (b"@" in rest or b"[[" in rest or b"::" in rest):
            end = end[: sign.start()].rstrip(b" ")
    return end if len(end) <= _LONGEST_END else b""


def identity(owner: Owner) -> tuple[OwnerKind, str]:
    """What is equal for one owner in two forms."""
    if owner.kind is OwnerKind.ME:
        return owner.kind, ""
    return owner.kind, owner.path or name_key(owner.name)


def _grouped(
    people: Iterable[Person], keys: Callable[[Person], Iterable[str]]
) -> dict[str, set[Person]]:
    groups: dict[str, set[Person]] = {}
    for person in people:
        for key in keys(person):
            groups.setdefault(key, set()).add(person)
    return groups


def _person(note: Note) -> Person:
    """The person that a people note is about."""
    folder = note.folder.rpartition("/")[2]
    is_readme = note.stem.casefold() == _README
    own = folder if is_readme and folder else note.stem
    titled = note.info.title if note.info.title.casefold() != _README else own
    names = [name.strip().removeprefix("@") for name in (titled, own, *note.info.aliases)]
    paths = (note.path.removesuffix(".md"), note.folder if is_readme else "")
    return Person(
        name=names[0] or own,
        path=note.path,
        names=frozenset(map(name_key, names)) - {""},
        links=frozenset(map(_link_key, paths)) - {""},
    )


def _own_place(note: Note) -> str:
    """The note's path, or its folder where both are called alike or the note is its README."""
    folder = note.folder.rpartition("/")[2].casefold()
    return note.folder + "/" if note.stem.casefold() in {_README, folder} else note.path


def _joined(one: Person, other: Person) -> Person:
    """Both notes as one, under the name and path of the README."""
    first, second = sorted((one, other), key=lambda person: _README not in person.path.casefold())
    return replace(first, names=first.names | second.names, links=first.links | second.links)


def _link_key(path: str) -> str:
    """What is equal for two ways to write one path in a link."""
    parts = [part for part in path.removeprefix("@").split("/") if part.strip(".")]
    if parts:
        parts[-1] = parts[-1].removeprefix("@")
    return normalize("NFC", "/".join(parts)).casefold()


def _ends_of_links(person: Person) -> set[str]:
    """The links that lead to the person: the path, or its end. No `[[README]]` leads to anybody."""
    ends = set[str]()
    for link in person.links:
        parts = link.split("/")
        ends.update("/".join(parts[at:]) for at in range(len(parts)))
    return ends - {_README}


def may_be_person(note: Note) -> bool:
    """A cheap look before the properties are parsed; true for some notes that are none."""
    return _PEOPLE_FOLDER in note.folder.casefold().split("/") or bool(
        _MARK.search(note.frontmatter)
    )


def _is_person(note: Note) -> bool:
    info = note.info
    if info.generated or info.person:
        # A note of a meeting with somebody may be filed under its person; it is not the person.
        return False
    if link_target((info.type or "").strip()).casefold() in _PEOPLE_TYPES or any(
        is_tag_or_subtag(tag, wanted) for tag in info.tags for wanted in _PEOPLE_TAGS
    ):
        return True
    return _stands_for_its_folder(note)


def _stands_for_its_folder(note: Note) -> bool:
    """Whether the note is `People/Name.md`, or `People/Name/README.md` or `People/Name/Name.md`."""
    folders = note.folder.casefold().split("/")
    if folders[-1] == _PEOPLE_FOLDER:
        return note.stem.casefold() != _README
    inside = len(folders) > 1 and folders[-2] == _PEOPLE_FOLDER
    return inside and note.stem.casefold() in {_README, folders[-1]}

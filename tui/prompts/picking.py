"""Prompts that pick among many names: type to narrow, Tab to take one and go on."""

from collections.abc import Iterable, Sequence
from typing import Final

from parsers.owner_edits import parse_owner
from parsers.owners import name_key
from parsers.text_edits import NotWordsError, parse_tag
from tui.prompts.known import Known
from tui.prompts.narrowing import narrowed, without
from tui.prompts.prompt import Answer, Choice, Edited, Hints, Left, Prompt, Said
from tui.prompts.typed_line import TypedLine
from vault.set_owners import SetOwners
from vault.set_task import AddTag, Assignment, RemoveTag, SetOwner, SetTask

_MOST: Final = 60
_NOBODY: Final = "nobody"
_NOBODY_KEY: Final = "-"


class PickPrompt(Prompt):
    """Names, some of them checked. Enter takes the highlighted one, or all that Tab has checked."""

    def __init__(self, title: str, subject: str, own: Iterable[str]) -> None:
        """`own` are the names that hold now, for all of the tasks."""
        super().__init__(title, subject)
        self._own = tuple(own)
        self._picked = list(self._own)
        self._has_picked = False
        self._has_moved = False
        self.known: Known | None = None
        """None until it is gathered."""

    @property
    def hints(self) -> Hints:
        """Tab is for more than one."""
        return (("Enter", "set"), ("Tab", "several"), ("↑↓", "choose"), ("Esc", "leave"))

    @property
    def names(self) -> list[str]:
        """What could be meant by what is typed, the likeliest first."""
        typed = self.line.text.strip()
        first = self._own if self._has_picked else ()
        names = narrowed((*first, *self._picked, *self.candidates()), typed, _MOST)
        new = self.as_typed(typed) if typed else ""
        known = {self.key(name) for name in names}
        return [*names, new] if new and self.key(new) not in known else names

    @property
    def choices(self) -> Sequence[Choice]:
        """Each name with where it is known from, and whether it is checked."""
        checked = set(map(self.key, self._picked))
        return [
            Choice(self.shown(name), self.note(name), checked=self.key(name) in checked)
            for name in self.names
        ]

    @property
    def highlighted(self) -> str | None:
        """The name that Enter would take; None where nothing fits."""
        names = self.names
        return names[self.at] if self.at < len(names) else None

    def steered(self, key: str) -> Answer | None:
        """Tab checks the highlighted name or unchecks it, and leaves the line for another."""
        if key != "tab":
            self._has_moved |= key in ("up", "down", "ctrl+p", "ctrl+n")
            return super().steered(key)
        name = self.highlighted
        if name is not None:
            at = self.at
            self._toggle(name)
            self._has_picked = True
            typed, self.line = self.line.text, TypedLine()
            self.at = 0 if typed else at
        return None

    def _toggle(self, name: str) -> None:
        kept = [one for one in self._picked if self.key(one) != self.key(name)]
        self._picked = kept if len(kept) < len(self._picked) else [*kept, name]

    def key(self, name: str) -> str:
        """What is equal for two ways to write one name."""
        raise NotImplementedError

    def candidates(self) -> Iterable[str]:
        """Every name that is known."""
        raise NotImplementedError

    def as_typed(self, typed: str) -> str:
        """The name that the words themselves are; empty where they are none."""
        raise NotImplementedError

    def shown(self, name: str) -> str:
        """The name for people to read."""
        return name

    def note(self, name: str) -> str:
        """Where it is known from."""
        raise NotImplementedError


class OwnerPrompt(PickPrompt):
    """Who the tasks are for: the people of this meeting first, then people notes, then others."""

    def __init__(self, subject: str, own: Iterable[str], participants: Iterable[str]) -> None:
        """`own` are the owners of all of the tasks, `participants` those of their note."""
        super().__init__("owner", subject, own)
        self._participants = tuple(participants)

    @property
    def names(self) -> list[str]:
        """With nobody among them, where there is somebody to take away."""
        names = super().names
        if self._own and not self.line.text and not self._has_picked:
            names.insert(len(self._own), _NOBODY)
        return names

    @property
    def choices(self) -> Sequence[Choice]:
        """Nobody has a key of its own."""
        nobody = Choice(_NOBODY, "takes every owner away", key=_NOBODY_KEY, checked=False)
        named = zip(self.names, super().choices, strict=True)
        return [nobody if name is _NOBODY else choice for name, choice in named]

    @property
    def placeholder(self) -> str:
        """That any name will do."""
        return "a name, known or new"

    @property
    def answer_shown(self) -> Said:
        """Who would be the owner."""
        wanted = self._wanted()
        if wanted is None:
            return Said("")
        return Said(" ".join(f"@{name}" for name in wanted) or _NOBODY, "other-owner")

    def key(self, name: str) -> str:
        """Case and blanks do not count."""
        return name_key(name)

    def candidates(self) -> Iterable[str]:
        """Each person once, by the first of their lists."""
        known = self.known or Known()
        return without((*self._participants, *known.me, *known.people, *known.owners), (), name_key)

    def as_typed(self, typed: str) -> str:
        """Any name."""
        return typed.removeprefix("@")

    def shown(self, name: str) -> str:
        """As a line names them."""
        return f"@{name}"

    def note(self, name: str) -> str:
        """Why this one is offered."""
        known, key = self.known or Known(), name_key(name)
        sources: tuple[tuple[str, Iterable[str]], ...] = (
            ("in this meeting", self._participants),
            ("you", known.me),
            ("people note", known.people),
            ("on other tasks", (*known.owners, *self._own)),
        )
        found = (said for said, names in sources if key in map(name_key, names))
        return next(found, "new")

    def answered(self) -> Answer | None:
        """The highlighted one alone, or all that are checked."""
        wanted = self._wanted()
        if wanted is None:
            self.problem = "That is no name."
            return None
        if set(map(name_key, wanted)) == set(map(name_key, self._own)):
            return Left()
        return self._owned_by(wanted)

    def _wanted(self) -> list[str] | None:
        name = self.highlighted
        if self._has_picked:
            more = [name] if name and self.line.text.strip() else []
            return without((*self._picked, *more), (), name_key)
        if name is None:
            return None
        return [] if name is _NOBODY else [name]

    def _owned_by(self, names: Sequence[str]) -> Answer | None:
        known = (self.known or Known()).names
        owners = []
        for name in names:
            try:
                owners.append(parse_owner(name, known))
            except NotWordsError as error:
                self.problem = f"“{name}” cannot be an owner: {error}. Tab adds one to another."
                return None
        if len(owners) > 1:
            return Edited(SetTask((SetOwners(tuple(owners), known),)))
        name, written = owners[0] if owners else ("", "")
        return Edited(SetTask((SetOwner(name, written, known),)))


class TagPrompt(PickPrompt):
    """The tags of tasks: each is put on or taken off."""

    def __init__(self, subject: str, own: Iterable[str]) -> None:
        """`own` are the tags that all of the tasks carry, with their `#`."""
        super().__init__("tags", subject, own)

    @property
    def placeholder(self) -> str:
        """That any tag will do."""
        return "a tag, known or new"

    @property
    def answer_shown(self) -> Said:
        """What would come and go."""
        signs = [f"+{tag}" for tag in self._added()] + [f"-{tag}" for tag in self._taken()]
        return Said(" ".join(signs), "other-owner")

    def steered(self, key: str) -> Answer | None:
        """A blank is no part of a tag: it checks, as Tab does."""
        return super().steered("tab" if key == "space" else key)

    def _line_edited(self, key: str, character: str | None) -> None:
        if key != "space":
            super()._line_edited(key, character)

    def key(self, name: str) -> str:
        """Case does not count."""
        return name.casefold()

    def candidates(self) -> Iterable[str]:
        """Those in use, most first."""
        return without((self.known or Known()).tags, (), str.casefold)

    def as_typed(self, typed: str) -> str:
        """With its `#`."""
        return typed if typed.startswith("#") else f"#{typed}"

    def note(self, name: str) -> str:
        """Whether it is in use."""
        known = map(str.casefold, (self.known or Known()).tags)
        return "" if name in self._own or name.casefold() in known else "new"

    def answered(self) -> Answer | None:
        """All that changes, as one edit; a tag that nobody typed or went to stays as it is."""
        try:
            changes: list[Assignment] = [RemoveTag(tag) for tag in self._taken()]
            changes += [AddTag(parse_tag(tag)) for tag in self._added()]
        except NotWordsError as error:
            self.problem = f"That cannot be written: {error}."
            return None
        return Edited(SetTask(tuple(changes))) if changes else Left()

    def _wanted(self) -> list[str]:
        """The tags that the tasks are to have."""
        name = self.highlighted
        meant = self.line.text.strip() or (self._has_moved and not self._has_picked)
        if name is None or not meant:
            return self._picked
        kept = [tag for tag in self._picked if tag.casefold() != name.casefold()]
        return [*kept, name] if len(kept) == len(self._picked) else kept

    def _added(self) -> list[str]:
        return without(self._wanted(), self._own, str.casefold)

    def _taken(self) -> list[str]:
        return without(self._own, self._wanted(), str.casefold)

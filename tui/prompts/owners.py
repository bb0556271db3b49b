"""The prompt for owners."""

from collections.abc import Iterable, Sequence
from typing import Final

from parsers.owner_edits import parse_owner
from parsers.owners import name_key
from parsers.text_edits import NotWordsError
from tui.prompts.known import Known
from tui.prompts.narrowing import without
from tui.prompts.picking import PickPrompt
from tui.prompts.prompt import Answer, Choice, Edited, Left, Said
from vault.set_owners import SetOwners
from vault.set_task import SetOwner, SetTask

_NOBODY: Final = "nobody"
_NOBODY_KEY: Final = "-"


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

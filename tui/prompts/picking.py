"""Prompts that pick among many names: type to narrow, Tab to take one and go on."""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import Final

from tui.prompts.known import Known
from tui.prompts.narrowing import narrowed
from tui.prompts.prompt import Answer, Choice, Hints, Prompt
from tui.prompts.typed_line import TypedLine

_MOST: Final = 60


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

    @abstractmethod
    def key(self, name: str) -> str:
        """What is equal for two ways to write one name."""

    @abstractmethod
    def candidates(self) -> Iterable[str]:
        """Every name that is known."""

    @abstractmethod
    def as_typed(self, typed: str) -> str:
        """The name that the words themselves are; empty where they are none."""

    def shown(self, name: str) -> str:
        """The name for people to read."""
        return name

    @abstractmethod
    def note(self, name: str) -> str:
        """Where it is known from."""

"""What a description is compared by: its units, each with a kind and a weight."""

from enum import IntEnum
from typing import Final, NamedTuple


class Kind(IntEnum):
    """What a unit says, and so how much it matters."""

    LIGHT = 0
    TIME = 1
    """A day or an hour that may be left out: until when."""
    STEP = 2
    WORD = 3
    NUMBER = 4
    NAME = 5


WEIGHTS: Final = {
    Kind.LIGHT: 0.35,
    Kind.TIME: 0.5,
    Kind.STEP: 0.8,
    Kind.WORD: 1.0,
    Kind.NUMBER: 1.2,
    Kind.NAME: 1.3,
}


class Unit(NamedTuple):
    """A word, phrase, number or time."""

    key: str
    """Equal for what means the same."""
    kind: Kind
    start: int
    end: int
    word: str
    """Folded, as written; of a phrase its first word."""
    leads: bool
    """Whether it is what is to be done: the verb of the sentence."""
    loose: bool
    """Whether a preposition binds it to the rest: `from the code`."""
    role: str
    """The preposition that makes a difference to it: from, to, before, after; or empty."""

    @property
    def weight(self) -> float:
        """How much it counts, by its kind."""
        return WEIGHTS[self.kind]

    @property
    def firsts(self) -> tuple[str, str]:
        """The first letters of what is written and of what it stands for."""
        return self.word[0], self.key.lstrip("!")[0]

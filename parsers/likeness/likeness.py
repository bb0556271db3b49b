"""How much two wordings have in common, and whether they say the same piece of work.

Joining two tasks wrongly is worse than missing a pair: where one side has what the other would
have to have too (a number, a name, a step, a negation), that decides, however much they share.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from parsers.likeness.pairing import paired
from parsers.likeness.units import Kind, Unit
from parsers.likeness.vocabulary import vocabulary
from parsers.likeness.wording import Wording

SAME_FROM: Final = 0.78
"""The share of weight in common from which two wordings say the same, if nothing speaks against."""
_LITTLE: Final = 0.3
"""With less in common it matters not what else speaks against it."""
_ALL: Final = 100

_MOST_PAIRED: Final = 2
_COST_OF_A_TIME: Final = 0.1
"""A time that only one of them has speaks hardly against it."""

_COST_OF_LOOSE: Final = 0.6
"""So much of its weight costs what a preposition binds to the rest: `from the code`."""

Weigh = Callable[[Unit], float]


def plain_weight(unit: Unit) -> float:
    """A unit's weight by its kind."""
    return unit.weight


def cost_of_lacking(unit: Unit, weigh: Weigh = plain_weight) -> float:
    """What it costs the likeness when only one of them has the unit."""
    if unit.kind is Kind.TIME:
        return _COST_OF_A_TIME
    is_loose = unit.loose and unit.kind is Kind.WORD
    return weigh(unit) * _COST_OF_LOOSE if is_loose else weigh(unit)


Span = tuple[int, int]
"""Start and end in a description."""


class Reason(StrEnum):
    """Why two wordings are the same, or what keeps them apart."""

    EQUAL = "the same words"
    ALIKE = "nearly the same words"
    LITTLE = "little in common"
    NUMBER = "another number"
    TIME = "another time"
    NAME = "another name"
    OWNER = "another owner"
    STEP = "another step"
    NEGATION = "one says not to"
    ADDRESS = "another link"
    DIRECTION = "the other way round"
    OPPOSITE = "the opposite"
    WORDS = "other words"


@dataclass(frozen=True, slots=True)
class Likeness:
    """What came of comparing one wording with another."""

    score: int
    """How much of the weight they have in common, from 0 to 100."""
    reason: Reason
    here: tuple[Span, ...]
    """What the other one lacks, as spans of the first description."""
    there: tuple[Span, ...]
    """The same of the other description."""

    @property
    def same(self) -> bool:
        """Whether they say the same piece of work."""
        return self.reason in _SAME


_SAME: Final = frozenset((Reason.EQUAL, Reason.ALIKE))


@dataclass(frozen=True, slots=True)
class _Compared:
    """Two wordings, with what only one of them has."""

    a: Wording
    b: Wording
    only_a: tuple[Unit, ...]
    only_b: tuple[Unit, ...]

    def shared(self, weigh: Weigh) -> float:
        """The share of weight that both have, from 0 to 1; of nothing all is shared."""
        lacking = sum(cost_of_lacking(unit, weigh) for unit in self._only)
        whole = sum(map(weigh, (*self.a.by_key.values(), *self.b.by_key.values())))
        common = (whole - sum(map(weigh, self._only))) / 2
        return common / (common + lacking) if common + lacking else 1.0

    @property
    def _only(self) -> tuple[Unit, ...]:
        return (*self.only_a, *self.only_b)


def compare(a: Wording, b: Wording, weigh: Weigh = plain_weight) -> Likeness:
    """Compare two wordings; the order matters for the spans alone.

    `weigh` gives the score its weights, such as by rarity; whether they say the same depends on
    the two alone, so that no note elsewhere in the vault can change it.
    """
    compared = _compared(a, b)
    share = compared.shared(plain_weight)
    reason = _against(compared) if share > _LITTLE else Reason.LITTLE
    if reason is None:
        lacking = compared.only_a or compared.only_b
        reason = Reason.LITTLE if share < SAME_FROM else Reason.ALIKE if lacking else Reason.EQUAL
    if weigh is not plain_weight:
        share = compared.shared(weigh)
    # A hundred says that nothing differs: what differs by a single number must not say so.
    most = _ALL if reason is Reason.EQUAL else _ALL - 1
    return Likeness(
        min(most, round(_ALL * share)), reason, _spans(compared.only_a), _spans(compared.only_b)
    )


def _compared(a: Wording, b: Wording) -> _Compared:
    only_a = [unit for key, unit in a.by_key.items() if key not in b.by_key]
    only_b = [unit for key, unit in b.by_key.items() if key not in a.by_key]
    only_a = _without_owners(sorted(only_a, key=_place), b)
    only_b = _without_owners(sorted(only_b, key=_place), a)
    if only_a and only_b and _few(only_a, only_b):
        for here, there in paired(only_a, only_b):
            only_a = [unit for unit in only_a if unit not in here]
            only_b = [unit for unit in only_b if unit not in there]
    return _Compared(a, b, tuple(only_a), tuple(only_b))


def _few(only_a: Iterable[Unit], only_b: Iterable[Unit]) -> bool:
    """Whether so little is left on one side that it may be the same in other letters."""
    counts = (sum(unit.kind >= Kind.STEP for unit in only) for only in (only_a, only_b))
    return min(counts) <= _MOST_PAIRED


def may_be_same(a: Wording, b: Wording) -> bool:
    """A quick look that is wrong only where it says yes."""
    if a.negations != b.negations or _other_owners(a.owners, b.owners):
        return False
    mine, theirs = a.by_key, b.by_key
    only_a = [unit for key, unit in mine.items() if key not in theirs and unit.kind >= Kind.STEP]
    only_b = [unit for key, unit in theirs.items() if key not in mine and unit.kind >= Kind.STEP]
    fewer, more = (only_a, only_b) if len(only_a) <= len(only_b) else (only_b, only_a)
    if len(fewer) > _MOST_PAIRED:
        return False
    if not fewer and not (a.owners or b.owners):
        lacking = sum([unit.weight for unit in more])
        return lacking <= (1 - SAME_FROM) * max(a.weight, b.weight)
    # Whatever one side has besides must be on the other in other letters, and the first is one.
    firsts = {letter for unit in more for letter in unit.firsts}
    named = {word for name in (*a.owners, *b.owners) for word in name.split()}
    return all(unit.key in named or not firsts.isdisjoint(unit.firsts) for unit in fewer)


def _place(unit: Unit) -> int:
    return unit.start


def _without_owners(units: Sequence[Unit], other: Wording) -> list[Unit]:
    """The units but those that name an owner of the other one: `call Ana`, `call @Ana`."""
    named = {word for name in other.owners for word in name.split()}
    return [unit for unit in units if unit.key not in named]


def _spans(units: Iterable[Unit]) -> tuple[Span, ...]:
    return tuple((unit.start, unit.end) for unit in units)


# What speaks against


def _against(compared: _Compared) -> Reason | None:
    """What keeps two wordings apart, whatever else they share; None when nothing does."""
    a, b = compared.a, compared.b
    if not (a.units or a.addresses) or not (b.units or b.addresses):
        return None if a.form == b.form else Reason.LITTLE
    if a.negations != b.negations:
        return Reason.NEGATION
    if _other_owners(a.owners, b.owners):
        return Reason.OWNER
    if a.addresses and b.addresses and a.addresses.isdisjoint(b.addresses):
        return Reason.ADDRESS
    if _turned_round(a, b):
        return Reason.DIRECTION
    return _against_units(compared.only_a, compared.only_b)


def _against_units(only_a: Sequence[Unit], only_b: Sequence[Unit]) -> Reason | None:
    if _any(only_a, Kind.NUMBER) or _any(only_b, Kind.NUMBER):
        return Reason.NUMBER
    if _opposed(only_a, only_b):
        return Reason.OPPOSITE
    if _any(only_a, Kind.TIME) and _any(only_b, Kind.TIME):
        return Reason.TIME
    if any(unit.kind is Kind.STEP and unit.leads for unit in (*only_a, *only_b)):
        return Reason.STEP
    if _weighty(only_a) and _weighty(only_b):
        both = _any(only_a, Kind.NAME) and _any(only_b, Kind.NAME)
        return Reason.NAME if both else Reason.WORDS
    return None


def _any(units: Sequence[Unit], kind: Kind) -> bool:
    return any(unit.kind is kind for unit in units)


def _weighty(units: Sequence[Unit]) -> bool:
    return any(unit.kind >= Kind.STEP for unit in units)


def _opposed(only_a: Sequence[Unit], only_b: Sequence[Unit]) -> bool:
    opposites = vocabulary().opposites
    return any((one.word, other.word) in opposites for one in only_a for other in only_b)


def _other_owners(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether both have owners, and none of them may be the same person."""
    if not (a and b):
        return False
    return not any(_may_be_one(one, other) for one in a for other in b)


def _may_be_one(one: str, other: str) -> bool:
    """`Ana` may be `Ana Souza`."""
    mine, theirs = set(one.split()), set(other.split())
    return mine <= theirs or theirs <= mine


def _turned_round(a: Wording, b: Wording) -> bool:
    """Whether the same things stand behind other prepositions: from A to B, from B to A."""
    for role in ("from", "to", "before", "after"):
        here = {unit.key for unit in a.units if unit.role == role}
        there = {unit.key for unit in b.units if unit.role == role}
        are_others = here and there and here.isdisjoint(there)
        if are_others and here <= b.by_key.keys() and there <= a.by_key.keys():
            return True
    return False

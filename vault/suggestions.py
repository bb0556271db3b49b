"""What somebody is likely to decide about a proposal, told from what they decided before.

A suggestion is words beside a proposal. Nothing is ever decided by it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final

from msgspec import Struct

from parsers.note_info import NoteInfo
from parsers.priority import Priority
from parsers.task import Task
from vault.people import Owner, OwnerKind

LEAST: Final = 5
"""So many decisions of a kind must there be before anything is said of it."""
_PRIOR: Final = 4
"""How many decisions at the usual rate are added to each kind, so that few of them weigh little."""
_STRIKING: Final = 0.15
"""How far from the usual rate a kind must be to be worth a word."""
_LIKELY: Final = 0.75
_FEW_WORDS: Final = 3
_MANY_WORDS: Final = 20
VERDICTS: Final = {"accept": True, "start": True, "done": True, "reject": False, "cancel": False}
"""The verbs that settle a proposal, and whether it was accepted."""


class TraitKind(StrEnum):
    """What decisions may hang on; the more telling ones first."""

    MEETING = "meeting"
    PERSON = "person"
    TYPE = "type"
    OWNER = "owner"
    PRIORITY = "priority"
    LENGTH = "length"


Trait = tuple[TraitKind, str]
"""A kind of proposal, and the words that tell of those that are of it."""

Verdict = tuple[frozenset[Trait], bool]
"""What a proposal was like, and whether it was accepted."""


class Suggestion(Struct, frozen=True):
    """What was decided before about proposals like this one."""

    trait: Trait
    accepted: int
    decided: int
    likelihood: float
    """Of being accepted, from 0 to 1, by all that the proposal is like."""

    @property
    def accepts(self) -> bool:
        """Whether most of them were accepted."""
        return 2 * self.accepted >= self.decided

    @property
    def reason(self) -> str:
        """The figures in words; names of people as they stand in notes."""
        count = self.accepted if self.accepts else self.decided - self.accepted
        verb = "accepted" if self.accepts else "rejected"
        return f"you {verb} {count} of {self.decided} {self.trait[1]}"


class Habits:
    """Counts of what was decided, kept step by step."""

    def __init__(self) -> None:
        self._steps: dict[int, tuple[Verdict, ...]] = {}
        self._accepted: Counter[Trait] = Counter()
        self._decided: Counter[Trait] = Counter()
        self._all = [0, 0]

    def unknown(self, steps: Iterable[int]) -> list[int]:
        """Forget what stands no longer; those of the steps of which nothing is known yet."""
        standing = set(steps)
        for step in self._steps.keys() - standing:
            self._count(self._steps.pop(step), -1)
        return sorted(standing - self._steps.keys())

    def learn(self, step: int, verdicts: Iterable[Verdict]) -> None:
        """Take in what was decided in a step."""
        self._steps[step] = tuple(verdicts)
        self._count(self._steps[step], 1)

    def _count(self, verdicts: Iterable[Verdict], sign: int) -> None:
        for traits, accepted in verdicts:
            self._all[accepted] += sign
            for trait in traits:
                self._decided[trait] += sign
                self._accepted[trait] += sign * accepted

    def suggest(self, traits: Iterable[Trait]) -> Suggestion | None:
        """What is most striking about proposals like this; None where nothing is."""
        known = [trait for trait in traits if self._decided[trait] >= LEAST]
        usual = self._usual
        striking = [t for t in known if self._is_striking(t, usual)]
        if not striking:
            return None
        order = list(TraitKind)
        most = max(striking, key=lambda t: (abs(self._rate(t) - usual), -order.index(t[0])))
        return Suggestion(
            most, self._accepted[most], self._decided[most], self._likelihood(known, usual)
        )

    def _is_striking(self, trait: Trait, usual: float) -> bool:
        rate = self._rate(trait)
        return max(rate, 1 - rate) >= _LIKELY and abs(rate - usual) >= _STRIKING

    @property
    def _usual(self) -> float:
        rejected, accepted = self._all
        return (accepted + 1) / (accepted + rejected + 2)

    def _rate(self, trait: Trait) -> float:
        prior = _PRIOR * self._usual
        return (self._accepted[trait] + prior) / (self._decided[trait] + _PRIOR)

    def _likelihood(self, known: Sequence[Trait], usual: float) -> float:
        """The mean of what its traits say: they hang together, so none is counted as more."""
        return sum(map(self._rate, known)) / len(known) if known else usual


def traits_of(task: Task, owners: Sequence[Owner], info: NoteInfo | None) -> frozenset[Trait]:
    """What a proposal is like; `info` is that of its note, None when the note is gone."""
    return frozenset(
        [*_note_traits(info), *_owner_traits(owners), _priority_trait(task), *_length_traits(task)]
    )


def _note_traits(info: NoteInfo | None) -> Iterator[Trait]:
    if info is None:
        return
    if info.person:
        yield TraitKind.PERSON, f"from notes with {info.person}"
    if info.type:
        yield TraitKind.TYPE, f"from notes of the type {info.type}"
    if info.person and info.type:
        yield TraitKind.MEETING, f"from notes of the type {info.type} with {info.person}"


def _owner_traits(owners: Sequence[Owner]) -> Iterator[Trait]:
    if not owners:
        yield TraitKind.OWNER, "that name nobody"
    for owner in owners:
        match owner.kind:
            case OwnerKind.ME:
                yield TraitKind.OWNER, "that are yours"
            case OwnerKind.UNASSIGNED:
                yield TraitKind.OWNER, "that nobody has taken"
            case _:
                yield TraitKind.OWNER, f"for {owner.name}"


def _priority_trait(task: Task) -> Trait:
    if task.priority is Priority.NONE:
        return TraitKind.PRIORITY, "without a priority"
    return TraitKind.PRIORITY, f"of {task.priority.name.lower()} priority"


def _length_traits(task: Task) -> Iterator[Trait]:
    words = len(task.description.split())
    if words <= _FEW_WORDS:
        yield TraitKind.LENGTH, "of very few words"
    elif words >= _MANY_WORDS:
        yield TraitKind.LENGTH, "of many words"

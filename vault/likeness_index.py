"""Wordings by their rare words: which are most alike, and which say the same.

What is found does not depend on the order in which wordings came: `partners` of a form are all
the forms that say the same, and a change costs what the changed wordings have to do with others.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from heapq import nlargest
from math import log
from typing import Final

from parsers.likeness.likeness import SAME_FROM, Likeness, compare, may_be_same
from parsers.likeness.units import Unit
from parsers.likeness.wording import Wording
from vault.likeness_keys import beginnings, joined_keys, key_of, keys_of, may_be_initials
from vault.shared_clauses import EntryId, SharedClauses

_MOST_LOOKED_AT: Final = 10_000
"""Wordings that may be met on the way to the most alike; the rare words come first."""
_MOST_COMPARED: Final = 30
_SLACK: Final = 1e-9
"""More than sums of weights differ by their order."""
_NONE: Final[frozenset[int]] = frozenset()


@dataclass(slots=True)
class _Form:
    """Wordings that compare alike with every other."""

    number: int
    wording: Wording
    keys: Mapping[str, float]
    """What the form is found by, with its weight."""
    beginnings: Mapping[str, str]
    """Key -> how the word begins, where another word may be the same in other letters."""
    entries: set[EntryId] = field(default_factory=set)
    partners: set[int] = field(default_factory=set)
    """The numbers of the forms that say the same."""


@dataclass(frozen=True, slots=True)
class _Entry:
    raw: Wording
    form: int


class LikenessIndex:
    """Which wordings are alike. One thread at a time."""

    def __init__(self) -> None:
        self._entries: dict[EntryId, _Entry] = {}
        self._forms: dict[int, _Form] = {}
        self._numbers: dict[tuple[object, ...], int] = {}
        self._postings: dict[str, set[int]] = {}
        self._clauses = SharedClauses()
        self._next = 0

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, entry: EntryId) -> bool:
        return entry in self._entries

    # Changes

    def add(self, entry: EntryId, wording: Wording) -> None:
        """Take in a wording under a name that is not in use."""
        changed = self._clauses.add(entry, wording)
        self._put(entry, wording)
        self._form_again(changed - {entry})

    def remove(self, entry: EntryId) -> None:
        """Forget a wording; nothing happens when there is none of this name."""
        if entry in self._entries:
            self._form_again(self._clauses.remove(entry, self._take(entry)))

    def _form_again(self, entries: Iterable[EntryId]) -> None:
        """Judge wordings anew whose clause counts now, or no longer."""
        for entry in sorted(entries):
            self._put(entry, self._take(entry))

    def _put(self, entry: EntryId, raw: Wording) -> None:
        wording = self._clauses.cut(raw)
        number = self._numbers.get(wording.form)
        if number is None:
            number = self._add_form(wording)
        self._forms[number].entries.add(entry)
        self._entries[entry] = _Entry(raw, number)

    def _take(self, entry: EntryId) -> Wording:
        kept = self._entries.pop(entry)
        form = self._forms[kept.form]
        form.entries.discard(entry)
        if not form.entries:
            self._drop_form(form)
        return kept.raw

    def _add_form(self, wording: Wording) -> int:
        number, self._next = self._next, self._next + 1
        form = _Form(number, wording, keys_of(wording), beginnings(wording))
        for other in self._saying_the_same(form):
            form.partners.add(other.number)
            other.partners.add(number)
        self._forms[number] = form
        self._numbers[wording.form] = number
        for key in (*form.keys, *form.beginnings.values()):
            self._postings.setdefault(key, set()).add(number)
        return number

    def _drop_form(self, form: _Form) -> None:
        del self._forms[form.number]
        del self._numbers[form.wording.form]
        for other in form.partners:
            self._forms[other].partners.discard(form.number)
        for key in {*form.keys, *form.beginnings.values()}:
            self._postings[key].discard(form.number)
            if not self._postings[key]:
                del self._postings[key]

    # Who says the same

    def _saying_the_same(self, form: _Form) -> Iterator[_Form]:
        """The forms that say the same as one that is not in yet.

        Whoever does lacks little of its weight, and so has some of its rarest keys. What is found
        from one side has to be found from the other: so it matters not which of them came first.
        """
        found = set(self._lacking_little(form))
        found.update(*(self._postings.get(key, _NONE) for key in joined_keys(form.wording)))
        for number in found:
            other = self._forms[number]
            if may_be_same(form.wording, other.wording):
                likeness = compare(form.wording, other.wording)
                if likeness.same and _is_found_from(other, form):
                    yield other

    def _lacking_little(self, form: _Form) -> Iterable[int]:
        """The forms that lack no more of this one's keys than one may that says the same."""
        may_lack = _may_lack(form)
        having = {key: self._having(key, form.beginnings.get(key, "")) for key in form.keys}
        by_rarity = sorted(having, key=lambda key: (len(having[key]), key))
        looked_at = 0.0
        has: dict[int, float] = {}
        while by_rarity and looked_at <= may_lack:
            key = by_rarity.pop(0)
            looked_at += form.keys[key]
            for number in having[key]:
                has[number] = has.get(number, 0.0) + form.keys[key]
        least = looked_at - may_lack  # of weight, so that no more is lacking
        lacks = {number: looked_at - weight for number, weight in has.items() if weight >= least}
        for key in by_rarity:
            # The common keys only drop forms: a difference of sets, not a step for each form.
            for number in lacks.keys() - having[key]:
                lacks[number] += form.keys[key]
                if lacks[number] > may_lack:
                    del lacks[number]
        return lacks

    def _having(self, key: str, beginning: str) -> Set[int]:
        """The forms with this key, or with a word that begins like the one that it stands for."""
        numbers = self._postings.get(key, _NONE)
        return numbers | self._postings.get(beginning, _NONE) if beginning else numbers

    def _by_rarity(self, keys: Iterable[str]) -> list[str]:
        return sorted(keys, key=lambda key: (len(self._postings.get(key, ())), key))

    def groups(self) -> list[tuple[EntryId, ...]]:
        """Entries that say the same, of at least two: in each group, each as every other.

        Each entry is in one group at most; within a group and among groups, by their names.
        """
        member_of: dict[int, int] = {}
        members: dict[int, set[int]] = {}
        for one, other in self._pairs():
            left, right = member_of.get(one, one), member_of.get(other, other)
            if left == right:
                continue
            joined = members.get(left, {left}) | members.get(right, {right})
            if all(joined - {n} <= self._forms[n].partners for n in joined):
                members.pop(right, None)
                members[left] = joined
                member_of.update(dict.fromkeys(joined, left))
        alone = ({n} for n in self._forms if n not in member_of)
        groups = (self._entries_of(forms) for forms in (*members.values(), *alone))
        return sorted(group for group in groups if len(group) > 1)

    def _pairs(self) -> list[tuple[int, int]]:
        """The pairs of forms that say the same: the most alike first, then by their entries."""
        names = {n: min(form.entries) for n, form in self._forms.items() if form.partners}
        pairs = []
        for one, name in names.items():
            form = self._forms[one]
            for other in form.partners:
                if name < names[other]:
                    likeness = compare(form.wording, self._forms[other].wording)
                    pairs.append((-likeness.score, name, names[other], one, other))
        return [(one, other) for *_, one, other in sorted(pairs)]

    def _entries_of(self, forms: Iterable[int]) -> tuple[EntryId, ...]:
        return tuple(sorted(entry for n in forms for entry in self._forms[n].entries))

    # Who is most alike

    def between(self, one: EntryId, other: EntryId) -> Likeness:
        """How two entries compare, with spans of their own descriptions."""
        first, second = (self._clauses.cut(self._entries[entry].raw) for entry in (one, other))
        return compare(first, second)

    def compared(self, raw: Wording, entry: EntryId) -> Likeness:
        """How a wording compares with an entry, scored by how rare its words are."""
        return compare(
            self._clauses.cut(raw), self._clauses.cut(self._entries[entry].raw), self._rarity
        )

    def alike(self, raw: Wording, most: int, but: EntryId | None = None) -> list[EntryId]:
        """The entries most alike a wording: those that say the same, then others, best first."""
        wording = self._clauses.cut(raw)
        ranked = sorted(
            self._ranked(wording),
            key=lambda found: (not found[1].same, -found[0], min(self._forms[found[2]].entries)),
        )
        entries = (e for *_, number in ranked for e in sorted(self._forms[number].entries))
        return [entry for entry in entries if entry != but][:most]

    def _ranked(self, wording: Wording) -> Iterator[tuple[float, Likeness, int]]:
        """Share of weight by rarity, likeness and number of the forms that may be most alike."""
        known: dict[Unit, float] = {}

        def rarity(unit: Unit) -> float:
            weight = known.get(unit)
            if weight is None:
                weight = known[unit] = self._rarity(unit)
            return weight

        found = self._looked_up(keys_of(wording))
        best = nlargest(_MOST_COMPARED, found.items(), key=lambda item: (item[1], -item[0]))
        for number, _ in best:
            likeness = compare(wording, self._forms[number].wording, rarity)
            yield likeness.score, likeness, number

    def _looked_up(self, keys: Mapping[str, float]) -> dict[int, float]:
        """Forms with any of the keys, and the weight by rarity of those that they have."""
        found: dict[int, float] = {}
        looked_at = 0
        for key in self._by_rarity(keys):
            numbers = self._postings.get(key, ())
            looked_at += len(numbers)
            if looked_at > _MOST_LOOKED_AT and found:
                break
            weight = keys[key] * self._rarity_of(key)
            for number in numbers:
                found[number] = found.get(number, 0.0) + weight
        return found

    def _rarity(self, unit: Unit) -> float:
        return unit.weight * self._rarity_of(key_of(unit))

    def _rarity_of(self, key: str) -> float:
        return log(2 + len(self._forms) / (1 + len(self._postings.get(key, ()))))


def _may_lack(form: _Form) -> float:
    """The weight of keys that another form that says the same may lack.

    It may have all the words of which one here is the initials.
    """
    initials = [u.weight for u in form.wording.units if may_be_initials(u)]
    left_over = (1 - SAME_FROM) * form.wording.weight
    return left_over + max(initials, default=0.0) + _SLACK


def _is_found_from(one: _Form, other: _Form) -> bool:
    """Whether `_saying_the_same` would come upon the other form."""
    begin = set(other.beginnings.values())
    lacking = [
        weight
        for key, weight in one.keys.items()
        if key not in other.keys and one.beginnings.get(key) not in begin
    ]
    if len(lacking) < len(one.keys) and sum(lacking) <= _may_lack(one):
        return True
    return not joined_keys(one.wording).isdisjoint((*other.keys, *begin))

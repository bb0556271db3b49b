"""What a wording is found by: keys that another wording of the same work has too."""

from itertools import pairwise
from typing import Final

from parsers.likeness.likeness import cost_of_lacking
from parsers.likeness.stems import skeleton, stem
from parsers.likeness.units import Kind, Unit
from parsers.likeness.wording import Wording

_INITIALS: Final = (2, 3, 4)
"""So many words may be abbreviated to their initials."""
_BEGINNING: Final = 4
"""Letters at the front that another ending leaves; a slip of the pen seldom changes the key."""


def beginnings(wording: Wording) -> dict[str, str]:
    """How words begin, or which may be initials, by the keys of their units."""
    found = {}
    for unit in wording.units:
        if unit.kind in (Kind.STEP, Kind.WORD):
            found[key_of(unit)] = f"={unit.word[:_BEGINNING]}"
        elif may_be_initials(unit):
            found[key_of(unit)] = f"@{unit.word}"
    return found


def joined_keys(wording: Wording) -> frozenset[str]:
    """What neighbouring words would be found by as one: `checklist`, `MoU`."""
    words = [unit.word for unit in wording.units if unit.word.isalpha()]
    joined = {f"~{skeleton(stem(first + second))}" for first, second in pairwise(words)}
    for count in _INITIALS:
        runs = zip(*(words[at:] for at in range(count)), strict=False)
        initials = ["".join([word[0] for word in run]) for run in runs]
        joined.update(f"@{few}" for few in initials)
        joined.update(f"@{few[:-1]}{small}{few[-1]}" for few in initials for small in "oaf")
    return frozenset(joined)


def keys_of(wording: Wording) -> dict[str, float]:
    """What a wording is found by, and the weight of each."""
    weighty = [unit for unit in wording.units if unit.kind is not Kind.LIGHT]
    return {key_of(unit): cost_of_lacking(unit) for unit in weighty or wording.units}


def key_of(unit: Unit) -> str:
    """What a unit is found by: most slips of the pen and endings leave it as it is."""
    if unit.kind in (Kind.WORD, Kind.NAME) and unit.key.isalpha():
        return f"~{skeleton(unit.key)}"
    return unit.key


def may_be_initials(unit: Unit) -> bool:
    """Whether a unit may stand for several words of another wording: `MoU`."""
    return unit.kind is Kind.NAME and len(unit.word) <= max(_INITIALS) + 1

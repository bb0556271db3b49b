"""Words that are written in two ways: slips of the pen, endings, compounds, abbreviations."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from parsers.likeness.stems import stem
from parsers.likeness.units import Kind, Unit
from parsers.likeness.vocabulary import vocabulary

_SHORTEST_WITH_A_SLIP: Final = 5
_SHORTEST_WITH_A_LETTER_LESS: Final = 7
_SHORTEST_STEM: Final = 4
_SHARE_OF_STEM: Final = 0.55
_LEAST_INITIALS: Final = 2
_MOST_INITIALS: Final = 5
_VOWELS: Final = frozenset("aeiouy")
_ENDINGS: Final = frozenset(
    (
        *("", "s", "es", "e", "ed", "d", "ing", "y", "ies", "ied", "ly", "al", "ment", "ments"),
        *("ion", "ions", "ation", "ations", "ition", "ization", "ance", "ence", "ure", "ery"),
        *("en", "n", "er", "ern", "em", "t", "te", "ten", "ung", "ungen", "ende", "enden"),
        *("ar", "ir", "ado", "ada", "ados", "adas", "ando", "ido", "ida", "as", "os", "a", "o"),
        *("ez", "ons", "ant", "ee", "ees", "ons", "acion", "aciones", "ement", "ements"),
    )
)

Pair = tuple[tuple[Unit, ...], tuple[Unit, ...]]
"""Units of either side that are the same word."""


def paired(here: Sequence[Unit], there: Sequence[Unit]) -> list[Pair]:
    """The units of both sides, of those that the other lacks, that say the same after all."""
    pairs: list[Pair] = []
    left, right = list(here), list(there)
    for find in (_one_word, _compound, _initials):
        while pair := find(left, right) or _turned(find(right, left)):
            pairs.append(pair)
            left = [unit for unit in left if unit not in pair[0]]
            right = [unit for unit in right if unit not in pair[1]]
    return pairs


def _turned(pair: Pair | None) -> Pair | None:
    return (pair[1], pair[0]) if pair else None


def _one_word(here: Sequence[Unit], there: Sequence[Unit]) -> Pair | None:
    for one in here:
        for other in there:
            if one.kind >= Kind.STEP and other.kind >= Kind.STEP and is_same_word(one, other):
                return (one,), (other,)
    return None


def is_same_word(one: Unit, other: Unit) -> bool:
    """Whether two units are one word with another ending, or with a slip of the pen in it."""
    if one.word[0] != other.word[0]:
        return False
    if Kind.NUMBER in (one.kind, other.kind) or not (one.word.isalpha() and other.word.isalpha()):
        return False
    if one.word == other.word:  # a verb on one side, a thing on the other
        return True
    are_names = Kind.NAME in (one.kind, other.kind)
    if _both_meant(one, other):
        return False
    if not are_names and _differ_by_ending(one.word, other.word):
        return True
    return not are_names and is_slip(one.word, other.word)


def _both_meant(one: Unit, other: Unit) -> bool:
    if stem(one.word) == stem(other.word):
        return False
    real = vocabulary().real_words
    return all(unit.word in real or stem(unit.word) in real for unit in (one, other))


def _differ_by_ending(one: str, other: str) -> bool:
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    if shared < max(_SHORTEST_STEM, _SHARE_OF_STEM * max(len(one), len(other))):
        return False
    return one[shared:] in _ENDINGS and other[shared:] in _ENDINGS


def is_slip(one: str, other: str) -> bool:
    """Whether one word is the other with one slip: letters swapped, doubled, left out, a vowel.

    The first letter is seldom mistyped, and another one makes another word.
    """
    if abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    short, long = sorted((one, other), key=len)
    if len(long) < _SHORTEST_WITH_A_SLIP:
        return False
    at = next((n for n, sign in enumerate(short) if sign != long[n]), len(short))
    if len(short) < len(long):
        if short[at:] != long[at + 1 :]:
            return False
        is_doubled = long[at] in {long[at - 1], long[at + 1 : at + 2]}
        return is_doubled or (at < len(short) and len(long) >= _SHORTEST_WITH_A_LETTER_LESS)
    if short[at + 1 :] == long[at + 1 :]:
        both_vowels = short[at] in _VOWELS and long[at] in _VOWELS
        return both_vowels and at < len(short) - 1 and len(short) >= _SHORTEST_WITH_A_LETTER_LESS
    swapped = short[:at] + short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return swapped == long


def _compound(here: Sequence[Unit], there: Sequence[Unit]) -> Pair | None:
    """`checklist` and `check list`; `Projektplan` and `Projekt-Plan`."""
    for first, second in pairwise(here):
        for other in there:
            if other.word.startswith(first.word) and _is_joined(
                first.word, second.word, other.word
            ):
                return (first, second), (other,)
    return None


def _is_joined(first: str, second: str, compound: str) -> bool:
    if compound[:2] != first[:2]:
        return False
    between = f"{first}s{second}"  # as German joins words
    ways = {first + second, between, stem(first) + second}
    return compound in ways or stem(compound) == stem(first + second)


def _initials(here: Sequence[Unit], there: Sequence[Unit]) -> Pair | None:
    """`MoU` and `memorandum understanding`, whose small words are no units."""
    for other in there:
        length = len(other.word)
        if not _LEAST_INITIALS <= length <= _MOST_INITIALS or not other.word.isalpha():
            continue
        for start, unit in enumerate(here):
            if " " in unit.key and _are_initials(unit.key.split(), other.word):
                return (unit,), (other,)
            if unit.word[0] != other.word[0]:
                continue
            for count in range(_LEAST_INITIALS, min(length, len(here) - start) + 1):
                words = here[start : start + count]
                if _are_initials([unit.word for unit in words], other.word):
                    return tuple(words), (other,)
    return None


def _are_initials(words: Sequence[str], letters: str) -> bool:
    """Whether the letters are the words' first ones, but at most one of a small word."""
    initials = "".join([word[0] for word in words])
    if initials == letters:
        return True
    one_less = [letters[:at] + letters[at + 1 :] for at in range(1, len(letters) - 1)]
    return len(letters) > _LEAST_INITIALS and letters[-2:-1] in "oaf" and initials in one_less

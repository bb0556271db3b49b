"""Words as they are compared: without case, accents and the endings of inflection."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_REMEMBERED: Final = 1 << 15
_SHORTEST: Final = 4
_VOWELS: Final = frozenset("aeiouy")
_NAMES_OF_TRADES: Final = frozenset(
    (
        *("marketing", "building", "accounting", "meeting", "training", "pricing"),
        *("shipping", "billing", "branding", "housing", "clothing", "parking"),
        *("engineering", "ceiling", "morning", "evening", "string", "spring", "thing"),
        *("king", "ring"),
    )
)
"""Words in -ing that are not what one does: `the market plan` is no `marketing plan`."""
_ISE = re.compile(r"is(?=(?:e|es|ed|ing|ation|ations)$)")
_OUR = re.compile(r"(?<=[^\W\d_]{3})our(?=(?:s|ed|ing)?$)")
_GERMAN_ENDINGS: Final = ("ern", "en", "em", "es", "er", "e", "n", "s")


@lru_cache(maxsize=_REMEMBERED)
def fold(word: str) -> str:
    """The word without case and accents; `ß` is `ss`."""
    if word.isascii():
        return word.lower()
    split = unicodedata.normalize("NFKD", word.casefold())
    return "".join([sign for sign in split if not unicodedata.combining(sign)])


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str, *, german: bool = False) -> str:
    """A folded word without its ending; what is left need not be a word."""
    if len(word) < _SHORTEST or word in _NAMES_OF_TRADES:
        return word
    if german:
        return _without_german_ending(word)
    word = _ISE.sub("iz", _OUR.sub("or", word))
    word = _singular(word)
    for ending in ("ing", "ed"):
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= _SHORTEST - 1 and not _VOWELS.isdisjoint(bare):
            word = _undoubled(bare)
            break
    if len(word) > _SHORTEST and word.endswith("e"):
        word = word[:-1]
    if word.endswith("ll"):
        return word[:-1]  # `travelling`, `traveling`; `calling`, `call`
    return word[:-1] + "i" if word.endswith("y") else word


def _without_german_ending(word: str) -> str:
    for ending in _GERMAN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > _SHORTEST:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _undoubled(word: str) -> str:
    doubled = len(word) >= _SHORTEST and word[-1] == word[-2] and word[-1] not in "lsz"
    return word[:-1] if doubled else word


@lru_cache(maxsize=_REMEMBERED)
def skeleton(word: str) -> str:
    """What stays of a stem under most slips of the pen: first letter, and which consonants."""
    consonants = "".join(sorted(set(word[1:]) - _VOWELS))
    return f"{word[:1]}{consonants}"

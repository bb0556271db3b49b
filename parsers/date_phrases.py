"""A typed text as the words of the grammar, from any of four languages."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from parsers.date_words import ENGLISH, FRENCH, GERMAN, SPANISH

_MARKS_BETWEEN_LETTERS = re.compile(r"['’]|(?<=[a-z])-(?=[a-z])|(?<=[a-z])\.|,")
_GAP_IN_NUMBERS = re.compile(r"(?<=[0-9]\.)\s+(?=[0-9])")
_TOKEN = re.compile(
    r"[0-9]+(?:[-/.][0-9]+)+\.?(?![0-9a-z])"
    r"|(?P<nth>[0-9]+)(?:st|nd|rd|th|er|ste|ten|te|[.ao])(?![0-9a-z])"
    r"|[0-9]+|[a-z]+|[^\s]"
)
_CLOCK = re.compile(
    r"(?:(?<=[0-9])t|(?:\b(?:at|um|a|a las?|@))? )"
    r"[0-9]{1,2}(?:(?::[0-9]{2}){1,2}(?:\.[0-9]+)?(?: ?[ap]m)?| ?[ap]m| ?uhr| ?h(?:[0-9]{2})?)"
    r"(?: ?(?:z|gmt|utc|uhr|h|[-+][0-9]{2}:?[0-9]{2}))?$"
)
"""A time of day at the end, which says nothing about the day."""
_ARTICLE = re.compile(r"\bthe ([0-9]{1,2})$")


def _by_word(table: Mapping[str, str]) -> Mapping[tuple[str, ...], str]:
    words = {
        tuple(alias.split()): meaning
        for meaning, aliases in table.items()
        for alias in aliases.split(", ")
    }
    # What means the same in both languages need not be listed twice.
    return words | {(meaning,): meaning for meaning in table if meaning.isalpha()}


WORDS: Final = {
    "en": _by_word(ENGLISH),
    "de": _by_word(GERMAN),
    "fr": _by_word(FRENCH),
    "es": _by_word(SPANISH),
}
"""Language -> phrase -> what it means; the meaning has no, one or two words."""
MEANINGS: Final = frozenset(
    word for table in WORDS.values() for meaning in table.values() for word in meaning.split()
)
"""Every word that a meaning can be made of."""
_LONGEST_PHRASE: Final = 4


def fold(text: str) -> str:
    """The text in small letters without accents, its words and numbers one space apart."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    plain = _GAP_IN_NUMBERS.sub("", _MARKS_BETWEEN_LETTERS.sub(" ", plain))
    return " ".join(plain.split())


def in_english(words: list[str], language: str) -> list[str]:
    """The words with every phrase of this language replaced, the longest first."""
    table = WORDS[language]
    found: list[str] = []
    at = 0
    while at < len(words):
        for length in range(_LONGEST_PHRASE, 0, -1):
            meaning = table.get(tuple(words[at : at + length]))
            if meaning is not None:
                found += meaning.split()
                break
        else:
            length = 1
            found.append(words[at])
        at += length
    return found


def readings(text: str, languages: Iterable[str]) -> Iterator[str]:
    """What the text is to the grammar: once in each language, once alone if it has no words."""
    tokens = _tokens(_CLOCK.sub("", fold(text)))
    if not any(map(str.isalpha, tokens)):
        yield " ".join(tokens)
        return
    for language in languages:
        if language in WORDS:
            words = " ".join(in_english(tokens, language))
            # `the 15` is the 15th; elsewhere articles say nothing.
            yield _ARTICLE.sub(r"\1th", words).replace("the ", "")


def _tokens(folded: str) -> list[str]:
    return [f"{found['nth']}th" if found["nth"] else found[0] for found in _TOKEN.finditer(folded)]

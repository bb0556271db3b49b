"""The word lists as tables: what a word or a phrase stands for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from parsers.likeness import actions, small_words, things
from parsers.likeness.stems import fold, stem

Phrases = dict[str, list[tuple[tuple[str, ...], str]]]
"""First word of a phrase -> its other words and what it stands for, the longest first."""

FILLER: Final = ""
"""What a word or phrase stands for that says nothing."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that is known of words; all of them folded."""

    fillers: frozenset[str]
    light: frozenset[str]
    controls: frozenset[str]
    """Stems of verbs that stand before the one that counts."""
    negations: frozenset[str]
    german: frozenset[str]
    german_actions: frozenset[str]
    deadlines: frozenset[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, str]
    actions: dict[str, str]
    """Stem -> the step's name with `!` before it."""
    things: dict[str, str]
    phrases: Phrases
    clause_starts: tuple[tuple[str, ...], ...]
    clause_first_words: frozenset[str]
    clause_words: frozenset[str]
    clause_verbs: frozenset[str]
    opposites: frozenset[tuple[str, str]]
    real_words: frozenset[str]
    """Stems of words that are no slip of the pen of another."""


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The tables; made when they are first asked for."""
    phrases: Phrases = {}
    steps = _entries(actions.ACTIONS, "!", phrases)
    names = _entries(things.THINGS, "", phrases)
    for idiom in small_words.IDIOMS.replace("\n", " ").split(","):
        _add_phrase(phrases, idiom, FILLER)
    for found in phrases.values():
        found.sort(key=lambda phrase: (-len(phrase[0]), phrase))
    opposites = [(a, b) for a, b in map(str.split, actions.OPPOSITES.strip().splitlines())]
    return Vocabulary(
        fillers=_words(small_words.FILLERS),
        light=_words(small_words.LIGHT),
        controls=frozenset(map(stem, _words(small_words.CONTROLS))),
        negations=_words(small_words.NEGATIONS),
        german=_words(small_words.GERMAN),
        german_actions=frozenset(_german(actions.ACTIONS)) - {"open", "written"},
        deadlines=_words(small_words.DEADLINE_WORDS),
        months=_numbered(small_words.MONTHS),
        weekdays=_numbered(small_words.WEEKDAYS),
        numbers=_named_numbers(),
        actions=steps,
        things=names,
        phrases=phrases,
        clause_starts=_starts(),
        clause_first_words=frozenset(words[0] for words in _starts()),
        clause_words=_words(small_words.CLAUSE_WORDS) | _words(small_words.CLAUSE_VERBS),
        clause_verbs=_words(small_words.CLAUSE_VERBS),
        opposites=frozenset([*opposites, *((b, a) for a, b in opposites)]),
        real_words=frozenset(
            [*map(stem, _words(things.REAL_WORDS)), *_words(things.REAL_WORDS), *steps, *names]
        ),
    )


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase as the words that a text is split into."""
    split = phrase.replace("-", " ").replace("'", " ").replace(":", " ").split()
    return tuple(map(fold, split))


def _words(text: str) -> frozenset[str]:
    return frozenset(part for word in text.split() for part in words_of(word))


def _numbered(text: str) -> dict[str, int]:
    lines = text.strip().splitlines()
    return {word: number for number, line in enumerate(lines, 1) for word in line.split()}


def _named_numbers() -> dict[str, str]:
    lines = map(str.split, small_words.NUMBER_WORDS.strip().splitlines())
    return {word: number for number, *words in lines for word in words}


def _lines(text: str) -> Iterator[tuple[str, list[str]]]:
    for line in text.replace("\n    ", " ").strip().splitlines():
        name, _, forms = line.partition(": ")
        yield name, [form.strip() for form in forms.split(",")]


def _entries(text: str, mark: str, phrases: Phrases) -> dict[str, str]:
    """Stem -> name, of the forms that are one word; those of several go to `phrases`."""
    found: dict[str, str] = {}
    for name, forms in _lines(text):
        for form in forms:
            words = words_of(form)
            if len(words) > 1:
                _add_phrase(phrases, form, mark + name)
                continue
            for word in (form, *words, *_other_moods(form)):
                found.setdefault(word, mark + name)
                found.setdefault(stem(word), mark + name)
                found.setdefault(stem(word, german=True), mark + name)
    return found


def _other_moods(form: str) -> Iterator[str]:
    """`actualizar` -> `actualiza`; `envoyer` -> `envoye`, `envoyez`."""
    if form.endswith(("ar", "er", "ir")):
        yield form[:-1]
        yield f"{form[:-1]}z"


def _german(text: str) -> Iterator[str]:
    for _, forms in _lines(text):
        yield from (form for form in forms if form.endswith(("en", "ern", "eln")))


def _add_phrase(phrases: Phrases, phrase: str, meaning: str) -> None:
    words = words_of(phrase)
    if words:
        phrases.setdefault(words[0], []).append((words[1:], meaning))


def _starts() -> tuple[tuple[str, ...], ...]:
    starts = {words_of(start) for start in small_words.CLAUSE_STARTS.split(",")}
    return tuple(sorted(starts, key=lambda words: (-len(words), words)))

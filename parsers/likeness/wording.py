"""A description -> what of it counts when two are compared."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from parsers.likeness.clauses import appended_clause, possible_clauses
from parsers.likeness.stems import stem
from parsers.likeness.times import Timed, with_dates
from parsers.likeness.tokens import Token, TokenKind, split
from parsers.likeness.vocabulary import FILLER, Vocabulary, vocabulary


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


@dataclass(frozen=True)
class Wording:
    """A description as it is compared."""

    units: tuple[Unit, ...]
    """From the left; spans are offsets in the description."""
    owners: frozenset[str]
    """The folded words of each owner's name, joined by blanks; of those named in the text."""
    addresses: frozenset[str]
    negations: int
    clauses: tuple[tuple[int, str], ...]
    """Where a clause begins that may have been appended, and the clause."""

    @cached_property
    def by_key(self) -> dict[str, Unit]:
        """The units, each key once."""
        return {unit.key: unit for unit in reversed(self.units)}

    @cached_property
    def weight(self) -> float:
        """The sum over the keys."""
        return sum(unit.weight for unit in self.by_key.values())

    @cached_property
    def form(self) -> tuple[object, ...]:
        """Equal for wordings that compare alike with every other."""
        said = tuple((u.key, u.kind, u.word, u.leads, u.role) for u in self.units)
        return (said, self.owners, self.addresses, self.negations)

    def before(self, offset: int) -> "Wording":
        """The same without what stands behind an offset."""
        return replace(self, units=tuple([u for u in self.units if u.start < offset]), clauses=())


_FROM: Final = frozenset(("from", "von", "desde", "depuis"))
_TO: Final = frozenset(("to", "into", "nach", "an", "auf", "vers", "hacia", "hasta"))
_ROLES: Final = {
    **dict.fromkeys(_FROM, "from"),
    **dict.fromkeys(_TO, "to"),
    "before": "before",
    "after": "after",
}
_ARTICLES: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "our",
        "your",
        "my",
        "his",
        "her",
        "their",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "le",
        "la",
        "les",
        "l",
        "el",
        "los",
        "las",
    ]
)
_BEFORE_A_STEP: Final = frozenset(
    [
        "and",
        "or",
        "to",
        "be",
        "been",
        "being",
        "und",
        "oder",
        "zu",
        "et",
        "y",
        "e",
        "must",
        "should",
        "will",
        "muss",
        "soll",
    ]
)
_BEHIND_AN_OWNER: Final = frozenset(
    [
        "to",
        "will",
        "should",
        "must",
        "shall",
        "needs",
        "has",
        "muss",
        "soll",
        "sollte",
        "wird",
        "doit",
        "devrait",
        "debe",
        "deberia",
        "va",
    ]
)
_LETTERS_OF_A_MARK: Final = 1
_MARKS: Final = frozenset("bcdfghk")
_NO_MARKS: Final = frozenset("qv")
"""`Q3` is the third quarter, `v2` the second version."""


def read_wording(
    description: str, known: Container[str] = (), owners: Iterable[str] | None = None
) -> Wording:
    """What of a description counts; `known` are people's names, as `name_key` gives them.

    `owners` are the names of those whom its mentions mean; None: as they are written.
    """
    vocab = vocabulary()
    parts = split(description, known)
    tokens = parts.tokens
    german = _is_german(tokens, vocab)
    if german:
        tokens = tuple([token._replace(is_name=False) for token in tokens])
    named = [
        " ".join(stem(word) for word in _folded(name))
        for name in (parts.owners if owners is None else owners)
    ]
    said = _owner_in_front(tokens, vocab)
    if said:
        named.append(" ".join(stem(token.text) for token in tokens[:said]))
        tokens = tokens[said:]
    end = appended_clause(tokens, vocab)
    clauses = possible_clauses(tokens[:end], vocab)
    reader = _Reader(with_dates(tokens[:end], vocab), vocab, german=german)
    units = tuple(reader.units()) or tuple(_as_written(description, parts.tokens))
    return Wording(units, frozenset(named), parts.addresses, reader.negations, clauses)


def _as_written(description: str, tokens: Sequence[Token]) -> Iterator[Unit]:
    """Units for a text that says nothing but small words, or has no words at all."""
    for token in tokens:
        yield Unit(token.text, Kind.WORD, token.start, token.end, token.text, leads=False, role="")
    if not tokens and (text := description.strip()):
        yield Unit(text, Kind.WORD, 0, len(description), text, leads=False, role="")


def _folded(name: str) -> Iterable[str]:
    return (token.text for token in split(name).tokens)


def _is_german(tokens: Sequence[Token], vocab: Vocabulary) -> bool:
    """German writes nouns with a capital: there it marks no name."""
    words = [token.text for token in tokens if token.kind is TokenKind.WORD]
    if any(word in vocab.german_actions for word in words):
        return True
    known = sum(word in vocab.german for word in words)
    return known > 1 or (known == 1 and not _ENGLISH.intersection(words))


_ENGLISH: Final = frozenset(
    ["the", "a", "of", "for", "to", "and", "with", "from", "is", "are", "be", "in", "by"]
)


def _owner_in_front(tokens: Sequence[Token], vocab: Vocabulary) -> int:
    """How many tokens at the front name who does it: `Ana to send`, `Ana sends`."""
    for count in (1, 2):
        if len(tokens) < count + 2 or not _may_be_owner(tokens[:count], vocab):
            return 0
        behind, then = tokens[count].text, tokens[count + 1].text
        if behind in _BEHIND_AN_OWNER and then != "be":
            return count
        if count == 1 and behind.endswith("s") and behind[:-1] in vocab.actions:
            return count
    return 0


def _may_be_owner(tokens: Sequence[Token], vocab: Vocabulary) -> bool:
    return all(
        token.kind is TokenKind.WORD
        and token.text not in vocab.fillers
        and token.text not in vocab.light
        and stem(token.text) not in vocab.actions
        and stem(token.text) not in vocab.things
        for token in tokens
    )


class _Reader:
    """Goes through the tokens of one description."""

    def __init__(self, tokens: Sequence[Timed], vocab: Vocabulary, *, german: bool) -> None:
        self._tokens = tokens
        self._vocab = vocab
        self._german = german
        self._role = ""
        self._said_something = False
        self.negations = 0

    def units(self) -> Iterator[Unit]:
        at = 0
        while at < len(self._tokens):
            token, soft = self._tokens[at]
            if token.kind is TokenKind.WORD:
                length, unit = self._word(at)
            else:
                length, unit = 1, self._counted(token, soft=soft)
            if unit is not None:
                self._role = ""
                self._said_something = True
                yield unit
            at += length

    def _counted(self, token: Token, *, soft: bool) -> Unit:
        kind = Kind.TIME if soft else Kind.NUMBER
        return Unit(
            token.text, kind, token.start, token.end, token.text, leads=False, role=self._role
        )

    def _word(self, at: int) -> tuple[int, Unit | None]:
        """How many tokens are read, and the unit that they make, if any."""
        token = self._tokens[at][0]
        phrase = self._phrase(at)
        if phrase:
            length, meaning = phrase
            end = self._tokens[at + length - 1][0].end
            return length, self._named(token, meaning, end) if meaning != FILLER else None
        return 1, self._single(token, at)

    def _phrase(self, at: int) -> tuple[int, str] | None:
        for rest, meaning in self._vocab.phrases.get(self._tokens[at][0].text, ()):
            following = self._tokens[at + 1 : at + 1 + len(rest)]
            if tuple([token.text for token, _ in following]) == rest:
                return 1 + len(rest), meaning
        return None

    def _named(self, token: Token, meaning: str, end: int) -> Unit:
        kind = Kind.STEP if meaning.startswith("!") else Kind.WORD
        leads = kind is Kind.STEP
        return Unit(meaning, kind, token.start, end, token.text, leads=leads, role=self._role)

    def _single(self, token: Token, at: int) -> Unit | None:
        word, vocab = token.text, self._vocab
        if word in vocab.negations and not self._is_abbreviated_number(at):
            self.negations += 1
            return None
        if word in _ROLES:
            self._role = _ROLES[word]
        if not token.is_name and word in vocab.light and word not in vocab.things:
            return Unit(word, Kind.LIGHT, token.start, token.end, word, leads=False, role="")
        if self._is_mark(at):
            return Unit(
                word, Kind.NUMBER, token.start, token.end, word, leads=False, role=self._role
            )
        is_letter = len(word) == _LETTERS_OF_A_MARK and word.isalpha()
        if word in vocab.fillers or (is_letter and word not in vocab.things):
            return None
        leads = self._is_step(at)
        key = _meaning(word, leads=leads, german=self._german)
        kind = Kind.STEP if key.startswith("!") else Kind.WORD
        if token.is_name and kind is Kind.WORD and stem(word) not in vocab.things:
            kind = Kind.NAME
        role = "" if kind is Kind.STEP else self._role
        return Unit(key, kind, token.start, token.end, word, leads=leads, role=role)

    def _is_abbreviated_number(self, at: int) -> bool:
        following = self._tokens[at + 1 : at + 2]
        is_number = any(token.kind is TokenKind.NUMBER for token, _ in following)
        return self._tokens[at][0].text == "no" and is_number

    def _is_mark(self, at: int) -> bool:
        """Whether a letter alone names a part: the `b` of `node-b`, but not the `Q` of `Q3`."""
        token = self._tokens[at][0]
        if len(token.text) != _LETTERS_OF_A_MARK or not token.text.isalpha():
            return False
        before = self._tokens[at - 1][0] if at else None
        following = self._tokens[at + 1][0] if at + 1 < len(self._tokens) else None
        if following and following.start == token.end and token.text in _NO_MARKS:
            return False
        joined = before is not None and before.end == token.start - 1
        return token.is_name or (joined and token.text in _MARKS)

    def _is_step(self, at: int) -> bool:
        if not self._said_something:
            return True
        if self._german and at == len(self._tokens) - 1:
            return True
        return self._tokens[at - 1][0].text in _BEFORE_A_STEP


@lru_cache(maxsize=1 << 15)
def _meaning(word: str, *, leads: bool, german: bool) -> str:
    """What a word stands for: a step or a thing that is known, else its stem."""
    vocab = vocabulary()
    bare = stem(word, german=german)
    tables = (vocab.actions, vocab.things) if leads else (vocab.things, vocab.actions)
    for table in tables:
        for form in (word, bare, stem(word)):
            if form in table:
                return table[form]
    return bare

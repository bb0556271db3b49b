"""A description -> what of it counts when two are compared."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from parsers.likeness.clauses import appended_clause, possible_clauses
from parsers.likeness.reader import Reader
from parsers.likeness.stems import stem
from parsers.likeness.times import with_dates
from parsers.likeness.tokens import Token, TokenKind, split
from parsers.likeness.units import Kind, Unit
from parsers.likeness.vocabulary import Vocabulary, vocabulary

_BEHIND_AN_OWNER: Final = frozenset(
    (
        *("to", "will", "should", "must", "shall", "needs", "has", "muss", "soll"),
        *("sollte", "wird", "doit", "devrait", "debe", "deberia", "va"),
    )
)


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
        said = tuple((u.key, u.kind, u.word, u.leads, u.loose, u.role) for u in self.units)
        return (said, self.owners, self.addresses, self.negations)

    def before(self, offset: int) -> "Wording":
        """The same without what stands behind an offset."""
        return replace(self, units=tuple([u for u in self.units if u.start < offset]), clauses=())


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
    reader = Reader(with_dates(tokens[:end], vocab), vocab, german=german)
    units = tuple(reader.units()) or tuple(_as_written(description, parts.tokens))
    return Wording(units, frozenset(named), parts.addresses, reader.negations, clauses)


def _as_written(description: str, tokens: Sequence[Token]) -> Iterator[Unit]:
    """Units for a text that says nothing but small words, or has no words at all."""
    for token in tokens:
        yield Unit(
            token.text,
            Kind.WORD,
            token.start,
            token.end,
            token.text,
            leads=False,
            loose=False,
            role="",
        )
    if not tokens and (text := description.strip()):
        yield Unit(text, Kind.WORD, 0, len(description), text, leads=False, loose=False, role="")


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
    (
        *("the", "a", "of", "for", "to", "and", "with", "from", "is", "are", "be", "in"),
        *("by",),
    )
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

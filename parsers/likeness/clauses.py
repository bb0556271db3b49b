"""Clauses that are appended to any task: `and report back to the group`."""

from collections.abc import Sequence
from typing import Final

from parsers.likeness.tokens import Token, TokenKind
from parsers.likeness.vocabulary import Vocabulary

_LEAST_BEFORE: Final = 2
"""Words of weight that must stand before a clause."""
_LEAST_WORDS: Final = 3
"""Words of a clause that may be known by standing behind many tasks."""
_MOST_CLAUSES: Final = 3
_MAY_BE_SHARED: Final = frozenset(("and", "so", "while", "then", "und", "damit", "et", "y"))
_JOINING: Final = frozenset(("and", "to", "und", "um", "et", "y", "para", "pour"))


def appended_clause(tokens: Sequence[Token], vocab: Vocabulary) -> int:
    """Where a clause begins that only words say that are appended to anything; else the end."""
    for at in range(1, len(tokens)):
        behind = _behind_start(tokens, at, vocab)
        if behind and _is_general(tokens, behind, vocab):
            return at
    return len(tokens)


def possible_clauses(tokens: Sequence[Token], vocab: Vocabulary) -> tuple[tuple[int, str], ...]:
    """Offsets of clauses at the end, the longest first, each with its words.

    Whether one is appended to any task shows by how many end with it; one that names somebody,
    counts or dates is a part of its own task.
    """
    found = [
        (tokens[at].start, " ".join([token.text for token in tokens[at:]]))
        for at in range(1, len(tokens) - _LEAST_WORDS)
        if tokens[at].text in _MAY_BE_SHARED
        and _behind_start(tokens, at, vocab)
        and all(token.kind is TokenKind.WORD and not token.is_name for token in tokens[at:])
    ]
    return tuple(found[:_MOST_CLAUSES])


def _behind_start(tokens: Sequence[Token], at: int, vocab: Vocabulary) -> int:
    """The token behind the words that begin a clause at `at`; 0 when none begins there."""
    if tokens[at].text not in vocab.clause_first_words:
        return 0
    weighty = [t for t in tokens[:at] if t.text not in vocab.fillers]
    if len(weighty) < _LEAST_BEFORE:
        return 0
    for start in vocab.clause_starts:
        if tuple([t.text for t in tokens[at : at + len(start)]]) == start:
            return at + len(start)
    return 0


def _is_general(tokens: Sequence[Token], behind: int, vocab: Vocabulary) -> bool:
    words = tokens[behind:]
    if not words or any(t.kind is not TokenKind.WORD or t.is_name for t in words):
        return False
    if tokens[behind - 1].text in _JOINING and words[0].text not in vocab.clause_verbs:
        return False
    return all(t.text in vocab.clause_words for t in words)

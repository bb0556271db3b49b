"""Tokens -> units: phrases, words that stand for others, and what a sentence is about."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from parsers.likeness.stems import stem
from parsers.likeness.times import Timed
from parsers.likeness.tokens import Token, TokenKind
from parsers.likeness.units import Kind, Unit
from parsers.likeness.vocabulary import FILLER, Vocabulary, vocabulary

_FROM: Final = frozenset(("from", "von", "desde", "depuis"))
_TO: Final = frozenset(("to", "into", "nach", "an", "auf", "vers", "hacia", "hasta"))
_ROLES: Final = {
    **dict.fromkeys(_FROM, "from"),
    **dict.fromkeys(_TO, "to"),
    "before": "before",
    "after": "after",
}
_PREPOSITIONS: Final = frozenset(
    (
        *("in", "from", "for", "at", "on", "of", "by", "with", "about", "during", "within"),
        *("regarding", "im", "bei", "fur", "von", "mit", "uber", "dans", "pour", "avec"),
        *("chez", "en", "para", "con", "sobre"),
    )
)
_BEFORE_A_STEP: Final = frozenset(
    (
        *("and", "or", "to", "be", "been", "being", "und", "oder", "zu", "et", "y", "e"),
        *("must", "should", "will", "muss", "soll"),
    )
)
_LET_TO_KNOW: Final = 6
"""So many words at most stand from `let` to `know`."""
_LETTERS_OF_A_MARK: Final = 1
_MARKS: Final = frozenset("bcdfghk")
_NO_MARKS: Final = frozenset("qv")
"""`Q3` is the third quarter, `v2` the second version."""


class Reader:
    """Goes through the tokens of one description."""

    def __init__(self, tokens: Sequence[Timed], vocab: Vocabulary, *, german: bool) -> None:
        self._tokens = tokens
        self._vocab = vocab
        self._german = german
        self._role = ""
        self._loose = False
        self._said_something = False
        self.negations = 0

    def units(self) -> Iterator[Unit]:
        """The units from the left; `negations` is right when they are through."""
        at = 0
        while at < len(self._tokens):
            token, soft = self._tokens[at]
            if token.kind is TokenKind.WORD:
                length, unit = self._word(at)
            else:
                length, unit = 1, self._counted(token, soft=soft)
            if unit is not None and unit.kind is Kind.LIGHT:
                yield unit
            elif unit is not None:
                self._role = ""
                self._loose = False
                self._said_something = True
                yield unit
            at += length

    def _counted(self, token: Token, *, soft: bool) -> Unit:
        kind = Kind.TIME if soft else Kind.NUMBER
        return Unit(
            token.text,
            kind,
            token.start,
            token.end,
            token.text,
            leads=False,
            loose=self._loose,
            role=self._role,
        )

    def _word(self, at: int) -> tuple[int, Unit | None]:
        """How many tokens are read, and the unit that they make, if any."""
        token = self._tokens[at][0]
        phrase = self._phrase(at) or self._let_know(at)
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

    def _let_know(self, at: int) -> tuple[int, str] | None:
        """`let the team know` tells the team."""
        following = [token.text for token, _ in self._tokens[at : at + _LET_TO_KNOW]]
        return (1, "!tell") if following[:1] == ["let"] and "know" in following else None

    def _named(self, token: Token, meaning: str, end: int) -> Unit:
        kind = Kind.STEP if meaning.startswith("!") else Kind.WORD
        leads = kind is Kind.STEP
        return Unit(
            meaning,
            kind,
            token.start,
            end,
            token.text,
            leads=leads,
            loose=self._loose,
            role=self._role,
        )

    def _single(self, token: Token, at: int) -> Unit | None:
        word, vocab = token.text, self._vocab
        if word in vocab.negations and not self._is_abbreviated_number(at):
            self.negations += 1
            return None
        if word in _ROLES:
            self._role = _ROLES[word]
        if word in _PREPOSITIONS:
            self._loose = True
        if self._is_control(at):
            return None
        if not token.is_name and word in vocab.light and word not in vocab.things:
            return Unit(
                word, Kind.LIGHT, token.start, token.end, word, leads=False, loose=False, role=""
            )
        if self._is_mark(at):
            return Unit(
                word,
                Kind.NUMBER,
                token.start,
                token.end,
                word,
                leads=False,
                loose=self._loose,
                role=self._role,
            )
        is_letter = len(word) == _LETTERS_OF_A_MARK and word.isalpha()
        if word in vocab.fillers or (is_letter and word not in vocab.things):
            return None
        leads = self._is_step(at)
        key = _meaning(word, leads=leads, german=self._german)
        leads = leads and not (self._said_something and self._tokens[at - 1][0].text == "to")
        kind = Kind.STEP if key.startswith("!") else Kind.WORD
        if token.is_name and kind is Kind.WORD and stem(word) not in vocab.things:
            kind = Kind.NAME
        role = "" if kind is Kind.STEP else self._role
        return Unit(
            key, kind, token.start, token.end, word, leads=leads, loose=self._loose, role=role
        )

    def _is_control(self, at: int) -> bool:
        """Whether another verb follows that is the one that counts: `start drafting`."""
        if self._said_something or stem(self._tokens[at][0].text) not in self._vocab.controls:
            return False
        following = [token.text for token, _ in self._tokens[at + 1 : at + 3]]
        if following[:1] == ["to"]:
            return len(following) > 1
        return (
            bool(following)
            and following[0].endswith("ing")
            and (stem(following[0]) in self._vocab.actions)
        )

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

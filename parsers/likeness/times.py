"""Days, months, quarters and hours in words, in one form; and which of them only say until when."""

from collections.abc import Sequence
from typing import Final

from parsers.likeness.tokens import Token, TokenKind
from parsers.likeness.vocabulary import Vocabulary

Timed = tuple[Token, bool]
"""A token, and whether it is a time that may be left out: `by Friday`."""

_UNTIL: Final = frozenset(
    (
        *("by", "before", "until", "till", "due", "end", "bis", "am", "vor", "ende"),
        *("avant", "fin", "antes", "within"),
    )
)
_WHICH: Final = {
    **dict.fromkeys(("this", "diese", "dieser", "diesen", "cette", "esta", "este"), "0"),
    **dict.fromkeys(
        ("next", "coming", "nachste", "nachsten", "nachster", "prochaine", "proxima"), "+"
    ),
    **dict.fromkeys(("last", "letzte", "letzten", "derniere", "pasada"), "-"),
}
_TWO: Final = 2
_TENS: Final = range(20, 100, 10)
_MAY_BE_A_WORD: Final = frozenset(("may", "mar", "march", "jan", "dec", "sep", "set"))
_LAST_DAY: Final = 31
_YEARS: Final = range(1900, 2200)


def with_dates(tokens: Sequence[Token], vocab: Vocabulary) -> list[Timed]:
    """The tokens, with one for each date that is written in several words."""
    found: list[Timed] = []
    at = 0
    while at < len(tokens):
        length, timed = _read(tokens, at, vocab)
        if timed and timed[0][0].text[0] in "+-0" and found and found[-1][0].text in _WHICH:
            found.pop()
        found += timed
        at += length
    return found


def _read(tokens: Sequence[Token], at: int, vocab: Vocabulary) -> tuple[int, list[Timed]]:
    token = tokens[at]
    if token.kind is TokenKind.TIME:
        return 1, [(token, True)]
    if token.kind is TokenKind.NUMBER:
        return _number(tokens, at, vocab)
    if token.text in vocab.numbers:
        return _number_word(tokens, at, vocab)
    if _is_month(tokens, at, vocab):
        return _month(tokens, at, vocab)
    return 1, [_day_or_word(tokens, at, vocab)]


def _day_or_word(tokens: Sequence[Token], at: int, vocab: Vocabulary) -> Timed:
    """A weekday, `next week`; else the word as it is."""
    token, before = tokens[at], tokens[at - 1].text if at else ""
    word = token.text
    if word in vocab.weekdays and (len(word) > _TWO or before in _UNTIL):
        return _timed(token, f"wd{vocab.weekdays[word]}"), True
    if word in vocab.deadlines:
        return _timed(token, f"{_WHICH.get(before, '')}{word}"), True
    return token, False


def _timed(token: Token, text: str, end: int | None = None) -> Token:
    return Token(TokenKind.TIME, text, token.start, end or token.end, is_name=False)


def _number(tokens: Sequence[Token], at: int, vocab: Vocabulary) -> tuple[int, list[Timed]]:
    """`15 December`, `15 of December 2026`; else a number."""
    token = tokens[at]
    rest = [t for t in tokens[at + 1 : at + 3] if t.text not in {"of", "de"}]
    if rest and rest[0].text in vocab.months and _is_day(token.text):
        length = tokens.index(rest[0], at) - at + 1
        return _dated(tokens, at, length, vocab.months[rest[0].text], token.text)
    return 1, [(token, False)]


def _number_word(tokens: Sequence[Token], at: int, vocab: Vocabulary) -> tuple[int, list[Timed]]:
    """`twelve`, `twenty-four`, `third`."""
    token, length = tokens[at], 1
    number, end = int(vocab.numbers[token.text]), token.end
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following and number in _TENS and following.text in vocab.numbers:
        ones = int(vocab.numbers[following.text])
        if ones < _TENS.step:
            number, length, end = number + ones, 2, following.end
    return length, [(Token(TokenKind.NUMBER, str(number), token.start, end, is_name=False), False)]


def _is_month(tokens: Sequence[Token], at: int, vocab: Vocabulary) -> bool:
    """`may`, `march` and `mar` are months only with a capital, or beside a number."""
    token = tokens[at]
    if token.text not in vocab.months:
        return False
    around = (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])
    is_counted = any(other.kind is TokenKind.NUMBER for other in around)
    return token.is_name or is_counted or token.text not in _MAY_BE_A_WORD


def _month(tokens: Sequence[Token], at: int, vocab: Vocabulary) -> tuple[int, list[Timed]]:
    """`December 15`, `December`."""
    token, month = tokens[at], vocab.months[tokens[at].text]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following and following.kind is TokenKind.NUMBER and _is_day(following.text):
        return _dated(tokens, at, 2, month, following.text)
    soft = any(t.text in _UNTIL for t in tokens[max(0, at - 2) : at])
    return 1, [(_timed(token, f"m{month}"), soft)]


def _dated(
    tokens: Sequence[Token], at: int, length: int, month: int, day: str
) -> tuple[int, list[Timed]]:
    token, end = tokens[at], tokens[at + length - 1].end
    found: list[Timed] = [(_timed(token, f"d{month}-{int(day)}", end), True)]
    year = tokens[at + length] if at + length < len(tokens) else None
    if year and year.kind is TokenKind.NUMBER and year.text.isdecimal():
        number = int(year.text)
        if number in _YEARS:
            return length + 1, [*found, (_timed(year, f"y{number}"), True)]
    return length, found


def _is_day(text: str) -> bool:
    return text.isdecimal() and 1 <= int(text) <= _LAST_DAY

"""A date that a proposal's own words name: "by Monday", "due 15 Dec", "call her tomorrow".

It is offered to a person and never applied unasked; so what may be something else is left alone.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from parsers.date_grammar import read_words
from parsers.date_phrases import fold, readings
from parsers.date_settings import DEFAULT_DATES, LANGUAGES, TypedDates, counting_from
from parsers.days import DAYS_IN_WEEK, MONTHS, WEEKDAYS
from parsers.owners import find_owners
from parsers.tags import tag_at_end

_MOST_WORDS: Final = 6
_MOST_CUES: Final = 20
_MOST_WORDS_BEHIND: Final = 50
_LONGEST: Final = 4000
_LONGEST_PHRASE: Final = 60
_MOST_DAYS_AHEAD: Final = 5 * 366
_PUNCTUATION: Final = ".,;:!?)]»”\"'…"
_OPENING: Final = "([«“\"'"

_CUE = re.compile(
    r"(?<!\w)(?:(?P<due>due|deadline|by|until|till|bis|spätestens|fällig|pour|d['’]ici|para)"
    r"|(?P<on>on|am|le|el))(?:\s+(?:am|by|on|el|le|au))?\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S+")
_W: Final = f"(?:{'|'.join(WEEKDAYS)})"
_M: Final = f"(?:{'|'.join(MONTHS)})"
_WHICH: Final = "(?:next|coming|this|afternext)"
_WHOLE_DATE = re.compile(
    rf"(?:{_W} )?(?:[0-9]{{4}}[-/.][0-9]+[-/.][0-9]+|[0-9]+([-/.])[0-9]+\1[0-9]{{2,4}})"
    rf"|(?:{_W} )?(?:[0-9]+(?:th|st)? {_M}|{_M} [0-9]{{1,2}}(?:th|st)?)(?: [0-9]{{2,4}})?"
    rf"|(?:{_WHICH} )?{_W}(?: {_WHICH})?(?: week)?|{_WHICH} week {_W}"
    r"|today|tomorrow|overmorrow|eod(?: .+)?|.+ eod"
    r"|in [0-9]+ [a-z]+|(?:[0-9]+ )?[a-z]+ from .+|(?:end|mid) .+|(?:[1-5](?:th|st)|last) .+"
)
"""What is a date wherever it stands."""
_MONTH_ALONE = re.compile(rf"(?:in )?{_M}(?: [0-9]{{4}})?")
_NEEDS_AN_END = re.compile(rf"(?:{_W} )?(?:[0-9]+[-/.][0-9]+\.?|[0-9]+th)|{_WHICH} [a-z]+|weekend")
_SMALL_WORDS: Final = frozenset(
    (
        *("by", "on", "due", "until", "till", "of", "for", "and", "the", "at", "to"),
        *("am", "bis", "der", "den", "dem", "die", "das", "zum", "und", "le", "la", "pour", "de"),
        *("du", "et", "el", "para", "y"),
    )
)
_OTHER_THAN_A_DAY: Final = frozenset(
    (
        *("every", "each", "since", "from", "after", "before", "between", "than", "was"),
        *("jeden", "jede", "seit", "ab", "nach", "vor", "chaque", "depuis", "avant", "après"),
        *("cada", "desde", "antes", "después"),
    )
)
"""`every Monday` and `since Monday` name no day by which something is to be done."""
_SHORT_BUT_CLEAR: Final = frozenset(("eod", "cob", "eow", "eom", "eoq", "eoy"))
_CLEAR: Final = 5
_SHORTEST_NAME: Final = 3
_ONE_LETTER_UNIT = re.compile(r"[0-9] ?[a-z]\b")


class _Candidate(Struct, frozen=True):
    """A run of words that may be a date."""

    text: str
    start: int
    end: int
    closed: bool
    """Whether the text ends behind it, or a punctuation mark stands there."""
    after_cue: bool


def offered_date(
    description: str, note_date: date, settings: TypedDates = DEFAULT_DATES
) -> tuple[date, tuple[int, int]] | None:
    """The day that the description names, and the span of its words; None when it names none.

    A date behind "by" or "due" (or their like in German, French and Spanish) comes first, then one
    at the end, before owners and tags, then one behind "on". It is counted from the note's date:
    nothing before it is offered, and on a Monday "by Monday" is a week later.
    """
    end = _end_of_text(description)
    for candidates in (
        *_behind_cues(description, end, "due"),
        _at_end(description, end),
        *_behind_cues(description, end, "on"),
    ):
        for candidate in candidates:
            day = _read(candidate, note_date, settings)
            if day is not None:
                ahead = (day - note_date).days
                fits = 0 <= ahead <= _MOST_DAYS_AHEAD and _stands_alone(description, candidate)
                if fits:
                    return day, (candidate.start, candidate.end)
                break
    return None


def _end_of_text(description: str) -> int:
    """Where the words end: before the owners and tags that stand behind them."""
    owners = [mention.raw for mention in find_owners(description[-_LONGEST:])]
    text = description.rstrip()
    for _ in range(_MOST_WORDS_BEHIND):
        shorter = next((text[: -len(raw)] for raw in owners if text.endswith(raw)), text)
        at = tag_at_end(shorter)
        shorter = (shorter[:at] if at >= 0 else shorter).rstrip()
        if len(shorter) == len(text):
            break
        text = shorter
    return len(text)


def _behind_cues(description: str, end: int, kind: str) -> Iterator[list[_Candidate]]:
    """For each cue the runs of words behind it, the longest first."""
    cues = [
        cue for cue in _CUE.finditer(description[:_LONGEST], 0, min(end, _LONGEST)) if cue[kind]
    ]
    for cue in cues[:_MOST_CUES]:
        words = _words(description, cue.end(), min(end, cue.end() + _LONGEST_PHRASE))[:_MOST_WORDS]
        yield [
            _candidate(description, words[0][0], words[count - 1][1], end, after_cue=True)
            for count in range(len(words), 0, -1)
        ]


def _at_end(description: str, end: int) -> list[_Candidate]:
    """The runs of words before the end, the longest first, but none that begins with a cue."""
    words = _words(description, max(0, end - _LONGEST_PHRASE), end)[-_MOST_WORDS:]
    return [
        _candidate(description, start, end, end, after_cue=False)
        for start, word_end in words
        if description[start:word_end].lower() not in _SMALL_WORDS
    ]


def _words(description: str, start: int, end: int) -> list[tuple[int, int]]:
    return [word.span() for word in _WORD.finditer(description, start, end)]


def _candidate(
    description: str, start: int, end: int, text_end: int, *, after_cue: bool
) -> _Candidate:
    """The run without the brackets and marks around it, though `15.12.` keeps its last dot."""
    text = description[start:end]
    bare = text.rstrip(_PUNCTUATION)
    closed = end >= text_end or len(bare) < len(text)
    if text[len(bare) :].startswith(".") and re.search(r"(?<![0-9])[0-9]{1,2}\.[0-9]{1,2}$", bare):
        bare += "."
    inner = bare.lstrip(_OPENING)
    start += len(bare) - len(inner)
    return _Candidate(inner, start, start + len(inner), closed, after_cue)


def _read(candidate: _Candidate, note_date: date, settings: TypedDates) -> date | None:
    if not candidate.text or _ONE_LETTER_UNIT.search(fold(candidate.text)):
        return None
    try:
        for words in readings(candidate.text, settings.languages):
            day = read_words(words, counting_from(note_date, settings))
            if day and _is_clear(candidate, words):
                again = day == note_date and words in WEEKDAYS
                return day + timedelta(days=DAYS_IN_WEEK if again else 0)
    except (ValueError, OverflowError):
        pass
    return None


def _is_clear(candidate: _Candidate, words: str) -> bool:
    """Whether these words mean a day and nothing else."""
    if _WHOLE_DATE.fullmatch(words):
        return " " in words or _is_clear_name(candidate.text.split()[-1], candidate)
    if not candidate.after_cue:
        return False
    if _MONTH_ALONE.fullmatch(words):
        return candidate.text[:1].isupper() and candidate.closed
    return candidate.closed and _NEEDS_AN_END.fullmatch(words) is not None


def _is_clear_name(word: str, candidate: _Candidate) -> bool:
    """Whether a single word is long enough; behind a cue `Fri` will do, `sun` will not."""
    if not word.isalpha() or word.lower() in _SHORT_BUT_CLEAR or len(word) >= _CLEAR:
        return True
    return candidate.after_cue and len(word) >= _SHORTEST_NAME and word[0].isupper()


def _stands_alone(description: str, candidate: _Candidate) -> bool:
    """Whether no other word of a date stands right beside it: `August Saturday` is no Saturday."""
    before = description[: candidate.start].rstrip(_OPENING + " ").rpartition(" ")[2]
    if before.lower() in _OTHER_THAN_A_DAY:
        return False
    behind = "" if candidate.closed else description[candidate.end :].split(maxsplit=1)[0]
    return not (_belongs_to_a_date(before) or _belongs_to_a_date(behind))


def _belongs_to_a_date(word: str) -> bool:
    bare = word.strip(_PUNCTUATION + _OPENING)
    if bare[:1].isdigit():
        return word == bare
    names = (*WEEKDAYS, *MONTHS)
    known = bare[:1].isupper() and len(bare) >= _SHORTEST_NAME
    return known and any(words in names for words in readings(bare, LANGUAGES))

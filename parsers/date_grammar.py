"""The grammar of typed dates: English words, as parsers/date_phrases.py leaves them, to one day."""

import re
from datetime import date
from typing import Final

from parsers.date_rules import DAYS, RULES, Rule
from parsers.date_settings import Counting
from parsers.days import MONTHS, WEEKDAYS, plus

_PARTS: Final = {
    "N": r"([0-9]{1,4})",
    "D": r"([0-9]{1,2})(?:th|st)?",
    "TH": r"([0-9]{1,2})th",
    "Y": r"([0-9]{4}|[0-9]{2})",
    "YYYY": r"([0-9]{4})",
    "W": f"({'|'.join(WEEKDAYS)})",
    "M": f"({'|'.join(MONTHS)})",
    "U": r"(day|workday|week|month|quarter|year)",
    "P": r"(week|month|quarter|year)",
    "WHICH": r"(next|last|this|coming|afternext)",
    "EDGE": r"(start|mid|end)",
    "QUARTER": r"([1-4])",
    "DAY": f"({'|'.join(DAYS)})",
    "YYYY-MM-DD": r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})",
    "DOTTED": r"([0-9]{1,2})[.]([0-9]{1,2}(?=[.])|[0-9]{2})(?:[.]([0-9]{4}|[0-9]{2})?)?",
    "SLASHED": r"(?=[0-9/]+ |[0-9-]+ )([0-9]{1,2})[-/]([0-9]{1,2})(?:[-/]([0-9]{4}|[0-9]{2}))?",
    "SIDE": r"(from|before|ago)",
    "NTH_DAY": r"([0-9]{1,2})(?:th|st)",
    "NTH": r"([1-5](?=th|st)|last)(?:th|st)?",
    "ANY": r"(.+)",
}


def read_words(words: str, counting: Counting) -> date | None:
    """The day that the words name, one space apart; None when they name none.

    Raises OverflowError or ValueError for a day before year 1 or after 9999.
    """
    for pattern, rule in _RULES:
        found = pattern.fullmatch(words + " ")
        if found is not None:
            return rule(counting, *(found.groups("")))
    return None


def _whole_day(counting: Counting, words: str) -> date | None:
    """The end of a day is still that day."""
    return read_words(words, counting)


def _from_day(counting: Counting, number: str, unit: str, side: str, base: str) -> date | None:
    day = read_words(base, counting)
    if day is None:
        return None
    return plus(day, int(number or 1) * (1 if side == "from" else -1), unit)


def _day_in(counting: Counting, base: str, number: str, unit: str) -> date | None:
    return _from_day(counting, number, unit, "from", base)


def _rule(pattern: str, rule: Rule) -> tuple[re.Pattern[str], Rule]:
    return re.compile("".join(map(_part, pattern.split()))), rule


def _part(part: str) -> str:
    """One part with the blank behind it; `?` at its end means that it may be missing."""
    name = part.removesuffix("?")
    written = f"(?:{_PARTS.get(name, name)} )"
    return written + "?" if part.endswith("?") else written


_RULES_ON_OTHER_DAYS: Final[tuple[tuple[str, Rule], ...]] = (
    ("in? N? U SIDE ANY", _from_day),
    ("ANY in N U", _day_in),
    ("eod ANY", _whole_day),
    ("ANY eod", _whole_day),
)
# Each part in capitals is handed to the rule as a text, empty where it is missing.
_RULES: Final = tuple(_rule(pattern, rule) for pattern, rule in (*RULES, *_RULES_ON_OTHER_DAYS))

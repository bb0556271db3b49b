"""What somebody may have meant with a rule that the Tasks plugin refuses."""

import re

from parsers.recurrence_grammar import read_rule
from parsers.recurrence_text import normal_form

_WORD = re.compile(r"[0-9]+(?:st|nd|rd|th)?|[a-z]+|,")
_PREFIX = re.compile(r"\b(bi|semi|half)[- ](?=\w+ly\b)")
_NUMBER_WITH_DOT = re.compile(r"\b([0-9]+)\.")
_WHEN_DONE = re.compile(r"(?<!\s)\s+when\s+done\W*$")
_LEADING = {"every", "each", "once", "per", "a", "an", "all", "single", "the", "on"}
_ADVERBS = {
    "hourly": "hour",
    "daily": "day",
    "nightly": "day",
    "weekly": "week",
    "biweekly": "2 weeks",
    "fortnightly": "2 weeks",
    "monthly": "month",
    "bimonthly": "2 months",
    "quarterly": "3 months",
    "semiannually": "6 months",
    "biannually": "6 months",
    "halfyearly": "6 months",
    "yearly": "year",
    "annually": "year",
    "biyearly": "2 years",
    "biennially": "2 years",
}
_UNITS = {
    "minute": (1, "minutes"),
    "hour": (1, "hours"),
    "day": (1, "days"),
    "morning": (1, "days"),
    "evening": (1, "days"),
    "night": (1, "days"),
    "weekday": (1, "weekdays"),
    "workday": (1, "weekdays"),
    "weekend": (1, "weeks on saturday, sunday"),
    "week": (1, "weeks"),
    "fortnight": (2, "weeks"),
    "month": (1, "months"),
    "quarter": (3, "months"),
    "year": (1, "years"),
    "decade": (10, "years"),
}
_CARDINALS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_ALTERNATE = {"other", "alternate"}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SHORTEST_NAME = 3
_MOST_DIGITS = 4


def suggest_rule(rule: str) -> str | None:
    """The accepted rule, in its normal form, that is near the refused `rule`.

    `every two weeks` -> `every 2 weeks`, `quarterly` -> `every 3 months`, `every first monday` ->
    `every month on the 1st Monday`. None for an accepted rule, and where nothing sensible is near.
    """
    if read_rule(rule) is not None:
        return None
    text = _NUMBER_WITH_DOT.sub(r"\1th", _PREFIX.sub(r"\1", rule.lower()))
    body = _WHEN_DONE.sub("", text)
    words = _WORD.findall(body.rstrip(", "))
    while words and words[0] in _LEADING:
        words.pop(0)
    phrase = _phrase(words) if words else None
    meant = read_rule(f"every {phrase}{' when done' if body != text else ''}") if phrase else None
    return normal_form(meant) if meant else None


def _phrase(words: list[str]) -> str | None:
    """What stands behind `every` in the rule that `words` may mean."""
    first, *tail = words
    if first in _ADVERBS:
        return " ".join((_ADVERBS[first], *tail))
    if _unit(first) or _is_name(first, _DAYS):
        return _counted(1, words)
    if first in _ALTERNATE:
        return _counted(2, tail)
    ordinal = _ordinal(first)
    if ordinal and (phrase := _placed(ordinal, tail)):
        return phrase
    number = _number(first)
    return _counted(number, tail) if number else None


def _counted(number: int, words: list[str]) -> str | None:
    """Every so many of the unit or weekday that `words` begin with."""
    if not words:
        return None
    first, *tail = words
    unit = _unit(first)
    if unit:
        return " ".join((str(number * unit[0]), unit[1], *tail))
    if _is_name(first, _DAYS):
        return " ".join((str(number), "weeks on", _singular(first), *tail))
    return None


def _placed(ordinal: str, tail: list[str]) -> str | None:
    """A place in the month or year: `first monday`, `15th`, `last day of the month`."""
    rest = [word for word in tail if word not in {"of", "the", "each", "every"}]
    match rest:
        case [] | ["month"] | ["day", "month"]:
            return f"month on the {ordinal}"
        case ["day"] if ordinal in {"1st", "last"}:
            return f"month on the {ordinal}"
        case [name] | [name, "month"] if _is_name(name, _DAYS):
            return f"month on the {ordinal} {_singular(name)}"
        case [name] if _is_name(name, _MONTHS):
            return f"{name} on the {ordinal}"
    return None


def _ordinal(word: str) -> str | None:
    """The word in digits: `1st`, `4th`; or `last`."""
    if word in _ORDINALS:
        return ("1st", "2nd", "3rd", *(f"{number}th" for number in range(4, 13)))[
            _ORDINALS.index(word)
        ]
    return word if word == "last" or re.fullmatch(r"[0-9]+[a-z]+", word) else None


def _number(word: str) -> int | None:
    """The number that a cardinal or an ordinal means between `every` and a unit."""
    for names in (_CARDINALS, _ORDINALS):
        if word in names:
            return names.index(word) + 1
    digits = word.rstrip("sthndr")
    return int(digits) if digits.isdigit() and len(digits) <= _MOST_DIGITS else None


def _unit(word: str) -> tuple[int, str] | None:
    return _UNITS.get(word) or _UNITS.get(_singular(word))


def _is_name(word: str, names: tuple[str, ...]) -> bool:
    """Whether the word is one of the names, short or in the plural: `mon`, `tues`, `fridays`."""
    short = _singular(word)
    return len(short) >= _SHORTEST_NAME and any(name.startswith(short) for name in names)


def _singular(word: str) -> str:
    return word.removesuffix("s")

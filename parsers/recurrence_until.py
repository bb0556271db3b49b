"""The date behind `until` in a rule, read as the plugin's JavaScript engine reads one.

A rule holds letters, digits, commas, blanks and `!` only, so clock times, signs and ISO dates
cannot occur; what is left of the engine's free-form reader is small. Source: the behaviour of
`Date.parse` in V8, the engine that Obsidian runs on.
"""

import re
from datetime import UTC, datetime, timedelta

_TOKEN = re.compile(r"(?P<number>[0-9]+)|(?P<word>[a-z]+)|(?P<other>.)", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONES = {
    0: ("ut", "utc", "z", "gmt"),
    4: ("edt",),
    5: ("est", "cdt"),
    6: ("cst", "mdt"),
    7: ("mst", "pdt"),
    8: ("pst",),
}
_HOURS_BEHIND_UTC = {zone: hours for hours, zones in _ZONES.items() for zone in zones}
_SIGNIFICANT_DIGITS = 9
_MOST_NUMBERS = 3
_LAST_MONTH = 12
_LAST_DAY = 31
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def read_until(text: str) -> datetime | None:
    """The moment that `text` names, without a zone; None where the plugin refuses the rule.

    `1 March 2030`, `Nov 22, 2026`, `2027` and `12 31 2026` are dates; so is `Feb 30 2027`, which
    is March 2. Years after 9999 are refused here, and the epoch's first moment by the plugin.
    """
    parts = _parts(text)
    if parts is None:
        return None
    numbers, month, hours = parts
    ymd = _year_month_day(numbers, month)
    if ymd is None:
        return None
    try:
        moment = datetime(ymd[0], ymd[1], 1) + timedelta(days=ymd[2] - 1, hours=hours)  # noqa: DTZ001
    except (ValueError, OverflowError):
        return None
    return None if moment == _EPOCH else moment


def _parts(text: str) -> tuple[list[int], int | None, int] | None:
    """The numbers, the named month and the zone's hours; None for words that forbid a date."""
    numbers: list[int] = []
    month: int | None = None
    hours = 0
    for token in _TOKEN.finditer(text):
        word = token[0].lower()
        if token["number"]:
            numbers.append(int(word.lstrip("0")[:_SIGNIFICANT_DIGITS] or "0"))
        elif token["word"] and word[:3] in _MONTHS:
            month = _MONTHS.index(word[:3]) + 1
        elif token["word"] and numbers and word in _HOURS_BEHIND_UTC:
            hours = _HOURS_BEHIND_UTC[word]
        elif token["word"] and (numbers or text[token.end() : token.end() + 1].isdigit()):
            return None
    return (numbers, month, hours) if 0 < len(numbers) <= _MOST_NUMBERS else None


def _year_month_day(numbers: list[int], month: int | None) -> tuple[int, int, int] | None:
    """Which number is what; the missing ones are 1, and two-digit years lie in 1950 to 2049."""
    first, second, third = (*numbers, 1, 1)[:_MOST_NUMBERS]
    first_is_day = 1 <= first <= _LAST_DAY
    if month is None:
        year, month, day = (third, first, second) if first_is_day else (first, second, third)
    else:
        year, day = (second, first) if first_is_day else (first, second)
    if not (1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY):
        return None
    return _full_year(year), month, day


def _full_year(year: int) -> int:
    if year < 50:  # noqa: PLR2004
        return year + 2000
    return year + 1900 if year < 100 else year  # noqa: PLR2004

"""The day that a note's file name gives to its undated tasks, where the vault's settings ask so.

The rule is the Tasks plugin's (8.3.0, "use filename as scheduled date").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from parsers.days import MONTHS, WEEKDAYS, calendar_day

_DASHED = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_JOINED = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_TOKEN = re.compile(
    r"\[(?P<quoted>[^\[\]]*)\]|\\(?P<escaped>.)"
    r"|(?P<token>YYYY|YY|MM?M?M?|Do|DD?D?D?|dddd?|GGGG|WW?|E|HH?|hh?|kk?|mm?|ss?|[aA])"
    r"|(?P<other>[A-Za-z])|(?P<literal>.)",
    re.DOTALL,
)
_SHORT: Final = 3
_FIRST_YEAR_OF_LAST_CENTURY: Final = 69


def _any_of(names: tuple[str, ...], length: int | None) -> str:
    return "(?i:" + "|".join(name[:length] for name in names) + ")"


_PATTERNS: Final = {
    "YYYY": "[0-9]{4}",
    "YY": "[0-9]{2}",
    "MMMM": _any_of(MONTHS, None),
    "MMM": _any_of(MONTHS, _SHORT),
    "MM": "[0-9]{2}",
    "M": "[0-9]{1,2}",
    "DDDD": "[0-9]{3}",
    "DDD": "[0-9]{1,3}",
    "DD": "[0-9]{2}",
    "D": "[0-9]{1,2}",
    "Do": "[0-9]{1,2}(?:st|nd|rd|th)",
    "dddd": _any_of(WEEKDAYS, None),
    "ddd": _any_of(WEEKDAYS, _SHORT),
    "GGGG": "[0-9]{4}",
    "WW": "[0-9]{2}",
    "W": "[0-9]{1,2}",
    "E": "[1-7]",
    "HH": "(?:[01][0-9]|2[0-3])",
    "H": "(?:[01]?[0-9]|2[0-3])",
    "hh": "(?:0[0-9]|1[0-2])",
    "h": "(?:0?[0-9]|1[0-2])",
    "kk": "(?:[01][0-9]|2[0-4])",
    "k": "(?:[01]?[0-9]|2[0-4])",
    "mm": "[0-5][0-9]",
    "m": "[0-5]?[0-9]",
    "ss": "[0-5][0-9]",
    "s": "[0-5]?[0-9]",
    "a": "(?i:[ap]m)",
    "A": "(?i:[ap]m)",
}


@dataclass(frozen=True, slots=True)
class FileNameDates:
    """Which notes give a date, and how it is written in their names."""

    format: str = ""
    """A format of moment.js, for the whole name; names that do not fit may hold YYYY-MM-DD or
    YYYYMMDD anywhere."""
    folders: tuple[str, ...] = ()
    """Only notes below one of these count; every note when there are none."""

    def of(self, path: str) -> date | None:
        """The day in the name of the note at this path, relative to the vault; None without one."""
        if self.folders and not any(path.startswith(f"{folder}/") for folder in self.folders):
            return None
        name = path[path.rfind("/") + 1 : path.rfind(".")]
        return (self.format and read_by_format(name, self.format)) or _find(name)


def _find(name: str) -> date | None:
    found = _DASHED.search(name) or _JOINED.search(name)
    return calendar_day(int(found[1]), int(found[2]), int(found[3])) if found else None


def read_by_format(name: str, written: str) -> date | None:
    """The day that `name` is in a format of moment.js, strictly and in English; else None.

    A missing day or month is the first. Formats without a year, and tokens of other calendars than
    the common one and that of ISO weeks, give no date here.
    """
    pattern = _compiled(written)
    found = pattern and pattern.fullmatch(name)
    if not found:
        return None
    try:
        return _assembled({key: value for key, value in found.groupdict().items() if value})
    except ValueError:
        return None


@lru_cache(maxsize=16)
def _compiled(written: str) -> re.Pattern[str] | None:
    """The format as a pattern with one group a token; None where a token is not known here."""
    parts = list(_parts(written))
    text = "".join(parts)
    # A token that stands twice cannot name two groups: the format is not one for reading.
    once = all(text.count(f"(?P<{token}>") <= 1 for token in _PATTERNS)
    return re.compile(text) if once and "" not in parts else None


def _parts(written: str) -> Iterator[str]:
    for found in _TOKEN.finditer(written):
        token = found["token"]
        if token:
            yield f"(?P<{token}>{_PATTERNS[token]})"
        elif found["quoted"] is not None:
            yield f"(?:{re.escape(found['quoted'])})"
        else:
            yield re.escape(found["escaped"] or found["literal"] or "")


def _assembled(parts: dict[str, str]) -> date | None:
    """The day of the parts; raises ValueError where the calendar has none such."""
    week = parts.get("WW") or parts.get("W")
    if "GGGG" in parts and week:
        return date.fromisocalendar(int(parts["GGGG"]), int(week), int(parts.get("E", "1")))
    year = _year(parts)
    if year is None:
        return None
    ordinal = parts.get("DDDD") or parts.get("DDD")
    if ordinal:
        day = date(year, 1, 1) + timedelta(days=int(ordinal) - 1)
        return day if day.year == year else None
    return _if_named(date(year, _month(parts), _day(parts)), parts)


def _year(parts: dict[str, str]) -> int | None:
    if "YYYY" in parts:
        return int(parts["YYYY"])
    if "YY" not in parts:
        return None
    year = int(parts["YY"])
    return year + (1900 if year >= _FIRST_YEAR_OF_LAST_CENTURY else 2000)


def _month(parts: dict[str, str]) -> int:
    name = parts.get("MMMM") or parts.get("MMM")
    if name:
        short = name[:_SHORT].lower()
        return next(at for at, month in enumerate(MONTHS, 1) if month.startswith(short))
    return int(parts.get("MM") or parts.get("M") or "1")


def _day(parts: dict[str, str]) -> int:
    return int(parts.get("DD") or parts.get("D") or parts.get("Do", "1st")[:-2])


def _if_named(day: date, parts: dict[str, str]) -> date | None:
    name = parts.get("dddd") or parts.get("ddd")
    return day if not name or WEEKDAYS[day.weekday()].startswith(name.lower()) else None

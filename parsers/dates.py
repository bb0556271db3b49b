"""Dates: the ISO form fast, and the free forms that stand in a note's properties."""

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final

from parsers.date_settings import LANGUAGES

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ISO_START = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?=$|[Tt\s])")
_WRITTEN_DATE = re.compile(r"(?:[^\W_²³½]|[\s.,:/'’-])+")
_SHORTEST: Final = 6
_LONGEST: Final = 60
_SHORTEST_TYPED: Final = 3
_YEARS_AROUND: Final = 200
# A date with day, month and year needs no clock; dateparser wants some day to count from.
_BASE: Final = datetime(2026, 1, 1)  # noqa: DTZ001 - dateparser's own dates have no zone
_SETTINGS: Final = {
    "PARSERS": ["absolute-time"],
    "REQUIRE_PARTS": ["day", "month", "year"],
    "RELATIVE_BASE": _BASE,
}


def has_iso_form(text: str) -> bool:
    """Whether `text` is DDDD-DD-DD in ASCII digits, in the calendar or not."""
    return _ISO_DATE.fullmatch(text) is not None


@lru_cache(maxsize=65536)
def parse_iso_date(text: str) -> date | None:
    """The date that `text` is: exactly DDDD-DD-DD in ASCII digits, and in the calendar."""
    if not has_iso_form(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def read_note_date(text: str) -> date | None:
    """The full date that a property's text names: `2026-11-22T10:00`, `22. November 2026`.

    ISO dates and timestamps count with their first 10 characters. Other forms are dateparser's, in
    English, German, French and Spanish; they need a day, a month and a year within 200 years of
    2026. `05/06/2026` is read as in America.
    """
    text = text.strip()
    if iso := _ISO_START.match(text):
        return parse_iso_date(iso[1])
    if not _SHORTEST <= len(text) <= _LONGEST:
        return None
    return _read_free_date(text)


def _read_free_date(text: str) -> date | None:
    import dateparser  # noqa: PLC0415 - takes 0.1 s, and most runs meet no such date

    found = dateparser.parse(text, languages=list(LANGUAGES), settings=_SETTINGS)
    if found is None or abs(found.year - _BASE.year) > _YEARS_AROUND:
        return None
    return found.date()


def guess_date(text: str, today: date, languages: tuple[str, ...]) -> date | None:
    """What dateparser makes of a typed date; None where it gives it too little to go by.

    A date without a year is the next one. Neither the order of numbers nor a preferred day of the
    month may be set together with that: dateparser 1.5 then reads `15 dec` as one of 2115. Refused
    are today and moments within a day, its answers to `noon` and `in 30 hours`, and texts with
    signs that no date has.
    """
    if len(text) < _SHORTEST_TYPED or not languages or not _WRITTEN_DATE.fullmatch(text):
        return None
    import dateparser  # noqa: PLC0415 - takes 0.1 s, and most dates are read without it

    # Without day and month, `set` is September.
    settings = {
        "RELATIVE_BASE": datetime(today.year, today.month, today.day),  # noqa: DTZ001 - as above
        "PREFER_DATES_FROM": "future",
        "REQUIRE_PARTS": ["day", "month"],
    }
    found = dateparser.parse(text, languages=list(languages), settings=settings)
    if found is None or found.date() == today or found.time() != time.min:
        return None
    return found.date()


def known_languages() -> tuple[str, ...]:
    """The codes of all languages in which dates are understood."""
    from dateparser.data.languages_info import (  # noqa: PLC0415 - as above
        language_order,
    )

    return tuple(language_order)

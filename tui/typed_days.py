"""The days that people type: `friday`, `2026-12-01`, and the word for none."""

import threading
from datetime import date
from functools import cache
from typing import Final

from parsers.date_settings import DEFAULT_DATES, TypedDates
from parsers.dates import guess_date, parse_iso_date
from parsers.typed_dates import read_typed_date

NOTHING: Final = "none"


def clears(typed: str) -> bool:
    """Whether the word takes a day away."""
    return typed.casefold() == NOTHING


def typed_day(typed: str, today: date, settings: TypedDates) -> date | None:
    """The day that is meant; None when the words name none. An ISO date may be any."""
    return parse_iso_date(typed) or read_typed_date(typed, today, settings)


@cache
def warm_up() -> None:
    """Load what free dates need, on a thread: the first letters typed need not wait for it."""
    some_day = date(2026, 11, 22)
    languages = DEFAULT_DATES.languages
    threading.Thread(target=lambda: guess_date("mid brumaire", some_day, languages)).start()

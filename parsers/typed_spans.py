"""Spans that a person types, `+3d` or `2 weeks`: they count from another day than today."""

import re
from datetime import date, timedelta
from typing import Final

from parsers.typed_dates import TypedDates, read_typed_date

_BEGINS: Final = re.compile(r"\s*\+?\s*[0-9]")
_SOME_DAY: Final = date(2026, 3, 10)
"""From here on three days follow each other in whatever month a span leads to."""


def is_span(text: str, settings: TypedDates) -> bool:
    """Whether `text` is a number of days, weeks, months or years, and no day of the calendar.

    `in 2 weeks` and `tomorrow` are days: people say them from where they stand.
    """
    if not _BEGINS.match(text):
        return False
    days = [_SOME_DAY + timedelta(ahead) for ahead in range(3)]
    read = [read_typed_date(text, day, settings) for day in days]
    first = read[0]
    return first is not None and read == [first + timedelta(ahead) for ahead in range(3)]

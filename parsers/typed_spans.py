"""Spans that a person types, `+3d` or `2 weeks`: they count from another day than today."""

import re
from datetime import date
from typing import Final

from parsers.date_grammar import read_words
from parsers.date_phrases import readings
from parsers.date_settings import TypedDates, counting_from

_UNIT: Final = "(?:day|workday|week|month|quarter|year)"
_SPAN: Final = re.compile(rf"(?:\+ )?[0-9]+ {_UNIT}(?: [0-9]+ {_UNIT})?")
_SOME_DAY: Final = date(2026, 3, 10)


def is_span(text: str, settings: TypedDates) -> bool:
    """Whether `text` is a number of days, workdays, weeks, months, quarters or years, or of two.

    `in 2 weeks`, `2 weeks from today` and `tomorrow` are days: people say them from where they
    stand.
    """
    counting = counting_from(_SOME_DAY, settings)
    try:
        read = (
            words for words in readings(text, settings.languages) if read_words(words, counting)
        )
        return _SPAN.fullmatch(next(read, "")) is not None
    except (ValueError, OverflowError):
        return False

"""How typed dates are understood: a file of its own, for those who only hold the settings."""

from datetime import date
from typing import Final, Literal

from msgspec import Struct

LANGUAGES: Final = ("en", "de", "fr", "es")
"""The languages of dates, unless somebody wants others."""
_MONTH_FIRST: Final = "en"
"""The language in which `5/12` is in May."""


class TypedDates(Struct, frozen=True):
    """How typed dates are understood."""

    next_weekday: Literal["plugin", "nearest"] = "plugin"
    """`next friday`: of the next week, which begins on Sunday, or the first one after today."""
    languages: tuple[str, ...] = LANGUAGES
    """The first that makes sense of a text wins; `5/12` is in May where English comes first."""


DEFAULT_DATES: Final = TypedDates()
"""What holds where nobody says anything."""


class Counting(Struct, frozen=True):
    """What a date is counted from, and how."""

    today: date
    nearest: bool = False
    """`next friday` is the first Friday after today, not that of the next Sunday-started week."""
    day_first: bool = False
    """`5/12` is the fifth of December."""


def counting_from(today: date, settings: TypedDates) -> Counting:
    """Counting from this day, as the settings want it."""
    return Counting(
        today,
        nearest=settings.next_weekday == "nearest",
        day_first=settings.languages[:1] != (_MONTH_FIRST,),
    )

"""How typed dates are understood: a file of its own, for those who only hold the settings."""

from dataclasses import dataclass
from typing import Final, Literal

LANGUAGES: Final = ("en", "de", "fr", "es")
"""The languages of dates, unless somebody wants others."""


@dataclass(frozen=True, slots=True)
class TypedDates:
    """How typed dates are understood."""

    next_weekday: Literal["plugin", "nearest"] = "plugin"
    """`next friday`: of the next week, which begins on Sunday, or the first one after today."""
    languages: tuple[str, ...] = LANGUAGES
    """The first that makes sense of a text wins; `5/12` is in May where English comes first."""


DEFAULT_DATES: Final = TypedDates()
"""What holds where nobody says anything."""

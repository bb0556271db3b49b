"""The prompt for a day: typed and resolved at once, picked in a calendar, or offered by a key."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from msgspec import Struct

from parsers.date_settings import TypedDates
from parsers.days import plus
from parsers.typed_dates import describe_date
from tui.prompts.calendar import Cells, weeks_around
from tui.prompts.prompt import Answer, Choice, Hints, Prompt, Said
from tui.prompts.typed_line import TypedLine
from tui.typed_days import clears, typed_day

_WEEKS: Final = 5
STEPS: Final = {
    "left": (-1, "day"),
    "right": (1, "day"),
    "up": (-1, "week"),
    "down": (1, "week"),
    "pageup": (-1, "month"),
    "pagedown": (1, "month"),
}
"""The keys of the calendar, and how far each goes."""
_OFFERED_KEYS: Final = "=#"
"""No date that is typed begins with them, nor with the keys of the days below."""


class Counted(Struct, frozen=True):
    """From where and how days are counted."""

    today: date
    settings: TypedDates


class OfferedDay(Struct, frozen=True):
    """A day that the task's own words name."""

    day: date
    words: str


class DayPrompt(Prompt):
    """A line for a day, above it a calendar and the days that one key chooses."""

    def __init__(
        self,
        title: str,
        subject: str,
        counted: Counted,
        offered: Sequence[OfferedDay] = (),
        line: TypedLine | None = None,
    ) -> None:
        super().__init__(title, subject, line)
        self.counted = counted
        self._offered = tuple(offered)
        self._read: tuple[str, date | None] = ("", None)

    @property
    def day(self) -> date | None:
        """The day that is typed; None when it is none."""
        if self._read[0] != self.line.text:
            day = typed_day(self.line.text.strip(), self.counted.today, self.counted.settings)
            self._read = (self.line.text, day)
        return self._read[1]

    @cached_property
    def _days(self) -> tuple[tuple[date, Choice], ...]:
        today = self.counted.today
        offered = zip(self._offered, _OFFERED_KEYS, strict=False)
        named = [
            (one.day, Choice(f"“{one.words}”", describe_date(one.day, today), key))
            for one, key in offered
        ]
        near = [
            (day, Choice(text, describe_date(day, today).partition(",")[0], key))
            for day, text, key in self.near_days()
        ]
        return (*named, *near)

    def near_days(self) -> list[tuple[date, str, str]]:
        """Days that are often meant, each with its words and its key."""
        today = self.counted.today
        monday = today + timedelta(days=7 - today.weekday())
        return [
            (today, "today", "."),
            (today + timedelta(days=1), "tomorrow", ","),
            (monday, "Monday", ";"),
        ]

    @property
    def choices(self) -> Sequence[Choice]:
        """The days with a key of their own, the task's own words first."""
        return [choice for _, choice in self._days]

    @property
    def chooses(self) -> bool:
        """The arrows move in the calendar."""
        return False

    @property
    def calendar(self) -> Sequence[Cells]:
        """Five weeks, the day that is typed among them."""
        marked = {one.day for one in self._offered}
        today = self.counted.today
        return weeks_around(self.day or today, today, marked, _WEEKS)

    @property
    def placeholder(self) -> str:
        """How a day may be said."""
        return "fri, in 2 weeks, 15 dec, +3d"

    @property
    def hints(self) -> Hints:
        """The calendar's keys too."""
        return (("Enter", "set"), ("←→↑↓", "calendar"), ("Esc", "leave"))

    @property
    def answer_shown(self) -> Said:
        """The day in full."""
        if not self.line.text.strip():
            return self.nothing_typed()
        if self.day is None:
            return Said("none" if clears(self.line.text.strip()) else "no day yet")
        style = "finished" if self.day >= self.counted.today else "high"
        return Said(describe_date(self.day, self.counted.today), style)

    def nothing_typed(self) -> Said:
        """What Enter in an empty line does."""
        return Said("")

    def chosen(self, index: int) -> Answer | None:
        """The day of the choice."""
        self._put_day(self._days[index][0])
        return self.answered()

    def steered(self, key: str) -> Answer | None:
        """Move in the calendar; the line says the day."""
        if key in STEPS:
            number, unit = STEPS[key]
            try:
                self._put_day(plus(self.day or self.counted.today, number, unit))
            except (ValueError, OverflowError):
                self.problem = "The calendar ends here."
        return None

    def _line_edited(self, key: str, character: str | None) -> None:
        if key not in STEPS:
            super()._line_edited(key, character)

    def _put_day(self, day: date) -> None:
        self.line = TypedLine.offered(day.isoformat())

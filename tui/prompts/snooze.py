"""The prompt for the day until which something is put off."""

from collections.abc import Callable
from datetime import date, timedelta

from parsers.typed_dates import describe_date
from tui.prompts.days import Counted, DayPrompt
from tui.prompts.prompt import Answer, PutOffUntil, Said
from tui.prompts.typed_line import TypedLine
from tui.typed_days import NOTHING, clears
from vault.errors import UsageError

Until = Callable[[str], date | None]
"""The day that typed words mean for the first of the tasks; raises UsageError for none."""


class SnoozePrompt(DayPrompt):
    """Tomorrow at Enter; any other day by a key, in the calendar, or typed."""

    def __init__(self, subject: str, counted: Counted, until: Until) -> None:
        super().__init__("snooze", subject, counted, line=TypedLine.offered("tomorrow"))
        self._until = until

    @property
    def day(self) -> date | None:
        """The day for the first task: a span such as `+3d` counts from its own date."""
        try:
            return self._until(self.line.text.strip())
        except UsageError:
            return None

    def near_days(self) -> list[tuple[date, str, str]]:
        """Tomorrow, the next Monday, in a week, in a month."""
        today = self.counted.today
        monday = today + timedelta(days=7 - today.weekday())
        return [
            (today + timedelta(days=1), "tomorrow", ","),
            (monday, "Monday", ";"),
            (today + timedelta(days=7), "in a week", "."),
            (today + timedelta(days=30), "in 30 days", "/"),
        ]

    @property
    def answer_shown(self) -> Said:
        """The day in full."""
        typed = self.line.text.strip()
        if clears(typed) or not typed:
            return Said("puts it off no longer" if typed else "none lets it back into the inbox")
        if self.day is None:
            return Said("no day to come yet")
        return Said(f"until {describe_date(self.day, self.counted.today)}", "finished")

    def answered(self) -> Answer | None:
        """The words themselves, since each task may count from another day."""
        typed = self.line.text.strip()
        if not typed:
            self.problem = f"Say until when; {NOTHING} puts it off no longer."
            return None
        try:
            self._until(typed)
        except UsageError as error:
            self.problem = str(error)
            return None
        return PutOffUntil(typed)

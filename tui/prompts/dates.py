"""The prompt for the due, scheduled and start date of tasks."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from parsers.fields import FieldKind
from parsers.typed_dates import describe_date
from tui.prompts.days import STEPS, Counted, DayPrompt, OfferedDay
from tui.prompts.prompt import Answer, Edited, Hints, Left, Said
from tui.prompts.typed_line import TypedLine
from tui.typed_days import clears
from vault.set_task import SetField, SetTask

KINDS: Final = (FieldKind.DUE, FieldKind.SCHEDULED, FieldKind.START)


class OwnDates(Struct, frozen=True):
    """What the tasks have of one kind of date."""

    days: frozenset[date | None] = frozenset()
    """None for a task without."""
    is_there: bool = False
    """Whether any of them has the field, be it on a calendar or not."""

    @property
    def text(self) -> str:
        """The one day that all of them have; empty where there is none."""
        (day,) = self.days if len(self.days) == 1 else (None,)
        return day.isoformat() if day else ""


class DatePrompt(DayPrompt):
    """The due, scheduled or start date of tasks; Tab goes from one to the next."""

    def __init__(
        self,
        subject: str,
        counted: Counted,
        dates: Mapping[FieldKind, OwnDates],
        offered: Sequence[OfferedDay] = (),
    ) -> None:
        """`dates` has each of `KINDS`."""
        super().__init__("due", subject, counted, offered)
        self._dates = dates
        self._touched = False
        self._show_own(FieldKind.DUE)

    def _show_own(self, kind: FieldKind) -> None:
        self._kind = kind
        self.title = kind.value
        if not self._touched:
            self.line = TypedLine.offered(self._dates[kind].text)

    @property
    def hints(self) -> Hints:
        """Tab and where it leads."""
        following = _following(self._kind, 1).value
        return (("Enter", "set"), ("Tab", following), ("←→↑↓", "calendar"), ("Esc", "leave"))

    def line_changed(self) -> None:
        """What is typed stays, whichever date it is for."""
        super().line_changed()
        self._touched = True

    def nothing_typed(self) -> Said:
        """An empty line removes the date, once somebody has emptied it."""
        kind, own = self._kind.value, self._dates[self._kind]
        if not own.is_there:
            return Said(f"no {kind} date")
        if self._touched:
            return Said(f"removes the {kind} date", "high")
        return Said("none removes them" if len(own.days) > 1 else "no day of a calendar")

    def steered(self, key: str) -> Answer | None:
        """Tab: another of the dates."""
        if key in ("tab", "shift+tab"):
            self._show_own(_following(self._kind, 1 if key == "tab" else -1))
            return None
        self._touched |= key in STEPS
        return super().steered(key)

    def answered(self) -> Answer | None:
        """The day; an emptied line and `none` remove the date, what is no day is a problem."""
        typed = self.line.text.strip()
        if clears(typed):
            return self._removed()
        if not typed:
            return self._removed() if self._touched else Left()
        if self.day is None:
            self.problem = f"“{typed}” names no day. Try fri, 15 dec, in 2 weeks."
            return None
        return self._given(self.day)

    def _removed(self) -> Answer:
        if not self._dates[self._kind].is_there:
            return Left()
        return Edited(SetTask((SetField(self._kind, None),)))

    def _given(self, day: date) -> Answer | None:
        """With the date; the same one on all of them is nothing to do."""
        if self._dates[self._kind].days == {day}:
            return Left()
        told = f"{self._kind.value}: {describe_date(day, self.counted.today)}."
        return Edited(SetTask((SetField(self._kind, day.isoformat()),), remark=told))


def _following(kind: FieldKind, by: int) -> FieldKind:
    return KINDS[(KINDS.index(kind) + by) % len(KINDS)]

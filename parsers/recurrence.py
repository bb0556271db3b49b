"""Recurrence rules: what a rule's text means, and the dates of the next occurrence.

The text is what stands behind the repeat sign. `recurrence_grammar` reads it, `recurrence_text`
writes it in its normal form; the dates are counted here, as the Tasks plugin 8.3.0 counts them.
"""

import re
from collections.abc import Iterator
from datetime import MAXYEAR, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from parsers.recurrence_grammar import read_rule
from parsers.recurrence_rule import Frequency, Rule, Weekday
from parsers.recurrence_suggestion import suggest_rule
from parsers.recurrence_text import normal_form

__all__ = [
    "DateField",
    "HappensDates",
    "Recurrence",
    "next_occurrence",
    "parse_recurrence",
    "suggest_rule",
]

DateField = Literal["start", "scheduled", "due"]

_CALENDAR_CYCLE = 400
"""Years after which dates fall on the same weekdays again: what has not come by then never does."""
_WEEKS_OF_YEAR = 53
_WEEKS_OF_MONTH = 5
_MONTHS_OF_YEAR = 12
_LONGEST_MONTH = 31


class Recurrence(Struct, frozen=True):
    """A rule that the plugin accepts."""

    text: str
    """The normal form: `every week on Monday when done`."""
    when_done: bool
    """Counted from the day of completion, not from the task's dates."""
    rule: Rule


class HappensDates(Struct, frozen=True):
    """The three dates of a task that move with its recurrence."""

    start: date | None
    scheduled: date | None
    due: date | None
    invalid: frozenset[DateField] = frozenset()
    """Fields whose value has a date's shape and is none (2026-02-30); they are None above."""

    def reference(self, *, remove_scheduled: bool = False) -> DateField | None:
        """The field that the rule counts from, valid or not; None for an undated task."""
        order: tuple[DateField, ...] = ("due", "scheduled", "start")
        if remove_scheduled:
            order = ("due", "start", "scheduled")
        return next((field for field in order if self.has(field)), None)

    def has(self, field: DateField) -> bool:
        """Whether the task has the field, valid or not."""
        return field in self.invalid or self.get(field) is not None

    def get(self, field: DateField) -> date | None:
        """The field's date, if it is one."""
        return {"start": self.start, "scheduled": self.scheduled, "due": self.due}[field]


@lru_cache(maxsize=4096)
def parse_recurrence(rule: str) -> Recurrence | None:
    """The recurrence that `rule`, the text behind the repeat sign, means; None where refused."""
    parts = read_rule(rule)
    return Recurrence(normal_form(parts), parts.when_done, parts) if parts else None


def next_occurrence(
    recurrence: Recurrence, dates: HappensDates, today: date, *, remove_scheduled: bool = False
) -> HappensDates | None:
    """The dates of the occurrence that follows when the task is completed `today`.

    The other dates keep their distance in days from the reference; one that is invalid, or all
    if the reference is, become the new reference date. None: there is no such day, the rule has
    ended, or a plain rule has an invalid date to count from. An undated task stays undated.
    """
    field = dates.reference(remove_scheduled=remove_scheduled)
    if field is None:
        return HappensDates(None, None, None)
    reference = dates.get(field)
    origin = today if recurrence.when_done else reference
    following = _next_day(recurrence, origin) if origin else None
    if following is None:
        return None
    try:
        return _moved(dates, reference, following, remove_scheduled=remove_scheduled)
    except OverflowError:
        return None


def _moved(
    dates: HappensDates, reference: date | None, following: date, *, remove_scheduled: bool
) -> HappensDates:
    def moved(field: DateField) -> date | None:
        old = dates.get(field)
        if old is None or reference is None:
            return following if dates.has(field) else None
        return following + (old - reference)

    dropped = remove_scheduled and (dates.has("start") or dates.has("due"))
    scheduled = None if dropped else moved("scheduled")
    return HappensDates(moved("start"), scheduled, moved("due"))


def _next_day(recurrence: Recurrence, origin: date) -> date | None:
    """The first occurrence after `origin`.

    A month or year without such a day is skipped by the rule but not by the plugin: it counts
    again from a day earlier until the result is no more units ahead than the interval says.
    """
    rule = recurrence.rule
    following = _first_after(rule, origin)
    near = _is_kept_near(recurrence)
    while near and following and _units_ahead(rule, origin, following) > rule.interval:
        if origin == date.min:
            return None
        origin -= timedelta(days=1)
        following = _first_after(rule, origin)
    return following


def _is_kept_near(recurrence: Recurrence) -> bool:
    """Whether the plugin keeps the result near; it decides by the words of the normal form."""
    unit = "month" if recurrence.rule.frequency is Frequency.MONTHLY else "year"
    named = re.match(rf"every( [0-9]+)? {unit}", recurrence.text) is not None
    return named and (unit == "year" or " on " not in recurrence.text)


def _units_ahead(rule: Rule, origin: date, following: date) -> int:
    """Months or years, the rule's unit, from one date's month or year to the other's."""
    years = following.year - origin.year
    if rule.frequency is Frequency.YEARLY:
        return years
    return years * 12 + following.month - origin.month


def _first_after(rule: Rule, origin: date) -> date | None:
    """The day of the first occurrence later than the day `origin`, counted from its midnight."""
    try:
        for number, moment in enumerate(_moments(rule, origin), start=1):
            if rule.until and moment > rule.until:
                return None
            if moment.date() > origin:
                return moment.date()
            if number == rule.count:
                return None
    except OverflowError:
        pass
    return None


def _moments(rule: Rule, origin: date) -> Iterator[datetime]:
    """Occurrences in order, `origin` included; an hour beyond 23 lies on a later day."""
    if not _is_possible(rule):
        return
    if rule.frequency > Frequency.DAILY:
        yield from _clock_moments(rule, origin)
        return
    for midnight in _days(rule, origin, rule.frequency, interval=rule.interval):
        for hour in rule.hours or (0,):
            yield midnight + timedelta(hours=hour)


def _clock_moments(rule: Rule, origin: date) -> Iterator[datetime]:
    """Every so many minutes from the midnight of `origin`, on the days that the rule allows.

    The days come from a yearly rule, which visits a year where an hourly one visits each hour.
    """
    step = timedelta(minutes=rule.interval * (60 if rule.frequency is Frequency.HOURLY else 1))
    start = datetime.combine(origin, time())
    allowed = replace(
        rule,
        weekdays=tuple(Weekday(weekday.day) for weekday in rule.weekdays),
        month_days=rule.month_days or tuple(range(1, _LONGEST_MONTH + 1)),
        months=rule.months or tuple(range(1, _MONTHS_OF_YEAR + 1)),
    )
    for midnight in _days(allowed, origin, Frequency.YEARLY, interval=1):
        moment = start - (start - midnight) // step * step
        while moment < midnight + timedelta(days=1):
            yield moment
            moment += step


def _days(rule: Rule, origin: date, frequency: Frequency, *, interval: int) -> Iterator[datetime]:
    """The midnights of the days that a rule of days or longer units names."""
    # Most runs count no dates, and this import is slow.
    from dateutil import rrule as dates  # noqa: PLC0415

    last = min(MAXYEAR, origin.year + _CALENDAR_CYCLE * interval)
    days = [dates.weekday(weekday.day, weekday.nth or None) for weekday in _weekdays(rule)]
    return iter(
        dates.rrule(
            cast("Literal[0, 1, 2, 3]", frequency),
            dtstart=datetime.combine(origin, time()),
            interval=interval,
            until=datetime(last, _MONTHS_OF_YEAR, _LONGEST_MONTH),  # noqa: DTZ001
            bymonth=rule.months or None,
            bymonthday=rule.month_days or None,
            byweekno=rule.week_numbers or None,
            byweekday=days or None,
        )
    )


def _is_possible(rule: Rule) -> bool:
    """False for the 32nd and the like, which would be looked for in centuries of months."""
    return (
        (not rule.weekdays or bool(_weekdays(rule)))
        and (not rule.month_days or min(map(abs, rule.month_days)) <= _LONGEST_MONTH)
        and (not rule.week_numbers or min(rule.week_numbers) <= _WEEKS_OF_YEAR)
    )


def _weekdays(rule: Rule) -> tuple[Weekday, ...]:
    """The weekdays without those that no month or year has, on which dateutil stumbles."""
    if rule.frequency > Frequency.MONTHLY:
        return rule.weekdays
    whole_year = rule.frequency is Frequency.YEARLY and not rule.months
    most = _WEEKS_OF_YEAR if whole_year else _WEEKS_OF_MONTH
    return tuple(weekday for weekday in rule.weekdays if abs(weekday.nth) <= most)

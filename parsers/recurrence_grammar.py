"""Rule text -> the parts of a rule, by the English grammar that the Tasks plugin reads with.

The grammar is rrule.js 2.8.1's. The longest token at each place counts, blanks between tokens do
not, reading ends at the first text that is no token, and tokens that fit nowhere at the end of a
rule are dropped: `every week on foo` is `every week`.
"""

import re
from datetime import datetime

from parsers.recurrence_rule import WORKDAYS, Frequency, Rule, Weekday
from parsers.recurrence_until import read_until

_TEXT = re.compile(r"([A-Z0-9, !]+?)( when done)?", re.IGNORECASE | re.ASCII)
# One alternative a token. A token that begins another one stands behind it (`month` before `mon`,
# `the` before `th`), so that the first match is the longest.
_TOKEN = re.compile(
    r"""\ *(?:
      (?P<nth>[1-9][0-9]*(?:th|nd|rd|st)|first|second|third) | (?P<number>[1-9][0-9]*)
    | (?P<numeral>one|two|three) | (?P<every>every) | (?P<day>days?) | (?P<weekdays>weekdays?)
    | (?P<week>weeks?) | (?P<hour>hours?) | (?P<minute>minutes?) | (?P<month>months?)
    | (?P<year>years?) | (?P<on>on|in) | (?P<at>at) | (?P<the>the) | (?P<last>last)
    | (?P<for>for) | (?P<times>times?) | (?P<until>(?:un)?til)
    | (?P<day_name>mo(?:n(?:day)?)?|tu(?:e(?:s(?:day)?)?)?|we(?:d(?:n(?:esday)?)?)?
      |th(?:u(?:r(?:sday)?)?)?|fr(?:i(?:day)?)?|sa(?:t(?:urday)?)?|su(?:n(?:day)?)?)
    | (?P<month_name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?
      |aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)
    | (?P<comma>(?:,\ *|(?:and|or)\ *)+)
    )""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ORDINALS = {"first": 1, "second": 2, "third": 3}
_UNITS = {
    "day": Frequency.DAILY,
    "week": Frequency.WEEKLY,
    "hour": Frequency.HOURLY,
    "minute": Frequency.MINUTELY,
    "month": Frequency.MONTHLY,
    "year": Frequency.YEARLY,
}
_LARGEST_NTH = 366
_LONGEST_NUMBER = 15


class _RefusedError(ValueError):
    """The grammar has no place for a token, or lacks one."""


def read_rule(text: str) -> Rule | None:
    """The rule that `text` says; None where it is refused.

    It may hold letters, digits, commas, blanks and `!`; `when done` counts at its very end only,
    after one blank. Numbers of more than 15 digits, which JavaScript rounds, and years after 9999
    are refused, though the plugin takes them.
    """
    match = _TEXT.fullmatch(text)
    if match is None:
        return None
    try:
        return _Reader(match[1].strip(" ")).rule(when_done=match[2] is not None)
    except _RefusedError:
        return None


class _Reader:
    """The tokens of one rule, and what has been read from them so far."""

    __slots__ = ("_found", "_rest", "hours", "month_days", "months", "week_numbers", "weekdays")

    def __init__(self, text: str) -> None:
        self._rest = text
        self.weekdays: list[Weekday] = []
        self.month_days: list[int] = []
        self.months: list[int] = []
        self.week_numbers: list[int] = []
        self.hours: list[int] = []
        self._advance()

    def rule(self, *, when_done: bool) -> Rule:
        """The whole rule; raises _RefusedError."""
        self._expect("every")
        interval = int(self._take("number") or 1)
        frequency = self._unit()
        count, until = self._end()
        return Rule(
            frequency,
            interval,
            tuple(self.weekdays),
            tuple(self.month_days),
            tuple(self.months),
            tuple(self.week_numbers),
            tuple(self.hours),
            count,
            until,
            when_done,
        )

    # --- tokens ---------------------------------------------------------------------------------

    def _advance(self) -> None:
        self._found = _TOKEN.match(self._rest)
        self._rest = self._rest[self._found.end() :] if self._found else ""

    @property
    def _kind(self) -> str | None:
        return self._found.lastgroup if self._found else None

    def _take(self, *kinds: str) -> str | None:
        """The lower-case text of the token if it is one of `kinds`, which is then passed."""
        if self._found is None or self._kind not in kinds:
            return None
        text = self._found[self._found.lastgroup or 0].lower()
        if self._kind == "number" and len(text) > _LONGEST_NUMBER:
            raise _RefusedError
        self._advance()
        return text

    def _expect(self, kind: str) -> str:
        text = self._take(kind)
        if text is None:
            raise _RefusedError
        return text

    # --- the parts of a rule --------------------------------------------------------------------

    def _unit(self) -> Frequency:
        """What stands behind `every 2`, with the days, months and hours that belong to it."""
        if self._kind == "day_name":
            return self._named_days()
        if self._kind == "month_name":
            return self._named_months()
        unit = self._take("weekdays", *_UNITS)
        if unit is None:
            raise _RefusedError
        if unit.startswith("weekday"):
            self.weekdays.extend(WORKDAYS)
            self._at()
            return Frequency.WEEKLY
        frequency = _UNITS[unit.removesuffix("s")]
        if frequency is not Frequency.DAILY:
            self._on()
        if frequency in {Frequency.DAILY, Frequency.WEEKLY}:
            self._at()
        return frequency

    def _named_days(self) -> Frequency:
        self.weekdays.append(Weekday(_day(self._expect("day_name"))))
        while self._take("comma"):
            self.weekdays.append(Weekday(_day(self._expect("day_name"))))
        self._at()
        self._month_days()
        return Frequency.WEEKLY

    def _named_months(self) -> Frequency:
        self.months.append(_month(self._expect("month_name")))
        while self._take("comma"):
            self.months.append(_month(self._expect("month_name")))
        self._on()
        return Frequency.YEARLY

    def _month_days(self) -> None:
        """`every monday the 13th`; whatever follows a day is passed, even the comma."""
        self._take("on")
        self._take("the")
        nth = self._nth()
        if nth is None:
            return
        self.month_days.append(nth)
        self._advance()
        while self._take("comma"):
            nth = self._nth()
            if nth is None:
                raise _RefusedError
            self.month_days.append(nth)
            self._advance()

    def _on(self) -> None:
        if self._take("on"):
            self._take("the")
        elif not self._take("the"):
            return
        while self._place():
            if not self._take("comma", "the", "on"):
                return

    def _place(self) -> bool:
        """One of the days, months and weeks behind `on the`; False where there is none."""
        nth = self._nth()
        if name := self._take("day_name"):
            self.weekdays.append(Weekday(_day(name), nth or 0))
        elif nth is not None:
            self.month_days.append(nth)
            self._take("day")
        elif self._take("weekdays"):
            self.weekdays = self.weekdays or list(WORKDAYS)
        elif self._take("week"):
            self.week_numbers = self._numbers()
        elif name := self._take("month_name"):
            self.months.append(_month(name))
        else:
            return False
        return True

    def _at(self) -> None:
        while self._take("at"):
            self.hours = self._numbers()

    def _numbers(self) -> list[int]:
        numbers = [int(self._expect("number"))]
        while self._take("comma"):
            numbers.append(int(self._expect("number")))
        return numbers

    def _nth(self) -> int | None:
        """`first`, `2nd`, `last`, `3rd last`: 1, 2, -1, -3."""
        if self._take("last"):
            return -1
        text = self._take("nth")
        if text is None:
            return None
        # An ordinal of more digits than this is out of range, whatever they are.
        nth = _ORDINALS.get(text) or int(text[:-2][:4])
        if nth > _LARGEST_NTH:
            raise _RefusedError
        return -nth if text != "first" and self._take("last") else nth

    def _end(self) -> tuple[int | None, datetime | None]:
        """`for 5 times` or `until 1 March 2030`."""
        if self._take("for"):
            return int(self._expect("number")), None
        if self._kind != "until":
            return None, None
        until = read_until(self._rest)
        if until is None:
            raise _RefusedError
        return None, until


def _day(name: str) -> int:
    return _DAYS.index(name[:2])


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1

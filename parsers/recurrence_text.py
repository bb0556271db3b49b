"""A rule in the words that the Tasks plugin writes it back with: its normal form.

The words are those of rrule.js 2.8.1, its oddities included (`the 32th`, `every 101 day`): a
normal form that differs would be rewritten by the plugin at its next touch.
"""

from collections.abc import Sequence

from parsers.recurrence_rule import Frequency, Rule, Weekday

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SUFFIXES = {1: "st", 21: "st", 31: "st", 2: "nd", 22: "nd", 3: "rd", 23: "rd"}
_WORK_WEEK = frozenset(range(5))
_WHOLE_WEEK = frozenset(range(7))


def normal_form(rule: Rule) -> str:
    """`every 2 weeks on Monday until March 1, 2030 when done`."""
    return " ".join(("every", *_body(rule), *_end(rule), *(["when done"] * rule.when_done)))


def _body(rule: Rule) -> list[str]:
    match rule.frequency:
        case Frequency.WEEKLY:
            return _weekly(rule)
        case Frequency.DAILY:
            return [*_units(rule, "day"), *_hours(rule)]
        case Frequency.MONTHLY:
            return [*_monthly_unit(rule), *_month_places(rule)]
        case Frequency.YEARLY:
            return [*_yearly_unit(rule), *_places(rule), *_weeks(rule)]
        case _:
            return _units(rule, "hour" if rule.frequency is Frequency.HOURLY else "minute")


def _weekly(rule: Rule) -> list[str]:
    single = rule.interval == 1
    unit = [] if single else _units(rule, "week")
    named = {weekday.day for weekday in rule.weekdays}
    if named == _WORK_WEEK:
        return ["weekday"] if single else [*unit, "on weekdays"]
    if named == _WHOLE_WEEK:
        return [*unit, _plural(rule.interval, "day")]
    return [*(unit or ["week"]), *_in_months(rule), *_places(rule), *_hours(rule)]


def _monthly_unit(rule: Rule) -> list[str]:
    if not rule.months:
        return _units(rule, "month")
    if rule.interval == 1:
        return [_months(rule)]
    joint = ["in"] if _is_plural(rule.interval) else []
    return [str(rule.interval), "months", *joint, _months(rule)]


def _yearly_unit(rule: Rule) -> list[str]:
    if not rule.months:
        return _units(rule, "year")
    return [_months(rule)] if rule.interval == 1 else [str(rule.interval), "years", _months(rule)]


def _month_places(rule: Rule) -> list[str]:
    if not rule.month_days and {weekday.day for weekday in rule.weekdays} == _WORK_WEEK:
        return ["on weekdays"]
    return _places(rule)


def _places(rule: Rule) -> list[str]:
    """`on Monday the 13th`, `on the 1st and last`, `on Monday and on the 2nd Friday`."""
    days = sorted(rule.weekdays, key=lambda weekday: weekday.day)
    plain = [_weekday(weekday) for weekday in days if not weekday.nth]
    if rule.month_days and plain:
        return ["on", _list(plain, "or"), "the", _list(_nths(rule), "or")]
    if rule.month_days:
        return ["on the", _list(_nths(rule), "and")]
    counted = [_weekday(weekday) for weekday in days if weekday.nth]
    joint = ["and"] if plain and counted else []
    if {weekday.day for weekday in days} == _WORK_WEEK:
        plain = []
    first = ["on", ", ".join(plain)] if plain else []
    return [*first, *joint, *(["on the", _list(counted, "and")] if counted else [])]


def _nths(rule: Rule) -> list[str]:
    """The days of the month, those counted from its end behind the others."""
    ahead = sorted(day for day in rule.month_days if day > 0)
    back = sorted((day for day in rule.month_days if day < 0), reverse=True)
    return [_nth(day) for day in (*ahead, *back)]


def _nth(number: int) -> str:
    if number == -1:
        return "last"
    text = f"{abs(number)}{_SUFFIXES.get(abs(number), 'th')}"
    return f"{text} last" if number < 0 else text


def _weekday(weekday: Weekday) -> str:
    name = _DAYS[weekday.day]
    return f"{_nth(weekday.nth)} {name}" if weekday.nth else name


def _in_months(rule: Rule) -> list[str]:
    return ["in", _months(rule)] if rule.months else []


def _months(rule: Rule) -> str:
    return _list([_MONTHS[month - 1] for month in rule.months], "and")


def _weeks(rule: Rule) -> list[str]:
    numbers = [str(number) for number in rule.week_numbers]
    return ["in", _plural(len(numbers), "week"), _list(numbers, "and")] if numbers else []


def _hours(rule: Rule) -> list[str]:
    return ["at", _list([str(hour) for hour in rule.hours], "and")] if rule.hours else []


def _end(rule: Rule) -> list[str]:
    if rule.until:
        return ["until", f"{_MONTHS[rule.until.month - 1]} {rule.until.day}, {rule.until.year}"]
    if rule.count:
        return ["for", str(rule.count), _plural(rule.count, "time")]
    return []


def _units(rule: Rule, unit: str) -> list[str]:
    number = [] if rule.interval == 1 else [str(rule.interval)]
    return [*number, _plural(rule.interval, unit)]


def _is_plural(number: int) -> bool:
    """Whether the plugin writes a plural: 1, 101 and 201 have none."""
    return number % 100 != 1


def _plural(number: int, unit: str) -> str:
    return f"{unit}s" if _is_plural(number) else unit


def _list(words: Sequence[str], joint: str) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *head, last = words
    return f"{', '.join(head)} {joint} {last}" if head else last

"""What was typed behind `set`, read into one edit: statuses, dates, owners, tags by their rules."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final, TypeVar

from parsers.dates import parse_iso_date
from parsers.fields import FieldKind
from parsers.nearest import nearest
from parsers.owner_edits import parse_owner
from parsers.priority import Priority
from parsers.status import Status, StatusRegistry
from parsers.text_edits import NotWordsError, parse_description, parse_tag
from parsers.typed_dates import describe_date
from parsers.whitespace import LINE_ENDERS
from tui.cli.arguments import Options, did_you_mean
from tui.typed_days import NOTHING, clears, typed_day
from vault.errors import UsageError
from vault.set_task import (
    AddTag,
    Assignment,
    RemoveTag,
    SetDescription,
    SetField,
    SetOwner,
    SetTask,
)
from vault.vault import Vault

_DATES: Final = (FieldKind.DUE, FieldKind.SCHEDULED, FieldKind.START)
_Read = TypeVar("_Read")


def read_set(options: Options, vault: Vault) -> SetTask:
    """The edit that was typed. Raises UsageError for the first option that makes no sense."""
    symbol = None
    if options.status is not None:
        symbol = _read_symbol(options.status, vault)
    assignments = tuple(_assignments(options, vault))
    return SetTask(assignments, symbol, _resolved(options, assignments, vault.today()))


def _resolved(options: Options, assignments: Iterable[Assignment], today: date) -> str:
    """The days that typed words mean, for people to see: `due: Fri 4 Dec, in 12 days`."""
    told = [
        f"{made.kind.value}: {describe_date(day, today)}."
        for made in assignments
        if isinstance(made, SetField)
        if made.value != getattr(options, made.kind.value, None)
        if (day := parse_iso_date(made.value or ""))
    ]
    return " ".join(told)


def _assignments(options: Options, vault: Vault) -> Iterator[Assignment]:
    if (text := options.description) is not None:
        grammar = vault.settings.grammar
        yield SetDescription(_words("--description", text, lambda t: parse_description(t, grammar)))
    if options.owner is not None:
        yield _read_owner(options.owner, vault)
    for typed in options.tag:
        yield _read_tag(typed)
    if options.priority is not None:
        yield SetField(FieldKind.PRIORITY, _read_priority(options.priority))
    for kind in _DATES:
        typed_date = getattr(options, kind.value)
        if typed_date is not None:
            yield SetField(kind, _read_date(kind, typed_date, vault))


def _words(option: str, text: str, read: Callable[[str], _Read]) -> _Read:
    try:
        return read(text)
    except NotWordsError as error:
        raise UsageError(f"{option} “{text}” cannot be written: {error}.") from error


def _read_owner(typed: str, vault: Vault) -> SetOwner:
    known = vault.people().known
    if clears(typed):
        return SetOwner("", known=known)
    name, written = _words("--owner", typed, lambda text: parse_owner(text, known))
    return SetOwner(name, written, known)


def _read_tag(typed: str) -> Assignment:
    """`+#a` or `#a` adds a tag, `-#a` takes it out."""
    tag = _words("--tag", typed, lambda text: parse_tag(text[1:] if text[:1] in "+-" else text))
    return RemoveTag(tag) if typed.startswith("-") else AddTag(tag)


def _read_priority(typed: str) -> str | None:
    word = typed.casefold()
    words = [priority.word for priority in Priority]
    if word not in words:
        raise UsageError(
            f"“{typed}” is no priority{did_you_mean(word, words) or '; nothing was written.'}",
            f"There are {_listed(words)}.",
        )
    return None if word == NOTHING else word


def _read_date(kind: FieldKind, typed: str, vault: Vault) -> str | None:
    if clears(typed):
        return None
    day = typed_day(typed, vault.today(), vault.config.dates.settings())
    if day is None:
        raise UsageError(
            f"“{typed}” names no day for --{kind.value}; nothing was written.",
            "Say it like 2026-12-01, friday, in 2 weeks or 15 dec; none clears the date.",
        )
    return day.isoformat()


def _read_symbol(typed: str, vault: Vault) -> str:
    """The symbol that a symbol or a status name means in this vault. Raises UsageError.

    Any one character is a symbol, as it is to Tasks: themes know many that no vault registers.
    """
    statuses = vault.settings.grammar.statuses
    named = [status for status in statuses if _name_key(status.name) == _name_key(typed)]
    if typed in statuses or (not named and _may_be_symbol(typed)):
        return typed
    if not named or not typed.strip():
        raise _no_status(typed, statuses)
    if len(named) > 1:
        symbols = _listed(f"“{status.symbol}”" for status in named)
        raise UsageError(f"Several statuses are named “{typed}”.", f"Say which: {symbols}.")
    return named[0].symbol


def _may_be_symbol(typed: str) -> bool:
    return len(typed) == 1 and typed not in LINE_ENDERS and (typed == " " or typed.isprintable())


def _no_status(typed: str, statuses: StatusRegistry) -> UsageError:
    names = {_name_key(status.name): status for status in statuses}
    near = nearest(_name_key(typed), names)
    shown: list[Status] = [names[near]] if near else list(statuses)
    return UsageError(
        f"“{typed}” is no status of this vault; nothing was written.",
        ("The nearest: " if near else "There are ")
        + _listed(f"{status.name} “{status.symbol}”".strip() for status in shown)
        + ".",
    )


def _name_key(name: str) -> str:
    """What is equal for two ways to write a status name: `in-progress`, `In Progress`."""
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)

"""The command `snooze`: proposals leave the inbox until a day, tasks move to it."""

from datetime import date

from parsers.dates import parse_iso_date
from parsers.typed_dates import TypedDates, describe_date, read_typed_date
from parsers.typed_spans import is_span
from tui.cli.arguments import Options
from tui.cli.deciding import Wanted, decide, named_tasks
from tui.cli.opening import loaded_vault
from tui.cli.refs import expand, ref_of
from tui.cli.reports import PLANNED, Report, report_refusal
from tui.cli.streams import read_input
from vault.config import Dates
from vault.errors import UsageError, VaultriageError
from vault.index import IndexedTask, TaskId
from vault.outcomes import Decision
from vault.postpone import Postpone, day_to_count_from
from vault.vault import Vault

_NOTHING = "none"


def run(options: Options) -> int:
    """Put every task named off, those in notes as one step; the highest exit code met.

    Raises UsageError for what names no day; then nothing is done.
    """
    *refs, typed = options.refs
    with loaded_vault(options) as vault:
        settings = _settings(vault.config.dates)
        check_day(typed, vault.today(), settings)
        named = named_tasks(vault, list(expand(refs, read_input)))
        decisions: list[Decision] = []
        told: dict[TaskId, Report] = {}
        for text, found in named:
            if not isinstance(found, IndexedTask) or found.id in told:
                continue
            try:
                until = _until(found, typed, vault.today(), settings)
                if not found.proposed or vault.config.snooze.write_start:
                    decisions.append(Decision(found, _postponed(until)))
                else:
                    told[found.id] = _hidden(vault, text, found, until, options)
            except VaultriageError as error:
                told[found.id] = report_refusal(text, error)
        return decide(vault, Wanted(named, decisions, told=told), options)


def check_day(typed: str, today: date, settings: TypedDates) -> None:
    """Raise UsageError where the word names no day."""
    if typed.casefold() != _NOTHING and _read(typed, today, settings) is None:
        raise UsageError(
            f"“{typed}” names no day; nothing was put off.",
            "Say it like 2026-12-01, friday, +3d or '2 weeks'; none takes it back.",
        )


def _settings(dates: Dates) -> TypedDates:
    return TypedDates(dates.next_weekday, dates.languages)


def _read(typed: str, today: date, settings: TypedDates) -> date | None:
    return parse_iso_date(typed) or read_typed_date(typed, today, settings)


def _until(found: IndexedTask, typed: str, today: date, settings: TypedDates) -> date | None:
    """The day meant for this task; None to put it off no longer. Raises UsageError."""
    if typed.casefold() == _NOTHING:
        return None
    start = today
    if is_span(typed, settings):
        start = day_to_count_from(found.task, today, proposed=found.proposed)
    until = _read(typed, start, settings)
    if found.proposed and (until is None or until <= today):
        raise UsageError(f"“{typed}” is no day to come; the proposal stays in the inbox.")
    return until


def _postponed(until: date | None) -> Postpone:
    if until is None:
        raise UsageError(
            "What was put off by a date in its note is not taken back like this.",
            "undo takes the last decision back; set --start none clears a date.",
        )
    return Postpone(until)


def _hidden(
    vault: Vault, text: str, found: IndexedTask, until: date | None, options: Options
) -> Report:
    """Keep a proposal out of the inbox, or let it back. Raises VaultriageError."""
    known = vault.snoozed().get(found.id)
    changed = known != until if options.dry_run else vault.snooze(found, until)
    outcome = (PLANNED if options.dry_run else "written") if changed else "unchanged"
    line = found.task.line.removesuffix("\r")
    return Report(
        ref=text,
        outcome=outcome,
        word=("snoozed" if until else "back") if changed else outcome,
        place=f"{found.path}:{found.line}",
        now=ref_of(found),
        text=found.task.description,
        before=line,
        after=line,
        message=_message(until, vault.today()),
        exit_code=0,
    )


def _message(until: date | None, today: date) -> str:
    if until is None:
        return "It is in the inbox."
    return f"It is hidden from the inbox until {describe_date(until, today)}; its note stays."

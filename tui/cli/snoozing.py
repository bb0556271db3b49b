"""The command `snooze`: proposals leave the inbox until a day, tasks move to it."""

from datetime import date

from parsers.date_settings import TypedDates
from tui.cli.arguments import Options
from tui.cli.deciding import Wanted, decide, named_tasks
from tui.cli.opening import loaded_vault
from tui.cli.refs import expand, ref_of
from tui.cli.reports import PLANNED, Report, report_refusal
from tui.cli.streams import read_input
from tui.putting_off import day_until, hidden_text, is_written, postponed
from tui.typed_days import clears, typed_day
from vault.errors import UsageError, VaultriageError
from vault.index import IndexedTask, TaskId
from vault.outcomes import Decision
from vault.vault import Vault


def run(options: Options) -> int:
    """Put every task named off, those in notes as one step; the highest exit code met.

    Raises UsageError for what names no day; then nothing is done.
    """
    *refs, typed = options.refs
    with loaded_vault(options) as vault:
        settings = vault.config.dates.settings()
        check_day(typed, vault.today(), settings)
        named = named_tasks(vault, list(expand(refs, read_input)))
        decisions: list[Decision] = []
        told: dict[TaskId, Report] = {}
        for text, found in named:
            if not isinstance(found, IndexedTask) or found.id in told:
                continue
            try:
                until = day_until(found, typed, vault.today(), settings)
                if is_written(found, until, vault):
                    decisions.append(Decision(found, postponed(until)))
                else:
                    told[found.id] = _hidden(vault, text, found, until, options)
            except VaultriageError as error:
                told[found.id] = report_refusal(text, error)
        return decide(vault, Wanted(named, decisions, told=told), options)


def check_day(typed: str, today: date, settings: TypedDates) -> None:
    """Raise UsageError where the word names no day."""
    if not clears(typed) and typed_day(typed, today, settings) is None:
        raise UsageError(
            f"“{typed}” names no day; nothing was put off.",
            "Say it like 2026-12-01, friday, +3d or '2 weeks'; none takes it back.",
        )


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
        message=hidden_text(until, vault.today()),
        exit_code=0,
    )

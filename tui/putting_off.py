"""Putting tasks off until a typed day: which day that is, what is written, what is only hidden."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from parsers.date_settings import TypedDates
from parsers.typed_dates import describe_date
from parsers.typed_spans import is_span
from tui.typed_days import clears, typed_day
from vault.errors import UsageError, VaultriageError
from vault.index import IndexedTask
from vault.outcomes import Applied, Decision, Outcome, OutcomeKind, refusal
from vault.postpone import Postpone, day_to_count_from
from vault.vault import Vault

NAME: Final = Postpone.name


def day_until(found: IndexedTask, typed: str, today: date, settings: TypedDates) -> date | None:
    """The day meant for this task; None to put it off no longer.

    A span such as `+3d` counts from the later of today and the date that moves. Raises UsageError
    for what is no day to come.
    """
    if clears(typed):
        return None
    start = today
    if is_span(typed, settings):
        start = day_to_count_from(found.task, today, proposed=found.proposed)
    until = typed_day(typed, start, settings)
    if until is None or until < today or (found.proposed and until == today):
        stays = "the proposal stays in the inbox" if found.proposed else "the task stays as it is"
        raise UsageError(f"“{typed}” is no day to come; {stays}.")
    return until


def is_written(found: IndexedTask, until: date | None, vault: Vault) -> bool:
    """Whether a date in the line puts it off, or keeps it from being let back."""
    if not found.proposed:
        return True
    start = found.task.start
    waits = until is not None or (start is not None and start > vault.today())
    return waits and vault.config.snooze.write_start


def postponed(until: date | None) -> Postpone:
    """The edit that moves the date. Raises UsageError for None."""
    if until is None:
        raise UsageError(
            "What was put off by a date in its note is not taken back like this.",
            "undo takes the last decision back; set --start none clears a date.",
        )
    return Postpone(until)


def hidden_text(until: date | None, today: date) -> str:
    """What became of a proposal that is kept out of the inbox, or let back."""
    if until is None:
        return "It is in the inbox."
    return f"It is hidden from the inbox until {describe_date(until, today)}; its note stays."


class PuttingOff:
    """Puts off what the screen asks for, and takes the newest of it back."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._newest: list[tuple[IndexedTask, date | None]] = []
        """What was hidden last, each with what held before; a decision since empties it."""

    def put(self, tasks: Sequence[IndexedTask], typed: str) -> list[Applied]:
        """Put tasks off, those in notes as one step; one refusal stops no other.

        What waits is written first: a proposal is put off with its line as it is to stay.
        """
        written = self._vault.write_held(everything=True)
        before = self._vault.snoozed()
        decisions: list[Decision] = []
        hidden: list[Outcome] = []
        newest: list[tuple[IndexedTask, date | None]] = []
        for found in map(self._vault.as_now, tasks):
            try:
                until = self._until(found, typed)
                if is_written(found, until, self._vault):
                    decisions.append(Decision(found, postponed(until)))
                else:
                    hidden.append(self._hidden(found, until))
                    newest.append((found, before.get(found.id)))
            except VaultriageError as error:
                hidden.append(refusal(Decision(found, Postpone(self._vault.today())), error))
        self._newest = newest
        told = [Applied(NAME, "", tuple(hidden))] if hidden else []
        return [*written, *told, *(self._vault.decide(decisions) if decisions else [])]

    def take_back(self) -> list[Applied]:
        """Let back what was hidden last; nothing when something was decided since."""
        newest, self._newest = self._newest, []
        if not newest:
            return []
        outcomes = []
        for found, until in newest:
            self._vault.snooze(found, until)
            outcomes.append(_outcome(found, OutcomeKind.WRITTEN, ""))
        many = f"{len(newest)} proposals" if len(newest) > 1 else newest[0][0].task.description
        return [Applied(NAME, f"{NAME} {many}", tuple(outcomes))]

    def forget(self) -> None:
        """Something was decided: that is what an undo takes back now."""
        self._newest = []

    def _until(self, found: IndexedTask, typed: str) -> date | None:
        return day_until(found, typed, self._vault.today(), self._vault.config.dates.settings())

    def _hidden(self, found: IndexedTask, until: date | None) -> Outcome:
        changed = self._vault.snooze(found, until)
        kind = OutcomeKind.WRITTEN if changed else OutcomeKind.UNCHANGED
        return _outcome(found, kind, hidden_text(until, self._vault.today()))


def _outcome(found: IndexedTask, kind: OutcomeKind, message: str) -> Outcome:
    line = found.task.line.removesuffix("\r")
    return Outcome(
        task_id=found.id,
        path=found.path,
        line=found.line,
        kind=kind,
        text=found.task.description,
        before=line,
        after=line,
        message=message,
    )

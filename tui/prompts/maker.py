"""Makes the prompts for rows of the list: what they have now, and what the vault says."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from typing import Final

from parsers.offered_dates import offered_date
from tui.prompts.dates import KINDS, DatePrompt, OwnDates
from tui.prompts.days import Counted, OfferedDay
from tui.prompts.known import KnownWords
from tui.prompts.menu import PriorityPrompt, ReasonPrompt, StatusPrompt
from tui.prompts.owners import OwnerPrompt
from tui.prompts.prompt import Prompt
from tui.prompts.snooze import SnoozePrompt
from tui.prompts.tags import TagPrompt
from tui.prompts.words import CapturePrompt, NewLines, Place, TextPrompt
from tui.putting_off import day_until
from tui.render import headline, plain
from vault.edits import Edit
from vault.errors import VaultriageError
from vault.outcomes import Decision
from vault.vault import Vault
from vault.view import Row

Rows = Sequence[Row]
_PREVIEWED: Final = 50
"""Of more tasks, only the first are tried before an edit is sent."""


class PromptMaker:
    """Asks the vault only what it has in memory: a prompt is there before the next key."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self.known = KnownWords(vault)
        self._makers: Mapping[str, Callable[[Rows], Prompt]] = {
            "edit": lambda rows: self._text(rows, accepts=False),
            "edit_accept": lambda rows: self._text(rows, accepts=True),
            "owner": self._owner,
            "due": self._due,
            "priority": self._priority,
            "status": self._status,
            "tags": self._tags,
            "reject_because": lambda rows: ReasonPrompt(_subject(rows)),
            "snooze": self._snooze,
            "capture": self._capture,
        }

    def make(self, name: str, rows: Rows) -> Prompt:
        """The prompt of an action, by its id."""
        return self._makers[name](rows)

    def refusal(self, edit: Edit, rows: Rows) -> str:
        """Why an edit does for none of the rows; empty when it does for one of them."""
        refused = ""
        for row in rows[:_PREVIEWED]:
            try:
                self._vault.preview(Decision(row.found, edit))
            except VaultriageError as error:
                refused = refused or str(error)
            else:
                return ""
        return refused

    @property
    def _counted(self) -> Counted:
        return Counted(self._vault.today(), self._vault.config.dates.settings())

    def _text(self, rows: Rows, *, accepts: bool) -> Prompt:
        found = rows[0].found
        return TextPrompt(found.task.description, found.grammar, accepts=accepts)

    def _owner(self, rows: Rows) -> Prompt:
        named = [{owner.name: None for owner in row.owners} for row in rows]
        info = rows[0].found.note.info
        one_note = len({row.found.path for row in rows}) == 1
        present = (*filter(None, [info.person]), *info.participants) if one_note else ()
        return OwnerPrompt(_subject(rows), _common(named), present)

    def _due(self, rows: Rows) -> Prompt:
        tasks = [row.found.task for row in rows]
        dates = {
            kind: OwnDates(
                frozenset(task.dates.get(kind) for task in tasks),
                any(task.has(kind) for task in tasks),
            )
            for kind in KINDS
        }
        return DatePrompt(_subject(rows), self._counted, dates, self._offered(rows))

    def _offered(self, rows: Rows) -> list[OfferedDay]:
        """What the words of one task say, counted from its note's day."""
        if len(rows) != 1:
            return []
        found, counted = rows[0].found, self._counted
        description = found.task.description
        offered = offered_date(description, found.note.day or counted.today, counted.settings)
        if offered is None:
            return []
        day, (start, end) = offered
        return [OfferedDay(day, plain(description[start:end]))]

    def _priority(self, rows: Rows) -> Prompt:
        return PriorityPrompt(_subject(rows), {row.found.keys.priority for row in rows})

    def _status(self, rows: Rows) -> Prompt:
        own = {row.found.status.symbol for row in rows}
        return StatusPrompt(_subject(rows), self._vault.settings.grammar.statuses, own)

    def _tags(self, rows: Rows) -> Prompt:
        return TagPrompt(_subject(rows), _common(dict.fromkeys(r.found.task.tags) for r in rows))

    def _snooze(self, rows: Rows) -> Prompt:
        found, counted = rows[0].found, self._counted
        return SnoozePrompt(
            _subject(rows),
            counted,
            lambda typed: day_until(found, typed, counted.today, counted.settings),
        )

    def _capture(self, rows: Rows) -> Prompt:
        vault, wanted = self._vault, self._vault.config.capture
        daily = vault.settings.daily_notes.path(vault.today())
        here = [row.found.path for row in rows[:1]]
        chosen = (wanted.note or daily, wanted.heading)
        places = [chosen, *((path, "") for path in (daily, *here) if path != chosen[0])]
        return CapturePrompt(
            [Place(path, below, not vault.has_note(path)) for path, below in dict.fromkeys(places)],
            NewLines(vault.today(), vault.settings.grammar, vault.settings.rules),
        )


def _subject(rows: Rows) -> str:
    if len(rows) == 1:
        return headline(rows[0].found.task, rows[0].owners)
    return f"{len(rows)} tasks"


def _common(named: Iterable[Mapping[str, None]]) -> list[str]:
    """What all of them have, in the order of the first."""
    every = list(named)
    return list(reduce(lambda one, other: {n: None for n in one if n in other}, every))

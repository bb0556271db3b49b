"""Tells of a proposal what was decided about others like it: the journal, read with the notes."""

import threading
from collections.abc import Iterator
from typing import Final

from parsers.lines import decode_line
from parsers.task import Task, parse_task
from vault.index import IndexedTask
from vault.journal import Journal
from vault.knowledge import Knowledge
from vault.steps import Change, Step
from vault.suggestions import VERDICTS, Habits, Suggestion, Verdict, traits_of

_MOST: Final = 2_000
"""Steps that are looked at, the newest: habits change."""


class Suggesting:
    """Keeps the habits of one vault's journal. Any thread may call it; not for the screen's."""

    def __init__(self, journal: Journal, known: Knowledge) -> None:
        self._journal = journal
        self._known = known
        self._habits = Habits()
        self._lock = threading.Lock()

    def suggest(self, found: IndexedTask) -> Suggestion | None:
        """What is most striking about proposals like this one; None where nothing is.

        The first one reads the journal, the others what has come to it since.
        """
        if not found.proposed:
            return None
        owners = self._known.people().owners_in(found)
        with self._lock:
            unknown = self._habits.unknown(self._journal.standing(_MOST))
            for step in self._journal.steps(unknown):
                self._habits.learn(step.id, self._verdicts(step))
            return self._habits.suggest(traits_of(found.task, owners, found.note.info))

    def _verdicts(self, step: Step) -> Iterator[Verdict]:
        verdict = VERDICTS.get(step.name)
        for change in step.changes if verdict is not None else ():
            task = self._as_decided(change)
            if task is not None and self._known.rule.holds(task):
                note = self._known.note(change.path)
                owners = self._known.people().owners(task)
                yield traits_of(task, owners, note.info if note else None), bool(verdict)

    def _as_decided(self, change: Change) -> Task | None:
        """The task as it stood before the decision; None where a line only came or went."""
        if change.kept_before is None:
            return None
        raw = change.before[change.kept_before]
        return parse_task(decode_line(raw), self._known.settings.grammar)

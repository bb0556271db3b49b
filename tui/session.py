"""What was decided since the program started."""

from dataclasses import dataclass, field
from typing import Final

from vault.index import TaskId
from vault.outcomes import Applied, OutcomeKind

_TRIAGE: Final = {
    "accept": "accepted",
    "start": "started",
    "reject": "rejected",
    "done": "done",
    "cancel": "cancelled",
}


@dataclass(slots=True)
class Session:
    """The verb of every proposal that was decided and stayed so."""

    proposals: set[TaskId] = field(default_factory=set)
    """Tasks that were proposals when somebody decided them; others do not count."""
    verbs: dict[TaskId, str] = field(default_factory=dict)

    @property
    def decided(self) -> int:
        """How many proposals were decided and stayed so."""
        return len(self.verbs)

    def take(self, applied: Applied, *, undone: bool) -> None:
        """Count a step that was written, or taken back."""
        for outcome in applied.outcomes:
            written = outcome.kind is OutcomeKind.WRITTEN and applied.name in _TRIAGE
            if not written or outcome.task_id not in self.proposals:
                continue
            if undone:
                self.verbs.pop(outcome.task_id, None)
            else:
                self.verbs[outcome.task_id] = applied.name

    def forget(self, task_id: TaskId) -> None:
        """The task is a proposal again, by whatever hand."""
        self.verbs.pop(task_id, None)

    @property
    def summary(self) -> str:
        """`14 decided: 9 accepted · 5 rejected`; empty when nothing was."""
        if not self.verbs:
            return ""
        made = list(self.verbs.values())
        counts = {verb: made.count(verb) for verb in _TRIAGE}
        parts = [f"{count} {_TRIAGE[verb]}" for verb, count in counts.items() if count]
        return f"{self.decided} decided: " + " · ".join(parts)

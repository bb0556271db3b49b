"""What was decided since the program started."""

from dataclasses import dataclass, field
from typing import Final

from vault.index import TaskId
from vault.outcomes import Applied, OutcomeKind

_TRIAGE: Final = {"accept": "accepted", "start": "started", "reject": "rejected", "done": "done"}


@dataclass(slots=True)
class Session:
    """Counts by verb; what is taken back is taken off."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_TRIAGE, 0))
    proposals: set[TaskId] = field(default_factory=set)
    """Tasks that were proposals when somebody decided them; others do not count."""

    @property
    def decided(self) -> int:
        """How many tasks were decided and stayed so."""
        return sum(self.counts.values())

    def take(self, applied: Applied, *, undone: bool) -> None:
        """Count a step that was written, or taken back."""
        if applied.name in self.counts:
            written = sum(
                outcome.kind is OutcomeKind.WRITTEN and outcome.task_id in self.proposals
                for outcome in applied.outcomes
            )
            self.counts[applied.name] += -written if undone else written

    @property
    def summary(self) -> str:
        """`14 decided: 9 accepted · 5 rejected`; empty when nothing was."""
        if not self.decided:
            return ""
        parts = [f"{count} {_TRIAGE[verb]}" for verb, count in self.counts.items() if count]
        return f"{self.decided} decided: " + " · ".join(parts)

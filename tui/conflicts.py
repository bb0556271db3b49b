"""Conflicts that are to be shown: one after the other, each with the line as it is then."""

from collections import deque
from collections.abc import Callable, Sequence

from msgspec import Struct

from parsers.lines import shown
from tui.conflict import Conflict
from tui.detail import describe_conflict
from tui.screens.conflict import ConflictAnswer, ConflictScreen
from vault.index import IndexedTask
from vault.outcomes import Decision, Outcome
from vault.vault import Vault

Show = Callable[[ConflictScreen, Callable[[ConflictAnswer | None], None]], object]


class _Question(Struct, frozen=True):
    outcome: Outcome
    verb: str
    decisions: tuple[Decision, ...]


class Conflicts:
    """What changed before a decision, an undo or a redo reached it, and what to do about it."""

    def __init__(
        self,
        vault: Vault,
        show: Show,
        decide: Callable[[Sequence[Decision]], None],
        open_note: Callable[[str, int], object],
    ) -> None:
        """`show` puts a screen on top and calls back with its answer."""
        self._vault = vault
        self._show = show
        self._decide = decide
        self._open_note = open_note
        self._waiting: deque[_Question] = deque()
        self._shown = False

    def ask(self, outcome: Outcome, verb: str, decisions: tuple[Decision, ...]) -> None:
        """Show the versions as soon as no other conflict is on the screen."""
        self._waiting.append(_Question(outcome, verb, decisions))
        if not self._shown:
            self._next()

    def _next(self) -> None:
        self._shown = bool(self._waiting)
        if not self._waiting:
            return
        question = self._waiting.popleft()
        conflict = describe_conflict(
            self._vault, question.outcome, question.verb, question.decisions
        )
        self._show(ConflictScreen(conflict), lambda answer: self._take(answer, question, conflict))

    def _take(self, answer: ConflictAnswer | None, question: _Question, conflict: Conflict) -> None:
        outcome = question.outcome
        now = self._vault.task(outcome.task_id)
        if answer is ConflictAnswer.APPLY and now is not None:
            self._apply(now, question, conflict)
        elif answer is ConflictAnswer.OPEN:
            self._open_note(outcome.path, now.line if now else outcome.line)
        self._next()

    def _apply(self, now: IndexedTask, question: _Question, conflict: Conflict) -> None:
        """Decide the line that was shown; another one is shown first."""
        if shown(now.task.line) == conflict.now:
            self._decide([Decision(now, decision.edit) for decision in question.decisions])
        else:
            self._waiting.appendleft(question)

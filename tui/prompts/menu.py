"""Prompts in which one key answers: priority, status, the reason of a rejection."""

from collections.abc import Container, Sequence
from typing import Final

from parsers.fields import FieldKind
from parsers.priority import Priority
from parsers.status import Status, StatusRegistry
from tui.prompts.prompt import Answer, Choice, Edited, Hints, Prompt
from tui.render import PRIORITY_GLYPHS, STATUS_GLYPHS
from vault.edits import Reject
from vault.set_task import SetField, SetTask

LONGEST_REASON: Final = 500
_REASONS: Final = (
    ("d", "duplicate"),
    ("n", "not mine"),
    ("o", "obsolete"),
    ("v", "vague"),
    ("w", "wrong"),
)
_OTHER: Final = "t"


class MenuPrompt(Prompt):
    """A list without a line."""

    @property
    def takes_text(self) -> bool:
        """Nothing is typed."""
        return False

    @property
    def hints(self) -> Hints:
        """That any of the keys will do."""
        return (("a key", "chooses"), ("↑↓ Enter", "choose"), ("Esc", "leave"))


class PriorityPrompt(MenuPrompt):
    """The six priorities of the Tasks plugin, from the highest down."""

    def __init__(self, subject: str, own: Container[Priority]) -> None:
        """`own` are those that the tasks have."""
        super().__init__("priority", subject)
        self._own = own
        self.at = next((n for n, priority in enumerate(Priority) if priority in own), 0)

    @property
    def choices(self) -> Sequence[Choice]:
        """With the numbers from 1 on as keys."""
        return [
            Choice(
                "no priority" if priority is Priority.NONE else priority.word,
                key=str(number),
                sign=PRIORITY_GLYPHS[priority][0],
                style=PRIORITY_GLYPHS[priority][1],
                checked=priority in self._own,
            )
            for number, priority in enumerate(Priority, 1)
        ]

    def answered(self) -> Answer | None:
        """The highlighted one."""
        priority = Priority(self.at)
        value = None if priority is Priority.NONE else priority.word
        return Edited(SetTask((SetField(FieldKind.PRIORITY, value),)))


class StatusPrompt(MenuPrompt):
    """The statuses that the vault registers; each one's symbol is its key."""

    def __init__(self, subject: str, statuses: StatusRegistry, own: Container[str]) -> None:
        """`own` are the symbols that the tasks have."""
        super().__init__("status", subject)
        self._statuses: list[Status] = list(statuses)
        self._own = own
        symbols = [status.symbol for status in self._statuses]
        self.at = next((n for n, symbol in enumerate(symbols) if symbol in own), 0)

    @property
    def choices(self) -> Sequence[Choice]:
        """In the order of the vault's settings."""
        return [
            Choice(
                status.name.strip() or f"[{status.symbol}]",
                note=f"[{status.symbol}] {status.type.lower().replace('_', ' ')}",
                key=status.symbol,
                sign=STATUS_GLYPHS[status.type][0],
                style=STATUS_GLYPHS[status.type][1],
                checked=status.symbol in self._own,
            )
            for status in self._statuses
        ]

    def answered(self) -> Answer | None:
        """The highlighted one."""
        return Edited(SetTask((), self._statuses[self.at].symbol))


class ReasonPrompt(Prompt):
    """Why a proposal is rejected: one key, or words of one's own."""

    def __init__(self, subject: str) -> None:
        super().__init__("reject", subject)
        self._typing = False

    @property
    def takes_text(self) -> bool:
        """Once words are asked for."""
        return self._typing

    @property
    def choices(self) -> Sequence[Choice]:
        """The usual reasons."""
        if self._typing:
            return ()
        usual = [Choice(reason, key=key) for key, reason in _REASONS]
        return [*usual, Choice("another reason …", key=_OTHER)]

    @property
    def placeholder(self) -> str:
        """What is to be typed."""
        return "why it is rejected"

    @property
    def hints(self) -> Hints:
        """Enter rejects."""
        if self._typing:
            return (("Enter", "reject"), ("Esc", "leave"))
        return (("a key", "rejects"), ("↑↓ Enter", "reject"), ("Esc", "leave"))

    def answered(self) -> Answer | None:
        """The reason; words of one's own are asked for first."""
        if not self._typing and self.at == len(_REASONS):
            self._typing = True
            return None
        reason = self.line.text.strip() if self._typing else _REASONS[self.at][1]
        if not reason:
            self.problem = "A reason has words; Esc leaves it as it is."
        elif len(reason) > LONGEST_REASON:
            self.problem = f"A reason may have {LONGEST_REASON} characters."
        return None if self.problem else Edited(Reject(), reason)

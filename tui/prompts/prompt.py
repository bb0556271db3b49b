"""What every prompt is: a title, choices, a line that is typed, and the answer it leads to."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec import Struct

from tui.prompts.calendar import Cells
from tui.prompts.typed_line import TypedLine
from vault.capture import Capture
from vault.edits import Edit

Hints = tuple[tuple[str, str], ...]
"""Keys as people write them, each with a word about what it does."""

ENTER: Final = "enter"
ESCAPE: Final = "escape"


class Said(NamedTuple):
    """What a prompt says about what is typed."""

    text: str
    style: str = "quiet"


NOTHING_SAID: Final = Said("")


class Choice(Struct, frozen=True):
    """Something that can be chosen instead of typed."""

    text: str
    note: str = ""
    """What it means, quietly, behind it."""
    key: str = ""
    """The character that chooses it at once; empty for none."""
    sign: str = ""
    """What stands before it, such as a priority's glyph."""
    style: str = "words"
    """Of the sign."""
    checked: bool | None = None
    """Whether it holds now; None where that is no question."""


class Left(Struct, frozen=True):
    """The prompt was left; nothing is to be done."""


class Edited(Struct, frozen=True):
    """An edit of the tasks that the prompt was opened for."""

    edit: Edit
    reason: str = ""
    """Of a rejection; empty for none."""


class PutOffUntil(Struct, frozen=True):
    """The tasks are to be put off until a day, as it was typed."""

    typed: str


class Captured(Struct, frozen=True):
    """A new task is to be added to a note."""

    capture: Capture


Answer = Left | Edited | PutOffUntil | Captured


class Prompt(ABC):
    """One question. What differs from one to the other is overridden; keys come in one by one."""

    def __init__(self, title: str, subject: str, line: TypedLine | None = None) -> None:
        """`subject` says what it is about: a task's words, or how many tasks."""
        self.title = title
        self.subject = subject
        self.line = line or TypedLine()
        self.problem = ""
        """Why the last Enter did not do; empty when nothing is wrong."""
        self.at = 0
        """Which of the choices is highlighted."""

    # What is shown

    @property
    def takes_text(self) -> bool:
        """Whether a line can be typed."""
        return True

    @property
    def choices(self) -> Sequence[Choice]:
        """From the top; those with a key are chosen by it."""
        return ()

    @property
    def keeps_height(self) -> bool:
        """Whether it stays as high as it was when fewer choices are left."""
        return True

    @property
    def chooses(self) -> bool:
        """Whether the arrows up and down move among the choices."""
        return bool(self.choices)

    @property
    def calendar(self) -> Sequence[Cells]:
        """Rows beside the choices; empty for none."""
        return ()

    @property
    def said(self) -> Said:
        """The problem, else what Enter would do."""
        return Said(self.problem, "overdue") if self.problem else self.answer_shown

    @property
    def answer_shown(self) -> Said:
        """What Enter would do."""
        return NOTHING_SAID

    @property
    def preview(self) -> Sequence[Said]:
        """Rows above the line that show what would be written."""
        return ()

    @property
    def placeholder(self) -> str:
        """What stands in an empty line."""
        return ""

    @property
    def hints(self) -> Hints:
        """For the key bar."""
        return (("Enter", "set"), ("Esc", "leave"))

    # Keys

    def press(self, key: str, character: str | None) -> Answer | None:
        """Take a key, by Textual's name and the character it types; the answer, once there is one.

        Raises VaultriageError never: what does not do is a problem, and what was typed stays.
        """
        if key == ESCAPE:
            return Left()
        if key == ENTER:
            return self.answered()
        self.problem = ""
        choice = self._by_key(character)
        if choice is not None:
            self.at = choice
            return self.chosen(choice)
        answer = self.steered(key)
        if answer is None:
            self._line_edited(key, character)
        return answer

    def paste(self, text: str) -> None:
        """Take text as if it was typed; line ends become blanks."""
        if self.takes_text:
            self.problem = ""
            self._put_line(self.line.typed(" ".join(text.split("\n")).replace("\r", "")))

    @abstractmethod
    def answered(self) -> Answer | None:
        """Enter; None with a problem where it does not do."""

    def chosen(self, index: int) -> Answer | None:
        """A choice was taken by its key."""
        self.at = index
        return self.answered()

    def steered(self, key: str) -> Answer | None:
        """A key that types nothing."""
        if key in ("up", "ctrl+p"):
            self.at = max(0, self.at - 1)
        elif key in ("down", "ctrl+n"):
            self.at = max(0, min(len(self.choices) - 1, self.at + 1))
        return None

    def line_changed(self) -> None:
        """Something else is typed than before."""
        self.at = 0

    def _by_key(self, character: str | None) -> int | None:
        if character is None or (self.line.text and not self.line.fresh):
            return None
        keys = [choice.key for choice in self.choices]
        return keys.index(character) if character in keys else None

    def _line_edited(self, key: str, character: str | None) -> None:
        if not self.takes_text:
            return
        line = self.line.edited(key)
        if line is None and character is not None and character.isprintable():
            line = self.line.typed(character)
        if line is not None:
            self._put_line(line)

    def _put_line(self, line: TypedLine) -> None:
        before, self.line = self.line.text, line
        if line.text != before:
            self.line_changed()

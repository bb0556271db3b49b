"""Prompts for words: the text of a task, with what is known completed by Tab; a new task."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from parsers.status_change import StatusRules
from parsers.task import TaskGrammar
from parsers.text_edits import NotWordsError, parse_description
from tui.prompts.completion import Completion, completions
from tui.prompts.known import Known
from tui.prompts.prompt import Answer, Captured, Choice, Edited, Hints, Left, Prompt, Said
from tui.prompts.typed_line import TypedLine
from vault.capture import Capture
from vault.captured_line import captured_line
from vault.edits import Accept
from vault.errors import UsageError
from vault.relative_edits import EditThen
from vault.set_task import SetDescription, SetTask


class WordsPrompt(Prompt):
    """A line of words."""

    def __init__(self, title: str, subject: str, text: str = "") -> None:
        super().__init__(title, subject, TypedLine.begun(text))
        self.known: Known | None = None
        """None until it is gathered: then nothing is completed."""
        self._completed: tuple[TypedLine, Known | None, Sequence[Completion]] | None = None

    @property
    def _completions(self) -> Sequence[Completion]:
        last = self._completed
        if last is None or last[0] is not self.line or last[1] is not self.known:
            found = completions(self.line, self.known) if self.known else ()
            last = self._completed = (self.line, self.known, found)
        return last[2]

    @property
    def choices(self) -> Sequence[Choice]:
        """What the word at the cursor may become."""
        return [Choice(one.shown) for one in self._completions]

    @property
    def keeps_height(self) -> bool:
        """Completions come and go."""
        return False

    @property
    def hints(self) -> Hints:
        """Tab where there is something to complete."""
        tab = (("Tab", "complete"),) if self.choices else ()
        return (("Enter", "write"), *tab, ("Esc", "leave"))

    def steered(self, key: str) -> Answer | None:
        """Tab completes."""
        if key != "tab":
            return super().steered(key)
        found = self._completions
        if self.at < len(found):
            self._put_line(found[self.at].put_into(self.line))
        return None


class TextPrompt(WordsPrompt):
    """The whole description of one task, perhaps to accept it then."""

    def __init__(self, text: str, grammar: TaskGrammar, *, accepts: bool) -> None:
        """`text` is the description as it is."""
        super().__init__("text, then accept" if accepts else "text", "", text)
        self._was = text
        self._grammar = grammar
        self._accepts = accepts

    @property
    def hints(self) -> Hints:
        """What Enter does."""
        (_, *others) = super().hints
        return (("Enter", "accept" if self._accepts else "write"), *others)

    def answered(self) -> Answer | None:
        """The edit; the same text is nothing to do, besides accepting."""
        try:
            text = parse_description(self.line.text, self._grammar)
        except NotWordsError as error:
            self.problem = f"This cannot be written: {error}."
            return None
        if text == self._was.strip():
            return Edited(Accept()) if self._accepts else Left()
        edit = SetTask((SetDescription(text),))
        return Edited(EditThen(edit, Accept()) if self._accepts else edit)


class Place(Struct, frozen=True):
    """Where a new task may go."""

    path: str
    heading: str
    is_new: bool
    """Whether the note is to be made."""


class NewLines(Struct, frozen=True):
    """What the line of a new task depends on."""

    today: date
    grammar: TaskGrammar
    rules: StatusRules


class CapturePrompt(WordsPrompt):
    """A new task: its words, where it goes, and the line that comes there."""

    def __init__(self, places: Sequence[Place], lines: NewLines) -> None:
        """`places`: at least one; Tab goes from one to the next."""
        super().__init__("new task", "")
        self._places = places
        self._place = 0
        self._lines = lines

    @property
    def hints(self) -> Hints:
        """Tab leads to another note, where nothing is to be completed."""
        if self.choices or len(self._places) == 1:
            return super().hints
        return (("Enter", "write"), ("Tab", "another note"), ("Esc", "leave"))

    @property
    def placeholder(self) -> str:
        """What may be typed."""
        return "what there is to do, with @owner and #tag"

    @property
    def preview(self) -> Sequence[Said]:
        """Where it goes, and the line."""
        place = self._places[self._place]
        below = f" › {place.heading}" if place.heading else ""
        where = f"{place.path}{below}" + (" · a new note" if place.is_new else "")
        try:
            line = Said(self._line(), "added") if self.line.text.strip() else Said("")
        except UsageError as error:
            line = Said(error.message, "overdue")
        return (Said(where, "person"), line)

    def steered(self, key: str) -> Answer | None:
        """Tab: another place, where nothing is to be completed."""
        if key == "tab" and not self.choices:
            self._place = (self._place + 1) % len(self._places)
            return None
        return super().steered(key)

    def answered(self) -> Answer | None:
        """The task; what is none is a problem."""
        if not self.line.text.strip():
            return Left()
        try:
            self._line()
        except UsageError as error:
            self.problem = str(error)
            return None
        place = self._places[self._place]
        return Captured(Capture(self.line.text, place.path, place.heading))

    def _line(self) -> str:
        new = self._lines
        return captured_line(self.line.text, today=new.today, grammar=new.grammar, rules=new.rules)

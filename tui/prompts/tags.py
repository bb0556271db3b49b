"""The prompt for tags."""

from collections.abc import Iterable

from parsers.text_edits import NotWordsError, parse_tag
from tui.prompts.known import Known
from tui.prompts.narrowing import without
from tui.prompts.picking import PickPrompt
from tui.prompts.prompt import Answer, Edited, Left, Said
from vault.set_task import AddTag, Assignment, RemoveTag, SetTask


class TagPrompt(PickPrompt):
    """The tags of tasks: each is put on or taken off."""

    def __init__(self, subject: str, own: Iterable[str]) -> None:
        """`own` are the tags that all of the tasks carry, with their `#`."""
        super().__init__("tags", subject, own)

    @property
    def placeholder(self) -> str:
        """That any tag will do."""
        return "a tag, known or new"

    @property
    def answer_shown(self) -> Said:
        """What would come and go."""
        signs = [f"+{tag}" for tag in self._added()] + [f"-{tag}" for tag in self._taken()]
        return Said(" ".join(signs), "other-owner")

    def steered(self, key: str) -> Answer | None:
        """A blank is no part of a tag: it checks, as Tab does."""
        return super().steered("tab" if key == "space" else key)

    def _line_edited(self, key: str, character: str | None) -> None:
        if key != "space":
            super()._line_edited(key, character)

    def key(self, name: str) -> str:
        """Case does not count."""
        return name.casefold()

    def candidates(self) -> Iterable[str]:
        """Those in use, most first."""
        return without((self.known or Known()).tags, (), str.casefold)

    def as_typed(self, typed: str) -> str:
        """With its `#`."""
        return typed if typed.startswith("#") else f"#{typed}"

    def note(self, name: str) -> str:
        """Whether it is in use."""
        known = map(str.casefold, (self.known or Known()).tags)
        return "" if name in self._own or name.casefold() in known else "new"

    def answered(self) -> Answer | None:
        """All that changes, as one edit; a tag that nobody typed or went to stays as it is."""
        try:
            changes: list[Assignment] = [RemoveTag(tag) for tag in self._taken()]
            changes += [AddTag(parse_tag(tag)) for tag in self._added()]
        except NotWordsError as error:
            self.problem = f"That cannot be written: {error}."
            return None
        return Edited(SetTask(tuple(changes))) if changes else Left()

    def _wanted(self) -> list[str]:
        """The tags that the tasks are to have."""
        name = self.highlighted
        meant = self.line.text.strip() or (self._has_moved and not self._has_picked)
        if name is None or not meant:
            return self._picked
        kept = [tag for tag in self._picked if tag.casefold() != name.casefold()]
        return [*kept, name] if len(kept) == len(self._picked) else kept

    def _added(self) -> list[str]:
        return without(self._wanted(), self._own, str.casefold)

    def _taken(self) -> list[str]:
        return without(self._own, self._wanted(), str.casefold)

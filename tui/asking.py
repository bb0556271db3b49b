"""The prompt that is open: opened for rows, given every key, answered with a message or a verb."""

from collections import deque
from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct
from textual.message import Message

from tui.messages import CaptureWanted, KnownWanted
from tui.prompts.days import DayPrompt
from tui.prompts.known import Known
from tui.prompts.maker import PromptMaker
from tui.prompts.picking import PickPrompt
from tui.prompts.prompt import Answer, Captured, Edited, Left, Prompt, PutOffUntil
from tui.prompts.words import TextPrompt, WordsPrompt
from tui.typed_days import warm_up
from tui.verdicts import LOOK_AGAIN, Verdicts
from vault.capture import Capture
from vault.errors import VaultriageError
from vault.view import Row

_PASSED_ON: Final = frozenset({"ctrl+c", "ctrl+q", "ctrl+z"})
"""Keys that no prompt takes: they copy, quit and pause as everywhere."""


class _Key(Struct, frozen=True):
    name: str
    character: str | None


class Asking:
    """One prompt at a time. Keys that come before it knows its names wait for them."""

    def __init__(
        self,
        maker: PromptMaker,
        verdicts: Verdicts,
        post: Callable[[Message], object],
        show: Callable[[Prompt | None], None],
        press_again: Callable[[str, str | None], object],
    ) -> None:
        """`show` puts a prompt on the screen, draws it again, or takes it away (None).

        `press_again` lets a key, by its name and character, come in as if it was just pressed.
        """
        self._maker = maker
        self._verdicts = verdicts
        self._post = post
        self._show = show
        self._press_again = press_again
        self._rows: Sequence[Row] = ()
        self._prompt: Prompt | None = None
        self._unsure = False
        """Whether the row was replaced right before: the first answer is to be given again."""
        self._early: deque[_Key | str] = deque()
        self._captured: tuple[Capture, Prompt, Sequence[Row]] | None = None
        """The task that was sent last, which may yet be refused."""

    def ask(self, name: str, rows: Sequence[Row]) -> None:
        """Open the prompt of an action for these rows."""
        self._open(self._maker.make(name, rows), rows)

    def ask_again(self, capture: Capture, error: VaultriageError) -> None:
        """The task could not be added: its prompt comes back, if nothing else is asked."""
        if self._prompt is None and self._captured and self._captured[0] == capture:
            _, prompt, rows = self._captured
            prompt.problem = str(error)
            self._open(prompt, rows)
        else:
            self._verdicts.say(f"Not added: {capture.text}\n{error}")

    def _open(self, prompt: Prompt, rows: Sequence[Row]) -> None:
        self._prompt, self._rows = prompt, rows
        self._unsure = self._verdicts.held_back()
        self._early.clear()
        if isinstance(prompt, PickPrompt | WordsPrompt):
            self._post(KnownWanted())
        elif isinstance(prompt, DayPrompt):
            warm_up()
        self._show(prompt)

    @property
    def waits(self) -> bool:
        """Whether the prompt that is open has yet to hear which names there are."""
        return isinstance(self._prompt, PickPrompt | WordsPrompt) and self._prompt.known is None

    def know(self, known: Known) -> None:
        """What the prompt has asked for, or may complete."""
        prompt = self._prompt
        if isinstance(prompt, PickPrompt | WordsPrompt):
            prompt.known = known
            while self._early and self._prompt is prompt:
                self._take(self._early.popleft())
            self._pass_on()

    def _pass_on(self) -> None:
        """Keys behind the one that answered are verbs again."""
        for one in self._early:
            if isinstance(one, _Key):
                self._press_again(one.name, one.character)
        self._early.clear()
        self._show(self._prompt)

    def take_key(self, name: str, character: str | None) -> bool:
        """Give a key to the prompt; False when none is open, or the key is none of its."""
        if self._prompt is None or name in _PASSED_ON:
            return False
        self._take(_Key(name, character))
        return True

    def take_paste(self, text: str) -> bool:
        """Give pasted text to the prompt; False when none is open."""
        if self._prompt is None:
            return False
        self._take(text)
        return True

    def _take(self, typed: _Key | str) -> None:
        prompt = self._prompt
        if prompt is None:
            return
        if isinstance(prompt, PickPrompt) and prompt.known is None:
            self._early.append(typed)
            return
        if isinstance(typed, str):
            prompt.paste(typed)
        elif answer := prompt.press(typed.name, typed.character):
            self._answer(answer, prompt)
        self._show(self._prompt)

    def _answer(self, answer: Answer, prompt: Prompt) -> None:
        unsure, self._unsure = self._unsure, False
        if unsure and not isinstance(answer, Left | Captured):
            prompt.problem = LOOK_AGAIN
            return
        if isinstance(answer, Edited):
            prompt.problem = self._maker.refusal(answer.edit, self._rows)
            if prompt.problem:
                return
        rows, self._rows, self._prompt = self._rows, (), None
        match answer:
            case Edited(edit, reason):
                self._verdicts.decide(edit, reason, rows)
                if isinstance(prompt, TextPrompt):
                    self._verdicts.forget_last()
            case PutOffUntil(typed):
                self._verdicts.put_off(typed, rows)
            case Captured(capture):
                self._captured = (capture, prompt, rows)
                self._post(CaptureWanted(capture))
            case Left():
                pass

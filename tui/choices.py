"""What the palette finds: actions, notes with proposals, owners, each by its name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from typing import Final

from msgspec import Struct

from parsers.note_info import NoteInfo
from tui.actions import ACTIONS
from tui.keymap import Keymap
from tui.render import plain
from vault.view import View

MOST_FOUND: Final = 30
"""Nobody reads on further than that, and a line more takes time at every letter."""
_AT_BEGINNING: Final = 0
_AT_A_WORD: Final = 1
_INSIDE: Final = 3
_IN_HINT: Final = 5
_SCATTERED: Final = 9


class ChoiceKind(Enum):
    """What is done with a choice."""

    ACTION = auto()
    NOTE = auto()
    OWNER = auto()


class Choice(Struct, frozen=True):
    """One line of the palette; texts are safe to show."""

    kind: ChoiceKind
    value: str
    """The action's method, the note's path or the owner's name."""
    text: str
    hint: str
    """What it does, or how much waits there."""
    keys: str = ""
    folded: str = ""
    """Text and hint as they are searched."""


class Found(Struct, frozen=True):
    """A choice that was found, and which signs of its text are those that were typed."""

    choice: Choice
    places: frozenset[int] = frozenset()


def action_choices(keymap: Keymap) -> list[Choice]:
    """Every action but the palette itself, with its keys."""
    return [
        _choice(
            ChoiceKind.ACTION,
            action.method,
            action.label.capitalize(),
            action.help,
            keymap.shown(action.id),
        )
        for action in ACTIONS
        if action.id != "palette"
    ]


def owner_choices(view: View) -> list[Choice]:
    """Everybody who has proposals or open tasks."""
    return [
        _choice(ChoiceKind.OWNER, name, f"@{plain(name)}", f"{count} open or proposed")
        for name, count in view.by_owner
    ]


def note_choices(inbox: View) -> list[Choice]:
    """Every note with proposals, the newest first."""
    return [
        _choice(
            ChoiceKind.NOTE, group.note.path, _titled(group.note.info), f"{group.open} proposed"
        )
        for group in inbox.groups
        if group.open
    ]


def _titled(info: NoteInfo) -> str:
    """The title, and the date where the title does not tell it."""
    title, day = plain(info.title), info.date.isoformat() if info.date else ""
    return title if day in title else f"{title} {day}"


def _choice(kind: ChoiceKind, value: str, text: str, hint: str, keys: str = "") -> Choice:
    return Choice(kind, value, text, hint, keys, f"{text}\n{hint}".casefold())


def find_choices(typed: str, choices: Sequence[Choice]) -> list[Found]:
    """The best first, at most `MOST_FOUND`: all words must be there, or else their letters."""
    words = typed.casefold().split()
    if not words:
        return [Found(choice) for choice in choices[:MOST_FOUND]]
    scored = list(_scored(words, choices))
    if not scored:
        scored = list(_scattered("".join(words), choices))
    scored.sort(key=lambda found: found[:2])
    return [Found(choices[at], _places(words, choices[at])) for _, at in scored[:MOST_FOUND]]


def _scored(words: Sequence[str], choices: Sequence[Choice]) -> Iterator[tuple[int, int]]:
    for at, choice in enumerate(choices):
        if all(word in choice.folded for word in words):
            yield sum(_badness(word, choice.folded) for word in words), at


def _badness(word: str, folded: str) -> int:
    """How far a word is from the beginning of what it may mean."""
    at = folded.index(word)
    if at == 0 or folded.startswith(f"@{word}"):
        return _AT_BEGINNING
    if at > folded.index("\n"):
        return _IN_HINT
    return _INSIDE if folded[at - 1].isalnum() and f" {word}" not in folded else _AT_A_WORD


def _scattered(letters: str, choices: Iterable[Choice]) -> Iterator[tuple[int, int]]:
    """Those whose text has the letters in this order, the closest together first."""
    pattern = re.compile(".*?".join(map(re.escape, letters)))
    for at, choice in enumerate(choices):
        if match := pattern.search(choice.folded.partition("\n")[0]):
            yield _SCATTERED + match.end() - match.start(), at


def _places(words: Sequence[str], choice: Choice) -> frozenset[int]:
    """Where the words stand in the text, else the letters."""
    text = choice.text.casefold()
    if len(text) != len(choice.text):  # letters that fold to two
        return frozenset()
    places: set[int] = set()
    for word in words:
        if (at := text.find(word)) >= 0:
            places.update(range(at, at + len(word)))
    return frozenset(places or _letters("".join(words), text))


def _letters(letters: str, text: str) -> Iterator[int]:
    at = -1
    for letter in letters:
        at = text.find(letter, at + 1)
        if at < 0:
            return
        yield at

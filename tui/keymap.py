"""Which keys do what: a preset, and over it what the settings bind."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from msgspec import Struct

from parsers.nearest import nearest
from tui.actions import ACTIONS, BY_ID
from tui.key_names import parse_key, shown_key
from tui.presets import PRESETS

Keys = tuple[str, ...]


class Problem(NamedTuple):
    """Something wrong in the settings' `[keys]`; all else there holds."""

    name: str
    """What is left of the `=`."""
    sentence: str


class Keymap(Struct, frozen=True):
    """The keys that are bound."""

    keys: Mapping[str, Keys]
    """Textual's names of keys by the ids of actions, every one of them."""
    problems: tuple[Problem, ...] = ()

    def shown(self, action: str) -> str:
        """All keys of an action as people write them; empty when it has none."""
        return " ".join(map(shown_key, self.keys[action]))

    def first(self, action: str) -> str:
        """The first of them."""
        return next(map(shown_key, self.keys[action]), "")

    def told(self, action: str, does: str) -> str:
        """A sentence that begins with the first key; nothing when there is no key to tell of."""
        first = self.first(action)
        return f"{first} {does}" if first else ""


def make_keymap(preset: str = "default", wanted: Mapping[str, Keys] | None = None) -> Keymap:
    """A preset with the bindings of `wanted`, which are as people write keys, by actions' ids.

    A wanted key is taken from the action that the preset gives it to. Of two actions that want the
    same key, the first gets it.
    """
    problems: list[Problem] = []
    bound = dict(_read(wanted or {}, problems))
    owner = {key: action for action, keys in bound.items() for key in keys}
    keys = {}
    for action, given in preset_keys(preset).items():
        left = bound.get(action, tuple(key for key in given if key not in owner))
        keys[action] = left
        if given and not left and action not in bound:
            taken = shown_key(given[0])
            problems.append(
                Problem(
                    owner[given[0]],
                    f"{taken} now does {owner[given[0]]}, and {action} has no key left: give it "
                    f"another in [keys], or none: {action} = [].",
                )
            )
    return Keymap(keys, tuple(problems))


def preset_keys(preset: str) -> dict[str, Keys]:
    """The keys of every action in a preset."""
    return {action.id: PRESETS[preset].get(action.id, action.keys) for action in ACTIONS}


def _read(wanted: Mapping[str, Keys], problems: list[Problem]) -> Iterator[tuple[str, Keys]]:
    """What can be bound; what cannot becomes a problem."""
    owner: dict[str, str] = {}
    for action, texts in wanted.items():
        if action not in BY_ID:
            problems.append(Problem(action, _unknown(action)))
            continue
        keys = []
        for text in texts:
            try:
                key = parse_key(text)
            except ValueError as error:
                problems.append(Problem(action, f"{action} cannot be bound to “{text}”: {error}."))
                continue
            if owner.setdefault(key, action) == action:
                keys.append(key)
                continue
            sentence = f"{shown_key(key)} is given to {owner[key]} and to {action}; it does"
            problems.append(Problem(action, f"{sentence} {owner[key]}."))
        if keys or not texts:  # what has only wrong keys keeps those of the preset
            yield action, tuple(dict.fromkeys(keys))


def _unknown(action: str) -> str:
    near = nearest(action, BY_ID)
    meant = f"Did you mean {near}?" if near else "docs/keys.md names them all."
    return f"there is no action “{action}” to bind a key to. {meant}"


DEFAULT_KEYMAP: Final = make_keymap()
"""Every action with its own keys."""

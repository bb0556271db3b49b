"""The keys that the settings bind, and what is wrong with them."""

from collections.abc import Sequence

from tui.keymap import Keymap, make_keymap
from vault.config import Config
from vault.config_layers import Source, combine
from vault.config_table import KEYS, key_setting


def keymap_of(config: Config) -> Keymap:
    """The keys that hold."""
    return make_keymap(config.keys.preset, config.keys.actions)


def problems_of_keys(sources: Sequence[Source]) -> list[str]:
    """What is wrong with them, a sentence each that names the place."""
    layered = combine(sources)
    told = []
    for problem in keymap_of(layered.config).problems:
        source = layered.origins.get((KEYS, problem.name))
        place = (source.place or key_setting(problem.name).variable) if source else KEYS
        told.append(f"{place}: {problem.sentence}")
    return told

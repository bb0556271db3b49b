"""The settings as people read them."""

import re
import tomllib

import msgspec

from vault.config import DEFAULTS, Config
from vault.config_layers import Layer, Source, combine
from vault.config_table import SECTIONS, SETTINGS
from vault.config_text import default_file, settings_that_hold


def test_the_default_file_sets_nothing() -> None:
    assert tomllib.loads(default_file()) == {section: {} for section in SECTIONS}


def test_without_its_comment_signs_the_default_file_says_what_holds_anyway() -> None:
    every = re.sub(r"^#(?=\w+ = )", "", default_file(), flags=re.MULTILINE)
    assert (
        every.count("\n#") == default_file().count("\n#") - len(SETTINGS) - 1
    )  # a key of an action
    assert msgspec.convert(tomllib.loads(every), Config) == DEFAULTS
    assert tomllib.loads(every)["keys"] == {"preset": "default", "accept": ["a"]}


def test_no_line_of_the_default_file_is_too_long_for_an_editor() -> None:
    assert max(map(len, default_file().splitlines())) <= 100


def test_what_holds_is_toml_that_says_the_same_and_names_who_says_it() -> None:
    mine = Source(Layer.USER, "/home/ana/config.toml", {("owners", "me"): ("@Ana", "@Añ\x7fa")})
    shell = Source(Layer.ENVIRONMENT, "", {("proposed", "symbol_alone"): True})
    layered = combine([mine, shell])
    lines = list(settings_that_hold(layered))
    assert msgspec.convert(tomllib.loads("\n".join(lines)), Config) == layered.config
    text = "\n".join(re.sub(" +", " ", line) for line in lines)
    assert '\nme = ["@Ana", "@Añ\\u007fa"] # user: /home/ana/config.toml\n' in text
    assert "\nsymbol_alone = true # environment: VAULTRIAGE_PROPOSED_SYMBOL_ALONE\n" in text
    assert '\nmode = "mark" # default\n' in text


def test_the_keys_of_actions_are_among_what_holds() -> None:
    mine = Source(
        Layer.USER, "/home/ana/config.toml", {("keys", "accept"): ("y", "+"), ("keys", "a b"): ()}
    )
    layered = combine([mine])
    assert layered.config.keys.actions == {"accept": ("y", "+"), "a b": ()}
    text = "\n".join(re.sub(" +", " ", line) for line in settings_that_hold(layered))
    assert '\npreset = "default" # default\n' in text
    assert '\naccept = ["y", "+"] # user: /home/ana/config.toml\n' in text
    assert '\n"a b" = [] # user: /home/ana/config.toml\n' in text

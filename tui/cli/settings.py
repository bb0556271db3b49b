"""The layers of settings that count for a command, and the vault that they lead to."""

import os
from collections.abc import Sequence

from tui.cli.arguments import Options
from vault.config_layers import (
    VAULT_FILE,
    Layer,
    Layered,
    Source,
    combine,
    problems_of,
    read_environment,
    read_file,
)
from vault.errors import ConfigError
from vault.places import find_vault
from vault.state import settings_file


def own_file(options: Options) -> str:
    """The user's own file of settings: the one named, else the one in its usual place."""
    return os.path.abspath(options.config) if options.config else settings_file()


def own_sources(options: Options) -> tuple[Source, ...]:
    """What the user says about every vault. The demo looks the same to everybody."""
    environment = read_environment(os.environ)
    if options.demo and not options.config:
        return (environment,)
    named = options.config is not None
    return read_file(own_file(options), Layer.USER, needed=named), environment


def find_root(options: Options, own: Sequence[Source]) -> str:
    """The vault's folder. Raises NotFoundError with the places looked at."""
    default = combine(own).config.vault.default
    return find_vault(options.vault, os.getcwd(), os.environ, default)


def with_vault(own: Sequence[Source], root: str) -> tuple[Source, ...]:
    """The user's sources with the vault's file in its place among them, before the environment."""
    *files, environment = own
    return (*files, read_file(os.path.join(root, VAULT_FILE), Layer.VAULT), environment)


def checked(sources: Sequence[Source]) -> Layered:
    """The settings that hold. Raises ConfigError with the first thing that is wrong."""
    for problem in problems_of(sources):
        raise ConfigError(problem)
    return combine(sources)

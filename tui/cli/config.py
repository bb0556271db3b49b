"""The command `config`: a file to begin with, what is wrong, what holds, where it stands."""

import contextlib
import os
from collections.abc import Sequence

from tui.cli.arguments import Options
from tui.cli.keys import problems_of_keys
from tui.cli.settings import checked, find_root, own_file, own_sources, with_vault
from tui.cli.streams import write_line, write_note
from vault.config_layers import VAULT_FILE, Layer, Source, problems_of, read_file
from vault.config_text import default_file, settings_that_hold
from vault.errors import ConfigError, NotFoundError, NotPermittedError, UsageError
from vault.paths import refusing


def run(options: Options) -> int:
    """Do what `config` was asked for; 0, or 2 when `check` found something.

    Raises ConfigError, UsageError when a file is there already, NotFoundError for a vault that was
    named, NotPermittedError and NoSpaceError when a file cannot be written.
    """
    actions = {"init": _init, "check": _check, "show": _show, "path": _path}
    return actions[options.action](options)


def _path(options: Options) -> int:
    write_line(own_file(options))
    return 0


def _init(options: Options) -> int:
    path = own_file(options)
    if options.read_only:
        raise NotPermittedError(f"{path} is not written: --read-only writes nothing.")
    with refusing(path):
        with contextlib.suppress(FileExistsError):  # what is no folder there, `open` tells of
            os.makedirs(os.path.dirname(path))
        try:
            with open(path, "x", encoding="utf-8") as opened:
                opened.write(default_file())
        except FileExistsError:
            raise UsageError(
                f"{path} is there already and stays as it is.",
                "`vaultriage config show` says what holds.",
            ) from None
    write_line(path)
    return 0


def _show(options: Options) -> int:
    for line in settings_that_hold(checked(_sources(options))):
        write_line(line)
    return 0


def _check(options: Options) -> int:
    sources = _sources(options) if options.file is None else (_source(options.file),)
    problems = [*problems_of(sources), *problems_of_keys(sources)]
    for problem in problems:
        write_note(problem)
    if not problems:
        _tell_what_was_read(sources)
    return ConfigError.exit_code if problems else 0


def _source(file: str) -> Source:
    """A file by itself; one with the name that it has in a vault may say what a vault's may."""
    path = os.path.abspath(file)
    in_vault = os.path.basename(path) == VAULT_FILE
    return read_file(path, Layer.VAULT if in_vault else Layer.USER, needed=True)


def _tell_what_was_read(sources: Sequence[Source]) -> None:
    for source in sources:
        count = len(source.values)
        noun = "setting" if count == 1 else "settings"
        if count or os.path.exists(source.place):
            write_line(f"{source.place or 'environment'}: {count} {noun}, all right")


def _sources(options: Options) -> tuple[Source, ...]:
    """Every layer that counts here; without a vault, all but the vault's."""
    own = own_sources(options)
    if options.demo:
        return own
    try:
        return with_vault(own, find_root(options, own))
    except NotFoundError:
        if options.vault is not None:
            raise
        return own

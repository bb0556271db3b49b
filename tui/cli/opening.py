"""The vault that a command works on: found, and with every note read."""

import gc
import os
import shutil
import time
from collections.abc import Container, Iterator
from contextlib import contextmanager
from datetime import datetime

from tui.cli.arguments import Options
from tui.cli.losses import Losses
from tui.cli.settings import checked, find_root, own_sources, with_vault
from tui.cli.streams import write_note
from tui.demo import DEMO_DAY, copy_demo_vault
from vault.config import Config
from vault.state import cache_folder, state_folder
from vault.strategies import UNPROTECTED
from vault.vault import Vault


@contextmanager
def opened_vault(options: Options) -> Iterator[Vault]:
    """The vault with no note read, for commands that need none.

    Raises NotFoundError with the places looked at.
    """
    vault = open_vault(options)
    losses = Losses()
    vault.subscribe(losses.hear)
    try:
        vault.recover()
        yield vault
    finally:
        vault.close()
        losses.tell_rest()


@contextmanager
def loaded_vault(options: Options) -> Iterator[Vault]:
    """The vault, read. A copy of the sample vault lasts as long as the command.

    Raises NotFoundError with the places looked at.
    """
    # Garbage made by a command is collected by its end; looking for it would take as long as
    # reading a tenth of the vault.
    gc.disable()
    vault = open_vault(options)
    losses = Losses()
    vault.subscribe(losses.hear)
    try:
        vault.load()
        yield vault
    finally:
        vault.close()
        losses.tell_rest()
        if options.demo:
            shutil.rmtree(os.path.dirname(vault.root), ignore_errors=True)


def open_vault(options: Options) -> Vault:
    """The vault, not read yet, with the settings that hold for it.

    Raises NotFoundError with the places looked at, ConfigError.
    """
    root, config = _demo(options) if options.demo else _found(options)
    day = options.today or (DEMO_DAY if options.demo else None)
    return Vault(
        root,
        today=lambda: day or _this_moment().date(),
        clock=lambda: _this_moment().time(),
        read_only=options.read_only,
        state=None if options.demo else state_folder(),
        cache=None if options.demo else cache_folder(),
        config=config,
    )


def tell_what_is_amiss(vault: Vault, told: Container[str] = ()) -> None:
    """Say what was not `told` before: of the journal, of notes written without protection."""
    unprotected = (UNPROTECTED,) if UNPROTECTED in vault.problems else ()
    for problem in (*vault.state_problems, *unprotected):
        if problem not in told:
            write_note(problem)


def _demo(options: Options) -> tuple[str, Config]:
    config = checked(own_sources(options)).config
    return copy_demo_vault(), config


def _found(options: Options) -> tuple[str, Config]:
    own = own_sources(options)
    root = find_root(options, own)
    return root, checked(with_vault(own, root)).config


def _this_moment() -> datetime:
    """Now, by the time zone that the computer has now: it may travel while the screen is open."""
    if hasattr(time, "tzset"):
        time.tzset()
    return datetime.now().astimezone()

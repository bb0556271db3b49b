"""The command that opens the screen, which is what `vaultriage` alone does."""

import gc
import os
import sys
from typing import Final

from tui.cli.arguments import Options
from tui.cli.opening import open_vault
from tui.cli.streams import is_terminal, write_line, write_note
from vault.errors import UsageError
from vault.view import ViewName

_FRAMES_A_SECOND: Final = "120"
_TURN_S: Final = 0.001
"""Seconds for which a thread that reads the vault may keep the interpreter from the screen's: a key
takes several turns to be answered."""


def run(options: Options) -> int:
    """Open the screen and stay until it is closed; the exit code."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise UsageError(
            "The screen needs a terminal to be shown in.",
            "For scripts there are commands: vaultriage list --proposed, vaultriage --help.",
        )
    if options.no_color:
        os.environ["NO_COLOR"] = "1"
    vault = open_vault(options)
    fixed = options.demo or options.today is not None
    remark = f"on {vault.today().isoformat()}" if fixed else ""
    wanted = options.view or vault.config.view.default
    view = next(name for name in ViewName if name.casefold() == wanted)
    ask_for_frames()
    from tui.app import VaultriageApp  # noqa: PLC0415 - Textual, and only the screen needs it

    app = VaultriageApp(vault, view=view, remark=remark)
    sys.setswitchinterval(_TURN_S)
    gc.freeze()  # what is there now stays to the end: nobody need look through it for garbage
    gc.enable()
    app.run()
    for sentence in app.farewell:
        write_note(sentence)
    if app.session.summary:
        write_line(app.session.summary)
    if options.demo:
        write_line(f"The demo's notes are in {vault.root}")
    return app.return_code or 0


def ask_for_frames() -> None:
    """Let a key's answer wait 8 ms at most: Textual reads this once, when it is imported."""
    os.environ.setdefault("TEXTUAL_FPS", _FRAMES_A_SECOND)

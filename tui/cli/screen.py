"""The command that opens the screen, which is what `vaultriage` alone does."""

import os
import sys

from tui.cli.arguments import Options
from tui.cli.opening import open_vault
from tui.cli.streams import is_terminal
from vault.errors import UsageError
from vault.view import ViewName


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
    view = next(name for name in ViewName if name.casefold() == (options.view or "inbox"))
    from tui.app import run_app  # noqa: PLC0415 - Textual, and only the screen needs it

    code = run_app(vault, view=view, remark=remark)
    if options.demo:
        print(f"The demo's notes are in {vault.root}")
    return code

"""Runs one command and turns whatever happens into an exit code, never into a traceback.

Everything is imported when it is needed, also from the standard library: a shell that asks for the
version gets it at once.
"""

import sys

from tui.version import VERSION

_HOMES = {
    None: "screen",
    "list": "listing",
    "show": "showing",
    "snooze": "snoozing",
    "merge": "merge",
    "capture": "capture",
    "config": "config",
    "vaults": "vaults",
}
"""The file in which a command lives; those that are not here are verbs, or go back."""

INTERRUPTED = 130
"""128 + SIGINT, as shells count."""
PIPE_CLOSED = 141
"""128 + SIGPIPE."""


def main(argv: list[str] | None = None) -> int:
    """Run the command in `argv`, by default this process's own; the exit code.

    0 done, 1 unexpected, 2 wrong usage, 3 conflict, 4 not found, 5 not permitted, 6 no space.
    """
    typed = sys.argv[1:] if argv is None else list(argv)
    try:
        code = _run(typed)
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Nobody reads on, as in `vaultriage list | head`: that is no failure.
        _abandon_output()
        return PIPE_CLOSED
    except Exception as error:  # noqa: BLE001 - the last resort: a sentence and a log instead
        if isinstance(error, OSError):
            _abandon_output()
        return _failed(error, debug="--debug" in typed)
    return code


def _run(typed: list[str]) -> int:
    if typed == ["--version"]:
        print(f"vaultriage {VERSION}")
        return 0
    import gc
    from importlib import import_module

    gc.disable()
    from tui.cli.arguments import BACK, parse
    from tui.cli.streams import prepare

    prepare()
    try:
        options = parse(typed)
    except SystemExit as end:  # argparse has printed help, or what is wrong
        return end.code if isinstance(end.code, int) else 1
    home = "past" if options.command in BACK else _HOMES.get(options.command, "verbs")
    code: int = import_module(f"tui.cli.{home}").run(options)
    return code


def _abandon_output() -> None:
    from tui.cli.streams import abandon

    abandon()


def _failed(error: Exception, *, debug: bool) -> int:
    from tui.cli.failures import report_failure

    return report_failure(error, debug=debug)

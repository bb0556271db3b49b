"""The program in a real terminal when the system interferes: signals, a lost terminal, ctrl+z."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.terminal import Terminal

ROOT = Path(__file__).parents[1]
NOTE = b"- [?] one #proposed\n- [?] two #proposed\n- [?] three #proposed\n"
_ALTERNATE_SCREEN, _CURSOR, _MOUSE = 1049, 25, 1000


def environment(home: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "SHELL": "/bin/sh",
    }


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "a.md").write_bytes(NOTE)
    return folder


def opened(vault: Path, *before: str) -> Terminal:
    program = [*before, sys.executable, "-m", "tui", "--vault", str(vault)]
    terminal = Terminal(program, environment(vault.parent), (100, 30))
    terminal.until_shown("3 proposed")
    return terminal


@pytest.fixture
def terminal(vault: Path) -> Iterator[Terminal]:
    found = opened(vault)
    yield found
    found.close()


def is_clean(terminal: Terminal) -> bool:
    """Whether the terminal is as a shell wants it."""
    modes: Mapping[int, bool] = terminal.modes
    return (
        not modes[_ALTERNATE_SCREEN]
        and modes[_CURSOR]
        and not modes.get(_MOUSE, False)
        and terminal.modes_now[:4] == terminal.modes_before[:4]
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_finishes_what_was_decided_and_leaves_a_clean_terminal(
    terminal: Terminal, vault: Path, number: signal.Signals
) -> None:
    terminal.press("aa")
    terminal.until_shown("1 proposed")
    os.kill(terminal.process.pid, number)
    assert terminal.until_ended() == 0
    assert (vault / "a.md").read_bytes() == b"- [ ] one\n- [ ] two\n- [?] three #proposed\n"
    terminal.until(lambda: is_clean(terminal), "a clean terminal")


def test_a_terminal_that_goes_away_without_a_signal_ends_the_program(vault: Path) -> None:
    terminal = opened(vault, sys.executable, "-c", _IGNORE_HANGUP)
    terminal.press("a")
    terminal.until_shown("2 proposed")
    terminal.hang_up()
    terminal.until_ended()
    assert (vault / "a.md").read_bytes().startswith(b"- [ ] one\n")


@pytest.mark.parametrize("key", ["?", "/"])
def test_a_terminal_that_goes_away_ends_the_program_whatever_is_on_top(
    vault: Path, key: str
) -> None:
    terminal = opened(vault)
    terminal.press("a")
    terminal.until_shown("2 proposed")
    terminal.press(key)
    terminal.until_shown("keys" if key == "?" else "Esc")
    terminal.hang_up()
    terminal.until_ended()
    assert (vault / "a.md").read_bytes().startswith(b"- [ ] one\n")


_IGNORE_HANGUP = (
    "import os, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)


def test_ctrl_z_gives_the_shell_its_terminal_and_fg_takes_it_again(vault: Path) -> None:
    shell = Terminal(["bash", "--norc", "-i"], environment(vault.parent), (100, 30))
    try:
        shell.press(f"{sys.executable} -m tui --vault {vault}\n")
        shell.until_shown("3 proposed")
        shell.press("\x1a")
        shell.until_shown("Stopped")
        assert not shell.modes[_ALTERNATE_SCREEN]
        shell.press("echo $((40 + 2)) is the answer\n")
        shell.until_shown("42 is the answer")
        assert (vault / "a.md").read_bytes() == NOTE
        shell.press("fg\n")
        shell.until_shown("3 proposed")
        shell.press("a")
        shell.until_shown("2 proposed")
        shell.press("q")
        shell.until_shown("1 decided: 1 accepted")
        assert (vault / "a.md").read_bytes().startswith(b"- [ ] one\n")
    finally:
        shell.close()


def test_a_program_that_is_killed_while_it_waits_loses_nothing(vault: Path) -> None:
    terminal = opened(vault)
    terminal.press("aar")
    terminal.until_shown("2 pending")
    terminal.close()
    decided = (vault / "a.md").read_bytes()
    assert decided.startswith(b"- [ ] one\n- [?] two")
    back = subprocess.run(
        [sys.executable, "-m", "tui", "undo", "3", "--vault", str(vault)],
        env=environment(vault.parent),
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(back.stdout.splitlines()) == 3
    assert decided != (vault / "a.md").read_bytes() == NOTE

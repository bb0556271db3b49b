"""The screen as it is started from a shell, and what it leaves behind there."""

import subprocess
import sys
from pathlib import Path

from tests.terminal import Terminal
from tests.tui.cli.program import Program, environment

_FRAME_RATE = (
    "from tui.cli.screen import ask_for_frames\n"
    "ask_for_frames()\n"
    "from textual.constants import MAX_FPS\n"
    "print(MAX_FPS)"
)


def test_after_the_demo_its_path_is_printed_and_can_steer_no_terminal(tmp_path: Path) -> None:
    odd = tmp_path / "a\x9b31m\x1b]0;owned\x07"
    odd.mkdir()
    environ = environment(tmp_path, {"TMPDIR": str(odd), "TERM": "xterm-256color"})
    terminal = Terminal([sys.executable, "-m", "tui", "--demo"], environ, (100, 30))
    terminal.until_shown("accept")
    terminal.press("q")
    assert terminal.until_ended() == 0
    terminal.close()
    last = terminal.raw.decode("utf-8").rstrip().splitlines()[-1]
    assert "The demo's notes are in" in last
    assert "a‹009B›31m␛]0;owned␇" in last


def test_keys_are_answered_120_times_a_second_unless_somebody_says_otherwise() -> None:
    for extra, rate in (({}, "120"), ({"TEXTUAL_FPS": "30"}, "30")):
        environ = {**environment(Path("/")), **extra}
        done = subprocess.run(
            [sys.executable, "-c", _FRAME_RATE], env=environ, capture_output=True, check=True
        )
        assert done.stdout.decode().strip() == rate


def _on_terminal(program: Program, *arguments: str) -> Terminal:
    environ = environment(program.home, {"TERM": "xterm-256color"})
    typed = [sys.executable, "-m", "tui", "--vault", str(program.vault), *arguments]
    return Terminal(typed, environ, (100, 30))


def test_the_screen_opens_in_the_view_of_the_settings_unless_another_is_named(
    program: Program,
) -> None:
    # In notes of their own: the pane beside a task shows the lines around it.
    program.write("a.md", b"- [?] Wanted #proposed\n")
    program.write("b.md", b"- [x] Ended\n")
    program.write(".vaultriage.toml", b'[view]\ndefault = "all"\n')
    for arguments, ended_too in (((), True), (("--view", "inbox"), False)):
        terminal = _on_terminal(program, *arguments)
        terminal.until_shown("Wanted")
        if ended_too:
            terminal.until_shown("Ended")
        assert ("Ended" in terminal.shown) is ended_too
        terminal.press("q")
        assert terminal.until_ended() == 0
        terminal.close()


def test_a_wrong_setting_is_told_instead_of_opening_the_screen(program: Program) -> None:
    file = program.write(".vaultriage.toml", b'[reject]\nmode = "delet"\n')
    terminal = _on_terminal(program)
    assert terminal.until_ended() == 2
    terminal.close()
    (sentence,) = terminal.raw.decode().splitlines()
    assert sentence.startswith(f'vaultriage: {file}: "delet" is no value for mode in [reject],')
    assert sentence.endswith('Did you mean "delete"?')

"""The wheel in an environment of its own: what it installs, and a morning with it in a terminal."""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import sleep

import pytest

from tests.terminal import Terminal
from tui.verdicts import HOLD_BACK_S
from tui.version import VERSION

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "tests" / "data" / "example_vault"
MEETING = "Meetings/2025-12-19 - Ines Duarte - Harbour booking.md"
KIOSK = "Projects/Kiosk.md"
DAY = "2026-11-22"


@dataclass(frozen=True)
class Installed:
    """An environment into which the wheel was put."""

    program: Path
    gained: set[str]
    """What site-packages holds now and did not before."""
    packages: Path


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    environment = {**os.environ, "PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build the wheel and install it beside this environment's libraries, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    [wheel] = folder.glob("vaultriage-*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "env")
    python = folder / "env" / "bin" / "python"
    [packages] = (folder / "env" / "lib").glob("python*/site-packages")
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    before = {path.name for path in packages.iterdir()}
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", "--no-compile", wheel)
    gained = {path.name for path in packages.iterdir()} - before
    return Installed(python.with_name("vaultriage"), gained, packages)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A copy of the example vault."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "Notes"))


@pytest.fixture
def terminal(installed: Installed, notes: Path, tmp_path: Path) -> Iterator[Terminal]:
    """The installed program, open on the notes; the folder it runs in is another one."""
    home = tmp_path / "home"
    home.mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
    }
    command = [str(installed.program), "--vault", str(notes), "--today", DAY]
    window = Terminal(command, environment, (120, 35))
    yield window
    window.close()


def verbs_taken(terminal: Terminal) -> None:
    """Wait until everything is read and shown, and then for as long as verbs are held back."""
    for words in ("6 proposed", "Align the ferry booking flow", "live", "on accept"):
        terminal.until_shown(words)
    sleep(HOLD_BACK_S)  # the rule itself is a time, and nothing on the screen tells its end


def changed(before: bytes, old: str, new: str) -> bytes:
    """The note with one line changed, which must stand in it once."""
    assert before.count(old.encode()) == 1
    return before.replace(old.encode(), new.encode())


def test_the_wheel_owns_one_name_only(installed: Installed) -> None:
    assert installed.gained == {"vaultriage", f"vaultriage-{VERSION}.dist-info"}
    rooms = {path.name for path in (installed.packages / "vaultriage").iterdir()}
    assert rooms == {"__init__.py", "py.typed", "parsers", "vault", "tui"}


def test_the_wheel_holds_styles_and_demo_and_no_tests(installed: Installed) -> None:
    inside = installed.packages / "vaultriage"
    assert (inside / "tui/styles/triage.tcss").is_file()
    for path in (ROOT / "tui/demo_vault").rglob("*"):
        if path.is_file():
            copy = inside / path.relative_to(ROOT)
            assert copy.read_bytes() == path.read_bytes(), path
    assert not list(inside.rglob("test_*"))
    assert not (inside / "tui/_launch.py").exists()


def test_the_program_runs_from_another_folder(installed: Installed, tmp_path: Path) -> None:
    assert run(installed.program, "--version", cwd=tmp_path).strip() == f"vaultriage {VERSION}"


def test_the_program_runs_its_own_rooms(installed: Installed, tmp_path: Path) -> None:
    for room in ("parsers", "vault", "tui"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").write_text("raise SystemExit('the wrong room')\n")
    listed = run(
        installed.program, "--vault", EXAMPLE, "--today", DAY, "list", "--proposed", cwd=tmp_path
    )
    assert listed.count("\n") >= 6


def test_a_morning_in_the_inbox(terminal: Terminal, notes: Path) -> None:
    note, other = notes / MEETING, notes / KIOSK
    versions = [note.read_bytes()]
    kiosk = other.read_bytes()

    verbs_taken(terminal)
    versions.append(accepted(versions[-1], "Align the ferry booking flow"))
    terminal.press("a")
    terminal.until(lambda: note.read_bytes() == versions[-1], "accepted")

    versions.append(rejected(versions[-1], "Prepare the season-opening presentation"))
    terminal.press("r")
    terminal.until(lambda: note.read_bytes() == versions[-1], "rejected")
    terminal.until_shown("2/6")

    rest = versions[-1]
    for words in ("Validate with", "Investigate and document", "Send the island run's"):
        rest = accepted(rest, words)
    versions.append(rest)
    terminal.press("M")
    terminal.until_shown("accept 3")
    terminal.press("a")
    terminal.until(lambda: note.read_bytes() == versions[-1], "the rest of the note accepted")
    terminal.until_shown("5/6")

    terminal.press("u")
    terminal.until(lambda: note.read_bytes() == versions[2], "all three taken back")
    terminal.until_shown("Undid: accept 3 tasks")
    terminal.press("u")
    terminal.until(lambda: note.read_bytes() == versions[1], "the rejected one taken back")
    terminal.press("u")
    terminal.until(lambda: note.read_bytes() == versions[0], "the first one taken back")
    assert other.read_bytes() == kiosk


def test_a_save_from_outside_shows_up(terminal: Terminal, notes: Path) -> None:
    terminal.until_shown("6 proposed")
    terminal.until_shown("live")
    note = notes / "2026-11-22 - Call.md"
    note.write_text("- [?] Ring the harbour office #task #proposed\n")
    saved = note.stat()
    terminal.until_shown("Ring the harbour office")
    terminal.until_shown("7 proposed")
    assert note.read_text() == "- [?] Ring the harbour office #task #proposed\n"
    assert note.stat().st_mtime_ns == saved.st_mtime_ns


def test_q_leaves_a_clean_terminal(terminal: Terminal) -> None:
    terminal.until_shown("6 proposed")
    assert terminal.modes[1049], "the alternate screen is entered"
    terminal.press("q")
    assert terminal.until_ended() == 0
    terminal.until(lambda: not terminal.modes[1049], "the alternate screen is left")
    terminal.until(lambda: terminal.modes[25], "the cursor is shown")
    mouse_and_paste = {1000, 1002, 1003, 1006, 1015, 2004}
    assert not [mode for mode in mouse_and_paste if terminal.modes.get(mode)]
    assert terminal.modes_now == terminal.modes_before


def test_quitting_at_once_keeps_every_decision(terminal: Terminal, notes: Path) -> None:
    verbs_taken(terminal)
    terminal.press("aaaaaaq")
    assert terminal.until_ended() == 0
    assert b"[?]" not in (notes / MEETING).read_bytes() + (notes / KIOSK).read_bytes(), (
        terminal.shown
    )


def accepted(note: bytes, words: str) -> bytes:
    """The note with the proposal that begins like this accepted."""
    return changed(note, *_lines(note, words, " ", f" ➕ {DAY}"))


def rejected(note: bytes, words: str) -> bytes:
    """The note with the proposal that begins like this rejected: the vault has `R` for that."""
    return changed(note, *_lines(note, words, "R", f" ❌ {DAY}"))


def _lines(note: bytes, words: str, symbol: str, dated: str) -> tuple[str, str]:
    [line] = [line for line in note.decode().split("\n") if line.startswith(f"- [?] {words}")]
    bare = line.replace(" #proposed", "").replace("- [?]", f"- [{symbol}]")
    return line, bare + dated

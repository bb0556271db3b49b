"""What a start imports: each new module in these lists is a decision, for somebody waits for it.

`python -m tests.test_start` writes the lists in tests/data/imported anew.
"""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest

from tests.terminal import Terminal
from tests.tui.cli.program import environment

LISTS = Path(__file__).parent / "data" / "imported"
_OURS = ("parsers", "vault", "tui")
_TELL: Final = """
import sys
BEFORE = set(sys.modules)
DEAR = {"asyncio", "ctypes", "email", "hashlib", "http", "json", "multiprocessing", "sqlite3",
    "ssl", "subprocess", "tomllib", "unittest", "xml", "zoneinfo"}
OURS = {"parsers", "vault", "tui"}
def tell(path):
    names = {name: name.partition(".")[0] for name in sys.modules.keys() - BEFORE}
    homes = {top: getattr(sys.modules.get(top), "__file__", None) or "" for top in names.values()}
    others = {top for top, home in homes.items() if "site-packages" in home}
    ours = {name for name, top in names.items() if top in OURS}
    listed = [*sorted(DEAR & homes.keys()), *sorted(others), *sorted(ours)]
    open(path, "w").write("".join(f"{name}\\n" for name in listed))
"""
_COMMAND: Final = """
from tui._launch import main
try:
    main()
finally:
    tell(TOLD)
"""
_SCREEN: Final = """
import os
import tui.cli.main
from tui.cli import screen
ask = screen.ask_for_frames
def ask_and_listen():
    ask()
    from tui.app import VaultriageApp
    begin = VaultriageApp._begin
    def told(app):
        tell(TOLD)
        begin(app)
    VaultriageApp._begin = told
screen.ask_for_frames = ask_and_listen
tui.cli.main.main()
"""


def imported_by(name: str, folder: Path) -> str:
    """What is imported when a command has ended, or when the screen's first frame is drawn.

    The dear ones of the standard library, others' packages, and our modules: a line each.
    """
    told, vault = folder / "told", folder / "vault"
    vault.mkdir()
    (vault / "a.md").write_bytes(b"- [?] Plan the harbour walk #proposed\n")
    typed = {"version": ("--version",), "list": ("list",), "screen": ()}[name]
    where = () if name == "version" else ("--vault", str(vault))
    code = f"{_TELL}\nTOLD = {str(told)!r}\n{_SCREEN if name == 'screen' else _COMMAND}"
    command = (sys.executable, "-c", code, *typed, *where)
    environ = environment(folder, {"TERM": "xterm-256color"})
    if name == "screen":
        _draw(command, environ)
    else:
        subprocess.run(command, env=environ, check=True, capture_output=True)
    return told.read_text(encoding="utf-8")


def _draw(command: Sequence[str], environ: Mapping[str, str]) -> None:
    terminal = Terminal(command, environ, (120, 35))
    terminal.until_shown("harbour")
    terminal.close()


@pytest.mark.parametrize("name", ["version", "list", "screen"])
def test_a_start_imports_exactly_what_is_listed(name: str, tmp_path: Path) -> None:
    listed = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    found = imported_by(name, tmp_path).splitlines()
    assert sorted(set(found) - set(listed)) == [], "imported, and not listed"
    ours = {line for line in listed if line.partition(".")[0] in _OURS}
    assert sorted(ours - set(found)) == [], "listed, and not imported"


if __name__ == "__main__":
    for each in ("version", "list", "screen"):
        with TemporaryDirectory() as made:
            (LISTS / f"{each}.txt").write_text(imported_by(each, Path(made)), encoding="utf-8")

"""The person's own editor: the right arguments, no shell, and a sentence when it fails."""

import sys
from pathlib import Path

import pytest

from tui.editor import editor_command, run_editor
from vault.errors import UsageError


@pytest.mark.parametrize(
    ("named", "arguments"),
    [
        ("{folder}/vim", ["+7", "/v/My note.md"]),
        ("{folder}/vim -u NONE", ["-u", "NONE", "+7", "/v/My note.md"]),
        ("{folder}/code --wait", ["--wait", "--goto", "/v/My note.md:7"]),
        ("{folder}/hx", ["/v/My note.md:7"]),
    ],
)
def test_each_editor_gets_the_line_in_its_own_way(
    tmp_path: Path, named: str, arguments: list[str]
) -> None:
    for name in ("vim", "code", "hx"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    named = named.format(folder=tmp_path)
    command = editor_command("/v/My note.md", 7, {"EDITOR": named})
    assert command == [named.split()[0], *arguments]


def test_visual_comes_before_editor() -> None:
    environment = {"VISUAL": sys.executable, "EDITOR": "nothing"}
    assert editor_command("/a.md", 1, environment)[0] == sys.executable


@pytest.mark.parametrize("named", ["no-such-editor-at-all", "'unclosed", "   "])
def test_an_editor_that_is_not_there_is_told(named: str) -> None:
    with pytest.raises(UsageError, match="EDITOR"):
        editor_command("/a.md", 1, {"EDITOR": named})


def test_words_of_a_path_reach_no_shell(tmp_path: Path) -> None:
    path = str(tmp_path / "$(touch owned); `touch owned`.md")
    show = [sys.executable, "-c", "import sys; open(sys.argv[1], 'w').write('seen')", path]
    assert run_editor(show) == ""
    assert [file.name for file in tmp_path.iterdir()] == ["$(touch owned); `touch owned`.md"]


def test_an_editor_that_fails_is_told() -> None:
    assert run_editor([sys.executable, "-c", "raise SystemExit(3)"]).endswith("ended with 3.")
    assert "could not be started" in run_editor(["/no/such/program"])

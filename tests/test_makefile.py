"""`make` as the README names it, on computers as they are."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.cli.program import ROOT, environment

pytestmark = pytest.mark.skipif(
    subprocess.run(["sh", "-c", "command -v make"], capture_output=True, check=False).returncode
    != 0,
    reason="make is not there",
)


def _script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def _make(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make in the repository's folder; `home` is the user's."""
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=ROOT,
        env={**environment(home), "MAKEFLAGS": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", ["Notes", "My Notes", 'It\'s "mine"; echo no'])
def test_run_opens_the_vault_that_is_named(tmp_path: Path, name: str) -> None:
    notes = tmp_path / name
    notes.mkdir()
    (notes / "a.md").write_text("- [ ] one\n- [ ] two\n")
    ready = tmp_path / "ready"
    _script(ready / "bin/python", f'exec {sys.executable} "$@"')
    (ready / ".run").touch()
    for vault in (str(notes), f"~/{name}"):
        done = _make(tmp_path, "run", f"VENV={ready}", f"VAULT={vault}", "ARGS=list --total")
        assert (done.stdout, done.stderr) == ("2\n", "")
    demo = _make(tmp_path, "run", f"VENV={ready}", "ARGS=list --proposed --total")
    assert int(demo.stdout) > 10


def test_an_environment_that_cannot_be_made_leaves_nothing_and_names_the_package(
    tmp_path: Path,
) -> None:
    venv = tmp_path / "half"
    half = f'test "$1" = -c || {{ mkdir -p "{venv}/bin"; touch "{venv}/bin/python"; exit 1; }}'
    python = _script(tmp_path / "python", half)
    done = _make(tmp_path, f"{venv}/bin/python", f"VENV={venv}", f"PYTHON={python}")
    assert done.returncode != 0
    assert "python3-venv" in done.stderr
    assert not venv.exists()

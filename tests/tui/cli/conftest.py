"""A program with an empty vault."""

from pathlib import Path

import pytest

from tests.tui.cli.program import Program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    vault = tmp_path / "vault"
    home = tmp_path / "home"
    vault.mkdir()
    home.mkdir()
    return Program(vault, home)

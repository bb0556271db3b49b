"""The version has one owner."""

import subprocess
import sys
from pathlib import Path

from tests.tui.cli.program import ROOT, run
from tui.version import VERSION


def test_the_packaging_reads_the_version_that_the_program_prints(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "version"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert built.stdout.strip() == VERSION
    assert run(["--version"], home=tmp_path).text == f"vaultriage {VERSION}\n"


def test_the_version_is_printed_after_other_options_too(tmp_path: Path) -> None:
    assert run(["--read-only", "--version"], home=tmp_path).text == f"vaultriage {VERSION}\n"

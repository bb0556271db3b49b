"""The source archive: it holds every file, and builds the same wheel as the repository."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.tui.cli.program import ROOT
from tui.version import VERSION

SOURCES = (
    *(".ci", "parsers", "vault", "tui", "tests", "bench", "docs", "requirements", "screenshots"),
    *("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "pyproject.toml"),
    *(".gitattributes", ".gitignore"),
)
"""Everything that stands at the top of the repository."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    _build(ROOT, folder)
    return folder


def _build(source: Path, folder: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=source,
        check=True,
        capture_output=True,
    )


def _wheel_names(folder: Path) -> list[str]:
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        return sorted(opened.namelist())


def _sources() -> set[str]:
    """Every file that belongs to the project, relative to its top."""
    found = set[str]()
    for top in map(ROOT.joinpath, SOURCES):
        files = top.rglob("*") if top.is_dir() else (top,)
        found |= {f.relative_to(ROOT).as_posix() for f in files if f.is_file()}
    return {name for name in found if "__pycache__" not in name}


def test_the_source_archive_has_every_file_and_builds_the_same_wheel(
    built: Path, tmp_path: Path
) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path, filter="data")
    top = tmp_path / f"vaultriage-{VERSION}"
    inside = {f.relative_to(top).as_posix() for f in top.rglob("*") if f.is_file()}
    assert inside == _sources() | {"PKG-INFO"}
    assert (top / ".ci/run").stat().st_mode & 0o111
    _build(top, tmp_path / "again")
    assert _wheel_names(tmp_path / "again") == _wheel_names(built)

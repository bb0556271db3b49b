"""What several tests of writing begin with."""

from pathlib import Path

import pytest


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A note with one proposal."""
    path = tmp_path / "note.md"
    path.write_bytes(b"# Day\n- [?] call\nend\n")
    return path

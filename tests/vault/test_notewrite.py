"""From decisions about tasks of one note to the bytes that are written."""

from datetime import date
from pathlib import Path

import pytest

from vault.edits import Complete
from vault.outcomes import Decision
from vault.vault import Vault

DELETED = "- [ ] goes 🏁 delete".encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([b"top", DELETED, DELETED + b" too 1 \xf0\x9f\x8f\x81 delete"], [b"top"]),
        ([DELETED, b"end", b""], [b"end", b""]),
        ([DELETED, b"", b"- [ ] other \xf0\x9f\x8f\x81 delete"], [b""]),
        ([b"a", DELETED, b"- [ ] b \xf0\x9f\x8f\x81 delete", b""], [b"a", b""]),
        ([DELETED, b""], [b""]),
    ],
)
def test_finished_lines_that_go_take_their_line_feeds_and_undo_brings_them_back(
    tmp_path: Path, before: list[bytes], after: list[bytes]
) -> None:
    note = tmp_path / "a.md"
    note.write_bytes(b"\n".join(before))
    vault = Vault(str(tmp_path), today=lambda: date(2026, 11, 22))
    vault.load()
    applied = vault.apply([Decision(task, Complete()) for task in vault.tasks()])
    assert applied.failures == ()
    assert note.read_bytes() == b"\n".join(after)
    undone = vault.undo()
    assert undone is not None
    assert undone.failures == ()
    assert note.read_bytes() == b"\n".join(before)

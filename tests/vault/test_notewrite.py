"""From decisions about tasks of one note to the bytes that are written."""

import json
from datetime import date
from pathlib import Path

import pytest

from parsers.lines import BOM
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
        ([b"a\r", DELETED], [b"a"]),
        ([b"a\r", DELETED + b"\r", DELETED + b" too \xf0\x9f\x8f\x81 delete"], [b"a"]),
        ([b"a\r", DELETED + b"\r", b""], [b"a\r", b""]),
        ([b"a\r", DELETED + b"\r"], [b"a\r"]),
        ([b"\xef\xbb\xbfa\r", DELETED], [b"\xef\xbb\xbfa"]),
        ([b"\r", DELETED], [b""]),
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
    vault.redo()
    assert note.read_bytes() == b"\n".join(after)


RECURRING = "- [ ] rec 🔁 every day 📅 2026-11-22".encode()
FOLLOWING = "- [ ] rec 🔁 every day 📅 2026-11-23".encode()
FINISHED = "- [x] rec 🔁 every day 📅 2026-11-22 ✅ 2026-11-22".encode()


@pytest.mark.parametrize(
    ("below", "lines"), [(False, (FOLLOWING, FINISHED)), (True, (FINISHED, FOLLOWING))]
)
def test_a_byte_order_mark_stays_at_the_start_of_the_note(
    tmp_path: Path, below: bool, lines: tuple[bytes, bytes]
) -> None:
    note = tmp_path / "a.md"
    before = BOM + RECURRING + b"\nend"
    note.write_bytes(before)
    in_settings = json.dumps({"recurrenceOnNextLine": below})
    plugin = tmp_path / ".obsidian/plugins/obsidian-tasks-plugin"
    plugin.mkdir(parents=True)
    (plugin / "data.json").write_text(in_settings, encoding="utf-8")
    vault = Vault(str(tmp_path), today=lambda: date(2026, 11, 22))
    vault.load()
    vault.apply([Decision(vault.tasks()[0], Complete())])
    assert note.read_bytes() == BOM + b"\n".join((*lines, b"end"))
    vault.undo()
    assert note.read_bytes() == before


def test_a_line_that_is_changed_above_one_that_goes_ends_the_note_without_a_cr(
    tmp_path: Path,
) -> None:
    note = tmp_path / "a.md"
    before = b"- [ ] a\r\n" + DELETED
    note.write_bytes(before)
    vault = Vault(str(tmp_path), today=lambda: date(2026, 11, 22))
    vault.load()
    vault.apply([Decision(task, Complete()) for task in vault.tasks()])
    after = "- [x] a ✅ 2026-11-22".encode()
    assert note.read_bytes() == after
    vault.undo()
    assert note.read_bytes() == before
    vault.redo()
    assert note.read_bytes() == after

"""Merging: the proposal's line, the link on the line that is kept, and its place."""

from pathlib import Path

import pytest

from parsers.dataview import DATAVIEW
from parsers.task import TaskGrammar
from tests.vault.test_edits import after
from tests.vault.test_moving import opened
from vault.errors import UsageError
from vault.merging import AddLink, Merge, link_to, merge_decisions

LINK = AddLink("[[Weekly sync]]")


def test_the_proposal_is_cancelled() -> None:
    assert after(Merge(), "- [?] a ⏫ #proposed #auto") == "- [-] a ⏫ #auto ❌ 2026-11-22"
    assert after(Merge(), "- [ ] a") == "- [ ] a"


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("- [ ] a", "- [ ] a [[Weekly sync]]"),
        ("- [ ] a  ^id  ", "- [ ] a [[Weekly sync]]  ^id  "),
        ("> - [ ] a @Ana ⏫ 📅 2026-12-01\r", "> - [ ] a @Ana [[Weekly sync]] ⏫ 📅 2026-12-01\r"),
        ("- [ ] a  📅 2026-12-01", "- [ ] a [[Weekly sync]]  📅 2026-12-01"),
        ("- [ ] a #b", "- [ ] a [[Weekly sync]] #b"),
        ("- [ ] see [[Weekly sync]]", "- [ ] see [[Weekly sync]]"),
        ("- [x] a ✅ 2026-11-01", "- [x] a [[Weekly sync]] ✅ 2026-11-01"),
    ],
)  # fmt: skip
def test_a_link_stands_behind_the_words_where_no_field_is_lost(before: str, then: str) -> None:
    assert after(LINK, before) == then


def test_a_link_in_a_dataview_vault_stands_before_its_fields() -> None:
    grammar = TaskGrammar(dialect=DATAVIEW)
    assert after(LINK, "- [ ] a [due:: 2026-12-01]", grammar=grammar) == (
        "- [ ] a [[Weekly sync]] [due:: 2026-12-01]"
    )


def test_a_link_names_the_note_or_where_it_must_the_path() -> None:
    paths = ["Meetings/a b.md", "x/c.md", "y/C.md"]
    assert link_to("Meetings/a b.md", "x/c.md", paths) == "[[a b]]"
    assert link_to("x/c.md", "Meetings/a b.md", paths) == "[[x/c|c]]"
    assert link_to("x/c.md", "x/c.md", paths) == ""


@pytest.mark.parametrize("path", ["a]b.md", "a#b.md", "a|b.md", "caf\udce9.md"])
def test_a_name_that_no_link_can_hold_is_refused(path: str) -> None:
    with pytest.raises(UsageError):
        link_to(path, "x.md", [path, "x.md"])


def test_a_merge_needs_a_proposal_and_another_task(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"- [?] x #proposed\n- [ ] y\n")
    proposal, other = opened(tmp_path).tasks()
    with pytest.raises(UsageError, match="into itself"):
        merge_decisions(proposal, proposal)
    with pytest.raises(UsageError, match="is no proposal"):
        merge_decisions(other, proposal)


def test_each_note_is_written_once_and_undo_takes_both_back(tmp_path: Path) -> None:
    before = {
        "a.md": b"- [?] x #proposed\r\n- [ ] y \xf0\x9f\x93\x85 2026-12-01",
        "b.md": b"> - [ ] z",
    }
    for path, data in before.items():
        (tmp_path / path).write_bytes(data)
    vault = opened(tmp_path)
    x, y, z = vault.tasks()
    assert vault.apply(merge_decisions(x, z, "[[a]]")).written == 2
    assert (
        tmp_path / "a.md"
    ).read_bytes() == "- [-] x ❌ 2026-11-22\r\n- [ ] y 📅 2026-12-01".encode()
    assert (tmp_path / "b.md").read_bytes() == b"> - [ ] z [[a]]"
    vault.undo()
    assert {path: (tmp_path / path).read_bytes() for path in before} == before
    assert vault.history()[-1].label == "merge 2 tasks"
    vault.apply(merge_decisions(vault.tasks()[0], y))
    assert (tmp_path / "a.md").read_bytes().startswith("- [-] x ❌".encode())

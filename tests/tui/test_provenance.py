"""Where a task comes from, as far as note and source tell."""

import shutil
from pathlib import Path

from tests.tui.driving import TODAY, write_vault
from tests.tui.test_snapshots import EXAMPLE
from tui.provenance import Provenance, gather_provenance
from vault.vault import Vault


def provenance(root: Path, words: str) -> Provenance:
    vault = Vault(str(root), today=lambda: TODAY)
    vault.load()
    [found] = [found for found in vault.tasks() if words in found.task.line]
    return gather_provenance(vault, found, vault.people().owners(found.task))


def test_the_source_is_found_by_its_name_and_its_passage_quoted(tmp_path: Path) -> None:
    root = tmp_path / "Notes"
    shutil.copytree(EXAMPLE, root)
    told = provenance(root, "(scope, API")
    assert told.source == "Sources/Transcripts/2025-12-19 - Ines Duarte - Harbour booking.md"
    assert told.found_by == "by its file name"
    [passage] = told.passages
    assert [number for number, _ in passage] == [1, 2, 3]
    assert passage[1][1].startswith("Mila: Then I need to know what Harbour really is.")
    assert told.problem == ""


def test_bullets_of_the_note_that_say_the_same_are_told_and_tasks_are_not(tmp_path: Path) -> None:
    root = tmp_path / "Notes"
    shutil.copytree(EXAMPLE, root)
    told = provenance(root, "paper manifests are really")
    assert told.bullets == (
        (43, "Noor took over the relationship with the port office in autumn."),
        (45, "Paper manifests are checked by hand at two of the five piers."),
    )


def test_a_note_without_a_source_says_only_what_it_is(tmp_path: Path) -> None:
    told = provenance(write_vault(tmp_path, {"a.md": "- [?] Ask #proposed\n"}), "Ask")
    assert (told.text, told.source, told.bullets, told.passages) == ("Ask", "", (), ())


def test_what_would_steer_the_terminal_is_made_visible(tmp_path: Path) -> None:
    notes = {
        "a.md": "---\nsource_ref: b.md\n---\n- [?] Paint kiosk screens #proposed\n"
        "- kiosk screens \x1b[31mred\n",
        "b.md": "Ines: kiosk screens \x9b2J\n",
    }
    told = provenance(write_vault(tmp_path, notes), "Paint")
    assert told.bullets == ((5, "kiosk screens ␛[31mred"),)
    assert told.passages == (((1, "Ines: kiosk screens ‹009B›2J"),),)


def test_a_note_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    write_vault(tmp_path, {"a.md": "- [?] Ask #proposed\n"})
    vault = Vault(str(tmp_path), today=lambda: TODAY)
    vault.load()
    (tmp_path / "a.md").unlink()
    told = gather_provenance(vault, vault.tasks()[0], ())
    assert "a.md" in told.problem

"""What is known of a vault for prompts: names of people, owners, tags and notes, kept in step."""

from pathlib import Path

from tests.tui.driving import TODAY, write_vault
from tui.prompts.known import KnownWords
from vault.edits import Accept
from vault.outcomes import Decision
from vault.vault import Vault

NOTES = {
    "People/Ana Souza.md": "# Ana Souza\n",
    "A/Plan.md": "- [?] Call #task #proposed\n- [ ] Buy #task #errand\n",
    "B/Plan.md": "- [ ] Ask #task\n",
    "Harbour.md": "# No task, #no-tag\n",
}


def test_names_come_from_notes_tasks_and_settings(tmp_path: Path) -> None:
    write_vault(tmp_path, NOTES)
    vault = Vault(str(tmp_path), today=lambda: TODAY, gather_for=0)
    try:
        vault.load()
        words = KnownWords(vault)
        known = words.gather((("Bo", 2),))
        assert known.people == ("Ana Souza",)
        assert known.me == ("Myself",)
        assert known.owners == ("Bo",)
        assert known.tags == ("#task", "#proposed", "#errand")
        assert known.notes == ("A/Plan", "Ana Souza", "B/Plan", "Harbour")
        assert "ana souza" in known.names
        (proposal,) = [found for found in vault.tasks() if found.proposed]
        vault.apply([Decision(proposal, Accept())])
        assert words.gather(()).tags == ("#task", "#errand")
    finally:
        vault.close()

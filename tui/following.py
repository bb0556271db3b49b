"""The list follows the note that is read in Obsidian, as long as that is wanted."""

from vault.vault import Vault


class Following:
    """Whether the list follows, and which note is still to be gone to.

    Each note that is opened there is gone to once: whoever moves on in the list stays there until
    another note is opened.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self.wanted = False
        """Whether the list follows."""
        self.path = ""
        """The note that is read there; empty where that is not known."""
        self.ahead = ""
        """The note to go to as soon as rows of it are shown; empty when there is none."""

    def toggle(self) -> None:
        """Follow, or follow no longer. Reads a file: not for the screen's thread."""
        self.wanted = not self.wanted
        self.path = self.ahead = ""
        if self.wanted:
            self.hear(self._vault.active_note() or "")

    def hear(self, path: str) -> None:
        """Another note is read there."""
        if self.wanted:
            self.path = self.ahead = path

    def arrived(self) -> None:
        """The note was gone to."""
        self.ahead = ""

    @property
    def told(self) -> str:
        """What the title says of it: the note's title, or that none is known."""
        if not self.wanted:
            return ""
        note = self._vault.note(self.path) if self.path else None
        return note.title if note else "Obsidian"

"""What the app shows on top of the triage screen; it is imported when it is asked for."""

from textual import on, work

from tui.messages import OtherColoursWanted, PaletteWanted, ProvenanceWanted
from tui.screens.triage import TriageScreen
from tui.terminal_app import TerminalApp
from vault.vault import Vault


class LookingApp(TerminalApp):
    """An app with a triage screen whose tasks can be looked into."""

    vault: Vault
    _triage: TriageScreen

    @on(PaletteWanted)
    def _palette_wanted(self) -> None:
        from tui.looking import open_palette  # noqa: PLC0415

        open_palette(self, self.vault, self._triage, self._unexpected)

    @on(ProvenanceWanted)
    @work(group="provenance", exclusive=True, exit_on_error=False)
    async def _provenance_wanted(self) -> None:
        from tui.looking import open_provenance  # noqa: PLC0415

        if row := self._triage.tasks.current:
            await open_provenance(self, self.vault, row, self._unexpected)

    @on(OtherColoursWanted)
    def _other_colours_wanted(self) -> None:
        self._say(f"Colours: {self.next_theme()}.")

"""What the app shows on the triage screen when it is asked for, and imports only then."""

import asyncio
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events, on, work

from tui.messages import KnownWanted, OtherColoursWanted, PaletteWanted, ProvenanceWanted
from tui.screens.triage import TriageScreen
from tui.terminal_app import TerminalApp
from vault.vault import Vault

if TYPE_CHECKING:
    from tui.prompts.maker import PromptMaker


class LookingApp(TerminalApp):
    """An app with a triage screen whose tasks can be looked into, and asked about."""

    vault: Vault
    _triage: TriageScreen

    @cached_property
    def _prompts(self) -> "PromptMaker":
        from tui.prompts.maker import PromptMaker  # noqa: PLC0415

        return PromptMaker(self.vault)

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

    @on(KnownWanted)
    @work(group="known", exclusive=True)
    async def _know(self) -> None:
        try:
            known = await asyncio.to_thread(
                self._prompts.known.gather, self._triage.tasks.view.by_owner
            )
        except Exception as error:  # noqa: BLE001 - what is typed counts without it
            self._unexpected(error)
            known = self._prompts.known.nothing
        self._triage.asking.know(known)

    def on_key(self, event: events.Key) -> None:
        """A prompt or a question takes keys here, where they come in the order of the verbs."""
        if self.screen is self._triage and self._triage.takes_key(event.key, event.character):
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """The same for what is pasted."""
        if (
            self.screen is self._triage
            and self._triage.is_asking
            and self._triage.asking.take_paste(event.text)
        ):
            event.prevent_default()

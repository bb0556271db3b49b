"""What is looked at on top of the screen: the palette, and where a task comes from."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.choices import Choice, ChoiceKind, action_choices, note_choices, owner_choices
from tui.messages import OwnerWanted, ViewWanted
from tui.provenance import gather_provenance
from tui.safe_text import typeable
from tui.screens.palette import PaletteScreen
from tui.screens.provenance import ProvenanceScreen
from tui.screens.triage import TriageScreen
from vault.vault import Vault
from vault.view import Row, ViewName, ViewRequest

if TYPE_CHECKING:
    from textual.app import App

Failed = Callable[[Exception], None]
"""What is told of something that nobody foresaw."""


def open_palette(app: "App[None]", vault: Vault, triage: TriageScreen, failed: Failed) -> None:
    """Show the palette; notes are found as soon as they are gathered."""
    choices = action_choices(triage.keymap) + owner_choices(triage.tasks.view)
    palette = PaletteScreen(choices)

    def take(choice: Choice | None) -> None:
        if choice is not None:
            _do(choice, triage, vault)

    app.push_screen(palette, take)
    app.run_worker(_find_notes(palette, vault, failed), group="palette", exclusive=True)


async def _find_notes(palette: PaletteScreen, vault: Vault, failed: Failed) -> None:
    try:
        choices = await asyncio.to_thread(lambda: note_choices(vault.view(ViewRequest())))
    except Exception as error:  # noqa: BLE001 - everything else can still be found
        failed(error)
    else:
        palette.add(choices)


def _do(choice: Choice, triage: TriageScreen, vault: Vault) -> None:
    if choice.kind is ChoiceKind.ACTION:
        triage.call_later(triage.run_action, choice.value)
    elif choice.kind is ChoiceKind.NOTE:
        _go_to_note(choice.value, triage, vault)
    else:
        triage.post_message(OwnerWanted(typeable(choice.value)))


def _go_to_note(path: str, triage: TriageScreen, vault: Vault) -> None:
    """The inbox, unfiltered, with the cursor on the note's first proposal."""
    first = next((found.id for found in vault.in_note(path) if found.proposed), None)
    triage.filter_text = ""
    triage.post_message(ViewWanted(ViewName.INBOX))
    if first is not None:
        triage.tasks.expect(first)


async def open_provenance(app: "App[None]", vault: Vault, row: Row, failed: Failed) -> None:
    """Gather where the task comes from, then show it."""
    try:
        provenance = await asyncio.to_thread(gather_provenance, vault, row.found, row.owners)
    except Exception as error:  # noqa: BLE001 - a task of which nothing is known can be left
        failed(error)
    else:
        await app.push_screen(ProvenanceScreen(provenance))

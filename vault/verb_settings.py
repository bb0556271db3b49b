"""How the user's settings bear on a verb."""

from vault.config import Config
from vault.edits import Edit, Reject, RejectMode


def as_set(edit: Edit, config: Config, reason: str = "") -> Edit:
    """The verb as the settings want it; `reason` is that of a rejection."""
    if not isinstance(edit, Reject):
        return edit
    wanted = config.reject
    return Reject(
        mode=RejectMode(wanted.mode),
        move_to=wanted.move_to,
        note_reason=reason if wanted.reason == "note" else "",
    )

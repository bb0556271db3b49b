"""What the user wants of how changes are noticed."""

from typing import Literal

from msgspec import Struct


class WatchSettings(Struct, frozen=True):
    """What the user wants."""

    mode: Literal["auto", "live", "polling"] = "auto"
    poll_seconds: int = 0
    """Between two looks at every file; 0: as often as they are cheap."""

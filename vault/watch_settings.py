"""What the user wants of how changes are noticed."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class WatchSettings:
    """What the user wants."""

    mode: Literal["auto", "live", "polling"] = "auto"
    poll_seconds: int = 0
    """Between two looks at every file; 0: as often as they are cheap."""

"""The day that a note's file name gives to its undated tasks, where the vault's settings ask so.

The rule is the Tasks plugin's (8.3.0, "use filename as scheduled date").
"""

import re
from datetime import date

from msgspec import Struct

from parsers.days import calendar_day
from parsers.moment_format import moment_format

_DASHED = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_JOINED = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")


class FileNameDates(Struct, frozen=True):
    """Which notes give a date, and how it is written in their names."""

    format: str = ""
    """A format of moment.js, for the whole name; names that do not fit may hold YYYY-MM-DD or
    YYYYMMDD anywhere."""
    folders: tuple[str, ...] = ()
    """Only notes below one of these count; every note when there are none."""

    def of(self, path: str) -> date | None:
        """The day in the name of the note at this path, relative to the vault; None without one."""
        if self.folders and not any(path.startswith(f"{folder}/") for folder in self.folders):
            return None
        name = path[path.rfind("/") + 1 : path.rfind(".")]
        return moment_format(self.format).read(name) or _find(name)


def _find(name: str) -> date | None:
    found = _DASHED.search(name) or _JOINED.search(name)
    return calendar_day(int(found[1]), int(found[2]), int(found[3])) if found else None

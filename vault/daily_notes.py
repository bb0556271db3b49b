"""Where the note of a day is: Obsidian's Daily notes, or Periodic Notes in their place."""

import os
import re
from datetime import date
from typing import Final

import msgspec
from msgspec import Struct

from parsers.lines import BOM
from parsers.moment_format import DAILY_FORMAT, moment_format
from vault.regular_file import read_regular
from vault.settings_file import SettingsFile, quoted, read_settings_file

DAILY_NOTES: Final = "daily-notes.json"
PERIODIC_NOTES: Final = "plugins/periodic-notes/data.json"
COMMUNITY_PLUGINS: Final = "community-plugins.json"
_MOST_TOKENS: Final = 5
_SLASHES: Final = re.compile(r"[\\/]+")


class DailyNotes(Struct, frozen=True):
    """Folder, format and template of the vault's daily notes."""

    folder: str = ""
    """Relative to the vault, without slashes around it; empty is the vault itself."""
    format: str = DAILY_FORMAT
    """For moment.js; it may hold slashes, which make folders."""
    template: str = ""
    """The template's path as the settings say it, perhaps without `.md`; empty for none."""

    def path(self, day: date) -> str:
        """Where the day's note is, relative to the vault, whether it exists or not."""
        return _joined(self.folder, moment_format(self.format).write(day)) + ".md"


def read_daily_notes(base: str, problems: list[str]) -> DailyNotes:
    """Read what the config folder `base` says; a wrong value is its default, and a sentence.

    Periodic Notes' daily notes win where that plugin and its daily notes are switched on. Its
    settings are those of version 0, or of version 1, where each calendar set has a `day`.
    """
    if (periodic := _periodic(base, problems)) is not None:
        return periodic
    file = read_settings_file(base, DAILY_NOTES, problems)
    return _daily(file, template="template")


def _periodic(base: str, problems: list[str]) -> DailyNotes | None:
    if not _switched_on(base):
        return None
    file = read_settings_file(base, PERIODIC_NOTES, problems)
    active = file.text("activeCalendarSet")
    for entry in file.items("calendarSets"):
        if isinstance(entry, dict) and entry.get("id") == active:
            day = SettingsFile(file.name, entry, problems).group("day")
            return _daily(day, template="templatePath") if _enabled(day) else None
    daily = file.group("daily")
    return _daily(daily, template="template") if _enabled(daily) else None


def _enabled(settings: SettingsFile) -> bool:
    return settings.flag("enabled", default=False)


def _switched_on(base: str) -> bool:
    """Whether the plugin may run: a list of plugins without its name says no."""
    try:
        data = read_regular(os.path.join(base, COMMUNITY_PLUGINS))
        listed = msgspec.json.decode(data.removeprefix(BOM))
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return True
    return not isinstance(listed, list) or "periodic-notes" in listed


def _daily(settings: SettingsFile, *, template: str) -> DailyNotes:
    return DailyNotes(
        folder=_folder(settings),
        format=_format(settings),
        template=_joined(settings.text(template)),
    )


def _folder(settings: SettingsFile) -> str:
    folder = _joined(settings.text("folder"))
    if _leads_elsewhere(folder):
        settings.tell(
            f"the folder {quoted(folder)} is none that notes are read from; the vault's counts"
        )
        return ""
    return folder


def _format(settings: SettingsFile) -> str:
    text = settings.text("format").strip() or DAILY_FORMAT
    named = moment_format(text)
    if named.unsupported:
        tokens = ", ".join(named.unsupported[:_MOST_TOKENS])
        settings.tell(
            f"the format {quoted(text)} names more than a day ({tokens}); {DAILY_FORMAT} counts"
        )
        return DAILY_FORMAT
    if _leads_elsewhere(_joined(named.write(date(2026, 1, 1)))):
        settings.tell(f"the format {quoted(text)} makes no name for a note; {DAILY_FORMAT} counts")
        return DAILY_FORMAT
    return text


def _joined(*parts: str) -> str:
    """One path, with single slashes and none around it."""
    return _SLASHES.sub("/", "/".join(parts)).strip("/").strip()


def _leads_elsewhere(path: str) -> bool:
    # Dot folders are never read, so a note in one would be lost from sight.
    return any(part.startswith(".") for part in path.split("/")) or "\0" in path

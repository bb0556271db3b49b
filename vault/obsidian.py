"""What Obsidian and its Tasks plugin say about a vault; read tolerantly, never written."""

import os
import re
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from parsers.fields import Dialect
from parsers.file_name_dates import FileNameDates
from parsers.signifiers import EMOJI
from parsers.status import DEFAULT_STATUSES, Status, StatusRegistry, StatusType
from parsers.status_change import StatusRules
from parsers.task import TaskGrammar
from parsers.whitespace import LINE_ENDERS
from vault.daily_notes import DailyNotes, read_daily_notes
from vault.settings_file import SettingsFile, quoted, read_settings_file

TASKS_SETTINGS: Final = "plugins/obsidian-tasks-plugin/data.json"
_DATAVIEW: Final = "dataview"
_TEMPLATE_SETTINGS: Final = {
    "templates.json": "folder",
    "plugins/templater-obsidian/data.json": "templates_folder",
}


class ObsidianSettings(Struct, frozen=True):
    """The settings that vaultriage follows."""

    grammar: TaskGrammar = field(default_factory=TaskGrammar)
    rules: StatusRules = field(default_factory=StatusRules)
    presets: Mapping[str, str] = field(default_factory=dict)
    """The Tasks plugin's named pieces of queries."""
    global_query: str = ""
    """What the Tasks plugin puts in front of every query."""
    ignored: tuple[str, ...] = ()
    """app.json's userIgnoreFilters: path prefixes, or `/regular expressions/`."""
    template_folders: tuple[str, ...] = ()
    daily_notes: DailyNotes = field(default_factory=DailyNotes)
    problems: tuple[str, ...] = ()
    """One sentence for each file, value and pattern that could not be read."""


def config_folder(root: str) -> str | None:
    """The vault's config folder by name: `.obsidian`, or another dot folder with app.json."""
    if os.path.isdir(os.path.join(root, ".obsidian")):
        return ".obsidian"
    try:
        names = sorted(entry.name for entry in os.scandir(root) if entry.name.startswith("."))
    except OSError:
        return None
    return next((n for n in names if os.path.isfile(os.path.join(root, n, "app.json"))), None)


def read_settings(root: str) -> ObsidianSettings:
    """Read what there is; what is missing is a default, what is wrong a default and a problem."""
    folder = config_folder(root)
    if folder is None:
        return ObsidianSettings()
    base = os.path.join(root, folder)
    problems: list[str] = []
    app = read_settings_file(base, "app.json", problems)
    tasks = read_settings_file(base, TASKS_SETTINGS, problems)
    templates = [
        read_settings_file(base, file, problems).text(key).strip("/")
        for file, key in _TEMPLATE_SETTINGS.items()
    ]
    daily_notes = read_daily_notes(base, problems)
    ignored = app.texts("userIgnoreFilters")
    problems += [_unread(f) for f in ignored if _is_pattern(f) and _compiled(f) is None]
    return ObsidianSettings(
        grammar=_grammar(tasks),
        rules=_rules(tasks),
        presets=_presets(tasks),
        global_query=tasks.text("globalQuery"),
        ignored=ignored,
        template_folders=tuple(folder for folder in templates if folder),
        daily_notes=daily_notes,
        problems=tuple(dict.fromkeys(problems)),
    )


class IgnoreFilter:
    """Which notes Obsidian hides: a plain path prefix, or a regular expression in slashes."""

    def __init__(self, filters: Sequence[str]) -> None:
        self._prefixes = tuple(f for f in filters if not _is_pattern(f))
        self._patterns = [p for f in filters if _is_pattern(f) if (p := _compiled(f))]

    def __bool__(self) -> bool:
        return bool(self._prefixes or self._patterns)

    def hides(self, path: str) -> bool:
        """Whether the note at this path is hidden."""
        return path.startswith(self._prefixes) or any(p.search(path) for p in self._patterns)


def _is_pattern(text: str) -> bool:
    # An empty pattern would hide the whole vault; as a prefix, `//` hides nothing.
    return len(text) > len("//") and text.startswith("/") and text.endswith("/")


def _compiled(text: str) -> re.Pattern[str] | None:
    """The pattern between the slashes; None where it is none, or one that cannot be followed."""
    from parsers.js_pattern import JsPatternError, js_pattern  # noqa: PLC0415 - few have any

    try:
        return js_pattern(text[1:-1])
    except JsPatternError:
        return None


def _unread(pattern: str) -> str:
    return (
        f"The pattern {quoted(pattern)} among the excluded files cannot be read; it hides nothing."
    )


def _rules(tasks: SettingsFile) -> StatusRules:
    return StatusRules(
        set_created_date=tasks.flag("setCreatedDate", default=False),
        set_done_date=tasks.flag("setDoneDate", default=True),
        set_cancelled_date=tasks.flag("setCancelledDate", default=True),
        recurrence_on_next_line=tasks.flag("recurrenceOnNextLine", default=False),
        remove_scheduled_date=tasks.flag("removeScheduledDateOnRecurrence", default=False),
    )


def _presets(tasks: SettingsFile) -> Mapping[str, str]:
    """Named pieces of queries; older versions of the plugin call them `includes`."""
    presets = tasks.group("presets" if "presets" in tasks.values else "includes")
    return {name: text for name in presets.values if (text := presets.text(name))}


def _grammar(tasks: SettingsFile) -> TaskGrammar:
    return TaskGrammar(
        statuses=_statuses(tasks.group("statusSettings")),
        dialect=_dialect(tasks),
        global_filter=tasks.text("globalFilter"),
        file_name_dates=_file_name_dates(tasks),
    )


def _file_name_dates(tasks: SettingsFile) -> FileNameDates | None:
    if not tasks.flag("useFilenameAsScheduledDate", default=False):
        return None
    # An empty name counts here: it is a folder that no note is in.
    folders = tasks.items("filenameAsDateFolders")
    return FileNameDates(
        format=tasks.text("filenameAsScheduledDateFormat"),
        folders=tuple(folder for folder in folders if isinstance(folder, str)),
    )


def _dialect(tasks: SettingsFile) -> Dialect:
    name = tasks.text("taskFormat", EMOJI.name)
    if name == _DATAVIEW:
        from parsers.dataview import DATAVIEW  # noqa: PLC0415 - 2 ms, and most have signs

        return DATAVIEW
    if name != EMOJI.name:
        tasks.tell(
            f"“taskFormat” is {quoted(name)}, which is no format of tasks; {EMOJI.name} counts"
        )
    return EMOJI


def _statuses(settings: SettingsFile) -> StatusRegistry:
    listed: list[Status] = []
    for key in ("coreStatuses", "customStatuses"):
        for entry in settings.items(key):
            if isinstance(entry, dict):
                status = _status(replace(settings, values=entry))
                listed += [status] if status else []
            else:
                settings.tell(f"{quoted(key)} holds something that is no status, which is left out")
    return StatusRegistry(listed or DEFAULT_STATUSES)


def _status(entry: SettingsFile) -> Status | None:
    """The status; None without a symbol, as the plugin's settings page leaves a new one."""
    symbol = _symbol(entry, "symbol")
    if not symbol:
        return None
    kind = entry.text("type", StatusType.TODO)
    if kind not in StatusType.__members__:
        entry.tell(f"the status {quoted(symbol)} is of no known type ({quoted(kind)}); TODO counts")
        kind = StatusType.TODO
    return Status(
        symbol=symbol,
        name=entry.text("name"),
        type=StatusType(kind),
        next_symbol=_symbol(entry, "nextStatusSymbol"),
    )


def _symbol(entry: SettingsFile, key: str) -> str:
    """One character that can stand in a box; else empty."""
    symbol = entry.text(key)
    if not symbol or (len(symbol) == 1 and symbol not in LINE_ENDERS):
        return symbol
    entry.tell(
        f"the {quoted(key)} {quoted(symbol)} of a status is not one character; it is left out"
    )
    return ""

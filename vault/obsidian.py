"""What Obsidian and its Tasks plugin say about a vault; read tolerantly, never written."""

import os
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from parsers.dataview import DATAVIEW
from parsers.file_name_dates import FileNameDates
from parsers.lines import BOM
from parsers.signifiers import EMOJI
from parsers.status import DEFAULT_STATUSES, Status, StatusRegistry, StatusType
from parsers.status_change import StatusRules
from parsers.task import TaskGrammar
from parsers.whitespace import LINE_ENDERS
from vault.daily_notes import DailyNotes, read_daily_notes

TASKS_SETTINGS: Final = "plugins/obsidian-tasks-plugin/data.json"
_LONGEST_NAMED: Final = 80
_TEMPLATE_SETTINGS: Final = {
    "templates.json": "folder",
    "plugins/templater-obsidian/data.json": "templates_folder",
}


@dataclass(frozen=True, slots=True)
class ObsidianSettings:
    """The settings that vaultriage follows."""

    grammar: TaskGrammar = field(default_factory=TaskGrammar)
    rules: StatusRules = field(default_factory=StatusRules)
    ignored: tuple[str, ...] = ()
    """app.json's userIgnoreFilters: path prefixes, or `/regular expressions/`."""
    template_folders: tuple[str, ...] = ()
    daily_notes: DailyNotes = field(default_factory=DailyNotes)
    problems: tuple[str, ...] = ()
    """One sentence for each file, and each pattern, that could not be read."""


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
    """Read what there is; a missing file means defaults, a broken one defaults and a problem."""
    folder = config_folder(root)
    if folder is None:
        return ObsidianSettings()
    base = os.path.join(root, folder)
    problems: list[str] = []
    app = _read_json(base, "app.json", problems)
    tasks = _read_json(base, TASKS_SETTINGS, problems)
    templates = [
        _text(_read_json(base, file, problems), key) for file, key in _TEMPLATE_SETTINGS.items()
    ]
    daily_notes = read_daily_notes(base, problems)
    ignored = _texts(app.get("userIgnoreFilters"))
    problems += [_unread(f) for f in ignored if _is_pattern(f) and _compiled(f) is None]
    return ObsidianSettings(
        grammar=_grammar(tasks),
        rules=_rules(tasks),
        ignored=ignored,
        template_folders=tuple(folder.strip("/") for folder in templates if folder.strip("/")),
        daily_notes=daily_notes,
        problems=tuple(problems),
    )


class IgnoreFilter:
    """Which notes Obsidian hides: a plain path prefix, or a regular expression in slashes."""

    def __init__(self, filters: Sequence[str]) -> None:
        self._prefixes = tuple(f for f in filters if not _is_pattern(f))
        self._patterns = [p for f in filters if _is_pattern(f) if (p := _compiled(f))]

    def hides(self, path: str) -> bool:
        """Whether the note at this path is hidden."""
        return path.startswith(self._prefixes) or any(p.search(path) for p in self._patterns)


def _is_pattern(text: str) -> bool:
    # An empty pattern would hide the whole vault; as a prefix, `//` hides nothing.
    return len(text) > len("//") and text.startswith("/") and text.endswith("/")


def _compiled(text: str) -> re.Pattern[str] | None:
    """The pattern between the slashes; None where it is one for JavaScript alone, or for nobody."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # `[[` means something else one day
            return re.compile(text[1:-1])
    except (re.error, OverflowError, RecursionError):
        return None


def _unread(pattern: str) -> str:
    named = pattern if len(pattern) <= _LONGEST_NAMED else f"{pattern[:_LONGEST_NAMED]}…"
    return f"The pattern {named} among the excluded files cannot be read; it hides nothing."


def _read_json(base: str, file: str, problems: list[str]) -> Mapping[str, object]:
    try:
        with open(os.path.join(base, file), "rb") as opened:
            decoded = msgspec.json.decode(opened.read().removeprefix(BOM))
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        problems.append(f"{file} of the vault cannot be read ({error}); its defaults hold.")
        return {}
    if isinstance(decoded, dict):
        return decoded
    problems.append(f"{file} of the vault is no JSON object; its defaults hold.")
    return {}


def _text(values: Mapping[str, object], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        return ()
    return tuple(part for part in value if isinstance(part, str) and part)


def _flag(values: Mapping[str, object], key: str, *, default: bool) -> bool:
    value = values.get(key)
    return value if isinstance(value, bool) else default


def _rules(tasks: Mapping[str, object]) -> StatusRules:
    return StatusRules(
        set_created_date=_flag(tasks, "setCreatedDate", default=False),
        set_done_date=_flag(tasks, "setDoneDate", default=True),
        set_cancelled_date=_flag(tasks, "setCancelledDate", default=True),
        recurrence_on_next_line=_flag(tasks, "recurrenceOnNextLine", default=False),
        remove_scheduled_date=_flag(tasks, "removeScheduledDateOnRecurrence", default=False),
    )


def _grammar(tasks: Mapping[str, object]) -> TaskGrammar:
    return TaskGrammar(
        statuses=_statuses(tasks.get("statusSettings")),
        dialect=DATAVIEW if _text(tasks, "taskFormat") == DATAVIEW.name else EMOJI,
        global_filter=_text(tasks, "globalFilter"),
        file_name_dates=_file_name_dates(tasks),
    )


def _file_name_dates(tasks: Mapping[str, object]) -> FileNameDates | None:
    if not _flag(tasks, "useFilenameAsScheduledDate", default=False):
        return None
    folders = tasks.get("filenameAsDateFolders")
    named = folders if isinstance(folders, list) else []
    return FileNameDates(
        format=_text(tasks, "filenameAsScheduledDateFormat"),
        # An empty name counts here: it is a folder that no note is in.
        folders=tuple(folder for folder in named if isinstance(folder, str)),
    )


def _statuses(settings: object) -> StatusRegistry:
    if not isinstance(settings, dict):
        return StatusRegistry()
    listed: list[Status] = []
    for key in ("coreStatuses", "customStatuses"):
        entries = settings.get(key)
        if isinstance(entries, list):
            listed += [status for entry in entries if (status := _status(entry))]
    return StatusRegistry(listed or DEFAULT_STATUSES)


def _status(entry: object) -> Status | None:
    if not isinstance(entry, dict) or not _symbol(entry, "symbol"):
        return None
    kind = _text(entry, "type")
    known = kind in StatusType.__members__
    return Status(
        symbol=_symbol(entry, "symbol"),
        name=_text(entry, "name"),
        type=StatusType(kind) if known else StatusType.TODO,
        next_symbol=_symbol(entry, "nextStatusSymbol"),
    )


def _symbol(entry: Mapping[str, object], key: str) -> str:
    """One character that can stand in a box; else empty."""
    symbol = _text(entry, key)
    return symbol if len(symbol) == 1 and symbol not in LINE_ENDERS else ""

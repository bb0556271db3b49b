"""A task that somebody types: its line, and the note that it is added to."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from parsers.lines import encode_line, shown
from parsers.moment_format import DAILY_FORMAT, moment_format
from parsers.status_change import StatusRules
from parsers.task import TaskGrammar, parse_task
from vault.append import AppendPlan, Block
from vault.captured_line import captured_line, one_line
from vault.creation import check_note_path, read_or_new
from vault.daily_notes import DailyNotes
from vault.errors import NotFoundError

_VARIABLE: Final = re.compile(
    r"\{\{\s*(date|time|title|yesterday|tomorrow)\s*(?::([^}]*?))?\s*\}\}", re.IGNORECASE
)
_FORMS: Final = {"time": "HH:mm"}
_DAYS_AWAY: Final = {"date": 0, "time": 0, "yesterday": -1, "tomorrow": 1}


class Capture(Struct, frozen=True):
    """What somebody wants to be a task."""

    text: str
    """The description, perhaps with fields at its end."""
    path: str = ""
    """The note, relative to the vault; empty for the daily note."""
    heading: str = ""
    """The heading under which it is added; empty for the note's end."""


class CapturePlan(Struct, frozen=True):
    """What a capture adds, and to what."""

    path: str
    line: str
    text: str
    """The task's description."""
    plan: AppendPlan
    base: bytes
    """The note as it is, or as it is to be made."""
    is_new: bool


def plan_capture(
    capture: Capture,
    *,
    now: datetime,
    grammar: TaskGrammar,
    rules: StatusRules,
    daily: DailyNotes,
    read: Callable[[str], bytes],
) -> CapturePlan:
    """What is to be written; `read` gives a note's bytes.

    Raises UsageError for a text that is no task, NotFoundError for a template that is not there,
    and what `read` raises.
    """
    today = now.date()
    line = captured_line(capture.text, today=today, grammar=grammar, rules=rules)
    path = capture.path or daily.path(today)
    check_note_path(path)
    base, is_new = read_or_new(path, read)
    if is_new and path == daily.path(today):
        base = _from_template(daily, path, now, read)
    task = parse_task(line, grammar)
    text = task.description if task else capture.text
    block = Block(text, (encode_line(line),))
    plan = AppendPlan((block,), _heading(capture.heading))
    plan(base)  # refuses now what it would refuse once the note is made
    return CapturePlan(path, line, text, plan, base, is_new)


def _heading(text: str) -> str:
    return one_line(text, "A heading").lstrip("#").strip() if text else ""


def _from_template(
    daily: DailyNotes, path: str, now: datetime, read: Callable[[str], bytes]
) -> bytes:
    if not daily.template:
        return b""
    name = daily.template
    template = name if name.casefold().endswith(".md") else f"{name}.md"
    try:
        data = read(template)
    except NotFoundError as error:
        raise NotFoundError(
            f"The daily note is to be made from {shown(template)}, which is not there.",
            "Mend that in Obsidian's settings for daily notes, or name a note with --note.",
        ) from error
    title = path.rpartition("/")[2].removesuffix(".md")
    return _filled_in(data, title, now)


def _filled_in(template: bytes, title: str, now: datetime) -> bytes:
    """The template with `{{date}}`, `{{time:FORMAT}}`, `{{title}}` as Obsidian fills them in.

    A format with a token that nobody here knows stays as it is, and so does every other byte.
    """

    def value(found: re.Match[str]) -> str:
        name, form = found[1].casefold(), found[2]
        if name == "title":
            return title
        moment = moment_format(form or _FORMS.get(name, DAILY_FORMAT))
        day = now.date() + timedelta(_DAYS_AWAY[name])
        return moment.write_moment(datetime.combine(day, now.time())) or found[0]

    text = template.decode("utf-8", "surrogateescape")
    return _VARIABLE.sub(value, text).encode("utf-8", "surrogateescape")

"""Task -> what people read: glyphs, words, dates. Text and style names, never markup."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from rich.cells import cell_len, chop_cells, set_cell_size

from parsers.priority import Priority
from parsers.status import StatusType
from parsers.tags import find_tags
from parsers.task import Task
from tui.safe_text import safe_text
from vault.index import IndexedTask
from vault.people import Owner, OwnerKind

PRIORITY_GLYPHS: Final = {
    Priority.HIGHEST: ("▲▲", "overdue"),
    Priority.HIGH: ("▲", "high"),
    Priority.MEDIUM: ("△", "high"),
    Priority.NONE: ("", "quiet"),
    Priority.LOW: ("▽", "quiet"),
    Priority.LOWEST: ("▽▽", "quiet"),
}
"""Glyphs, at most two cells, and the style that goes with them."""

STATUS_GLYPHS: Final = {
    StatusType.TODO: ("○", "open"),
    StatusType.IN_PROGRESS: ("◐", "other-owner"),
    StatusType.ON_HOLD: ("◌", "quiet"),
    StatusType.DONE: ("●", "finished"),
    StatusType.CANCELLED: ("✗", "quiet"),
    StatusType.NON_TASK: ("·", "quiet"),
}

# What each repeats cannot hold its own beginning: a line full of brackets takes no longer.
_WIKILINK: Final = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_LINK: Final = re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)")
_EMPHASIS: Final = re.compile(r"\*\*([^\s*](?:[^*]*[^\s*])?)\*\*")
_SPACES: Final = re.compile(r"\s+")
_EMOJI_TAILS: Final = re.compile("[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]|\u200d.")
_LONGEST_SHOWN: Final = 2_000
_SHORT_WEEK: Final = 6
_SHORT_YEAR: Final = 300


def plain(text: str) -> str:
    """Text that may reach the terminal, on one line.

    Variation selectors, keycaps, skin tones and joined emoji are cut for display, because
    terminals disagree about their width.
    """
    return safe_text(_SPACES.sub(" ", _EMOJI_TAILS.sub("", text[:_LONGEST_SHOWN])))


def source_line(text: str) -> str:
    """A line of a note as it stands, safe to show; tabs are four columns."""
    return safe_text(_EMOJI_TAILS.sub("", text.rstrip("\r\n")[:_LONGEST_SHOWN].expandtabs(4)))


def wrap(text: str, width: int, most: int) -> list[str]:
    """The text in at most `most` lines of `width` cells, broken at blanks where that works."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= width:
            line = joined
            continue
        lines += [line] if line else []
        *full, line = chop_cells(word, width) or [""]
        lines += full
        if len(lines) > most:
            break
    lines.append(line)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], fit(" ".join(lines[most - 1 : most + 1]), width).rstrip()]


def fit(text: str, width: int) -> str:
    """The text in exactly `width` cells; what does not fit ends in an ellipsis."""
    if width <= 0:
        return ""
    if cell_len(text) > width:
        text = set_cell_size(text, width - 1).rstrip() + "…"
    return set_cell_size(text, width)


def status_glyph(found: IndexedTask) -> tuple[str, str]:
    """The one-cell sign of a task's status, and its style."""
    return ("?", "proposed") if found.proposed else STATUS_GLYPHS[found.status.type]


def headline(task: Task, owners: Iterable[Owner]) -> str:
    """What is to be done: the description without the tags and owners that end it."""
    text = _without_tail(_beginning(task.description), owners)
    text = _WIKILINK.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _EMPHASIS.sub(r"\1", text)
    return plain(text).strip() or "(no text)"


def _beginning(text: str) -> str:
    """As much as is ever shown, so that a line of any length is drawn at once."""
    if len(text) <= _LONGEST_SHOWN:
        return text
    cut = text[:_LONGEST_SHOWN]
    return cut.rpartition(" ")[0] or cut


def _without_tail(text: str, owners: Iterable[Owner]) -> str:
    tails = {*find_tags(text), *(owner.raw for owner in owners if owner.raw in text)}
    while True:
        text = text.rstrip()
        tail = next((tail for tail in tails if tail and text.endswith(tail)), None)
        if tail is None:
            return text
        text = text[: -len(tail)]


def owner_label(owners: Iterable[Owner]) -> str:
    """The owners who are somebody else, for the right end of a row."""
    others = [owner for owner in owners if owner.kind is not OwnerKind.ME]
    return " ".join(f"@{plain(owner.name)}" for owner in others)


def owner_style(owners: Iterable[Owner]) -> str:
    """The style of that label: nobody yet is quiet, everybody else has one colour."""
    kinds = {owner.kind for owner in owners}
    return "quiet" if kinds == {OwnerKind.UNASSIGNED} else "other-owner"


def due_label(found: IndexedTask, today: date) -> tuple[str, str]:
    """When it is due (else scheduled), short, and the style that says how near that is."""
    task = found.task
    if task.status.type in (StatusType.DONE, StatusType.CANCELLED):
        return _finished_label(task)
    if task.due is None:
        return (short_day(task.scheduled, today), "quiet") if task.scheduled else ("", "quiet")
    if task.due < today:
        return short_day(task.due, today), "overdue"
    return short_day(task.due, today), "proposed" if task.due == today else "quiet"


def _finished_label(task: Task) -> tuple[str, str]:
    if task.status.type is StatusType.DONE:
        return "done", "finished"
    return "", "quiet"


def short_day(day: date, today: date) -> str:
    """`today`, `3d ago`, `Fri 27`, `Jan 9` or, far away, the whole date."""
    ahead = (day - today).days
    if ahead == 0:
        return "today"
    if -_SHORT_YEAR < ahead < 0:
        return f"{-ahead}d ago"
    if 0 < ahead <= _SHORT_WEEK:
        return f"{day:%a} {day.day}"
    return f"{day:%b} {day.day}" if 0 < ahead < _SHORT_YEAR else day.isoformat()


def age(day: date, today: date) -> str:
    """How long ago a day was, or how far ahead: `today`, `3d`, `5w`, `11mo`, `2y`."""
    days = abs((today - day).days)
    for limit, size, unit in ((1, 1, ""), (14, 1, "d"), (60, 7, "w"), (730, 30, "mo")):
        if days < limit:
            length = f"{days // size}{unit}" if unit else "today"
            break
    else:
        length = f"{days // 365}y"
    return f"in {length}" if day > today else length


def hidden_text(notes: int) -> str:
    """How many notes Obsidian hides, in words."""
    return f"{notes} {'note' if notes == 1 else 'notes'} hidden"


def split_title(title: str) -> tuple[str, str]:
    """A note's title and what follows its first dash or colon, each possibly empty."""
    title = plain(title).strip()
    for separator in (" - ", " – ", " — ", ": "):
        name, found, rest = title.partition(separator)
        if found and name and rest:
            return name, rest
    return title, ""


def short_diff(before: str, after: str) -> tuple[str, str]:
    """Two versions of a line with what they share in front of the first difference cut short."""
    old, new = before.split(" "), after.split(" ")
    head = _box_end(old), _box_end(new)
    shared = 0
    for left, right in zip(old[head[0] :], new[head[1] :], strict=False):
        if left != right:
            break
        shared += 1
    keep = max(0, shared - 1)
    return _shortened(old, head[0], keep), _shortened(new, head[1], keep)


def _box_end(words: list[str]) -> int:
    """How many words the list marker and its box take; `[ ]` is two."""
    return next((i + 1 for i, word in enumerate(words) if word.endswith("]")), 0)


def _shortened(words: list[str], head: int, shared: int) -> str:
    middle = ["…"] if shared > 1 else words[head : head + shared]
    return plain(" ".join([*words[:head], *middle, *words[head + shared :]]))

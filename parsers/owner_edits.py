"""Edits of a task's owners, in whichever form a line names them."""

import re
from collections.abc import Callable, Container, Sequence
from typing import Final

from parsers.owners import OwnerMention, find_mentions, name_key
from parsers.task import Task
from parsers.text_edits import NotWordsError, spliced, unfit_sign, with_text

_FIELD: Final = re.compile(
    r"(?P<open>[(\[]\s?[a-z]+::\s?)(?P<value>.*?)(?P<close>\s?[)\]])", re.IGNORECASE | re.DOTALL
)

_Way = Callable[[OwnerMention | None], str]


def parse_owner(text: str, known: Container[str] = ()) -> tuple[str, str]:
    """The name that somebody typed, and how it is to be written: empty for as it fits the line.

    `Ana`, `@Ana`, or one of the forms of a line: `@[[Ana]]`, `[[@Ana]]`, `(owner:: Ana)`.
    A comma parts two owners, unless somebody in `known` has it in the name. Raises NotWordsError.
    """
    if unfit := unfit_sign(text):
        raise NotWordsError(unfit)
    text = text.strip()
    mentions = find_mentions(text)
    is_plain = text.startswith("@") and not text.startswith("@[[")
    if not is_plain and [mention.raw for mention in mentions] == [text]:
        return mentions[0].name, text
    name = text.removeprefix("@")
    link = find_mentions(f"@[[{name}]]")
    is_list = "," in name and name_key(name) not in known
    if is_list or [name_key(mention.name) for mention in link] != [name_key(name)]:
        raise NotWordsError("it is not the name of one owner")
    return name, ""


def lines_with_owner(task: Task, name: str, written: str, known: Container[str]) -> list[str]:
    """The lines that may name this owner and no other, the one to be preferred first.

    Every place that names an owner names this one, but for one that follows another with blanks
    between, which goes; a line without an owner gets one behind its words. `written` as
    `parse_owner` gives it; without it the form is the one that stands there, else a link, which
    ends where it ends whatever follows.
    """
    link = f"@[[{name}]]"
    ways: list[_Way] = [lambda _: written]
    if not written:
        ways = [lambda mention: _in_form_of(mention, name), lambda _: link]
    mentions = find_mentions(task.description, known)
    if mentions:
        return [_replaced(task, mentions, way) for way in ways]
    return [with_text(task, way(None)) for way in ways]


def without_owners(task: Task, known: Container[str]) -> str:
    """The line without any owner, each taken out with one space beside it."""
    spans = [_span(task, mention) for mention in find_mentions(task.description, known)]
    return task.without_spans(spans)


def without_other_owners(task: Task, kept: Container[str], known: Container[str]) -> str:
    """The line without those owners whose `name_key` is not among `kept`."""
    mentions = find_mentions(task.description, known)
    spans = [_span(task, mention) for mention in mentions if name_key(mention.name) not in kept]
    return task.without_spans(spans)


def lines_with_another_owner(
    task: Task, name: str, written: str, known: Container[str]
) -> list[str]:
    """The lines that may name this owner besides those who are there, the one to prefer first.

    The new one stands behind the last of them, else behind the words; `written` as
    `parse_owner` gives it.
    """
    forms = [written] if written else [f"@{name}", f"@[[{name}]]"]
    mentions = find_mentions(task.description, known)
    if not mentions:
        return [with_text(task, form) for form in forms]
    _, at = _span(task, mentions[-1])
    return [spliced(task.line, at, at, form) for form in forms]


def words_beside_owners(task: Task, known: Container[str]) -> list[str]:
    """The words of the description that name no owner, in order."""
    rest, at = [], 0
    for mention in find_mentions(task.description, known):
        rest.append(task.description[at : mention.start])
        at = mention.start + len(mention.raw)
    return " ".join((*rest, task.description[at:])).split()


def owner_keys(task: Task, known: Container[str]) -> list[str]:
    """Each place that names an owner, by `name_key`, in order."""
    return [name_key(mention.name) for mention in find_mentions(task.description, known)]


def _replaced(task: Task, mentions: Sequence[OwnerMention], way: _Way) -> str:
    line, last = "", 0
    for mention in mentions:
        start, end = _span(task, mention)
        if not last or task.line[last:start].strip():
            line += task.line[last:start] + way(mention)
        last = end
    return line + task.line[last:]


def _span(task: Task, mention: OwnerMention) -> tuple[int, int]:
    """Where a mention stands in the line: owners stand before the fields."""
    start = task.text_start + mention.start
    return start, start + len(mention.raw)


def _in_form_of(mention: OwnerMention | None, name: str) -> str:
    raw = mention.raw if mention else ""
    if raw.startswith("@[["):
        return f"@[[{name}]]"
    if raw.startswith("[[@"):
        return f"[[@{name}]]"
    field = _FIELD.fullmatch(raw)
    if field is None:
        return f"@{name}"
    value = f"[[{name}]]" if field["value"].startswith("[[") else name
    return field["open"] + value + field["close"]

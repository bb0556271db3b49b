"""Edits of a task's words: the whole description, and one more tag.

The description of a line is the text before its first field and the tags that stand between and
behind fields. New words go to the end of that text, because fields are read off the right end.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from parsers.fields import Field, FieldKind
from parsers.tags import find_tags
from parsers.task import Task, TaskGrammar, parse_task
from parsers.whitespace import JS_WHITESPACE, LINE_ENDERS


class NotWordsError(ValueError):
    """A text that cannot be what it is to be on a task line; the argument says why."""


def parse_description(text: str, grammar: TaskGrammar) -> str:
    """The description that `text` is when it stands on a line alone, without blanks around it.

    Raises NotWordsError: for an empty text, for signs that end a line or steer a terminal, for
    bytes that are not UTF-8, and for text of which a field or a block link would be read.
    """
    if unfit := unfit_sign(text):
        raise NotWordsError(unfit)
    stripped = text.strip(JS_WHITESPACE)
    if not stripped:
        raise NotWordsError("it is empty")
    task = _alone(stripped, grammar)
    if any(found.kind is not FieldKind.TAG for found in task.fields):
        raise NotWordsError("Tasks would read a field at its end")
    if task.block_link:
        raise NotWordsError("Obsidian would read a block link at its end")
    return stripped


def unfit_sign(text: str) -> str:
    """What about `text` keeps it out of a line, for people to read; empty when nothing does."""
    if any(sign in text for sign in LINE_ENDERS):
        return "it has more than one line"
    if any(sign < " " and sign != "\t" for sign in text) or "\x7f" in text:
        return "a control character stands in it"
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        return "it is not UTF-8"
    return ""


def parse_tag(text: str) -> str:
    """The tag that `text` is, with its `#`. Raises NotWordsError."""
    if find_tags(text) != (text,) or unfit_sign(text):
        raise NotWordsError("a tag is # and letters, digits, -, _ or /, without blanks")
    return text


def described_as(task: Task, text: str) -> str:
    """The description of the line that `with_description` makes."""
    words = _alone(_with_filter(task, text), task.grammar).description
    kept = [found.value for found in _later_tags(task) if _stays(task, found.value, text)]
    return " ".join((words, *kept))


def with_description(task: Task, text: str) -> str:
    """The line with the whole description, as `parse_description` gives it, replaced.

    Tags go with the old description. But what makes the line a task of its vault stays: the
    global filter, where it stands among the fields, else behind the new text.
    """
    gone = [f for f in _later_tags(task) if not _stays(task, f.value, text)]
    line = task.without_spans([(found.start, found.end) for found in gone])
    return spliced(line, task.text_start, words_end(task), _with_filter(task, text))


def with_text(task: Task, text: str) -> str:
    """The line with more words behind its own, before the fields and tags at its end."""
    at = end_before(task, task.fields[0].start if task.fields else task.text_end)
    return spliced(task.line, at, at, text)


def with_tag(task: Task, tag: str) -> str:
    """The line with one more tag: behind the words and the tags that follow them."""
    at = words_end(task)
    return spliced(task.line, at, at, tag)


def _alone(text: str, grammar: TaskGrammar) -> Task:
    task = parse_task(f"- [ ] {text}", replace(grammar, global_filter=""))
    assert task is not None  # noqa: S101 - a box and one line of text are a task
    return task


def _with_filter(task: Task, text: str) -> str:
    """The text, with the global filter behind it where the task would lose it."""
    wanted = task.grammar.global_filter
    if not wanted or wanted not in task.description:
        return text
    if wanted not in find_tags(task.description):
        return text if wanted in text else f"{text} {wanted}"
    stays = wanted in (found.value for found in _later_tags(task))
    return text if stays or wanted in find_tags(text) else f"{text} {wanted}"


def _stays(task: Task, tag: str, text: str) -> bool:
    return tag == task.grammar.global_filter and tag not in find_tags(text)


def _later_tags(task: Task) -> Sequence[Field]:
    """The tags behind the first field."""
    end = words_end(task)
    return [f for f in task.fields if f.kind is FieldKind.TAG and f.start >= end]


def words_end(task: Task) -> int:
    """Offset behind the words and the tags that follow them, before any other field."""
    fields = (found.start for found in task.fields if found.kind is not FieldKind.TAG)
    return end_before(task, next(fields, task.text_end))


def end_before(task: Task, past: int) -> int:
    """Offset behind the last character of the text before `past` that is no white space."""
    return task.text_start + len(task.line[task.text_start : past].rstrip(JS_WHITESPACE))


def spliced(line: str, start: int, end: int, words: str) -> str:
    """`words` in place of `line[start:end]`, apart from what stands around them."""
    before = "" if line[start - 1] in JS_WHITESPACE else " "
    behind = "" if line[end : end + 1] in JS_WHITESPACE else " "
    return line[:start] + before + words + behind + line[end:]

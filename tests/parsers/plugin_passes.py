"""A task line read slowly and plainly: one expression a field, pass by pass, as the plugin does."""

import re
from collections.abc import Mapping
from datetime import date

from parsers.fields import DATE_KINDS, FieldKind
from parsers.whitespace import JS_WHITESPACE, LINE_ENDERS

_LINE = re.compile(
    rf"(?P<indentation>[{JS_WHITESPACE}>]*)(?P<list_marker>[-*+]|[0-9]+[.)])"
    rf" +\[(?P<symbol>[^{LINE_ENDERS}])\] *(?P<body>[^{LINE_ENDERS}]*)"
)
_BLOCK_LINK = re.compile(r" \^[A-Za-z0-9-]+\Z")
_TAG = r"#[^ !@#$%^&*(),.?\":{}|<>]+"
_TAG_AT_END = re.compile(rf"(?:\A|(?<=[{JS_WHITESPACE}]))({_TAG})\Z")
_TAGS = re.compile(rf"(?:\A|[{JS_WHITESPACE}])({_TAG})")
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_VALUES = {
    FieldKind.RECURRENCE: "[A-Za-z0-9, !]+",
    FieldKind.ON_COMPLETION: "[A-Za-z]+",
    FieldKind.ID: "[A-Za-z0-9_-]+",
    FieldKind.DEPENDS_ON: "[A-Za-z0-9_-]+(?: *, *[A-Za-z0-9_-]+ *)*",
}
_SIGNS = {
    FieldKind.DONE: "✅", FieldKind.CANCELLED: "❌", FieldKind.DUE: "📅📆🗓",
    FieldKind.SCHEDULED: "⏳⌛", FieldKind.START: "🛫", FieldKind.CREATED: "➕",
    FieldKind.RECURRENCE: "🔁", FieldKind.ON_COMPLETION: "🏁", FieldKind.ID: "🆔",
    FieldKind.DEPENDS_ON: "⛔",
}  # fmt: skip
_KEYS = {
    FieldKind.PRIORITY: "priority", FieldKind.DONE: "completion", FieldKind.CANCELLED: "cancelled",
    FieldKind.DUE: "due", FieldKind.SCHEDULED: "scheduled", FieldKind.START: "start",
    FieldKind.CREATED: "created", FieldKind.RECURRENCE: "repeat",
    FieldKind.ON_COMPLETION: "onCompletion", FieldKind.ID: "id",
    FieldKind.DEPENDS_ON: "dependsOn",
}  # fmt: skip
_WORDS = {"🔺": "highest", "⏫": "high", "🔼": "medium", "🔽": "low", "⏬": "lowest"}

EMOJI_ENDS: Mapping[FieldKind, re.Pattern[str]] = {
    kind: re.compile(rf"[{signs}]\ufe0f? *({_VALUES.get(kind, _DATE)})\Z")
    for kind, signs in _SIGNS.items()
} | {FieldKind.PRIORITY: re.compile(rf"([{''.join(_WORDS)}])\ufe0f?\Z")}


def _dataview(kind: FieldKind, key: str) -> re.Pattern[str]:
    value = "highest|high|medium|low|lowest" if kind is FieldKind.PRIORITY else _DATE
    inner = rf" *{key}:: *({_VALUES.get(kind, value)}) *"
    return re.compile(rf"(?:\[{inner}\]|\({inner}\))(?: *,)?\Z")


DATAVIEW_ENDS: Mapping[FieldKind, re.Pattern[str]] = {
    kind: _dataview(kind, key) for kind, key in _KEYS.items()
}


def read_passes(
    text: str, ends: Mapping[FieldKind, re.Pattern[str]]
) -> list[tuple[FieldKind, int, int, str]]:
    """The fields of a trimmed text, from left to right: kind, start, end and value."""
    fields: list[tuple[FieldKind, int, int, str]] = []
    for _ in range(21):
        before = len(text)
        for kind in FieldKind:
            found = (_TAG_AT_END if kind is FieldKind.TAG else ends[kind]).search(text)
            if found:
                value = next(group for group in found.groups() if group is not None)
                fields.append((kind, found.start(), len(text), _WORDS.get(value, value)))
                text = text[: found.start()].rstrip(JS_WHITESPACE)
        if len(text) == before:
            break
    return fields[::-1]


def read_plainly(
    line: str, ends: Mapping[FieldKind, re.Pattern[str]], global_filter: str = ""
) -> dict[str, object] | None:
    """What a line says, by the names that `Task` has for it; None when it is no task."""
    head = _LINE.match(line)
    if head is None:
        return None
    body = head["body"].strip(JS_WHITESPACE)
    link = _BLOCK_LINK.search(body)
    text = body[: link.start()].rstrip(JS_WHITESPACE) if link else body
    if global_filter not in text:
        return None
    fields = read_passes(text, ends)
    words = [text[: fields[0][1]].rstrip(JS_WHITESPACE)] if fields else [text]
    words += [value for kind, _, _, value in fields if kind is FieldKind.TAG]
    description = " ".join(filter(None, words))
    tags = [tag.rstrip(JS_WHITESPACE) for tag in _TAGS.findall(description)]
    values = {kind: value for kind, _, _, value in reversed(fields)}
    written = {kind: values[kind] for kind in values if kind in DATE_KINDS}
    on_completion = values.get(FieldKind.ON_COMPLETION, "").lower()
    ids = values.get(FieldKind.DEPENDS_ON)
    return {
        "indentation": head["indentation"],
        "list_marker": head["list_marker"],
        "symbol": head["symbol"],
        "description": description,
        "tags": tuple(tag for tag in tags if tag != global_filter),
        "priority": values.get(FieldKind.PRIORITY, "none"),
        "dates": {kind: day for kind, text in written.items() if (day := _day(text))},
        "invalid_dates": {kind: text for kind, text in written.items() if not _day(text)},
        "rule": values.get(FieldKind.RECURRENCE, ""),
        "on_completion": on_completion if on_completion in {"delete", "keep"} else "",
        "id": values.get(FieldKind.ID, ""),
        "depends_on": tuple(part.strip() for part in ids.split(",")) if ids else (),
        "block_link": link[0] if link else "",
        "spans": fields,
    }


_ENDS_IN_DATE = {
    kind: kind not in {*_VALUES, FieldKind.PRIORITY, FieldKind.TAG} for kind in FieldKind
}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

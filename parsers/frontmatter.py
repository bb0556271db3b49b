"""A note's properties: YAML read as Obsidian reads it; bad YAML is a warning, not an exception."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from msgspec import Struct, field

from parsers.dates import read_note_date
from parsers.lines import decode_line, shown
from parsers.plain_properties import plain_values

LONGEST: Final = 256 * 1024
"""Bytes or characters of YAML; more is not read."""

_DEEPEST: Final = 64
_SURELY_SHALLOW: Final = 400
_FIRST_YAML_LINE: Final = 2
_LONGEST_REASON: Final = 160
_LINK = re.compile(r"\[\[([^\[\]|#]+)(?:#[^\[\]|]*)?(?:\|[^\[\]]*)?\]\]")
_PARTS = re.compile(r"(?:\[\[[^\[\]]*\]\]|[^,])+")
_YES = frozenset({"true", "yes", "on", "1"})
# Obsidian reads YAML 1.2: `NO` is a country, `12:30` a time, `0123` a text, a date is a text.
_PLAIN_FORMS: Final = (
    ("tag:yaml.org,2002:bool", "tTfF", r"(?i:true|false)\Z"),
    ("tag:yaml.org,2002:null", "~nN", r"(?:~|null|Null|NULL)\Z"),
    ("tag:yaml.org,2002:null", ("",), r"\Z"),
    ("tag:yaml.org,2002:int", "-0123456789", r"-?(?:0|[1-9][0-9]{0,17})\Z"),
    ("tag:yaml.org,2002:float", "-0123456789", r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}\Z"),
)


class Properties(Struct, frozen=True):
    """What stands between the `---` lines at the top of a note; keys match in any case."""

    values: Mapping[str, object] = field(default_factory=dict)
    """By key as written, in the note's order; dates and timestamps are texts as written."""
    problem: str = ""
    """One sentence that names what is wrong with the YAML and the note's line; or empty."""

    def text(self, key: str) -> str | None:
        """The text of a single value, None where there is none, a list or a mapping.

        An unquoted `[[Note]]`, for YAML a list in a list, is the text it looks like.
        """
        return _text_of(self._find(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list, or of a text at its commas; for a wikilink its target."""
        return tuple(link_target(text) for text in map(str.strip, self._parts(key)) if text)

    def date(self, key: str) -> date | None:
        """The date of a value in any form that `read_note_date` reads, or of a wikilink to it."""
        value = self._find(key)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = _text_of(value)
        return None if text is None else read_note_date(link_target(text.strip()))

    def flag(self, key: str) -> bool:
        """Whether the value says yes: true, yes, on or 1."""
        return (self.text(key) or "").strip().lower() in _YES

    def _find(self, key: str) -> object:
        wanted = key.lower()
        return next((value for name, value in self.values.items() if name.lower() == wanted), None)

    def _parts(self, key: str) -> Iterable[str]:
        value = self._find(key)
        text = _text_of(value)
        if text is not None:
            return _PARTS.findall(text) if isinstance(value, str) else (text,)
        items = value if isinstance(value, (list, tuple, set)) else ()
        return [text for text in map(_text_of, items) if text is not None]


def link_target(text: str) -> str:
    """The note that a text made of one wikilink names, without heading and alias; or `text`."""
    link = _LINK.fullmatch(text)
    return link[1].strip() if link else text


def read_properties(yaml_text: bytes | str) -> Properties:
    """The properties of the YAML between a note's `---` lines, its first line being line 2.

    Never raises: what cannot be read has no values and a `problem`; a key that stands twice counts
    the first time, with a `problem`.
    """
    if len(yaml_text) > LONGEST:
        return Properties({}, f"The properties are longer than {LONGEST // 1024} KB; not read.")
    if isinstance(yaml_text, str):
        return read_yaml(yaml_text)
    plain = plain_values(yaml_text)
    return read_yaml(decode_line(yaml_text)) if plain is None else Properties(plain)


def read_yaml(yaml_text: str) -> Properties:
    """The same for a text that is not too long, in any form, with the YAML parser."""
    text = shown(yaml_text)
    try:
        loaded, problem = _load(text)
    except _reading_errors() as error:
        return Properties({}, _problem_of(error, text))
    if loaded is None:
        return Properties({}, problem)
    if not isinstance(loaded, dict):
        return Properties({}, "Line 2: the properties are no list of keys with their values.")
    if not _is_smaller_than(loaded, len(text) + 2):
        return Properties({}, "The properties repeat themselves through aliases; not read.")
    return Properties({_key_of(key): value for key, value in loaded.items()}, problem)


def _load(text: str) -> tuple[object, str]:
    """What YAML says, and the problem with it that leaves it readable."""
    from frontmatter.default_handlers import YAMLHandler  # noqa: PLC0415 - 40 ms, seldom needed

    if len(text) > _SURELY_SHALLOW:
        _refuse_deep_nesting(text)
    loaders: list[Any] = []

    def make_loader(stream: str) -> object:
        loaders.append(_loader_class()(stream))
        return loaders[0]

    loaded = YAMLHandler().load(text, Loader=make_loader)
    return loaded, getattr(loaders[0], "repeated", "")


@lru_cache(maxsize=1)
def _loader_class() -> Any:  # noqa: ANN401 - a class made of libyaml's, or of Python's without it
    from frontmatter.default_handlers import SafeLoader  # noqa: PLC0415 - as above

    resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for tag, starts, form in _PLAIN_FORMS:
        for start in starts:
            resolvers.setdefault(start, []).append((tag, re.compile(form)))
    members = {"yaml_implicit_resolvers": resolvers, "flatten_mapping": _keep_first_keys}
    return type("PropertyLoader", (SafeLoader,), members)


def _keep_first_keys(loader: Any, node: Any) -> None:  # noqa: ANN401 - PyYAML's hook
    """Drop repeated keys, in the place where PyYAML would copy merge keys (`<<`) in.

    YAML 1.2 has no merge keys, and a few lines of them can ask for billions of pairs.
    """
    seen: set[tuple[str, str]] = set()
    pairs = []
    for key, value in node.value:
        name = (key.tag, key.value) if isinstance(key.value, str) else None
        if name in seen:
            line = key.start_mark.line + _FIRST_YAML_LINE
            what = _shortened(key.value)
            loader.repeated = f"Line {line}: {what!r} stands here again; the first one counts."
            continue
        if name is not None:
            seen.add(name)
        pairs.append((key, value))
    node.value = pairs


def _refuse_deep_nesting(text: str) -> None:
    """Raise RecursionError: libyaml would crash on some 10,000 levels, where Python cannot."""
    import yaml  # noqa: PLC0415 - as above

    depth = 0
    for event in yaml.parse(text, Loader=_loader_class()):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise RecursionError


def _reading_errors() -> tuple[type[Exception], ...]:
    from yaml import YAMLError  # noqa: PLC0415 - as above

    # All but the first come from explicit tags on values that they don't fit: `!!int one`.
    others = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError)
    return (YAMLError, RecursionError, *others)


def _problem_of(error: Exception, text: str) -> str:
    from yaml import MarkedYAMLError, YAMLError  # noqa: PLC0415 - as above
    from yaml.reader import ReaderError  # noqa: PLC0415

    if isinstance(error, MarkedYAMLError) and error.problem_mark is not None:
        line = error.problem_mark.line + _FIRST_YAML_LINE
        return f"Line {line}: {_shortened(error.problem or error.context or 'not YAML')}."
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + _FIRST_YAML_LINE
        return f"Line {line}: {_shortened(error.reason)}."
    if isinstance(error, RecursionError):
        return f"The properties are nested more than {_DEEPEST} levels deep; not read."
    if isinstance(error, YAMLError):
        return f"The properties are not YAML: {_shortened(str(error))}."
    return f"A value does not fit its tag: {_shortened(str(error))}."


def _shortened(reason: str) -> str:
    words = " ".join(reason.split())
    return words if len(words) <= _LONGEST_REASON else words[: _LONGEST_REASON - 1] + "…"


def _is_smaller_than(value: object, limit: int) -> bool:
    """Whether the value holds fewer values than `limit`, counting each alias as what it names."""
    waiting = [value]
    for _ in range(limit):
        if not waiting:
            return True
        last = waiting.pop()
        if isinstance(last, dict):
            waiting.extend(last.values())
        elif isinstance(last, (list, tuple, set)):
            waiting.extend(last)
    return False


def _key_of(key: object) -> str:
    text = _text_of(key)
    return "" if text is None else text


def _text_of(value: object) -> str | None:
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case date():
            return value.isoformat()
        case [[*parts]] if parts and not any(isinstance(part, (list, dict)) for part in parts):
            return f"[[{', '.join(_text_of(part) or '' for part in parts)}]]"
        case _:
            return None

"""What is said of a setting that is wrong: where it stands, and what was perhaps meant."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from parsers.date_settings import LANGUAGES
from parsers.dates import known_languages
from parsers.nearest import nearest
from vault.config_table import SECTIONS, SETTINGS, Setting, toml

_LONGEST_SHOWN: Final = 80
_SURELY_MEANT: Final = 0.9
_LISTS_OF_TAGS: Final = frozenset({"tags", "auto_tags"})
_FOLDERS: Final = "exclude_folders"
_NOWHERE: Final = frozenset({"", ".", ".."})
_LANGUAGES: Final = "languages"
_CODES: Final = {
    "english": "en",
    "german": "de",
    "deutsch": "de",
    "french": "fr",
    "français": "fr",
    "spanish": "es",
    "español": "es",
}
_PREFIX: Final = "VAULTRIAGE_"
_BEGINNINGS: Final = tuple(f"{_PREFIX}{section.upper()}_" for section in SECTIONS)


def unknown_section(place: str, section: str) -> str:
    """The sentence for a section that is none."""
    near = nearest(section, SECTIONS)
    known = f"Did you mean [{near}]?" if near else f"There are {_listed(SECTIONS)}."
    return f"{place}: there is no section [{section}]. {known}"


def unknown_key(place: str, section: str, key: str) -> str:
    """The sentence for a key that its section does not have."""
    return f"{place}: there is no “{key}” in [{section}]. {_meant_key(section, key)}"


def outside_a_section(place: str, key: str) -> str:
    """The sentence for a value that stands where only sections do."""
    if key in SECTIONS:
        return f"{place}: {key} is a section: write [{key}], and its settings below it."
    return f"{place}: “{key}” stands outside a section. {_meant_key('', key)}"


def unknown_variable(variable: str) -> str | None:
    """The sentence for a variable that looks like a setting and is none; None for any other."""
    ours = variable.startswith(_BEGINNINGS)
    known = [setting.variable for setting in SETTINGS.values()]
    near = nearest(variable, known, likeness=0 if ours else _SURELY_MEANT)
    if near is None or not variable.startswith(_PREFIX):
        return None
    return f"{variable}: there is no such setting. Did you mean {near}?"


def wrong_value(place: str, setting: Setting, value: object) -> str:
    """The sentence for a value that the setting cannot have."""
    shown = toml(value)
    shown = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
    meant = next((f" Did you mean {toml(value)}?" for value in _repaired(setting, value)), "")
    return (
        f"{place}: {shown} is no value for {setting.key} in [{setting.section}], which takes "
        f"{setting.allowed}.{meant}"
    )


def unknown_languages(place: str, codes: Iterable[str]) -> Iterator[str]:
    """The sentences for codes of languages in which no date is understood."""
    known = known_languages()
    for code in codes:
        short = code.partition("-")[0]
        near = short if short in known else nearest(code, LANGUAGES)
        some = ", ".join(map(toml, LANGUAGES))
        meant = f"Did you mean {toml(near)}?" if near else f"There are {some} and many more."
        yield (
            f"{place}: {toml(code)} in languages in [dates] is no language whose dates are "
            f"understood. {meant}"
        )


def _meant_key(section: str, key: str) -> str:
    """Which key was meant: one of the section, else one that is called so elsewhere."""
    own = [name[1] for name in SETTINGS if name[0] == section]
    if near := nearest(key, own):
        return f"Did you mean {near}?"
    if near := nearest(key, [name[1] for name in SETTINGS]):
        elsewhere = next(name[0] for name in SETTINGS if name[1] == near)
        return f"Did you mean {near} in [{elsewhere}]?"
    if own:
        return f"It has {_joined(own)}."
    return f"Settings stand in sections: {_listed(SECTIONS)}."


def _repaired(setting: Setting, value: object) -> Iterator[object]:
    """What it may have been meant to be."""
    for guess in _guesses(setting, value):
        try:
            yield setting.convert(guess)
        except msgspec.ValidationError:
            continue


def _guesses(setting: Setting, value: object) -> Iterator[object]:
    if isinstance(value, str):
        yield nearest(value, [choice for choice in setting.choices if isinstance(choice, str)])
        yield {"true": True, "false": False}.get(value.casefold())
        if value.isdecimal() and len(value) <= _LONGEST_SHOWN:
            yield int(value)
        value = [value]
        yield value
    if isinstance(value, list):
        yield from _guessed_lists(setting, [part for part in value if isinstance(part, str)])


def _guessed_lists(setting: Setting, parts: Sequence[str]) -> Iterator[Sequence[str]]:
    """The lists that may have been meant, by what is in them; never an empty one."""
    named = [part.strip() for part in parts if part.strip()]
    if not named:
        return
    if setting.key in _LISTS_OF_TAGS:
        yield [f"#{part}" for part in named]
    elif setting.key == _LANGUAGES:
        codes = [part.casefold() for part in named]
        yield [_CODES.get(code, code) for code in codes]
    elif setting.key == _FOLDERS:
        yield ["/".join(p for p in part.split("/") if p not in _NOWHERE) for part in named]
    yield named


def _listed(sections: Iterable[str]) -> str:
    return _joined(f"[{section}]" for section in sections)


def _joined(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last

"""Where settings come from, each layer over the one before: defaults, your file, the vault, you.

A file is TOML with the sections and keys of `vault.config`. What is wrong in it is an error that
names the place, the setting, and the nearest right one.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final

import msgspec
from msgspec import Struct, field

from parsers.date_settings import LANGUAGES
from parsers.dates import known_languages
from vault.config import Config
from vault.config_check import (
    outside_a_section,
    unknown_key,
    unknown_languages,
    unknown_section,
    unknown_variable,
    wrong_value,
)
from vault.config_table import OWN_SECTIONS, SECTIONS, SETTINGS, Name, Setting
from vault.places import VAULT_VARIABLE
from vault.regular_file import read_regular

VAULT_FILE: Final = ".vaultriage.toml"
_MOST_MB: Final = 1
_BOM: Final = "\ufeff"


class Layer(StrEnum):
    """Who speaks; later ones overrule earlier ones."""

    DEFAULT = "default"
    USER = "user"
    VAULT = "vault"
    ENVIRONMENT = "environment"


class Source(Struct, frozen=True):
    """What one file, or the environment, says."""

    layer: Layer
    place: str
    """The file's path; empty for the environment."""
    values: Mapping[Name, object] = field(default_factory=dict)
    """As the table has them."""
    problems: tuple[str, ...] = ()
    """A sentence for everything that is wrong."""


Finding = tuple[Name, object] | str
"""A setting that is right, or a sentence about one that is not."""


class Layered(Struct, frozen=True):
    """The settings as they hold, and who said so."""

    config: Config
    origins: Mapping[Name, Source]
    """Settings without an entry have their default."""


def read_file(path: str, layer: Layer, *, needed: bool = False) -> Source:
    """What a file says; nothing when it is not there, which is a problem only where it is `needed`.

    In a vault a link is not followed, as with notes.
    """
    try:
        data = read_regular(path, follow=layer is not Layer.VAULT, most_mb=_MOST_MB)
        text = data.decode("utf-8").removeprefix(_BOM)
        decoded = _read_toml(text)
    except FileNotFoundError:
        problem = (f"{path} is not there; `config init --config FILE` makes a file of settings.",)
        return Source(layer, path, problems=problem if needed else ())
    except OSError as error:
        return Source(layer, path, problems=(f"{path} cannot be read: {error.strerror}.",))
    except UnicodeDecodeError:
        return Source(layer, path, problems=(f"{path} is not UTF-8.",))
    except (
        ValueError,
        RecursionError,
    ) as error:  # beside its own, tomllib lets those of int() pass
        return Source(layer, path, problems=(f"{path} is not TOML: {str(error).rstrip('.')}.",))
    return _source(layer, path, _in_file(path, layer, decoded))


def read_environment(environment: Mapping[str, str]) -> Source:
    """What the variables `VAULTRIAGE_<SECTION>_<KEY>` say; one that is empty says nothing."""
    return _source(Layer.ENVIRONMENT, "", _in_environment(environment))


def combine(sources: Iterable[Source]) -> Layered:
    """The settings that hold, later sources over earlier ones, as far as nothing is wrong."""
    origins: dict[Name, Source] = {}
    for source in sources:
        origins.update(dict.fromkeys(source.values, source))
    sections: dict[str, dict[str, object]] = {}
    for name, source in origins.items():
        sections.setdefault(name[0], {})[name[1]] = source.values[name]
    return Layered(msgspec.convert(sections, Config), origins)


def problems_of(sources: Iterable[Source]) -> list[str]:
    """Everything that is wrong, a sentence each; what no single value shows comes last."""
    known = list(sources)
    problems = [problem for source in known for problem in source.problems]
    return problems or list(_wrong_as_a_whole(combine(known)))


def _wrong_as_a_whole(layered: Layered) -> Iterator[str]:
    reject = layered.config.reject
    if reject.mode == "move" and not reject.move_to:
        mode, move_to = SETTINGS["reject", "mode"], SETTINGS["reject", "move_to"]
        place = layered.origins[mode.name].place or mode.variable
        yield f'{place}: mode = "move" in [reject] needs move_to, {move_to.allowed}.'
    languages = SETTINGS["dates", "languages"]
    others = set(layered.config.dates.languages).difference(LANGUAGES)
    if others:  # who wants none but ours need not wait for a list of all
        place = layered.origins[languages.name].place or languages.variable
        yield from unknown_languages(place, sorted(others.difference(known_languages())))


def _source(layer: Layer, place: str, findings: Iterable[Finding]) -> Source:
    known = list(findings)
    values = dict(found for found in known if not isinstance(found, str))
    return Source(layer, place, values, tuple(found for found in known if isinstance(found, str)))


def _in_file(place: str, layer: Layer, decoded: Mapping[str, object]) -> Iterator[Finding]:
    for section, content in decoded.items():
        if not isinstance(content, dict):
            yield outside_a_section(place, section)
        elif section not in SECTIONS:
            yield unknown_section(place, section)
        elif layer is Layer.VAULT and section in OWN_SECTIONS:
            yield (
                f"{place}: [{section}] is about more than one vault and belongs in your own file "
                "(`vaultriage config path`)."
            )
        else:
            yield from _in_section(place, section, content)


def _in_section(place: str, section: str, content: Mapping[str, object]) -> Iterator[Finding]:
    for key, value in content.items():
        if setting := SETTINGS.get((section, key)):
            yield _judged(setting, value, place)
        else:
            yield unknown_key(place, section, key)


def _in_environment(environment: Mapping[str, str]) -> Iterator[Finding]:
    by_variable = {setting.variable: setting for setting in SETTINGS.values()}
    for variable, text in environment.items():
        if setting := by_variable.get(variable):
            if text:
                yield _judged(setting, _from_text(setting, text), variable)
        elif variable != VAULT_VARIABLE and (problem := unknown_variable(variable)):
            yield problem


def _judged(setting: Setting, value: object, place: str) -> Finding:
    try:
        return setting.name, setting.convert(value)
    except msgspec.ValidationError:
        return wrong_value(place, setting, value)


def _from_text(setting: Setting, text: str) -> object:
    """The value that a variable holds: text as it is, all else as TOML, a list also with commas."""
    if isinstance(setting.default, str) and True not in setting.choices:
        return text
    if setting.is_list and not text.startswith("["):
        return [part.strip() for part in text.split(",")]
    try:
        return _read_toml(f"value = {text}")["value"]
    except (ValueError, RecursionError):
        return text


def _read_toml(text: str) -> dict[str, object]:
    import tomllib  # noqa: PLC0415 - 2 ms, and many have no file of settings

    return tomllib.loads(text)

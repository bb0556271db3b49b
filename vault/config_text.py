"""The settings as people read them: the commented default file, what holds, the documentation."""

import re
from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from msgspec.structs import replace

from vault.config_layers import Layer, Layered
from vault.config_table import KEYS, OWN_SECTIONS, SECTIONS, SETTINGS, Setting, key_setting, toml

_WIDTH: Final = 100
_BARE: Final = re.compile("[A-Za-z0-9_-]+")


def default_file() -> str:
    """A file of settings in which every setting stands with its default, as a comment."""
    lines = [
        "# Settings of vaultriage. Every setting stands here with its default; take the # away",
        "# to change it. `vaultriage config check` looks at what you wrote.",
    ]
    for section, about in SECTIONS.items():
        lines += ["", "", f"# {about}", f"[{section}]"]
        for setting in [*_settings(section), *_example(section)]:
            words = f"{setting.meaning} Takes {setting.allowed}."
            lines += ["", *(f"# {line}" for line in wrap(words, _WIDTH - 2))]
            lines.append(f"#{setting.key} = {toml(setting.default)}")
    return "\n".join(lines) + "\n"


def settings_that_hold(layered: Layered) -> Iterator[str]:
    """Every value with where it comes from, as lines of TOML."""
    for section in SECTIONS:
        yield f"[{section}]"
        values = getattr(layered.config, section)
        rows = [
            (f"{s.key} = {toml(getattr(values, s.key))}", _origin(layered, s))
            for s in _settings(section)
        ]
        if section == KEYS:
            rows += _bound(layered)
        width = max(len(text) for text, _ in rows)
        yield from (f"{text:<{width}}  # {origin}" for text, origin in rows)
        yield ""


def _bound(layered: Layered) -> Iterator[tuple[str, str]]:
    """The actions that were given keys."""
    for action, keys in layered.config.keys.actions.items():
        name = action if _BARE.fullmatch(action) else toml(action)
        yield f"{name} = {toml(keys)}", _origin(layered, key_setting(action))


def _example(section: str) -> list[Setting]:
    """What stands for all actions in the default file and the documentation."""
    return [replace(key_setting("accept"), default=("a",))] if section == KEYS else []


def _origin(layered: Layered, setting: Setting) -> str:
    source = layered.origins.get(setting.name)
    if source is None:
        return Layer.DEFAULT.value
    return f"{source.layer}: {source.place or setting.variable}"


def settings_tables() -> str:
    """The part of docs/configuration.md that lists every setting."""
    lines: list[str] = []
    for section, about in SECTIONS.items():
        only = " Only in your own file." if section in OWN_SECTIONS else ""
        lines += [f"## [{section}]", "", f"{about}{only}", ""]
        lines += ["| key | default | meaning |", "|---|---|---|"]
        for setting in _settings(section):
            words = f"{setting.meaning} Takes {setting.allowed}.".replace("|", r"\|")
            lines.append(f"| `{setting.key}` | `{toml(setting.default)}` | {words} |")
        for setting in _example(section):
            words = f"{setting.meaning} Takes {setting.allowed}. [Every name](keys.md)."
            lines.append(f"| `{setting.key}` and so on | `{toml(setting.default)}` | {words} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _settings(section: str) -> list[Setting]:
    return [setting for setting in SETTINGS.values() if setting.section == section]

"""The settings of `vault.config` as a table, row by row."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType, UnionType
from typing import Final, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Meta, Struct

from vault.config import Config

OWN_SECTIONS: Final = frozenset({"journal", "vault"})
"""About more than one vault: a vault's own file has no say in them."""

_MOST_BITS: Final = 64
"""Of a whole number in TOML; Python refuses to write very large ones in decimal."""

Name = tuple[str, str]
"""A setting by its section and key."""


class Setting(Struct, frozen=True):
    """One row of the table."""

    section: str
    key: str
    kind: object
    """Its type, for msgspec."""
    default: object
    meaning: str
    allowed: str
    """What it may be, in words."""
    choices: tuple[object, ...]
    """All that it may be; empty when that cannot be listed."""

    @property
    def name(self) -> Name:
        """The section and the key."""
        return self.section, self.key

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"VAULTRIAGE_{self.section}_{self.key}".upper()

    @property
    def is_list(self) -> bool:
        """Whether it holds several values."""
        return isinstance(self.default, tuple)

    def convert(self, value: object) -> object:
        """The value as the table has it. Raises msgspec.ValidationError."""
        converted = msgspec.convert(value, self.kind)
        if self.choices and converted not in self.choices:
            raise msgspec.ValidationError(f"not one of {self.choices}")
        return converted


def toml(value: object) -> str:
    """A value as TOML writes it; what no setting can be is only hinted at."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = value.encode(errors="replace").decode()
        return msgspec.json.encode(text).decode().replace("\x7f", "\\u007f")
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return hex(value)
    return "a table" if isinstance(value, dict) else str(value)


def _table() -> Iterator[Setting]:
    for section in msgspec.structs.fields(Config):
        for field in msgspec.structs.fields(section.type):
            kind, *metas = get_args(field.type)
            meaning = next(meta for meta in metas if meta.extra)
            choices = meaning.extra["choices"] or tuple(_choices(kind))
            allowed = meaning.extra["allowed"] or _in_words(choices, metas)
            yield Setting(
                section.name,
                field.name,
                field.type,
                field.default,
                meaning.description,
                allowed,
                choices,
            )


def _choices(kind: object) -> Iterator[object]:
    if kind is bool:
        yield from (True, False)
    elif get_origin(kind) is Literal:
        yield from get_args(kind)
    elif get_origin(kind) in (Union, UnionType):
        for part in get_args(kind):
            yield from _choices(part)


def _in_words(choices: tuple[object, ...], metas: list[Meta]) -> str:
    if choices:
        *others, last = map(toml, choices)
        return f"{', '.join(others)} or {last}"
    limits = next(meta for meta in metas if meta.ge is not None)
    return f"a whole number from {limits.ge} to {limits.le}"


SETTINGS: Final[Mapping[Name, Setting]] = MappingProxyType({s.name: s for s in _table()})
"""Every setting, in the order of the file."""
SECTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {field.name: field.type.__doc__ or "" for field in msgspec.structs.fields(Config)}
)
"""Every section and what it is about."""

"""One JSON file of settings: each value is read by itself, a wrong one is named."""

import os
from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec import Struct

from parsers.lines import BOM
from vault.regular_file import read_regular

_KINDS: Final = {bool: "yes or no", str: "a text", list: "a list", dict: "a group of settings"}

_LONGEST_QUOTED: Final = 80


class SettingsFile(Struct, frozen=True):
    """The values of a file, or of a group in it; asking for one adds a sentence if it is wrong.

    A value that is missing or null means its default and is no problem.
    """

    name: str
    """The file's path in the config folder, as sentences call it."""
    values: Mapping[str, object]
    problems: list[str]
    """One sentence for each value that was of the wrong kind; grows."""

    def text(self, key: str, default: str = "") -> str:
        """The text under the key."""
        value = self.value(key, str)
        return value if isinstance(value, str) else default

    def flag(self, key: str, *, default: bool) -> bool:
        """The yes or no under the key."""
        value = self.value(key, bool)
        return value if isinstance(value, bool) else default

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts in the list under the key, without empty ones."""
        items = self.items(key)
        texts = tuple(item for item in items if isinstance(item, str))
        if len(texts) != len(items):
            self.tell(f"{quoted(key)} holds something that is no text, which is left out")
        return tuple(text for text in texts if text)

    def items(self, key: str) -> list[object]:
        """The list under the key, whatever it holds."""
        value = self.value(key, list)
        return value if isinstance(value, list) else []

    def group(self, key: str) -> "SettingsFile":
        """The settings under the key, as a file of their own."""
        value = self.value(key, dict)
        return SettingsFile(self.name, value if isinstance(value, dict) else {}, self.problems)

    def value(self, key: str, kind: type) -> object:
        """What stands under the key if it is of this kind; else None, and a sentence."""
        value = self.values.get(key)
        if value is None or isinstance(value, kind):
            return value
        self.tell(f"{quoted(key)} is not {_KINDS[kind]}; its default holds")
        return None

    def tell(self, problem: str) -> None:
        """Add a sentence about this file."""
        self.problems.append(f"In {self.name} of the vault, {problem}.")


def quoted(text: str) -> str:
    """The text in quotation marks, as sentences show what stands in a file."""
    return f"“{text if len(text) <= _LONGEST_QUOTED else text[:_LONGEST_QUOTED] + '…'}”"


def read_settings_file(base: str, name: str, problems: list[str]) -> SettingsFile:
    """Read a file in the config folder; missing it is empty, broken it is empty and a sentence."""
    try:
        decoded = msgspec.json.decode(read_regular(os.path.join(base, name)).removeprefix(BOM))
    except FileNotFoundError:
        decoded = {}
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        problems.append(f"{name} of the vault cannot be read ({why}); its defaults hold.")
        decoded = {}
    if not isinstance(decoded, dict):
        problems.append(f"{name} of the vault is no JSON object; its defaults hold.")
        decoded = {}
    return SettingsFile(name, decoded, problems)

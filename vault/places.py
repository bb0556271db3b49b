"""Where vaults are: what was named, the folders around us, Obsidian's own registry."""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from vault.errors import NotFoundError
from vault.obsidian import config_folder
from vault.regular_file import read_regular

VAULT_VARIABLE: Final = "VAULTRIAGE_VAULT"


class KnownVault(Struct, frozen=True):
    """A vault that Obsidian has opened on this computer."""

    path: str
    opened_at: float
    """Milliseconds since 1970; 0 when unknown."""
    open: bool

    @property
    def name(self) -> str:
        """The folder's name, as Obsidian shows it."""
        return os.path.basename(self.path.rstrip("/"))


def find_vault(
    named: str | None, here: str, environment: Mapping[str, str], default: str = ""
) -> str:
    """The vault's folder, as an absolute path.

    First that applies: `named` (a path, or a name in Obsidian's registry), VAULTRIAGE_VAULT, the
    nearest parent of `here` with a config folder, `default` (as `named`, but counted from the
    user's home), the registry's open one, else its newest.
    Raises NotFoundError with the places looked at.
    """
    wanted = named or environment.get(VAULT_VARIABLE)
    known = sorted(known_vaults(environment), key=lambda v: (v.open, v.opened_at), reverse=True)
    if wanted:
        return _named(wanted, here, known)
    for folder in [Path(here), *Path(here).parents]:
        if config_folder(str(folder)):
            return str(folder)
    if default:
        return _default(default, environment.get("HOME") or os.path.expanduser("~"), known)
    for vault in known:
        if os.path.isdir(vault.path):
            return vault.path
    raise NotFoundError(
        f"No vault found: neither {here} nor a folder above it has a .obsidian folder, "
        "and Obsidian's own list names none that is there.",
        "Name one with --vault PATH, or try --demo.",
    )


def _default(wanted: str, home: str, known: list[KnownVault]) -> str:
    try:
        return _named(wanted, home, known)
    except NotFoundError as error:
        where = "It is the default in [vault] of your settings (`vaultriage config show`)."
        raise NotFoundError(error.message, f"{where} {error.hint}") from error


def _named(wanted: str, here: str, known: list[KnownVault]) -> str:
    path = os.path.abspath(os.path.join(here, os.path.expanduser(wanted)))
    if os.path.isdir(path):
        return path
    for vault in known:
        if vault.name == wanted and os.path.isdir(vault.path):
            return vault.path
    if os.path.exists(path):
        raise NotFoundError(f"{path} is not a folder.", "A vault is a folder of notes.")
    names = ", ".join(sorted({vault.name for vault in known})) or "none"
    raise NotFoundError(
        f"No vault at {path}, and none that Obsidian knows is named “{wanted}”.",
        f"Obsidian knows: {names}.",
    )


def known_vaults(environment: Mapping[str, str]) -> Iterator[KnownVault]:
    """The vaults in Obsidian's registry files, wherever its package keeps them."""
    for place in _registry_files(environment):
        try:
            decoded = msgspec.json.decode(read_regular(str(place)))
        except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
        vaults = decoded.get("vaults") if isinstance(decoded, dict) else None
        for entry in vaults.values() if isinstance(vaults, dict) else ():
            if isinstance(entry, dict) and isinstance(entry.get("path"), str):
                stamp = entry.get("ts")
                opened_at = float(stamp) if isinstance(stamp, int | float) else 0.0
                yield KnownVault(entry["path"], opened_at, entry.get("open") is True)


def _registry_files(environment: Mapping[str, str]) -> Iterator[Path]:
    home = Path(environment.get("HOME") or Path.home())
    if sys.platform == "darwin":
        yield home / "Library/Application Support/obsidian/obsidian.json"
        return
    config = environment.get("XDG_CONFIG_HOME")
    yield (Path(config) if config else home / ".config") / "obsidian/obsidian.json"
    yield home / ".var/app/md.obsidian.Obsidian/config/obsidian/obsidian.json"
    yield home / "snap/obsidian/current/.config/obsidian/obsidian.json"
    if "WSL_DISTRO_NAME" in environment:
        yield from Path("/mnt/c/Users").glob("*/AppData/Roaming/obsidian/obsidian.json")

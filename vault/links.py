"""Ways to a task's line from outside: a wikilink, an Obsidian URI, the line itself."""

import os
import re
from typing import Final
from urllib.parse import quote

import msgspec

from parsers.lines import BOM, shown
from vault.daily_notes import COMMUNITY_PLUGINS
from vault.index import IndexedTask
from vault.obsidian import config_folder
from vault.regular_file import read_regular
from vault.view import Row

_ADVANCED_URI: Final = "obsidian-advanced-uri"
_NOT_IN_A_LINK: Final = re.compile(r"[#^|\[\]\\:%]+")
"""What a heading's text may hold, and a link to it may not: Obsidian finds it without."""


def line_of(row: Row) -> str:
    """The row's line as its note has it, without its line end."""
    return shown(row.found.task.line.removesuffix("\r"))


def link_to(row: Row) -> str:
    """The wikilink to its block, else to the heading above it, else to its note."""
    return f"[[{shown(row.found.path.removesuffix('.md'))}{_anchor(row.found)}]]"


def uri_of(found: IndexedTask, root: str) -> str:
    """The URI at which Obsidian shows the line: by its number where the plugin Advanced URI is.

    Without the plugin it shows the block or the heading above the line. `root` is the vault's
    folder; its name is what Obsidian calls it.
    """
    vault = os.path.basename(root.rstrip("/"))
    if has_advanced_uri(root):
        place = {"vault": vault, "filepath": found.path, "line": str(found.line)}
        return _uri("advanced-uri", place)
    anchored = found.path.removesuffix(".md") + _anchor(found)
    return _uri("open", {"vault": vault, "file": anchored})


def has_advanced_uri(root: str) -> bool:
    """Whether the vault lists the plugin among those that run."""
    folder = config_folder(root)
    if folder is None:
        return False
    try:
        data = read_regular(os.path.join(root, folder, COMMUNITY_PLUGINS))
        listed = msgspec.json.decode(data.removeprefix(BOM))
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return isinstance(listed, list) and _ADVANCED_URI in listed


def _anchor(found: IndexedTask) -> str:
    """`#^block` or `#heading`; empty where there is neither."""
    if block := found.task.block_link.strip():
        return f"#{block}"
    heading = found.at.headings[-1] if found.at.headings else ""
    plain = " ".join(_NOT_IN_A_LINK.sub(" ", shown(heading)).split())
    return f"#{plain}" if plain else ""


def _uri(action: str, values: dict[str, str]) -> str:
    # Names of files are bytes; every sign that steers a URI is written as its number.
    pairs = (f"{key}={quote(os.fsencode(value), safe='')}" for key, value in values.items())
    return f"obsidian://{action}?{'&'.join(pairs)}"

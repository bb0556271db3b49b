"""Where a note's text comes from: its source_ref or `Source:` link, found in this vault."""

import os
import re
from collections.abc import Collection
from typing import Final, Literal
from unicodedata import normalize

from msgspec import Struct

from parsers.lines import decode_line
from parsers.note import Note
from vault.errors import VaultriageError
from vault.paths import stat_note

# Each part is bounded: a note full of stars or blanks takes no longer.
_SOURCE_LINK: Final = re.compile(
    rb"^[*_> \t-]{0,20}Source[*_]{0,3}:[*_]{0,3}[ \t]{0,20}\[\[([^\[\]\n]{1,1000})\]\]",
    re.MULTILINE | re.IGNORECASE,
)


class Source(Struct, frozen=True):
    """The file that a note was made from."""

    path: str
    """Relative to the vault."""
    found_by: Literal["path", "name", "link"]


def find_source(root: str, note: Note, data: bytes, paths: Collection[str]) -> Source | None:
    """The source of a note with these bytes; None when it names none that is in the vault.

    Its source_ref counts by path, then by file name, since it may be another computer's absolute
    path; then the note's `*Source: [[...]]*` link. `paths` are those of the vault's notes.
    """
    ref = (note.info.source_ref or "").strip()
    if ref.startswith("[["):
        ref = _target(ref)
    if ref and "://" not in ref:
        if path := _by_path(root, ref, paths):
            return Source(path, "path")
        if path := _by_name(ref, note.path, paths):
            return Source(path, "name")
    link = _SOURCE_LINK.search(data)
    if link is None:
        return None
    target = _target(decode_line(link[1]))
    path = _by_path(root, target, paths) or _by_name(target, note.path, paths)
    return Source(path, "link") if path else None


def _target(link: str) -> str:
    """What `[[target#heading|alias]]`, brackets optional, points to."""
    inner = link.strip().removeprefix("[[").removesuffix("]]")
    return inner.split("|", 1)[0].split("#", 1)[0].strip()


def _by_path(root: str, ref: str, paths: Collection[str]) -> str | None:
    """A path of this vault; an absolute one counts when it leads into the vault."""
    relative = os.path.relpath(ref, root) if os.path.isabs(ref) else ref
    for path in (relative, f"{relative}.md"):
        if path in paths or _is_file(root, path):
            return path
    return None


def _is_file(root: str, path: str) -> bool:
    try:
        stat_note(root, path)
    except (VaultriageError, ValueError):
        return False
    return True


def _by_name(ref: str, own: str, paths: Collection[str]) -> str | None:
    """The note of that file name which shares most folders with `ref`; None where two do."""
    wanted = _parts(ref)
    best: list[str] = []
    most = 0
    for path in paths:
        shared = _shared(wanted, _parts(path))
        if path == own or not shared or shared < most:
            continue
        best = [path] if shared > most else [*best, path]
        most = shared
    return best[0] if len(best) == 1 else None


def _parts(path: str) -> list[str]:
    """The names in a path of any system, the file's first and without `.md`."""
    plain = normalize("NFC", path).casefold().replace("\\", "/").removesuffix(".md")
    return plain.split("/")[::-1]


def _shared(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count

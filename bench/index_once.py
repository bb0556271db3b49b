"""One complete first read of a vault in a process of its own: `python -m bench.index_once ROOT`.

With the folder of a cache behind ROOT it is a warm start. It prints JSON: what it took, what was
found, and how much memory that needs; for a warm start also what its first half takes alone.
"""

import json
import resource
import sys
from collections import Counter
from pathlib import Path

from bench.prose import DAY
from bench.timing import timed
from vault.cache import NoteCache
from vault.obsidian import IgnoreFilter, read_settings
from vault.scanner import find_notes
from vault.vault import Vault


def main(root: str, cache: str | None = None) -> None:
    """Read the vault at `root` and print the record."""
    checked = timed(lambda: _load_and_check(root, cache)) if cache else None
    vault = Vault(root, today=lambda: DAY, cache=cache)
    before = _resident()
    timing = timed(vault.load)
    memory = _resident() - before
    tasks = vault.tasks()
    record = {
        "wall": timing.wall,
        "cpu": timing.cpu,
        "memory": memory,
        "notes": vault.note_count(),
        "tasks": Counter(found.task.status.symbol for found in tasks),
        "checked": checked and checked.wall,
        "proposed": sum(found.proposed for found in tasks),
    }
    print(json.dumps(record))


def _load_and_check(root: str, cache: str) -> int:
    """Read the cache and compare every note's signature: how many are other ones."""
    settings = read_settings(root)
    parts = NoteCache(cache, root).read(settings.grammar)
    kept = {kept.note.path: kept.signature for part in parts for kept in part.notes}
    found = find_notes(root, IgnoreFilter(settings.ignored)).notes
    return sum(kept.get(path) != now for path, now in found.items())


def _resident() -> int:
    """Bytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main(*sys.argv[1:])

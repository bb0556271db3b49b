"""One complete first read of a vault in a process of its own: `python -m bench.index_once ROOT`.

With the folder of a cache behind ROOT it is a warm start. It prints JSON: what it took, what was
found, and how much memory that needs.
"""

import json
import resource
import sys
from collections import Counter
from pathlib import Path

from bench.prose import DAY
from bench.shapes import mark
from bench.timing import timed
from vault.vault import Vault


def main(root: str, cache: str | None = None) -> None:
    """Read the vault at `root` and print the record."""
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
        "tasks": Counter(found.status.symbol for found in tasks),
        "proposed": sum(found.proposed for found in tasks),
        "marks": sum(mark(found.path, found.line, found.raw) for found in tasks),
    }
    vault.close()
    print(json.dumps(record))


def _resident() -> int:
    """Bytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main(*sys.argv[1:])

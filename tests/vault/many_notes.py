"""A vault of some notes, and what becomes of them in a first read."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from vault.reading_process import ReadNotes

TEXT = """---
title: T {0}
---
# H
- [ ] one {0} #a 📅 2026-12-01
```
- [ ] no
```
\t- [?] b [due:: 2026-12-02]
"""


def make_vault(root: Path) -> str:
    """Sixty notes in seven folders, and three that only the careful reader reads."""
    for number in range(60):
        note = root / f"F {number % 7}" / f"2026-11-{number % 30 + 1:02d} n{number}.md"
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(TEXT.format(number), "utf-8")
    (root / "empty.md").touch()
    Path(os.fsencode(root).decode() + "/odd \udcff.md").write_text("- [ ] odd\n")
    (root / "large.md").write_bytes(b"- [x] large\n" + b"x" * (1 << 20))
    return str(root)


CAREFUL = {"empty.md", "large.md", "odd \udcff.md"}


def paths_of(parts: Iterable[Sequence[str] | ReadNotes]) -> list[str]:
    """The paths of all notes, read or not, sorted."""
    found: list[str] = []
    for part in parts:
        if isinstance(part, ReadNotes):
            found += [*(note.path for note in part.notes), *part.left]
        else:
            found += part
    return sorted(found)
